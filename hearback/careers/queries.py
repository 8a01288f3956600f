"""Reads of the public side: openings anybody may see, and what somebody who applies now hears."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.accounts.queries import who_answers
from hearback.careers.kinds import LINK_ASKED_AGAIN
from hearback.careers.models import Draft
from hearback.channels.models import Channel, Message
from hearback.channels.queries import coming_back
from hearback.inbox.texting import can_text
from hearback.kit.errors import NotYours
from hearback.kit.links import fingerprint
from hearback.ledger.actions import plan_promise
from hearback.pipeline.models import Application, Opening, OpeningState
from hearback.rules.promises import Terms, Unit
from hearback.rules.wall import known_zone, local_day, zone_of

if TYPE_CHECKING:
    from datetime import date, datetime
    from zoneinfo import ZoneInfo

    from django.db.models import QuerySet

    from hearback.accounts.models import Member

OTHERS = 4
LINK_RESTS_AFTER = timedelta(days=180)
LINK_WAKES_FOR = timedelta(days=30)
PER_HOUR, PER_DAY = 3, 10
DRAFT_KEPT_FOR = timedelta(hours=24)


@dataclass(frozen=True)
class FirstAnswer:
    """What somebody who applies this moment is promised: from whom, and by when (aware UTC)."""

    person: Member
    due_at: datetime
    zone: ZoneInfo


def public_openings() -> QuerySet[Opening]:
    """Published openings with all that a list says about them, newest first."""
    related = Opening.objects.public().select_related("team", "place", "owner", "policy", "client")
    return related.order_by("-published_at", "title")


def opening_to_show(slug: str) -> Opening:
    """One opening, whatever became of it. Raises NotYours for a draft, as for no opening."""
    related = Opening.objects.select_related("team", "place", "owner__place", "policy", "client")
    brief = related.prefetch_related("criteria", "questions", "steps")
    opening = brief.filter(slug=slug).exclude(state=OpeningState.DRAFT).first()
    if opening is None:
        raise NotYours(_("There is no opening at this address any more."))
    return opening


def zone_at(opening: Opening) -> ZoneInfo:
    """The time zone of the opening's place, UTC when the place names none that is known."""
    name = opening.place.zone
    return zone_of(name if known_zone(name) else "UTC")


def is_past_its_day(opening: Opening, *, now: datetime) -> bool:
    """Whether the last day to apply is over where the work is."""
    return _is_over(opening.valid_through, zone_at(opening), now=now)


def takes_applications(opening: Opening, *, now: datetime) -> bool:
    """Whether the form is on the page: published, and its last day is not over."""
    return opening.state == OpeningState.PUBLISHED and not is_past_its_day(opening, now=now)


def still_open(openings: QuerySet[Opening], *, now: datetime) -> list[Opening]:
    """Those of `openings` whose last day to apply is not over, in their order."""
    return [opening for opening in openings if not is_past_its_day(opening, now=now)]


def other_openings(opening: Opening, *, now: datetime) -> list[Opening]:
    """A few openings to look at instead: the same team first, then the same place."""
    others = still_open(public_openings().exclude(pk=opening.pk)[:100], now=now)
    others.sort(
        key=lambda other: (other.team_id != opening.team_id, other.place_id != opening.place_id)
    )
    return others[:OTHERS]


def first_answer(opening: Opening, *, now: datetime) -> FirstAnswer:
    """Who answers whoever applies now, and by when, worked out as for a real application."""
    person = who_answers(opening.owner, now=now)
    policy = opening.policy
    terms = Terms(policy.first_amount, Unit(policy.first_unit))
    planned = plan_promise(owner=person, what="first_answer", words="", now=now, terms=terms)
    return FirstAnswer(person, planned.due_at, zone_at(opening))


def draft_of(handle: str, *, now: datetime) -> Draft | None:
    """The kept file behind a form's handle, unless it is unknown or older than a day."""
    if not handle:
        return None
    kept = Draft.objects.filter(created_at__gt=now - DRAFT_KEPT_FOR)
    return kept.filter(fingerprint=fingerprint(handle)).first()


def may_write_again(application: Application, purpose: str, *, now: datetime) -> bool:
    """Whether a letter that strangers can set off may go: three an hour, ten a day at most."""
    alike = Message.objects.filter(about=application.public_id, purpose=purpose)
    lately = alike.filter(created_at__gt=now - timedelta(days=1))
    moments = list(lately.values_list("created_at", flat=True))
    last_hour = sum(moment > now - timedelta(hours=1) for moment in moments)
    return last_hour < PER_HOUR and len(moments) < PER_DAY


def address_comes_back(application: Application) -> bool:
    """Whether our letters to this person come back, because nothing arrives at their address."""
    return bool(coming_back([application.candidate.email]))


def way_of_codes(application: Application) -> Channel | None:
    """How a code reaches this person: by mail, else by text if they agreed; None for neither."""
    if not address_comes_back(application):
        return Channel.EMAIL
    return Channel.SMS if can_text(application) else None


def is_rested(application: Application, *, now: datetime) -> bool:
    """Whether the status link has come to rest: long after the end, unless asked for lately."""
    if application.ended_at is None or application.ended_at > now - LINK_RESTS_AFTER:
        return False
    asked = application.entries.filter(kind=LINK_ASKED_AGAIN.name, at__gt=now - LINK_WAKES_FOR)
    return not asked.exists()


def _is_over(last_day: date | None, zone: ZoneInfo, *, now: datetime) -> bool:
    return last_day is not None and local_day(now, zone) > last_day
