"""Asking both sides how it went, keeping what they say, and forgetting who said it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from hearback.accounts.queries import lead_above, the_organisation
from hearback.channels.actions import queue
from hearback.inbox.actions import ask as hear_question
from hearback.inbox.texting import can_text
from hearback.interviews.asked import kinds, letters
from hearback.interviews.asked.models import Asked, Opinion, Side
from hearback.interviews.asked.queries import may_be_asked, panel_to_ask
from hearback.interviews.models import Interview, InterviewState, Panelist
from hearback.kit.each import each
from hearback.kit.errors import Refused
from hearback.ledger.actions import record
from hearback.pipeline.models import ApplicationState
from hearback.rules.text import one_line
from hearback.rules.timing import when_to_text

if TYPE_CHECKING:
    from datetime import date, datetime

    from hearback.ledger.kinds import Kind
    from hearback.ledger.models import Entry

LONGEST = 500
MOST = 200


@dataclass(frozen=True)
class Told:
    """What somebody said: four taps (None where they left one out) and a line.

    `recommend`, from 0 to 10, is asked of those of ours who took part.
    """

    on_time: bool | None = None
    prepared: bool | None = None
    undisturbed: bool | None = None
    clear: bool | None = None
    recommend: int | None = None
    went_well: str = ""


@transaction.atomic
def ask_after(*, interview: Interview, now: datetime) -> bool:
    """Ask the candidate and everybody who took part, once; whether anybody was asked now.

    The candidate minutes after the planned end, also where nobody has said yet that it took place;
    colleagues once it did.
    """
    interview = _lock(interview)
    if not may_be_asked(now=now).filter(pk=interview.pk).exists():
        return False
    is_held = interview.state == InterviewState.HELD
    candidate = not interview.asked.filter(panelist=None).exists()
    if candidate:
        _ask_candidate(interview, now=now)
    panel = list(panel_to_ask(interview)) if is_held else []
    for panelist in panel:
        Asked.objects.create(interview=interview, panelist=panelist, asked_at=now)
        queue(letters.panel_asked(panelist), now=now)
    if candidate:
        _record(kinds.ASKED_AFTER if is_held else kinds.CANDIDATE_ASKED, interview, now=now)
    elif panel:
        _record(kinds.PANEL_ASKED, interview, now=now)
    return candidate or bool(panel)


def ask_anew(entry: Entry, *, now: datetime) -> None:
    """It has another time, to be asked about after that one; follows the entry that says so."""
    del now
    theirs = Asked.objects.filter(interview=int(entry.payload["interview"]), answered_at=None)
    theirs.delete()


def _ask_candidate(interview: Interview, *, now: datetime) -> None:
    Asked.objects.create(interview=interview, asked_at=now)
    application = interview.application
    queue(letters.asked(interview), now=now)
    if can_text(application):
        text = letters.text_asked(interview)
        queue(text, now=now, send_after=when_to_text(now, application.zone))


def _record(kind: Kind, interview: Interview, *, now: datetime) -> None:
    application = interview.application
    record(
        kind,
        by=None,
        now=now,
        application=application,
        payload={
            "name": application.name,
            "round": interview.round.name,
            "interview": str(interview.public_id),
        },
    )


def ask_all_after(*, now: datetime) -> int:
    """Ask about every interview that ended lately; returns about how many."""
    over = list(may_be_asked(now=now).order_by("ends_at")[:MOST])
    return each(over, lambda one: ask_after(interview=one, now=now), failed="not_asked_after")


@transaction.atomic
def tell(*, interview: Interview, panelist: Panelist | None, told: Told, now: datetime) -> None:
    """Keep what one side said about an interview; `panelist` is None for the candidate.

    Said again it takes the place of what was said before. Raises Refused when they were not asked,
    and once nobody can find any more what they said.
    """
    interview = _lock(interview)
    asked = Asked.objects.filter(interview=interview, panelist=panelist).first()
    if asked is None:
        raise Refused(_("We ask how it went once it is over."))
    known = Opinion.objects.filter(interview=interview, panelist=panelist).first()
    if asked.answered_at is not None and known is None:
        raise Refused(
            _("You have told us already. Nobody can find your answer any more to change it.")
        )
    opinion = known or _opinion(interview, panelist, _month(now))
    for field, value in vars(told).items():
        setattr(opinion, field, value)
    opinion.went_well = one_line(told.went_well, LONGEST)
    opinion.save()
    if known is None:
        _count(asked, interview, now=now)
        opinion.about.set([] if panelist else [one.member for one in _panel(interview)])
    if interview.application.state != ApplicationState.IN_PROGRESS:
        _unseal([opinion])


def _opinion(interview: Interview, panelist: Panelist | None, month: date) -> Opinion:
    return Opinion(
        side=Side.PANEL if panelist else Side.CANDIDATE,
        interview=interview,
        panelist=panelist,
        team=interview.application.opening.team,
        month=month,
    )


def _count(asked: Asked, interview: Interview, *, now: datetime) -> None:
    """Note that one more has answered; the entry does not say who."""
    asked.answered_at = now
    asked.save(update_fields=["answered_at"])
    record(
        kinds.TOLD_AFTER,
        by=None,
        now=now,
        application=interview.application,
        payload={"number": interview.asked.count(), "round": interview.round.name},
    )


@transaction.atomic
def want_contact(*, interview: Interview, panelist: Panelist | None, now: datetime) -> None:
    """Let somebody be contacted, apart from what they said.

    A candidate's wish is a question that gets a date; a colleague's goes to the lead.
    """
    application = interview.application
    if panelist is None:
        with translation.override(application.language):
            words = _("Please contact me about “%(round)s”.") % {"round": interview.round.name}
        hear_question(application=application, words=words, now=now)
        return
    lead = lead_above(interview.coordinator, now=now)
    queue(letters.contact_wanted(panelist, lead), now=now)
    record(
        kinds.CONTACT_WANTED,
        by=panelist.member,
        now=now,
        opening=application.opening,
        payload={"name": panelist.member.name, "round": interview.round.name},
    )


def release_opinions(entry: Entry, *, now: datetime) -> None:
    """Once a candidate has their answer: forget whose words these were, so that they may be read.

    Follows the entry that says the answer has reached them, or that they withdrew.
    """
    del now
    _unseal(list(Opinion.objects.filter(interview__application=entry.application_id)))


def _unseal(opinions: list[Opinion]) -> None:
    Opinion.objects.filter(pk__in=[one.pk for one in opinions]).update(
        interview=None, panelist=None
    )


def _panel(interview: Interview) -> list[Panelist]:
    """Whoever took part; a stand-in helped out, and what went wrong before is not theirs."""
    return list(interview.panelists.filter(is_on=True, is_stand_in=False).select_related("member"))


def _month(now: datetime) -> date:
    zone = ZoneInfo(the_organisation().zone)
    return now.astimezone(zone).date().replace(day=1)


def _lock(interview: Interview) -> Interview:
    """The interview as it is now; who writes about it meanwhile waits."""
    held = Interview.objects.select_for_update(of=["self"], no_key=True)
    pk = held.values_list("pk", flat=True).get(pk=interview.pk)
    related = Interview.objects.select_related(
        "application__opening__team",
        "application__candidate",
        "application__owner",
        "round",
        "coordinator",
    )
    return related.get(pk=pk)
