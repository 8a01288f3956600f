"""Meetings of a candidate with a client: set, moved, called off, over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.actions import queue
from hearback.clients import kinds, letters
from hearback.clients.models import Meeting, MeetingState, Submission, SubmissionState, Wish
from hearback.clients.orders import refuse_against
from hearback.clients.words import known_as, when_words, where_words
from hearback.kit.errors import Invalid, Refused
from hearback.kit.language import in_each
from hearback.ledger.actions import record
from hearback.ledger.actions.lock import lock_application
from hearback.pipeline.models import Application, ApplicationState
from hearback.pipeline.orders import Plan

if TYPE_CHECKING:
    from hearback.accounts.models import Member
    from hearback.ledger.kinds import Kind
    from hearback.pipeline.models import Contact

# People get up and say goodbye before anybody asks them how it was.
AFTERWARDS = timedelta(minutes=5)
# With less notice than this a day was kept free in vain.
SHORT_NOTICE = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Place:
    """What, where and when: aware moments, and the zone whose clock is named to everybody."""

    words: str
    place_name: str
    address: str
    begins_at: datetime
    ends_at: datetime
    zone: str


@transaction.atomic
def set_meeting(
    *,
    application: Application,
    contact: Contact,
    place: Place,
    by: Member,
    now: datetime,
    looked: bool = False,
) -> Meeting:
    """A candidate meets a contact; both are told, with a part for their calendars.

    Raises Refused when the candidate is not put forward to this client with their yes, or their
    orders stand against it, AskTwice when something comes near one and nobody `looked`; Invalid
    for a time that is past.
    """
    lock_application(application.pk)
    application = Application.objects.select_related("opening", "candidate", "owner").get(
        pk=application.pk
    )
    submission = _may_meet(application, contact)
    _check(place, contact, now=now)
    _refuse_two_at_once(application, place)
    plans = [plan_of(contact, place)]
    refuse_against(application, plans, looked=looked, by=by, now=now)
    meeting = Meeting.objects.create(
        application=application,
        submission=submission,
        contact=contact,
        by=by,
        set_at=now,
        **vars(place),
    )
    queue(letters.meeting_set(meeting, now=now), now=now)
    queue(letters.guest_set(meeting, now=now), now=now)
    _note(kinds.MEETING_SET, meeting, by=by, now=now)
    return meeting


@transaction.atomic
def move_meeting(
    *,
    meeting: Meeting,
    place: Place,
    reason: str,
    by: Member,
    now: datetime,
    looked: bool = False,
    wish: Wish = Wish.OURS,
) -> Meeting:
    """Another time or another place, and why; both are told, and their calendars follow.

    `wish` says whose it is; it is noted, and told to nobody.
    """
    meeting = _ahead(meeting)
    whose = _whose(meeting, wish, now=now)
    _may_meet(meeting.application, meeting.contact)
    _check(place, meeting.contact, now=now)
    _refuse_two_at_once(meeting.application, place, besides=meeting)
    plans = [plan_of(meeting.contact, place)]
    refuse_against(meeting.application, plans, looked=looked, by=by, now=now)
    changed = {
        name: value for name, value in vars(place).items() if getattr(meeting, name) != value
    }
    if not changed:
        raise Refused(_("Nothing about it is new."))
    old = {one.zone: when_words(meeting, one.zone) for one in (meeting, place)}
    for name, value in changed.items():
        setattr(meeting, name, value)
    meeting.reason = reason
    meeting.sequence += 1
    meeting.save()
    queue(letters.meeting_moved(meeting, now=now), now=now)
    queue(letters.guest_moved(meeting, now=now), now=now)
    _note(kinds.MEETING_MOVED, meeting, by=by, now=now, old=old[meeting.zone], **whose)
    return meeting


@transaction.atomic
def call_off(
    *,
    meeting: Meeting,
    reason: str,
    by: Member | None,
    now: datetime,
    wish: Wish = Wish.OURS,
) -> Meeting:
    """It is off: both are told why, and their calendars take it out; `wish` as in moving."""
    meeting = _ahead(meeting)
    whose = _whose(meeting, wish, now=now)
    meeting.state, meeting.reason = MeetingState.OFF, reason
    meeting.sequence += 1
    meeting.save(update_fields=["state", "reason", "sequence"])
    queue(letters.meeting_off(meeting, now=now), now=now)
    if meeting.contact.is_there:
        queue(letters.guest_off(meeting, now=now), now=now)
    _note(kinds.MEETING_OFF, meeting, by=by, now=now, **whose)
    return meeting


def end_meetings(*, now: datetime, limit: int = 200) -> int:
    """Write down which meetings are over, minutes after they end; returns how many."""
    over = Meeting.objects.ahead().filter(ends_at__lte=now - AFTERWARDS).order_by("ends_at")
    return sum(_end(pk, now=now) for pk in over.values_list("pk", flat=True)[:limit])


@transaction.atomic
def _end(pk: int, *, now: datetime) -> bool:
    meeting = _held(pk)
    if meeting.state != MeetingState.SET or meeting.ends_at > now - AFTERWARDS:
        return False
    meeting.state = MeetingState.OVER
    meeting.save(update_fields=["state"])
    _note(kinds.MEETING_OVER, meeting, by=None, now=now)
    return True


def _may_meet(application: Application, contact: Contact) -> Submission | None:
    """What lets them meet; None for a colleague. Raises Refused when nothing does."""
    if application.state != ApplicationState.IN_PROGRESS:
        raise Refused(_("This application has ended."))
    if not contact.is_there:
        raise Refused(_("{name} has left.").format(name=contact.name))
    if contact.client_id is None:
        return None
    shown = Submission.objects.filter(application=application, client=contact.client_id)
    submission = shown.filter(state=SubmissionState.FORWARD).first()
    if submission is None:
        words = _("{name} is not put forward there with their yes, so they cannot meet yet.")
        raise Refused(words.format(name=application.name))
    return submission


def _check(place: Place, contact: Contact, *, now: datetime) -> None:
    if place.begins_at <= now:
        sentence = _("This time is past.")
        raise Invalid(sentence, {"begins": sentence})
    said = (place.words, place.place_name, place.address)
    if contact.client is not None and contact.client.is_given_away_by(*said):
        sentence = _("The candidate reads this too, and it says the client’s name.")
        raise Invalid(sentence, {"place_name": sentence})


def _refuse_two_at_once(
    application: Application, place: Place, *, besides: Meeting | None = None
) -> None:
    """Nobody is in two places at once: the application is held, so the slower of two is told."""
    same_time = Meeting.objects.ahead().filter(
        application=application, begins_at__lt=place.ends_at, ends_at__gt=place.begins_at
    )
    if besides is not None:
        same_time = same_time.exclude(pk=besides.pk)
    other = same_time.select_related("contact__member", "by").first()
    if other is not None:
        words = _("{name} meets {contact} then: {what}, {when}, set by {by}.")
        raise Refused(
            words.format(
                name=application.name,
                contact=other.contact.name,
                what=other.words,
                when=when_words(other, place.zone),
                by=other.by.name,
            )
        )


def plan_of(contact: Contact, place: Place) -> Plan:
    """With whom, where and when, for the candidate's orders to be asked."""
    return Plan(
        client=contact.client,
        contact=contact,
        member=contact.member,
        place_words=", ".join(filter(None, (place.place_name, place.address))),
        meets=(place.begins_at, place.ends_at),
    )


