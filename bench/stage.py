"""Sets the stage of a benchmark: a private PostgreSQL, the cast, and any number of applications."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

KEY_FOR_ONE_RUN = "only-for-benchmarks-and-nothing-that-anybody-could-read-elsewhere"
RECRUITERS = 20
PER_OPENING = 250


@contextmanager
def stage(**settings: str) -> Iterator[Path]:
    """A folder with a running server and Django set up on it; everything is gone afterwards.

    `settings` are further environment variables of Hearback. May be used once in a process, as
    Django is set up once.
    """
    data = Path(tempfile.mkdtemp(prefix="hearback-bench-"))
    data.chmod(0o755)
    os.environ.update(
        HEARBACK_DATA=str(data),
        HEARBACK_SECRET_KEY=KEY_FOR_ONE_RUN,
        HEARBACK_RATE_LIMITS="off",
        DJANGO_SETTINGS_MODULE="hearback.settings",
        **settings,
    )
    os.environ.pop("DATABASE_URL", None)
    from hearback.postgres import Embedded

    server = Embedded(data).hold()
    try:
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield data
    finally:
        server.release()
        shutil.rmtree(data, ignore_errors=True)


def say(line: str) -> None:
    """Print one line at once, also into a pipe."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def timed(act: Callable[[], object]) -> float:
    """How many seconds an act takes."""
    start = perf_counter()
    act()
    return perf_counter() - start


def percentile(values: list[float], share: float) -> float:
    """The value below which this share of the values lies, by the nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]
