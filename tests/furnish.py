"""Moves the cast of the tests into an empty, migrated house; a process of its own."""

from __future__ import annotations

import os
from pathlib import Path

from hearback.postgres import Embedded


def main() -> None:
    """Write the people and openings of `tests/cast.py` into the house HEARBACK_DATA names."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "hearback.settings"
    hold = Embedded(Path(os.environ["HEARBACK_DATA"])).hold()
    import django  # noqa: PLC0415  settings read the surroundings set above

    django.setup()
    from tests.cast import make_cast  # noqa: PLC0415  needs Django to be ready

    make_cast()
    hold.release()


if __name__ == "__main__":
    main()
