"""Plans a visit for the shop manager's opening in a furnished house; a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hearback.postgres import Embedded
from tests.relay import ROOT

if TYPE_CHECKING:
    from tests.house import House

STREET = "312 Queen Street West"


def plan_in(house: House) -> None:
    """Give the opening of a house a visit that people can be invited to."""
    words = [sys.executable, "-m", "tests.furnish_plan"]
    subprocess.run(words, cwd=ROOT, env=house.environ, check=True, capture_output=True)


def main() -> None:
    """Write the plan of `interviews.tests.makers` into the house HEARBACK_DATA names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "hearback.settings"
    hold = Embedded(Path(os.environ["HEARBACK_DATA"])).hold()
    import django  # noqa: PLC0415  settings read the surroundings set above

    django.setup()
    from hearback.accounts.models import Place  # noqa: PLC0415  needs Django to be ready
    from hearback.interviews.tests.makers import plan  # noqa: PLC0415  same
    from tests.cast import make_cast  # noqa: PLC0415  same

    Place.objects.update(street=STREET)
    plan(make_cast())
    hold.release()


if __name__ == "__main__":
    main()
