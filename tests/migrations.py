"""Says whether a model was changed without its migration; run as ``python -m tests.migrations``."""

from __future__ import annotations

import os

from tests import surroundings  # noqa: F401  chooses the data folder before Django looks

os.environ["DJANGO_SETTINGS_MODULE"] = "hearback.settings"


def main() -> None:
    """Exit 1 when a migration is missing."""
    import django  # noqa: PLC0415  after the data folder was chosen
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


if __name__ == "__main__":
    main()
