"""Gives a furnished house a client whose managing director agreed to be asked by text."""

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

CLIENT, CHIEF, MOBILE = "Northwind Furniture", "Clara Weiss", "+14165550142"


def client_in(house: House) -> None:
    """The opening of the house is for a client; its managing director answers within a day."""
    words = [sys.executable, "-m", "tests.furnish_client"]
    subprocess.run(words, cwd=ROOT, env=house.environ, check=True, capture_output=True)


def main() -> None:
    """Write the client into the house HEARBACK_DATA names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "hearback.settings"
    hold = Embedded(Path(os.environ["HEARBACK_DATA"])).hold()
    import django  # noqa: PLC0415  settings read the surroundings set above

    django.setup()
    from hearback.clients.tests.makers import a_client, a_contact  # noqa: PLC0415  same
    from tests.cast import make_cast  # noqa: PLC0415  same

    cast = make_cast()
    client = a_client(cast, name=CLIENT, secret=False)
    chief = a_contact(cast, client, CHIEF, own_phone=MOBILE)
    chief.ways = ["sms"]
    chief.save(update_fields=["ways"])
    hold.release()


if __name__ == "__main__":
    main()
