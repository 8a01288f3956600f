"""Rules a reader relies on, checked in the syntax of every module."""

from __future__ import annotations

import ast
import re

from tests.architecture import source

# Reading the clock: `datetime.now()`, `timezone.now()`, `date.today()`, `time.time()` and the like.
CLOCKS = {"timezone", "datetime", "date", "time", "dt"}
READINGS = {"now", "utcnow", "today", "time", "localdate", "localtime"}
MAY_READ_THE_CLOCK = {
    "hearback/kit/clock.py": "it is the clock",
    "hearback/demo/mailbox.py": "a mail program of its own, which only numbers what came in",
}
# The database's own clock is the moment of no act; these two ask about the machinery itself.
MAY_ASK_THE_DATABASE = {"hearback/kit/clock.py", "hearback/kit/health.py"}
SQL_CLOCK = re.compile(r"\b(now\(\)|(current|clock|statement)_timestamp)", re.IGNORECASE)
# Where the moment enters: pages, tasks, the timetable, commands, and allauth's own hooks.
TELL_THE_TIME = {
    "hearback/timetable.py": "the tasks of the clock",
    "hearback/team/sign_in.py": "allauth calls it, and hands no moment over",
    "hearback/portal/coded.py": "the shared part of two pages",
    "hearback/portal/interviews/door.py": "the shared part of the pages of an interview",
    "hearback/desk/frame.py": "the frame of every desk page",
    "hearback/portal/seat/scorecard.py": "the shared part of a scorecard's pages",
}
WRITES = {"save", "delete", "update", "create", "bulk_create", "get_or_create", "update_or_create"}


def _calls(tree: ast.Module) -> list[ast.Call]:
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def test_only_the_clock_reads_the_clock() -> None:
    readers = {
        f"{one.where}:{node.lineno}"
        for one in source.product()
        if one.where not in MAY_READ_THE_CLOCK
        for node in ast.walk(one.tree)
        if isinstance(node, ast.Attribute)
        and node.attr in READINGS
        and isinstance(node.value, ast.Name)
        and node.value.id in CLOCKS
    }
    assert readers == set()


def test_no_statement_asks_the_database_for_the_time() -> None:
    askers = {
        f"{one.where}:{node.lineno}"
        for one in source.product()
        if one.where not in MAY_ASK_THE_DATABASE
        for node in ast.walk(one.tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search(r"\b(SELECT|UPDATE|INSERT|DELETE)\b", node.value)
        and SQL_CLOCK.search(node.value)
    }
    assert askers == set()


def test_the_moment_is_handed_in_below_pages_and_tasks() -> None:
    readers = {
        f"{one.where}:{node.lineno}"
        for one in source.product()
        if one.where not in TELL_THE_TIME
        and not one.is_view
        and one.path.name != "tasks.py"
        and one.room != "commands"
        for node in ast.walk(one.tree)
        if isinstance(node, ast.Attribute)
        and node.attr == "now"
        and isinstance(node.value, ast.Name)
        and node.value.id == "clock"
    }
    assert readers == set()


def test_views_read_through_queries_and_write_through_actions() -> None:
    touched = {
        f"{one.where}:{node.lineno} .{node.attr}"
        for one in source.product()
        if one.is_view
        for node in ast.walk(one.tree)
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "save"}
    }
    assert touched == set()


def test_only_actions_write() -> None:
    """Reads, letters, pages and forms of a chapter change no row through a manager."""
    writers = {
        f"{one.where}:{call.lineno} .{call.func.attr}()"
        for one in source.product()
        if one.path.stem in {"queries", "letters", "forms", "kinds", "urls"}
        or "queries" in one.path.parts
        for call in _calls(one.tree)
        if isinstance(call.func, ast.Attribute)
        and call.func.attr in WRITES
        and "objects" in ast.unparse(call.func.value)
    }
    assert writers == set()


def test_nothing_is_left_for_later() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b|# type: ignore(?!\[)|NotImplemented\b")
    here = "tests/architecture/test_code.py"
    left = [
        f"{one.where}:{number}"
        for one in source.modules()
        if one.where != here
        for number, line in enumerate(one.lines, start=1)
        if marks.search(line)
    ]
    assert left == []


def test_no_test_waits_a_fixed_time() -> None:
    """Tests wait for something to become true, never for a clock; `tests/until.py` is how."""
    sleepers = [
        f"{one.where}:{call.lineno}"
        for one in source.modules()
        if one.is_test and one.where not in {"tests/until.py", "tests/relay.py"}
        for call in _calls(one.tree)
        if ast.unparse(call.func) in {"time.sleep", "sleep", "asyncio.sleep"}
        or ast.unparse(call.func).endswith("wait_for_timeout")
    ]
    assert sleepers == []


def test_pages_carry_no_inline_code_or_style() -> None:
    """The content security policy would block it; the page would be quietly broken."""
    inline = re.compile(r"\son[a-z]+\s*=\s*[\"']|\sstyle\s*=|<style\b|javascript:", re.IGNORECASE)
    script = re.compile(r"<script\b(?![^>]*(\ssrc=|\snonce=|ld\+json))", re.IGNORECASE)
    odd = [
        f"{path.relative_to(source.ROOT)}:{number}"
        for path in source.files(".html")
        if "letters" not in path.parts  # mail programs know no style sheets
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if inline.search(line) or script.search(line)
    ]
    assert odd == []


def test_no_line_of_the_plot_is_written_twice() -> None:
    """Of two lines for one kind the second would silently win; merging branches makes such."""
    [story] = [one for one in source.product() if one.where == "hearback/story.py"]
    tables = [node for node in ast.walk(story.tree) if isinstance(node, ast.Dict)]
    keys = [[ast.unparse(key) for key in table.keys if key] for table in tables]
    assert [key for table in keys for key in table if table.count(key) > 1] == []
