"""Every sentence a candidate can read is translated, with its fields, its plurals, its manners."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from hearback.rules.segments import measure, plainer
from tests.words import catalogs
from tests.words.seen import seen

if TYPE_CHECKING:
    import polib

LANGUAGES = catalogs.languages()
EACH = pytest.mark.parametrize("language", LANGUAGES)
FIELD = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
# Hours, formats of dates, and marked-up addresses.
NO_SENTENCE = re.compile(r"\d\d:\d\d|[A-Z]:i|<[^>]+>")
# What must not stand in a translation; dates are formats, not sentences.
UNTYPOGRAPHIC = {
    "fr": re.compile(r"['\"“”]|[^\u00a0\u202f][?!;]|[^\u00a0]:(?!//)"),
    "de": re.compile(r"['\"”]|„[^“]*$|\b(?:du|dich|dir|dein\w*)\b"),
    "es": re.compile(r"['\"“”]|^[^¿]*\?|^[^¡]*!|\b(?:tú|te|tu|tus)\b"),
}


def said_by(entry: polib.POEntry) -> list[str]:
    """The translation, or the translations of one and of many."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


@EACH
def test_everything_a_candidate_can_read_is_translated(language: str) -> None:
    """`make words` writes what is missing into the catalog; see docs/translating.md."""
    entries = {catalogs.message_of(entry): entry for entry in catalogs.catalog(language)}
    missing = [words for words in seen() if words not in entries]
    assert missing == []
    unsaid = [words for words in seen() if not entries[words].translated()]
    assert unsaid == []


@EACH
def test_nothing_else_is_in_the_catalog(language: str) -> None:
    """What only the desk says, and what nobody says any more, is not translated."""
    there = {catalogs.message_of(entry) for entry in catalogs.catalog(language)}
    assert there - seen().keys() == set()


@EACH
def test_the_compiled_catalog_is_fresh(language: str) -> None:
    compiled = catalogs.path_of(language).with_suffix(".mo").read_bytes()
    assert compiled == catalogs.compiled(catalogs.catalog(language)), "run make words"


@EACH
def test_the_fields_of_a_sentence_are_all_in_its_translation(language: str) -> None:
    odd = {}
    for entry in catalogs.catalog(language):
        wanted = set(FIELD.findall(entry.msgid_plural or entry.msgid))
        for said in said_by(entry)[-1:]:
            if set(FIELD.findall(said)) != wanted:
                odd[entry.msgid] = said
        for said in said_by(entry)[:-1]:
            if not set(FIELD.findall(said)) <= wanted:
                odd[entry.msgid] = said
    assert odd == {}


@EACH
def test_translations_are_set_as_their_language_sets_them(language: str) -> None:
    """French spaces, German and Spanish marks, and the polite way to say you."""
    odd = {
        entry.msgid: said
        for entry in catalogs.catalog(language)
        for said in said_by(entry)
        if UNTYPOGRAPHIC[language].search(NO_SENTENCE.sub("", said))
    }
    assert odd == {}


@EACH
def test_text_messages_keep_to_the_letters_that_cost_least(language: str) -> None:
    """One á or ê, and every part of a text message holds 70 characters instead of 160."""
    dear = [
        entry.msgstr
        for entry in catalogs.catalog(language)
        if ("inbox/texting.py", "") in entry.occurrences
        if not measure(plainer(entry.msgstr)).is_gsm
    ]
    assert dear == []


@EACH
def test_nothing_shouts(language: str) -> None:
    assert [entry.msgid for entry in catalogs.catalog(language) if "!" in entry.msgstr] == []
