"""Every setting is read in one place and explained in one place."""

from __future__ import annotations

import ast

from tests.architecture import source

PAGE = source.ROOT / "docs" / "self-hosting.md"
READERS = ("hearback/environment.py", "hearback/endpoints.py", "hearback/commands/house.py")


def _is_name(text: str) -> bool:
    return text == "PORT" or text.startswith("HEARBACK_") or text.endswith("_URL")


def _names(where: str) -> set[str]:
    tree = ast.parse((source.ROOT / where).read_text())
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    return {word for word in words if isinstance(word, str) and word.isupper() and _is_name(word)}


def test_every_setting_is_explained() -> None:
    text = PAGE.read_text()
    names = set().union(*(_names(where) for where in READERS))
    assert len(names) > 10
    assert {name for name in names if f"`{name}`" not in text} == set()


def test_nothing_else_reads_the_surroundings() -> None:
    allowed = {*READERS, "hearback/commands/up.py", "hearback/commands/family.py"}
    allowed |= {"hearback/lent_user.py", "hearback/commands/tools.py", "hearback/wsgi.py"}
    readers = {
        one.where
        for one in source.product()
        for node in ast.walk(one.tree)
        if isinstance(node, ast.Attribute)
        and node.attr in {"environ", "getenv"}
        and isinstance(node.value, ast.Name)
        and node.value.id == "os"
    }
    assert readers - allowed == set()
