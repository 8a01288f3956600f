"""The ``hearback`` command: everything an operator does from outside, each with ``--help``."""

from __future__ import annotations

import argparse
import signal
import sys
from types import FrameType
from typing import NoReturn

from hearback import __version__
from hearback.commands import (
    backup,
    check,
    demo,
    member,
    migrate,
    restore,
    up,
    web,
    worker,
)
from hearback.commands.telling import Stopped
from hearback.environment import OddSetting
from hearback.kit.errors import Sentence
from hearback.lent_user import Unavailable

COMMANDS = (up, web, worker, migrate, demo, check, backup, restore, member)
ODD = 2
INTERRUPTED = 130
SETTINGS = """\
Settings come from the environment: HEARBACK_DATA, DATABASE_URL, EMAIL_URL, HEARBACK_URL, PORT and
more; docs/self-hosting.md explains each. Exit codes: 0 done · 1 not done, with the reason ·
2 the call or a setting is odd · 130 interrupted."""


def main(words: list[str] | None = None) -> int:
    """Run one command; ``words`` stands in for the command line. Returns the exit code."""
    options = _parser().parse_args(words)
    signal.signal(signal.SIGTERM, _leave)
    try:
        code: int = options.run(options)
    except (OddSetting, Unavailable) as problem:
        print(problem.sentence, file=sys.stderr)
        return ODD
    except Stopped as stop:
        print(stop.sentence, file=sys.stderr)
        return stop.code
    except Sentence as refusal:
        print(refusal.sentence, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="hearback",
        description="Recruiting software in which everyone who applies hears back.",
        epilog=SETTINGS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"hearback {__version__}")
    several = parser.add_subparsers(title="commands", metavar="command", required=True)
    for command in COMMANDS:
        one = several.add_parser(command.NAME, help=command.HELP, description=command.MORE)
        command.arguments(one)
        one.set_defaults(run=command.run)
    return parser


def _leave(signum: int, _frame: FrameType | None) -> NoReturn:
    """Let SIGTERM unwind like an exit, so that files are closed and the database is let go."""
    sys.exit(128 + signum)


if __name__ == "__main__":
    sys.exit(main())
