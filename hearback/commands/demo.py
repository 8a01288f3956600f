"""``hearback demo``: fills an empty house with a company to try things on, and moves its clock."""

from __future__ import annotations

import argparse
import re
from datetime import timedelta
from zoneinfo import ZoneInfo

from hearback.commands import first_day, house
from hearback.commands.telling import Stopped
from hearback.kit import clock

NAME = "demo"
HELP = "load a company to try things on, or move its clock"
MORE = (
    "Loads a demo company into an empty house, or lets its clock run ahead. Needs HEARBACK_DEMO=on."
)
UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's options."""
    parser.add_argument(
        "--advance",
        type=span,
        metavar="SPAN",
        help="let the clock run ahead, such as 3d, 5h or 30m, and live through what falls due",
    )


def span(text: str) -> timedelta:
    """Read a span such as 3d; raises argparse's error with a sentence for anything else."""
    found = re.fullmatch(r"(\d{1,4})([mhdw])", text.strip())
    if found is None:
        raise argparse.ArgumentTypeError(f"“{text}” is not a span; write 30m, 5h, 3d or 2w")
    return timedelta(**{UNITS[found[2]]: int(found[1])})


def run(options: argparse.Namespace) -> int:
    """Load the demo, or advance its clock."""
    with house.opened() as surroundings:
        if not surroundings.demo:
            raise Stopped(
                "This is not a demo: real people's dates do not move. "
                "For a demo set HEARBACK_DEMO=on, with a HEARBACK_DATA of its own.",
                code=2,
            )
        house.require_migrated()
        if options.advance is None:
            print("\n".join(first_day.prepare(surroundings)))
        else:
            _advance(options.advance)
    return 0


def _advance(by: timedelta) -> None:
    from hearback.accounts.models import Organisation
    from hearback.demo.journey import Clock, advance
    from hearback.kit.errors import Refused

    organisation = Organisation.objects.filter(id=1).first()
    zone = organisation.zone if organisation else "UTC"
    try:
        went = advance(by, zone=zone, hands=Clock(clock.now, clock.advance))
    except Refused as refusal:
        raise Stopped(refusal.sentence, code=2) from None
    print("\n".join([*went.sentences, went.summary]))
    here = went.now.astimezone(ZoneInfo(zone))
    print(f"The demo's clock says {here:%A %d %B %Y, %H:%M} ({zone}).")
