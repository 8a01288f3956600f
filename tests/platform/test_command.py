"""The command explains itself, and its exit codes can be relied on."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from hearback.cli import COMMANDS
from hearback.commands.demo import span
from tests.platform.houses import ROOT, House, house

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.embedded, pytest.mark.slow]
NAMES = [command.NAME for command in COMMANDS]


@pytest.fixture(scope="module")
def empty() -> Iterator[House]:
    """A house that was laid out and never opened."""
    with house() as one, one.database_kept():
        assert one.run("migrate").returncode == 0
        yield one


@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    from hearback.cli import main  # noqa: PLC0415  only here

    with pytest.raises(SystemExit) as leaving:
        main([name, "--help"])
    assert leaving.value.code == 0
    assert len(capsys.readouterr().out) > 100


def test_an_odd_setting_is_a_sentence_and_exit_2(empty: House) -> None:
    empty.settings["HEARBACK_RATE_LIMITS"] = "perhaps"
    done = empty.run("migrate")
    del empty.settings["HEARBACK_RATE_LIMITS"]
    assert done.returncode == 2
    assert done.stderr.startswith("HEARBACK_RATE_LIMITS: “perhaps” is neither on nor off.")
    assert "Traceback" not in done.stderr


def test_a_database_that_does_not_answer_is_a_sentence(empty: House) -> None:
    empty.settings["DATABASE_URL"] = "postgresql://nobody@127.0.0.1:1/none"
    done = empty.run("check")
    del empty.settings["DATABASE_URL"]
    assert done.returncode == 1
    assert "The database does not answer" in done.stderr
    assert "Traceback" not in done.stderr


def test_nothing_is_due_twice(empty: House) -> None:
    assert empty.run("migrate", "--check").returncode == 0
    assert "Nothing was due" in empty.run("migrate").stdout


def test_pages_are_not_served_on_an_old_layout() -> None:
    with house() as fresh:
        done = fresh.run("web")
    assert done.returncode == 1
    assert "hearback migrate" in done.stderr


def test_an_empty_house_breaks_no_promise(empty: House) -> None:
    done = empty.run("check", "--json")
    said = json.loads(done.stdout)
    assert done.returncode == 0
    assert said["ok"]
    assert len(said["invariants"]) >= 10
    assert all(one["count"] == 0 for one in said["invariants"])


def test_members_come_in_by_a_link_the_first_as_administrator(empty: House) -> None:
    assert "Nobody is here yet who could answer" in empty.run("web").stderr
    susan = ("susan@shop.example", "--name", "Susan Ito", "--role")
    assert "--role administrator" in empty.run("member", "add", *susan, "recruiter").stderr
    for words in ((*susan, "administrator"), ("jo@shop.example", "--name", "Jo", "--role", "lead")):
        done = empty.run("member", "add", *words)
        assert done.returncode == 0, done.stderr
        assert re.search(r"http://localhost:\d+/\S+", done.stdout)
    listed = empty.run("member", "list").stdout
    assert "susan@shop.example" in listed
    assert "jo@shop.example" in listed
    assert empty.run("member", "link", "susan@shop.example").stdout.startswith("http")
    unknown = empty.run("member", "link", "nobody@shop.example")
    assert unknown.returncode == 1
    assert "Nobody here signs in" in unknown.stderr
    again = empty.run("member", "add", "susan@shop.example", "--name", "Susan")
    assert again.returncode == 1
    assert "Traceback" not in again.stderr


def test_real_peoples_dates_do_not_move(empty: House) -> None:
    done = empty.run("demo", "--advance", "3d")
    assert done.returncode == 2
    assert "This is not a demo" in done.stderr


@pytest.mark.parametrize(
    ("text", "seconds"), [("30m", 1800), ("5h", 18000), ("3d", 259200), ("2w", 1209600)]
)
def test_spans_are_read_as_people_write_them(text: str, seconds: int) -> None:
    assert span(text).total_seconds() == seconds


def test_lock_files_pin_with_hashes_and_name_no_index() -> None:
    for path in ROOT.glob("requirements*.lock"):
        text = path.read_text()
        assert not re.search(
            r"^\s*(-i|-f|--index|--extra-index|--find-links|--trusted)", text, re.MULTILINE
        )
        assert "://" not in text
        pinned = re.findall(r"^[a-z0-9.\[\]_-]+==\S+", text, re.MULTILINE | re.IGNORECASE)
        blocks = [block for block in re.split(r"\n(?=\S)", text) if "==" in block]
        assert len(pinned) == len(blocks)
        assert all("--hash=sha256:" in block for block in blocks)
