"""A backup holds everything; putting it back is whole or not at all, and lets no letter leave."""

from __future__ import annotations

import subprocess
import sys
import tarfile
from typing import TYPE_CHECKING

import psycopg
import pytest

from hearback.postgres import Embedded
from tests.platform.houses import ROOT, House, house

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = [pytest.mark.embedded, pytest.mark.slow]
COUNTED = ("accounts_member", "pipeline_application", "ledger_entry", "ledger_promise")


@pytest.fixture(scope="module")
def furnished() -> Iterator[House]:
    """A house with an opening and an application in it."""
    with house() as one, one.database_kept():
        assert one.run("migrate").returncode == 0
        words = [sys.executable, "-m", "tests.platform.furnish"]
        subprocess.run(words, cwd=ROOT, env=one.environ(), check=True)
        yield one


@pytest.fixture(scope="module")
def backup(furnished: House) -> Path:
    """Its backup."""
    path = furnished.data / "backup.tar"
    done = furnished.run("backup", str(path))
    assert done.returncode == 0, done.stderr
    assert str(path) in done.stdout
    return path


def count(one: House) -> dict[str, int]:
    """How many rows of each kind there are, asked of the database itself."""
    server = Embedded(one.data)
    hold = server.hold()
    known = server.connection()
    try:
        with psycopg.connect(host=known["HOST"], user=known["USER"], dbname=known["NAME"]) as line:
            return {
                table: line.execute(f"SELECT count(*) FROM {table}").fetchone()[0]  # type: ignore[index]  # noqa: S608
                for table in COUNTED
            }
    finally:
        hold.release()


def files(one: House) -> dict[str, bytes]:
    """Every stored file by its name."""
    root = one.data / "files"
    return {
        str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def test_the_file_is_for_its_owner_alone(backup: Path) -> None:
    assert backup.stat().st_mode & 0o077 == 0
    with tarfile.open(backup) as tar:
        names = tar.getnames()
    assert {"hearback.json", "database.dump", "secret-key"} <= set(names)
    assert any(name.startswith("files/") for name in names)


def test_an_existing_file_is_not_overwritten(furnished: House, backup: Path) -> None:
    done = furnished.run("backup", str(backup))
    assert done.returncode == 1
    assert "is there already" in done.stderr


def test_everything_comes_back_and_no_letter_leaves(furnished: House, backup: Path) -> None:
    with house() as other, other.database_kept():
        done = other.run("restore", str(backup))
        assert done.returncode == 0, done.stderr
        assert "Sending is held" in done.stdout
        assert count(other) == count(furnished)
        assert files(other) == files(furnished)
        assert len(files(other)) == 1
        key = (furnished.data / "secret-key").read_text()
        assert (other.data / "secret-key").read_text() == key
        proof = other.run("check")
        assert proof.returncode == 0, proof.stdout
        assert outbox_is_held(other)


def outbox_is_held(one: House) -> bool:
    """Whether the outbox lets nothing leave."""
    server = Embedded(one.data)
    hold = server.hold()
    known = server.connection()
    try:
        with psycopg.connect(host=known["HOST"], user=known["USER"], dbname=known["NAME"]) as line:
            row = line.execute("SELECT held_since FROM channels_outbox").fetchone()
            return row is not None and row[0] is not None
    finally:
        hold.release()


def test_a_house_that_holds_something_is_not_given_up_by_mistake(
    furnished: House, backup: Path
) -> None:
    before = count(furnished)
    refused = furnished.run("restore", str(backup))
    assert refused.returncode == 1
    assert "--replace" in refused.stderr
    assert "nothing was changed" in refused.stderr
    assert count(furnished) == before
    replaced = furnished.run("restore", str(backup), "--replace")
    assert replaced.returncode == 0, replaced.stderr
    assert count(furnished) == before


def test_a_broken_backup_changes_nothing(furnished: House, backup: Path, tmp_path: Path) -> None:
    before = count(furnished)
    broken = tmp_path / "broken.tar"
    with tarfile.open(backup) as good, tarfile.open(broken, "w") as bad:
        for entry in good:
            content = good.extractfile(entry)
            if entry.name == "database.dump":
                entry.size //= 2
            bad.addfile(entry, content)
    done = furnished.run("restore", str(broken), "--replace")
    assert done.returncode == 1
    assert "did not work" in done.stderr
    assert count(furnished) == before


@pytest.mark.parametrize("content", [b"", b"no archive at all"])
def test_what_is_no_backup_is_said_so(furnished: House, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.tar"
    path.write_bytes(content)
    done = furnished.run("restore", str(path), "--replace")
    assert done.returncode == 1
    assert "cannot be read as a backup" in done.stderr or "not written by" in done.stderr
    assert furnished.run("restore", str(tmp_path / "none.tar")).returncode == 1


def test_nobody_restores_under_a_running_house(furnished: House, backup: Path) -> None:
    furnished.start()
    done = furnished.run("restore", str(backup), "--replace")
    furnished.stop()
    assert done.returncode == 1
    assert "Stop it first" in done.stderr
