"""Whoever an order bars from knowing of a candidate finds their name on no page of the desk."""

# M27

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from django.test import Client

from hearback.channels.models import Channel, Message, MessageState
from hearback.feedback.asking.actions import ask as ask_for_word
from hearback.feedback.asking.actions import contact_for
from hearback.feedback.asking.models import About
from hearback.feedback.hearing.models import Heard
from hearback.inbox.callbacks.actions import ask_for_call
from hearback.inbox.callbacks.queries import offered_to
from hearback.inbox.orders.actions import set_order
from hearback.inbox.orders.checking import Wanted
from hearback.ledger.actions import sweep
from hearback.pipeline.models import Application, ApplicationState, OrderKind
from tests.architecture.routes import ROUTES, How, Who
from tests.architecture.world import World, keep_files_in, make_world

if TYPE_CHECKING:
    from pathlib import Path

    from hearback.accounts.models import Member

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TELLS = re.compile(r"\bAna\b|Moreau|ana\.moreau", re.IGNORECASE)
DESK = (Who.MEMBER, Who.RECRUITER, Who.LEAD, Who.ADMINISTRATOR)
ROLES = ("jo", "omar", "grace", "ben", "alex", "susan")
BOARD = "/desk/openings/shop-manager/"
# What a route's own address does not reach: other shelves, other lists, searches. What is looked
# for stands in the field again, so it is never the whole name.
LISTS = (
    *(f"/desk/today/{name}/" for name in ("late", "coming", "covered", "team")),
    "/desk/search/?q=An",
    "/desk/search/?q=car+park",
    f"{BOARD}?q=An",
    f"{BOARD}people/?q=More",
    f"{BOARD}closing/waiting/1/",
    *(
        f"/desk/inbox/?whose={whose}&show={show}"
        for whose in ("mine", "team", "all")
        for show in ("waiting", "answered", "snoozed", "done")
    ),
    "/desk/inbox/?q=An",
)


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> World:
    keep_files_in(tmp_path, settings)
    return make_world(datetime.now(UTC))


def _more_of_ana(world: World, now: datetime) -> None:
    """What puts somebody on every list: a call, asks, unclear words, letters in trouble."""
    ana, cast = world.waiting, world.cast
    sweep(now=now + timedelta(days=4))
    offered, _zone = offered_to(ana, now=now)
    ask_for_call(application=ana, choice=offered[0].key, number="+1 416 555 0142", now=now)
    for contact in (contact_for(cast.ben), world.link.contact):
        one = ask_for_word(
            contact=contact, application=ana, about=About.PAPERS, words="their papers",
            by=cast.susan, now=now,
        )  # fmt: skip
        Heard.objects.create(
            ask=one, contact=contact, at=now, channel=Channel.SMS, words="Hm", needs_person=True
        )
    letters = list(Message.objects.filter(about=ana.public_id).order_by("pk"))
    for letter, state in zip(letters, (MessageState.FAILED, MessageState.HELD), strict=False):
        Message.objects.filter(pk=letter.pk).update(state=state, trouble="No such mailbox.")


def _bar(world: World, member: Member) -> None:
    there = Application.objects.select_related("candidate").get(pk=world.waiting.pk)
    wanted = Wanted(kind=OrderKind.PERSON, names=[member.name])
    set_order(application=there, wanted=wanted, by=None, now=datetime.now(UTC))


def _pages(world: World, member: Member) -> list[str]:
    named = [name for name, row in ROUTES.items() if row.who in DESK and row.how is not How.PRESS]
    return [*(world.address(name, member) for name in named), *LISTS]


def _found(client: Client, pages: list[str]) -> dict[str, list[str]]:
    """The pages on which the name, or the address, stands; each with the words around it."""
    told = {}
    for page in pages:
        mark = transaction.savepoint()
        answer = client.get(page)
        transaction.savepoint_rollback(mark)
        words = answer.getvalue().decode(errors="replace")
        if hits := [words[max(0, at.start() - 90) : at.end() + 40] for at in TELLS.finditer(words)]:
            told[page] = hits[:3]
    return told


@pytest.mark.parametrize("who", ROLES)
def test_a_barred_colleague_finds_the_name_nowhere_at_the_desk(world: World, who: str) -> None:
    now, member = datetime.now(UTC), getattr(world.cast, who)
    _more_of_ana(world, now)
    client = Client()
    client.force_login(member)
    pages = _pages(world, member)
    assert _found(client, pages), "unbarred, they stand on some page at least"
    _bar(world, member)
    assert _found(client, pages) == {}


def test_nor_where_the_application_has_ended(world: World) -> None:
    Application.objects.filter(pk=world.waiting.pk).update(
        state=ApplicationState.DECLINED, ended_at=datetime.now(UTC) - timedelta(days=1)
    )
    client = Client()
    client.force_login(world.cast.jo)
    page = ["/desk/openings/shop-manager/ended/declined/"]
    assert _found(client, page)
    _bar(world, world.cast.jo)
    assert _found(client, page) == {}
