"""What is written about the house is true: its rooms, its decisions, the rows it proves."""

from __future__ import annotations

import re

from tests.architecture import source

STORY = source.ROOT / "docs" / "story.md"
FAULTS = source.ROOT / "docs" / "faults.md"
DECISIONS = source.ROOT / "docs" / "decisions"
# The rows of the mission the first whole has to prove.
PROVEN = ["M1", "M2", "M3", "M7", "M8", "M9", "M10", "M11", "M28", "M29", "M39"]
THIS = "tests/architecture/test_docs.py"


def _rooms() -> set[str]:
    return {path.parent.name for path in (source.ROOT / "hearback").glob("*/__init__.py")}


def _decisions() -> dict[str, str]:
    """The title of every decision by the name of its file."""
    files = DECISIONS.glob("[0-9][0-9][0-9][0-9]-*.md")
    return {path.name: path.read_text().splitlines()[0].removeprefix("# ") for path in files}


def test_the_story_names_every_room_of_the_house() -> None:
    text = STORY.read_text()
    assert {room for room in _rooms() if f"`{room}/`" not in text} == set()


def test_the_story_names_no_file_that_is_not_there() -> None:
    named = re.findall(r"`([a-z_]+(?:/[a-z_]+)*(?:/|\.py))", STORY.read_text())
    assert len(named) > 20
    places = [source.ROOT / "hearback", source.ROOT]
    gone = [name for name in named if not any((place / name).exists() for place in places)]
    assert gone == []


def test_every_decision_has_a_number_of_its_own_and_a_line_in_the_index() -> None:
    decisions = _decisions()
    numbers = sorted(int(name[:4]) for name in decisions)
    assert len(numbers) == len(set(numbers))
    index = (DECISIONS / "README.md").read_text()
    listed = re.findall(r"^- \[([0-9]{4})\]\(([^)]+)\) (.+)$", index, re.MULTILINE)
    assert {name: title for _number, name, title in listed} == decisions
    assert [number for number, name, _title in listed] == sorted(name[:4] for name in decisions)
    assert all(name.startswith(number) for number, name, _title in listed)
    skipped = {f"{number:04}" for number in range(1, numbers[-1])} - {
        name[:4] for name in decisions
    }
    explained = set(re.findall(r"^- ([0-9]{4}) was never given", index, re.MULTILINE))
    assert skipped == explained


def test_every_row_the_first_whole_proves_is_named_by_a_test() -> None:
    texts = [one.path.read_text() for one in source.modules() if one.is_test and one.where != THIS]
    named = {row for text in texts for row in re.findall(r"\bM[0-9]{1,2}\b", text)}
    assert set(PROVEN) - named == set()


def test_every_fault_is_shown_by_tests_that_are_there() -> None:
    rows = re.findall(r"^\| ([QMIK][0-9]+) .*\| (.+) \|$", FAULTS.read_text(), re.MULTILINE)
    assert len(rows) > 30
    assert [number for number, tests in rows if "`test_" not in tests] == []
    shown = {name for _number, tests in rows for name in re.findall(r"`(test_\w+)`", tests)}
    texts = [one.path.read_text() for one in source.modules() if one.is_test]
    known = {name for text in texts for name in re.findall(r"^def (test_\w+)", text, re.MULTILINE)}
    assert shown - known == set()
