"""``hearback member``: who may sign in, and a way back in for somebody locked out."""

from __future__ import annotations

import argparse

from hearback.commands import house
from hearback.commands.telling import Stopped
from hearback.kit import clock

NAME = "member"
HELP = "list members, add one, make a sign-in link"
MORE = "Lists members, adds one, or makes a one-time sign-in link. Everything else is on the desk."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's acts and their options."""
    acts = parser.add_subparsers(title="acts", metavar="act", required=True)
    listing = acts.add_parser("list", help="everybody who is here")
    listing.set_defaults(act=_list)
    adding = acts.add_parser("add", help="add a member and print a sign-in link")
    adding.add_argument("email")
    adding.add_argument("--name", required=True)
    adding.add_argument(
        "--role",
        default="interviewer",
        choices=["administrator", "lead", "recruiter", "manager", "interviewer"],
    )
    adding.set_defaults(act=_add)
    linking = acts.add_parser("link", help="print a one-time sign-in link")
    linking.add_argument("email")
    linking.set_defaults(act=_link)


def run(options: argparse.Namespace) -> int:
    """Do the chosen act."""
    with house.opened():
        house.require_migrated()
        options.act(options)
    return 0


def _list(_options: argparse.Namespace) -> None:
    from hearback.accounts.models import Member

    for member in Member.objects.order_by("name"):
        here = "" if member.is_active else "  (left)"
        print(f"{member.name:<28} {member.role:<14} {member.email}{here}")


def _add(options: argparse.Namespace) -> None:
    from hearback.accounts.actions import make_first_administrator, make_sign_in_link
    from hearback.accounts.models import Member
    from hearback.team.actions import add_member

    now = clock.now()
    if Member.objects.exists():
        member = add_member(
            email=options.email, name=options.name, role=options.role, by=None, now=now
        )
    elif options.role != "administrator":
        raise Stopped("Nobody is here yet, so the first needs: --role administrator")
    else:
        member = make_first_administrator(email=options.email, name=options.name, now=now)
    print(f"{member.name} is here. Their sign-in link works once:")
    print(f"  {make_sign_in_link(member, now=now)}")


def _link(options: argparse.Namespace) -> None:
    from hearback.accounts.actions import make_sign_in_link
    from hearback.accounts.models import Member

    member = Member.objects.filter(email__iexact=options.email, is_active=True).first()
    if member is None:
        raise Stopped(f"Nobody here signs in with {options.email}. See: hearback member list")
    print(make_sign_in_link(member, now=clock.now()))
