"""Keeps files so that a power cut after "thank you" takes nothing away."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import IO, Any

from django.core.files.storage import FileSystemStorage


def random_key() -> str:
    """A storage name that says nothing: two folders to spread files, then 128 random bits."""
    name = secrets.token_hex(18)
    return f"{name[:2]}/{name[2:4]}/{name[4:]}"


class DurableFiles(FileSystemStorage):
    """Files on a disk of ours: bytes and names are on the disk itself before `save` returns.

    A file that could not be written whole is taken away again, so no torn one is ever found.
    """

    def save(self, name: str | None, content: IO[Any], max_length: int | None = None) -> str:
        """Store `content` under `name`, which must be free; returns the name.

        Raises FileExistsError when it is taken, OSError when the disk does not take the file.
        """
        target = Path(self.path(name or ""))
        if target.exists():
            raise FileExistsError(f"{name} is taken.")
        changed = [target, target.parent, *_made_by_saving(target.parent)]
        try:
            kept = super().save(name, content, max_length)
            for path in changed:
                _flush(path)
        except OSError:
            target.unlink(missing_ok=True)
            raise
        return kept


def _made_by_saving(folder: Path) -> list[Path]:
    """The folders that get a new entry because `folder`, or one above it, is not there yet."""
    changed = []
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
        changed.append(folder)
    return changed


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
