"""Every kind of entry has sentences, is recorded, and tells candidates nothing of our states."""

# M7 M11

from __future__ import annotations

import ast
import re
from importlib import import_module
from string import Formatter

import pytest
from django.apps import apps

from hearback.answers.models import AnswerKind
from hearback.ledger.kinds import KINDS, Kind
from hearback.ledger.models import PromiseState
from hearback.pipeline.models import ApplicationState, StageKind
from tests.architecture import source

DEFINED = [one for one in source.product() if one.path.name == "kinds.py" and one.room != "rules"]
# Words of ours that are also everybody's, and stand in candidates' sentences as such.
PLAIN_WORDS = {"new", "done", "offer", "call"}
PERSONAL = {"name", "email"}


def _named() -> set[tuple[str, Kind]]:
    """Every kind with the name of its constant; two rooms may use one name."""
    found: set[tuple[str, Kind]] = set()
    for one in DEFINED:
        module = import_module(one.where.removesuffix(".py").replace("/", "."))
        found |= {(name, value) for name, value in vars(module).items() if isinstance(value, Kind)}
    return found


def _states() -> set[str]:
    """The team's words: how applications, promises and answers stand, and whatever nobody says."""
    ours = [model for model in apps.get_models() if model.__module__.startswith("hearback.")]
    values = {
        str(value)
        for model in ours
        for field in model._meta.get_fields()
        for value, _label in getattr(field, "flatchoices", [])
    }
    ours_alone = {value for value in values if "_" in value}
    stands = (*ApplicationState.values, *PromiseState.values, *StageKind.values, *AnswerKind.values)
    return ours_alone | {str(value) for value in stands}


def test_every_kind_is_defined_where_kinds_are() -> None:
    assert {kind for _name, kind in _named()} == set(KINDS.values())


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_a_kind_has_a_sentence_and_its_fields_are_names(kind: Kind) -> None:
    for sentence in filter(None, (str(kind.sentence), str(kind.candidate_sentence))):
        assert sentence[0].isupper() or sentence.startswith("{")
        fields = [name for _words, name, *_ in Formatter().parse(sentence) if name is not None]
        assert all(name.isidentifier() for name in fields), sentence
    assert str(kind.sentence)
    assert re.fullmatch(r"[a-z]+\.[a-z_]+", kind.name)


def test_every_kind_is_recorded_somewhere() -> None:
    used = {
        getattr(node, "attr", "") or getattr(node, "id", "")
        for one in source.product()
        if one not in DEFINED and one.room not in {"story", "desk", "portal", "demo"}
        for node in ast.walk(one.tree)
        if isinstance(node, ast.Attribute | ast.Name)
    }
    assert {name for name, _kind in _named()} - used == set()


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_an_entry_without_a_field_its_sentence_names_is_refused(kind: Kind) -> None:
    """What is written once can never be filled in later."""
    whole = dict.fromkeys(kind.fields, "x")
    kind.split(whole)
    for name in kind.fields:
        with pytest.raises(ValueError, match=name):
            kind.split({key: value for key, value in whole.items() if key != name})


def test_the_plot_names_each_kind_once() -> None:
    """Of two lines for one kind Python keeps the last, and what the first said never happens."""
    (story,) = [one for one in source.product() if one.where == "hearback/story.py"]
    tables = [node for node in ast.walk(story.tree) if isinstance(node, ast.Dict)]
    keys = [[ast.unparse(key) for key in table.keys if key] for table in tables]
    assert [name for names in keys for name in set(names) if names.count(name) > 1] == []


def test_names_of_people_outside_can_be_forgotten() -> None:
    """A name or address in an entry is kept apart, where it can be blanked."""
    kept = {kind.name for kind in KINDS.values() if (kind.fields & PERSONAL) - kind.personal}
    assert kept == set()


def test_no_state_of_ours_is_in_a_sentence_for_candidates() -> None:
    states = _states() - PLAIN_WORDS
    assert {"in_progress", "kept_late", "declined"} <= states
    said = {
        kind.name: states & set(re.findall(r"[a-z_]+", str(kind.candidate_sentence).lower()))
        for kind in KINDS.values()
    }
    assert {name: words for name, words in said.items() if words} == {}
    assert not [kind for kind in KINDS.values() if "_" in str(kind.candidate_sentence)]
