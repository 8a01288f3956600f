"""Every setting is read in one place and explained in one place."""

from __future__ import annotations

import ast
import re

from tests.architecture import source

PAGE = source.ROOT / "docs" / "self-hosting.md"
READERS = (
    "hearback/environment.py",
    "hearback/endpoints.py",
    "hearback/gateways.py",
    "hearback/commands/house.py",
)


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


def test_nothing_is_explained_that_is_not_read() -> None:
    """Neither a row of the table nor a word of the guide names a setting that does nothing."""
    names = set().union(*(_names(where) for where in READERS))
    guides = [PAGE, *(source.ROOT / name for name in ("README.md", "Makefile"))]
    guides += (source.ROOT / "docs").glob("*.md")
    for guide in guides:
        text = guide.read_text()
        rows = set(re.findall(r"^\| `([A-Z0-9_]+)` \|", text, re.MULTILINE))
        words = set(re.findall(r"\bHEARBACK_[A-Z_]+\b|\b[A-Z0-9]+_URL\b", text))
        assert (rows | words) - names == set(), guide.name


def test_the_table_has_one_row_for_each_setting_a_person_may_choose() -> None:
    rows = re.findall(r"^\| `([A-Z0-9_]+)` \|", PAGE.read_text(), re.MULTILINE)
    set_by_us = {"HEARBACK_ROLE", "HEARBACK_LEADER"}
    assert len(rows) == len(set(rows))
    assert set(rows) == set().union(*(_names(where) for where in READERS)) - set_by_us


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
