"""Intake, pages and sweep at 1,000,000 applications against 10,000, in one run on one server."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench import intake, pages, sweep
from bench.stage import say, stage

if TYPE_CHECKING:
    from pathlib import Path

SMALL, LARGE = 10_000, 1_000_000
ALLOWED = 1.3
PAGE_SECONDS = 0.1


@dataclass(frozen=True)
class Reading:
    """What one size of the tables gave."""

    forms_a_second: float
    pages: dict[str, float]
    sweep_seconds: float


def _read(data: Path, total: int) -> Reading:
    return Reading(
        pages=pages.p95s(total),
        sweep_seconds=sweep.seconds(),
        forms_a_second=intake.compare(data, f"{total:,}"),
    )


def main(large: int) -> None:
    """Print every ratio."""
    with stage() as data:
        from bench.fill import fill

        fill(SMALL)
        before = _read(data, SMALL)
        fill(large, already=SMALL)
        after = _read(data, large)
    say(f"from {SMALL:,} to {large:,} applications:")
    say(f"intake keeps {after.forms_a_second / before.forms_a_second:.2f} of its rate (wanted 1)")
    for name, seconds in after.pages.items():
        was = before.pages[name]
        say(f"{name}: p95 {was * 1000:.0f} ms, then {seconds * 1000:.0f} ms")
        say(f"{name} ratio {seconds / was:.2f} (allowed {ALLOWED})")
        say(
            f"{name} takes {seconds / PAGE_SECONDS:.0%} of the {PAGE_SECONDS * 1000:.0f} ms allowed"
        )
    was, now = before.sweep_seconds, after.sweep_seconds
    say(f"sweep of {sweep.DUE:,} due: {was:.2f} s, then {now:.2f} s")
    say(f"sweep ratio {now / was:.2f} (allowed {ALLOWED})")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else LARGE)
