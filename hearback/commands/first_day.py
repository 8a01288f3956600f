"""What somebody needs to know when the house opens: the way in, and where mail goes."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from hearback.commands import places
from hearback.commands.telling import Stopped
from hearback.environment import DEMO_FILE, Surroundings
from hearback.kit import clock
from hearback.kit.memory import set_apart


def prepare(surroundings: Surroundings) -> list[str]:
    """Make sure somebody can get in; returns what to say about it.

    An empty house gets its first administrator, a demo its company.
    """
    from hearback.accounts.models import Member

    if surroundings.demo:
        return _demo(surroundings)
    if Member.objects.exists():
        return []
    from hearback.accounts import actions

    now = clock.now()
    email = f"administrator@{surroundings.host}"
    member = actions.make_first_administrator(email=email, now=now)
    link = actions.make_sign_in_link(member, now=now)
    return [
        "This is its first day. Sign in with this link, which works once, and tell it your name:",
        f"  {link}",
    ]


def _demo(surroundings: Surroundings) -> list[str]:
    from hearback.accounts.models import Member
    from hearback.demo.load import load_demo, sign_ins

    if not Member.objects.exists():
        (surroundings.data / DEMO_FILE).touch()
        clock.advance(timedelta(0))
        set_apart()
        load_demo(now=clock.now(), say=partial(print, flush=True))
    elif not clock.is_demo():
        raise Stopped(
            "Real people live in this database, so no demo can be shown in it. "
            "For a demo choose another HEARBACK_DATA (and no DATABASE_URL).",
            code=2,
        )
    ways = [f"  {role:<16} {way}" for role, way in sign_ins(now=clock.now())]
    return ["Sign in as:", *ways]


def where_mail_goes(surroundings: Surroundings) -> str:
    """Say where letters go, or that they wait."""
    if surroundings.relay is not None:
        return f"Letters leave through {surroundings.relay.host}:{surroundings.relay.port}."
    if surroundings.demo:
        return (
            f"Letters do not leave this machine: read them at {surroundings.url}/demo/mailbox/ "
            f"or in {places.mailbox(surroundings)}."
        )
    return "No mail server is set (EMAIL_URL), so letters wait as held; the desk shows them."
