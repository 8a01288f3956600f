"""Gathers, hashes and compresses styles and scripts, only when one of them changed."""

from __future__ import annotations

import fcntl
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from hearback import __version__


def collect() -> bool:
    """Fill STATIC_ROOT unless it is already right; returns whether there was anything to do.

    Several processes may ask at once: one gathers, the others wait for it.
    """
    root = Path(settings.STATIC_ROOT)
    root.mkdir(parents=True, exist_ok=True)
    mark = root / ".gathered"
    with (root.parent / "static.turn").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        wanted = _fingerprint()
        if mark.exists() and mark.read_text() == wanted:
            return False
        mark.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        mark.write_text(wanted)
    return True


def _fingerprint() -> str:
    seen = sha256(__version__.encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            seen.update(f"{path}|{stat.st_mtime_ns}|{stat.st_size}\n".encode())
    return seen.hexdigest()