def meeting_plan(meeting: Meeting) -> Plan:
    """The same of a meeting that is set."""
    return plan_of(
        meeting.contact,
        Place(
            words=meeting.words,
            place_name=meeting.place_name,
            address=meeting.address,
            begins_at=meeting.begins_at,
            ends_at=meeting.ends_at,
            zone=meeting.zone,
        ),
    )


def _whose(meeting: Meeting, wish: Wish, *, now: datetime) -> dict[str, object]:
    """What is noted of whose wish it is, and whether that comes late."""
    return {"wish": wish.value, "short": meeting.begins_at - now < SHORT_NOTICE}


def _ahead(meeting: Meeting) -> Meeting:
    lock_application(meeting.application_id)
    meeting = _held(meeting.pk)
    if meeting.state != MeetingState.SET:
        raise Refused(_("This meeting is over, or off already."))
    return meeting


def _held(pk: int) -> Meeting:
    rows = Meeting.objects.select_for_update(of=["self"])
    related = rows.select_related(
        "application__opening", "application__candidate", "application__owner",
        "contact__client", "contact__member", "submission", "by",
    )  # fmt: skip
    return related.get(pk=pk)


def _note(
    kind: Kind, meeting: Meeting, *, by: Member | None, now: datetime, **more: object
) -> None:
    record(
        kind,
        by=by,
        now=now,
        application=meeting.application,
        payload={
            "meeting": str(meeting.public_id),
            "what": meeting.words,
            "contact": meeting.contact.name,
            "contact_id": meeting.contact_id,
            "by_id": meeting.by_id,
            "place": where_words(meeting),
            "when": when_words(meeting, meeting.zone),
            "begins_at": meeting.begins_at.isoformat(),
            "reason": meeting.reason,
            "known_as": known_as(meeting.submission) if meeting.submission else "",
            "asked_words": in_each(
                lambda: f"{meeting.words}, {when_words(meeting, meeting.contact.zone)}"
            ),
            **more,
        },
    )
