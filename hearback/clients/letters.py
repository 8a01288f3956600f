"""The letters about submissions and meetings: to candidates, to contacts, to the recruiter."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hearback.channels.models import WhenInDoubt
from hearback.clients import calendar, letter_kinds
from hearback.clients.models import Choice, MeetingState
from hearback.clients.words import (
    REVIEW,
    called,
    shown_contact,
    shown_words,
    when_words,
    where_words,
    words_to_client,
)
from hearback.inbox.callbacks.words import town
from hearback.inbox.texting import notice, text
from hearback.inbox.writing import Envelope, status_link, to_candidate, to_colleague, write
from hearback.kit.language import as_team
from hearback.kit.links import Marker, marker, within
from hearback.kit.moments import day_hour
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from uuid import UUID

    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.clients.models import Meeting, ReviewLink, Submission
    from hearback.inbox.wording.registry import LetterKind
    from hearback.pipeline.models import Contact

TEXT = "clients.consent_text"
_ON = gettext_noop("%(what)s with %(who)s: %(when)s, %(where)s")
_OFF = gettext_noop("%(what)s with %(who)s is off: %(when)s, %(where)s")


def consent_page(submission: Submission) -> Marker:
    """Stands for the page where a candidate chooses."""
    return within(status_link(submission.application), f"forward/{submission.public_id}/")


def consent_asked(submission: Submission) -> Letter:
    """To the candidate: whether we may put them forward there, for this job."""
    kind, application = letter_kinds.CONSENT_ASKED, submission.application
    said = {
        "name": greeting_name(application.name),
        "opening": application.opening.title,
        "client": submission.client.to_candidates,
        "page": consent_page(submission),
    }
    return write(kind, to_candidate(application, purpose=kind.name, signer=submission.by), said)


def consent_text(submission: Submission) -> Letter:
    """The same question as a text message; it names neither client nor job."""
    with translation.override(submission.application.language):
        words = _("%(person)s asks whether we may put you forward. Your yes or no:")
        said = words % {"person": submission.by.name}
        return notice(submission.application, said, purpose=TEXT)


def review_page(link: ReviewLink) -> Marker:
    """Stands for the page of one contact about one submission."""
    return marker(REVIEW, link.public_id, link.generation)


def forward(link: ReviewLink, *, signer: Member) -> Letter:
    """To a contact whose link is new: who it is, and the page with what they allowed."""
    submission, contact = link.submission, link.contact
    page = review_page(link)
    with translation.override(contact.language):
        if not contact.email:
            return _by_text(contact, submission, page)
        said = {
            "who": called(submission),
            "words": words_to_client(submission),
            "until": day_hour(link.until, ZoneInfo(contact.zone)),
            "page": page,
        }
    kind = letter_kinds.FORWARD
    return _to_contact(kind, contact, submission.application.opening.title, said, signer=signer,
                       about=submission.public_id)  # fmt: skip


def _by_text(contact: Contact, submission: Submission, page: Marker) -> Letter:
    said = {"who": called(submission), "opening": submission.application.opening.title}
    words = f"{_('%(who)s for %(opening)s:') % said} {page}"
    return text(
        contact.phone,
        words,
        purpose=letter_kinds.FORWARD.name,
        name=contact.name,
        about=submission.public_id,
    )


def gone(link: ReviewLink, *, signer: Member) -> Letter:
    """To a contact whose page closed: nothing more is asked; why is nobody's business."""
    contact, submission = link.contact, link.submission
    opening = submission.application.opening.title
    if not contact.email:
        with translation.override(contact.language):
            words = _(
                "%(opening)s: the candidate is no longer put forward, nothing more is asked of you."
            )
            said, purpose = words % {"opening": opening}, letter_kinds.GONE.name
            return text(contact.phone, said, purpose=purpose, about=submission.public_id)
    return _to_contact(
        letter_kinds.GONE, contact, opening, {}, signer=signer, about=submission.public_id
    )


