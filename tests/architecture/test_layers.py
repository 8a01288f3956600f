"""Imports and relations flow one way."""

from __future__ import annotations

import ast

import pytest
from django.apps import apps
from django.db.models import Model
from importlinter.cli import lint_imports

from tests.architecture import source

MODELS = [model for model in apps.get_models() if model.__module__.startswith("hearback.")]
RELATIONS = {"ForeignKey", "OneToOneField", "ManyToManyField"}


def _room(model: type[Model]) -> str:
    return model.__module__.split(".")[1]


def test_imports_flow_one_way(capsys: pytest.CaptureFixture[str]) -> None:
    code = lint_imports(
        config_filename=str(source.ROOT / "pyproject.toml"), cache_dir=None, is_debug_mode=False
    )
    assert code == 0, capsys.readouterr().out


def test_every_room_has_its_place_in_the_order() -> None:
    known = source.layers()
    folders = {path.parent.name for path in (source.ROOT / "hearback").glob("*/__init__.py")}
    assert folders - known.keys() == set()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_row_points_only_at_its_own_room_or_one_below(model: type[Model]) -> None:
    height = source.layers()
    for field in model._meta.get_fields():
        other = field.related_model
        if field.auto_created or not isinstance(other, type) or other not in MODELS:
            continue
        same = _room(other) == _room(model)
        lower = height[_room(other)] < height[_room(model)]
        assert same or lower, f"{model._meta.label}.{field.name} points up or aside"


def test_foreign_keys_name_the_class_not_a_string() -> None:
    named = [
        f"{one.where}:{call.lineno} {target.value!r}"
        for one in source.product()
        for call in ast.walk(one.tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in RELATIONS
        for target in [*call.args[:1], *(word.value for word in call.keywords if word.arg == "to")]
        if isinstance(target, ast.Constant) and target.value != "self"
    ]
    assert named == []
