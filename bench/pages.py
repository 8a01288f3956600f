"""Pages: Today, board and search at 1,000,000 applications against 10,000."""

from __future__ import annotations

import random
from time import perf_counter

from bench.server import Visitor, running, wait_until_up
from bench.stage import PER_OPENING, RECRUITERS, percentile

VISITS = 200
OK = 200


def _signed_in(port: int, email: str) -> Visitor:
    """A visitor with a session of this member, made as sign-in makes it."""
    from django.conf import settings
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from hearback.accounts.models import Member

    member = Member.objects.get(email=email)
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.save()
    visitor = Visitor(port)
    visitor.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return visitor


def _paths(total: int, dice: random.Random) -> dict[str, list[str]]:
    """The addresses to visit: words common and rare, names, any opening."""
    openings = total // PER_OPENING
    words = [f"w{int(5000 ** dice.random())}" for _ in range(VISITS)]
    names = [f"Person {dice.randrange(total)}" for _ in range(VISITS // 2)]
    return {
        "today": ["/desk/"] * VISITS,
        "board": [f"/desk/openings/opening-{dice.randrange(openings)}/" for _ in range(VISITS)],
        "search": [f"/desk/search/?q={word.replace(' ', '+')}" for word in words[::2] + names],
    }


def p95s(total: int) -> dict[str, float]:
    """The 95th percentile of Today, board and search, in seconds, at `total` applications."""
    dice = random.Random(7)  # noqa: S311  the same visits at both sizes
    with running("web") as port:
        wait_until_up(port)
        visitors = [
            _signed_in(port, f"recruiter{1 + number}@harbour.example")
            for number in range(min(4, RECRUITERS))
        ]
        found = {}
        for name, paths in _paths(total, dice).items():
            waits = [_wait(dice.choice(visitors), path) for path in paths]
            found[name] = percentile(waits[10:], 0.95)
    return found


def _wait(visitor: Visitor, path: str) -> float:
    start = perf_counter()
    status, _ = visitor.get(path)
    if status != OK:
        raise SystemExit(f"{path} answered {status}.")
    return perf_counter() - start
