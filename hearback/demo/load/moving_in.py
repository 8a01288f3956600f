"""Loads the demo company: furnishes the house two months ago and lives every day since."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils.translation import gettext as _

from hearback.accounts.models import Member
from hearback.careers.files import forget_file, keep_upload
from hearback.demo.load import facts
from hearback.demo.load.acts import Desk
from hearback.demo.load.afternoons import afternoons
from hearback.demo.load.book import write_book
from hearback.demo.load.cast import absence, deeds_of
from hearback.demo.load.clients import hire_for_a_client
from hearback.demo.load.colleagues import gather
from hearback.demo.load.confidential import confidential
from hearback.demo.load.customers import ANALYST, know_customers
from hearback.demo.load.house import furnish
from hearback.demo.load.in_touch import newest_opening
from hearback.demo.load.meetings import Meetings
from hearback.demo.load.monday import keep_a_sum, last_monday
from hearback.demo.load.offers import thank_applicants
from hearback.demo.load.plans import open_for_invitations, plan_interviews, prepare_rooms
from hearback.demo.load.referrals import asking
from hearback.demo.load.reviews import name_causes, reviews_of
from hearback.demo.load.said import Voices
from hearback.demo.load.story import live
from hearback.demo.load.talks import talks_of
from hearback.demo.load.vacancies import open_up
from hearback.demo.load.words import words_asked
from hearback.demo.post import Post
from hearback.kit.errors import Refused
from hearback.pipeline.models import Opening

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from hearback.careers.actions import KeptFile

    Say = Callable[[str], None]

FIRST_DAY = timedelta(days=62)
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(hashtext('hearback.demo'))"


def _silent(_words: str) -> None:
    """Says nothing."""


def load_demo(*, now: datetime, say: Say = _silent) -> None:
    """Fill an empty house with Harbour & Pine and its last two months, ending at `now` (aware).

    Everything is done through the acts of the house at moments of the past, so every entry, promise
    and letter is as it would be had it happened; the same `now` gives the same company. `say` is
    told how far it is. Raises Refused, with nothing changed, when somebody is here already.
    """
    files, post = _Files(), Post()
    try:
        with transaction.atomic(), _in_one_piece():
            _refuse_unless_empty()
            _move_in(files, post, now=now, say=say)
    except BaseException:
        files.forget()
        raise
    say(_("Their letters are put into the mailbox."))
    post.put_away()


@contextmanager
def _in_one_piece() -> Iterator[None]:
    """No way back to the middle: the acts of two months succeed together, or nothing happened.

    Each act begins with a savepoint of its own, and a third of all that is said to the database
    would be those.
    """
    before = connection.features.uses_savepoints
    connection.features.uses_savepoints = False
    try:
        yield
    finally:
        connection.features.uses_savepoints = before


def _refuse_unless_empty() -> None:
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
    if Member.objects.exists() or Opening.objects.exists():
        raise Refused(_("Somebody lives here already. The demo company needs an empty house."))


def _move_in(files: _Files, post: Post, *, now: datetime, say: Say) -> None:
    company, briefs, people = facts.company(), facts.briefs(), facts.people()
    say(_("Harbour & Pine moves in: five places, nine colleagues, seven openings."))
    first_day = now - FIRST_DAY
    house = furnish(company, now=first_day)
    gather(house, company["members"], post, now=first_day)
    plans = facts.plans()
    prepare_rooms(house, plans, now=first_day)
    write_book(house, facts.pages(), now=first_day)
    for short, brief in briefs.items():
        house.openings[short] = open_up(house, brief, now=now)
    plan_interviews(house, house.openings, plans)
    open_for_invitations(house.openings, facts.kits())
    thank_applicants(house, now=first_day)
    know_customers(house, people, now=first_day)
    name_causes(house, facts.reviews(), now=first_day)
    say(_("{n} people apply and are answered.").format(n=len(people)))
    desk = Desk(house, files.keep, Meetings(house, facts.meetings(), now))
    deeds = [absence(house, company["away"], now=now), asking(house, company["asked"], now=now)]
    for number, person in enumerate(people):
        brief = briefs[person.opening]
        deeds += deeds_of(desk, person, number, brief, company["away"], now=now)
    deeds += words_asked(house, now=now)
    deeds.append(confidential(house, now=now))
    deeds += talks_of(house, facts.talks(), people, now=now)
    deeds += newest_opening(house, facts.newest(), now=now)
    deeds += reviews_of(house, facts.reviews(), now=now)
    deeds += afternoons(house, Voices(facts.said()), since=first_day, until=now)
    deeds.append(last_monday(house, now=now))
    live(deeds, post, since=first_day, until=now, say=say)
    hire_for_a_client(house, now=now)
    keep_a_sum(by=house.members[ANALYST], now=now)


class _Files:
    """Keeps the CVs of the past, and forgets them all when moving in did not work out."""

    def __init__(self) -> None:
        self.keys: list[str] = []

    def keep(self, name: str, content: bytes) -> KeptFile:
        """Take a file in as the form would."""
        kept = keep_upload(SimpleUploadedFile(name, content))
        self.keys.append(kept.key)
        return kept

    def forget(self) -> None:
        """Delete what was kept."""
        for key in self.keys:
            forget_file(key)
