#!/usr/bin/env python
"""Django's own commands, for the people who build Hearback; everyone else uses ``hearback``."""

import os
import sys

from hearback import environment, lent_user, postgres


def main() -> int:
    """Run one of Django's commands against the configured database."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearback.settings")
    try:
        surroundings = environment.read()
        if surroundings.database is None:
            postgres.Embedded(surroundings.data).hold()
    except (environment.OddSetting, lent_user.Unavailable) as problem:
        print(problem.sentence, file=sys.stderr)
        return 2
    from django.core.management import execute_from_command_line  # needs the settings above

    execute_from_command_line(sys.argv)
    return 0


if __name__ == "__main__":
    sys.exit(main())
