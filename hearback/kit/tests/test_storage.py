"""Files are on the disk before anybody is thanked for them."""

# M2

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from hearback.kit.storage import DurableFiles


def _files(folder: Path) -> DurableFiles:
    return DurableFiles(
        location=folder, file_permissions_mode=0o600, directory_permissions_mode=0o700
    )


def test_the_bytes_and_every_new_name_are_flushed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """File, its folder, and each folder that got a new entry; the second time only what is new."""
    flushed: list[str] = []
    real = os.fsync

    def noting(handle: int) -> None:
        flushed.append(str(Path(f"/proc/self/fd/{handle}").readlink()).removeprefix(str(tmp_path)))
        real(handle)

    monkeypatch.setattr("hearback.kit.storage.os.fsync", noting)
    files = _files(tmp_path / "files")
    assert files.save("ab/cd/one", ContentFile(b"words")) == "ab/cd/one"
    assert set(flushed) == {"/files/ab/cd/one", "/files/ab/cd", "/files/ab", "/files", ""}
    flushed.clear()
    files.save("ab/cd/two", ContentFile(b"words"))
    assert set(flushed) == {"/files/ab/cd/two", "/files/ab/cd"}


def test_only_we_may_read_them(tmp_path: Path) -> None:
    files = _files(tmp_path / "files")
    files.save("ab/cd/one", ContentFile(b"words"))
    for path in (tmp_path / "files").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600)


def test_a_file_the_disk_does_not_take_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hearback.kit.storage.os.fsync", full)
    files = _files(tmp_path)
    with pytest.raises(OSError, match="No space"):
        files.save("ab/one", ContentFile(b"words"))
    assert not files.exists("ab/one")


def test_a_taken_name_is_never_written_over(tmp_path: Path) -> None:
    files = _files(tmp_path)
    files.save("one", ContentFile(b"first"))
    with pytest.raises(FileExistsError):
        files.save("one", ContentFile(b"second"))
    with files.open("one") as kept:
        assert kept.read() == b"first"
