"""``hearback check``: proof in numbers that nobody fell into a black hole."""

from __future__ import annotations

import argparse
import json

from hearback.commands import house
from hearback.kit import clock

NAME = "check"
HELP = "count what must never happen"
MORE = "Counts, one line each, what must never happen. Exits 1 when a count that must be 0 is not."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument("--json", action="store_true", help="the same as JSON")


def run(options: argparse.Namespace) -> int:
    """Count everything and say it; 1 when something is wrong."""
    with house.opened():
        house.require_migrated()
        from hearback.insights.invariants import all_invariants

        now = clock.now()
        counted = [(one, one.count(now)) for one in all_invariants()]
    wrong = [one for one, count in counted if count and one.must_be_zero]
    if options.json:
        rows = [
            {
                "name": one.name,
                "sentence": one.sentence,
                "count": count,
                "must_be_zero": one.must_be_zero,
            }
            for one, count in counted
        ]
        print(json.dumps({"ok": not wrong, "invariants": rows}, indent=2))
    else:
        for one, count in counted:
            mark = "WRONG" if count and one.must_be_zero else "ok" if not count else "note"
            print(f"{mark:<6}{count:>8,}  {one.sentence}")
    return 1 if wrong else 0