def chosen(submission: Submission, choice: Choice, *, reason: str = "") -> Letter:
    """To the recruiter: what the candidate said, and why it is not shown yet if so."""
    application, kind = submission.application, letter_kinds.CHOSEN
    page = reverse("desk:application", args=[application.public_id])
    with as_team():
        fields = shown_words(submission.allowed)
    said = {
        "name": greeting_name(submission.by.name),
        "opening": application.opening.title,
        "who": application.name,
        "client": submission.client.name,
        "fields": fields if choice == Choice.GIVEN else "",
        "yes": choice == Choice.GIVEN,
        "back": choice == Choice.TAKEN_BACK,
        "reason": reason,
        "page": Marker(f"{settings.HEARBACK_URL}{page}"),
    }
    return write(kind, to_colleague(submission.by, purpose=kind.name), said)


def meeting_set(meeting: Meeting, *, now: datetime) -> Letter:
    """To the candidate: it is set, with a part for their calendar."""
    return _to_guest(letter_kinds.MEETING_SET, meeting, now=now)


def meeting_moved(meeting: Meeting, *, now: datetime) -> Letter:
    """To the candidate: its new time or place, and why."""
    return _to_guest(letter_kinds.MEETING_MOVED, meeting, now=now)


def meeting_off(meeting: Meeting, *, now: datetime) -> Letter:
    """To the candidate: it is off, and why."""
    return _to_guest(letter_kinds.MEETING_OFF, meeting, now=now)


def guest_set(meeting: Meeting, *, now: datetime) -> Letter:
    """To the contact: it is set, with a part for their calendar."""
    return _to_host(letter_kinds.GUEST_SET, meeting, now=now)


def guest_moved(meeting: Meeting, *, now: datetime) -> Letter:
    """To the contact: its new time or place, and why."""
    return _to_host(letter_kinds.GUEST_MOVED, meeting, now=now)


def guest_off(meeting: Meeting, *, now: datetime) -> Letter:
    """To the contact: it is off, and why."""
    return _to_host(letter_kinds.GUEST_OFF, meeting, now=now)


def _to_guest(kind: LetterKind, meeting: Meeting, *, now: datetime) -> Letter:
    application = meeting.application
    envelope = to_candidate(application, purpose=kind.name, signer=meeting.by)
    with translation.override(application.language):
        said = {
            **_about(meeting),
            "name": greeting_name(application.name),
            "whom": shown_contact(meeting.contact),
        }
        envelope = replace(envelope, calendar=_entry(meeting, to_guest=True, now=now))
    return write(kind, envelope, said)


def _to_host(kind: LetterKind, meeting: Meeting, *, now: datetime) -> Letter:
    contact = meeting.contact
    with translation.override(contact.language):
        said = {**_about(meeting), "who": calendar.other_side(meeting, to_guest=False)}
        if not contact.email:
            is_off = meeting.state == MeetingState.OFF
            words = _OFF if is_off else _ON
            return text(contact.phone, _(words) % said, purpose=kind.name, about=meeting.public_id)
        entry = _entry(meeting, to_guest=False, now=now)
    return _to_contact(
        kind,
        contact,
        meeting.application.opening.title,
        said,
        signer=meeting.by,
        about=meeting.public_id,
        entry=entry,
    )


def _entry(meeting: Meeting, *, to_guest: bool, now: datetime) -> str:
    off = meeting.state == MeetingState.OFF
    write_it = calendar.cancel if off else calendar.request
    return write_it(meeting, to_guest=to_guest, now=now)


def _about(meeting: Meeting) -> dict[str, object]:
    """What every letter about a meeting says, in the active language."""
    return {
        "opening": meeting.application.opening.title,
        "what": meeting.words,
        "when": when_words(meeting, meeting.zone),
        "clock": town(meeting.zone),
        "where": where_words(meeting),
        "reason": meeting.reason,
    }


def _to_contact(
    kind: LetterKind,
    contact: Contact,
    opening: str,
    said: Mapping[str, object],
    *,
    signer: Member,
    about: UUID,
    entry: str = "",
) -> Letter:
    """A letter to somebody at a client, in their language, signed by the recruiter they know."""
    envelope = Envelope(
        purpose=kind.name,
        to_address=contact.email,
        to_name=contact.name,
        signer=signer,
        is_to_colleague=True,
        language=contact.language,
        about=about,
        calendar=entry,
        when_in_doubt=WhenInDoubt.SEND_AGAIN,
    )
    known = {"name": greeting_name(contact.name), "opening": opening}
    return write(kind, envelope, {**said, **known})
