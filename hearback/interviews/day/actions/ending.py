"""How a meeting ended: by what both sides pressed, else by whoever coordinates; never a guess."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.accounts.queries import who_answers
from hearback.channels.actions import queue
from hearback.interviews.booking.actions.hold import hold
from hearback.interviews.day import kinds, letters
from hearback.interviews.day.models import Ending, How, Missing
from hearback.interviews.day.queries import over
from hearback.interviews.kits.queries import scorers
from hearback.interviews.models import InterviewState
from hearback.kit.each import each
from hearback.kit.errors import Refused
from hearback.kit.language import in_each
from hearback.kit.moments import day as day_words
from hearback.ledger.actions import keep, make_promise, plan_promise, record, release
from hearback.ledger.models import Promise, Promisee
from hearback.rules.meeting import GOES_ON
from hearback.rules.promises import Terms, Unit
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.interviews.day.queries import Meeting
    from hearback.interviews.models import Interview
    from hearback.ledger.models import Entry

WORDS = 200
HAPPENED = "happened"
# Both were there: it is over a little after its end, since good meetings run on.
SETTLES = timedelta(minutes=10)
TO_SAY = Terms(4, Unit.WORKING_HOURS)
_STATES = {
    How.HELD: InterviewState.HELD,
    How.MISSED: InterviewState.MISSED,
    How.EXCUSED: InterviewState.MISSED,
}
_KINDS = {How.HELD: kinds.WAS_HELD, How.MISSED: kinds.WAS_MISSED, How.EXCUSED: kinds.WAS_EXCUSED}


@dataclass(frozen=True)
class _Word:
    """What is said of how it ended."""

    how: How
    missing: str = ""
    words: str = ""


@transaction.atomic
def note_held(*, interview: Interview, by: Member | None, now: datetime) -> None:
    """It took place; `by` is None when both sides said that they were there.

    Raises Refused before it began, and when it is over otherwise.
    """
    _end(interview, _Word(How.HELD), by=by, now=now)


@transaction.atomic
def note_missed(
    *,
    interview: Interview,
    missing: Missing,
    excused: bool = False,
    words: str = "",
    by: Member,
    now: datetime,
) -> None:
    """It did not take place because one side did not come, or had said why it could not.

    The application goes on as it was: what was promised stays. Raises Refused as above.
    """
    how = How.EXCUSED if excused else How.MISSED
    _end(interview, _Word(how, missing, one_line(words, WORDS)), by=by, now=now)


def _end(interview: Interview, word: _Word, *, by: Member | None, now: datetime) -> None:
    interview = hold(interview)
    if interview.state == _STATES[word.how]:
        return  # pressed twice
    if interview.state != InterviewState.BOOKED or interview.begins_at is None:
        state = InterviewState(interview.state).label.lower()
        raise Refused(_("This interview is {state} already.").format(state=state))
    if now < interview.begins_at:
        raise Refused(_("It has not begun yet. Call it off or move it instead."))
    ending, _is_new = Ending.objects.get_or_create(interview=interview)
    ending.how, ending.missing, ending.words = word.how, word.missing, word.words
    ending.by, ending.at = by, now
    ending.save()
    interview.state = _STATES[word.how]
    interview.ended_at = min(now, interview.ends_at or now)
    interview.save(update_fields=["state", "ended_at"])
    _keep(ending, by=by, now=now)
    _record(interview, word, by=by, now=now)


def _keep(ending: Ending, *, by: Member | None, now: datetime) -> None:
    promise = ending.promise
    if promise is not None and Promise.objects.open().filter(pk=promise.pk).exists():
        who = by.name if by else _("both sides")
        keep(promise=promise, evidence=_("Said by %s") % who, at=now, by=by, now=now)


def _record(interview: Interview, word: _Word, *, by: Member | None, now: datetime) -> None:
    missing = str(Missing(word.missing).label) if word.missing else ""
    record(
        _KINDS[word.how],
        by=by,
        now=now,
        application=interview.application,
        payload={
            "interview": interview.pk,
            "name": interview.application.name,
            "round": interview.round.name,
            "missing": missing,
            "words": word.words,
            **_to_be_asked(interview),
        },
    )


def _to_be_asked(interview: Interview) -> dict[str, object]:
    """Who met them and owes no scorecard: what they think is asked in a line (see `story.py`)."""
    scoring = scorers().filter(interview=interview).values("pk")
    others = interview.panelists.filter(is_on=True, member__is_active=True).exclude(pk__in=scoring)
    opening = interview.application.opening
    at = interview.begins_at
    day = at.astimezone(ZoneInfo(opening.place.zone)).date() if at else None
    return {
        "subject": str(interview.public_id),
        "met": list(others.values_list("member", flat=True)),
        "asked_words": in_each(
            lambda: ", ".join([interview.round.name, *([day_words(day)] if day else [])])
        ),
        "asked_by": interview.coordinator_id,
    }


@transaction.atomic
def deny(*, interview: Interview, words: str, now: datetime) -> None:
    """The candidate says that it did not take place: whoever coordinates is asked, and told, now.

    Nothing is decided by it. Pressed again it changes nothing. Raises Refused before it began, and
    when somebody has said that it took place.
    """
    interview = hold(interview)
    if interview.state == InterviewState.MISSED:
        return
    if interview.begins_at is None or now < interview.begins_at:
        raise Refused(_("It has not begun yet."))
    if interview.state != InterviewState.BOOKED:
        raise Refused(_("We have noted that it took place. If that is wrong, please write to us."))
    _ask(interview, now=now)
    ending = Ending.objects.select_related("promise__owner").get(interview=interview)
    if ending.denied_at is not None:
        return
    ending.denied_at, ending.denied_words = now, one_line(words, WORDS)
    ending.save(update_fields=["denied_at", "denied_words"])
    who = ending.promise.owner if ending.promise else who_answers(interview.coordinator, now=now)
    queue(letters.denied(interview, ending.denied_words, who), now=now)
    said = {
        "name": interview.application.name,
        "round": interview.round.name,
        "words": ending.denied_words,
    }
    record(kinds.DENIED, by=None, now=now, application=interview.application, payload=said)


def ask_no_more(entry: Entry, *, now: datetime) -> None:
    """Follows a new time, or that it is off: nobody is asked any more how the old one went."""
    asked = Ending.objects.filter(interview=int(entry.payload["interview"]), how="")
    for ending in asked.select_related("promise"):
        ending.delete()
        if ending.promise is not None:
            reason = _("it was moved or called off")
            release(promise=ending.promise, reason=reason, by=entry.by, now=now)


def end_what_is_over(*, now: datetime) -> int:
    """End the meetings at which both sides said they were, and ask about the others; how many."""
    meetings = over(now=now)
    return each(meetings, lambda one: _settle(one, now=now), failed="meeting_not_ended")


@transaction.atomic
def _settle(meeting: Meeting, *, now: datetime) -> bool:
    if meeting.guest.here_at and meeting.hosts.here_at:
        if now < meeting.ends_at + SETTLES:
            return False
        note_held(interview=meeting.interview, by=None, now=now)
        return True
    return now >= meeting.ends_at + GOES_ON and _ask(meeting.interview, now=now)


def _ask(interview: Interview, *, now: datetime) -> bool:
    """Let whoever coordinates say how it was: it stands on their Today."""
    interview = hold(interview)
    if interview.state != InterviewState.BOOKED:
        return False
    ending, is_new = Ending.objects.get_or_create(interview=interview, defaults={"asked_at": now})
    if not is_new:
        return False
    name, visit = interview.application.name, interview.round.name
    promise = plan_promise(
        owner=who_answers(interview.coordinator, now=now),
        what=HAPPENED,
        words=_("Say whether “%(round)s” took place") % {"round": visit},
        now=now,
        terms=TO_SAY,
        application=interview.application,
        promisee=Promisee.TEAM,
    )
    ending.promise = make_promise(by=None, now=now, promise=promise)
    ending.save(update_fields=["promise"])
    said = {"told": promise.owner.name, "round": visit, "name": name}
    record(kinds.ENDING_ASKED, by=None, now=now, application=interview.application, payload=said)
    return True
