"""How it goes where a candidate was put forward, in words that are theirs to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hearback.clients.models import Choice, SubmissionState
from hearback.clients.queries import meetings_ahead, submissions_of
from hearback.clients.words import consent_words, shown_contact, when_words, where_words
from hearback.feedback.asking.models import About, Ask, Tap
from hearback.inbox.spoken import reader_zone
from hearback.kit.moments import day_hour
from hearback.portal.forward.forms import ConsentForm
from hearback.portal.queries import known_promises

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.clients.models import Consent, Meeting, Submission
    from hearback.ledger.models import Promise
    from hearback.pipeline.models import Application

ASKED = SubmissionState.ASKED
SHOWN = {SubmissionState.AGREED, SubmissionState.FORWARD}
OPEN_AGAIN = {SubmissionState.REFUSED, SubmissionState.TAKEN_BACK}


@dataclass(frozen=True)
class Journey:
    """One client: where it stands, what can be pressed, and the receipts of what was."""

    submission: Submission
    stands: list[str]
    asks: str
    form: ConsentForm
    receipts: list[tuple[str, Consent]]

    @property
    def is_asked(self) -> bool:
        """Whether the answer to the question is still open."""
        return self.submission.state == ASKED

    @property
    def is_shown(self) -> bool:
        """Whether something of theirs can be seen there, or will be."""
        return self.submission.state in SHOWN

    @property
    def may_say_yes(self) -> bool:
        """Whether they may still change their mind to a yes."""
        return self.submission.state in OPEN_AGAIN


@dataclass(frozen=True)
class Ahead:
    """A meeting that is to come, as the candidate reads it."""

    meeting: Meeting
    when: str
    where: str
    whom: str


def put_forward_of(application: Application, *, now: datetime) -> dict[str, object]:
    """The context of `portal/forward/_journeys.html`."""
    return {
        "journeys": journeys_of(application, now=now),
        "client_meetings": meetings_of_journeys(application, now=now),
    }


def journeys_of(application: Application, *, now: datetime) -> list[Journey]:
    """Every client this application was, or is to be, put forward to; newest first."""
    submissions = submissions_of(application)
    if not submissions:
        return []
    promises = known_promises(application)
    return [journey_of(one, promises[0] if promises else None, now=now) for one in submissions]


def journey_of(submission: Submission, promise: Promise | None, *, now: datetime) -> Journey:
    """One of them; `promise` is what the candidate hears next from us."""
    return Journey(
        submission=submission,
        stands=_stands(submission, promise, now=now),
        asks=consent_words(submission),
        form=ConsentForm(submission=submission),
        receipts=[(str(Choice(one.choice).label), one) for one in submission.consents.all()],
    )


def meetings_of_journeys(application: Application, *, now: datetime) -> list[Ahead]:
    """Meetings with clients that are to come, soonest first."""
    return [
        Ahead(one, when_words(one, one.zone), where_words(one), shown_contact(one.contact))
        for one in meetings_ahead(application, now=now)
    ]


def _stands(submission: Submission, promise: Promise | None, *, now: datetime) -> list[str]:
    person, state = submission.by.name, SubmissionState(submission.state)
    said = {
        SubmissionState.ASKED: _("Nothing of yours is shown there before you say yes."),
        SubmissionState.REFUSED: _("You said no. Nothing of yours was shown there."),
        SubmissionState.AGREED: _("You said yes. %(person)s puts you forward as soon as it can be.")
        % {"person": person},
        SubmissionState.TAKEN_BACK: _("You took it back. Nothing of yours can be seen there."),
        SubmissionState.OVER: _("This is over. Nothing of yours can be seen there."),
    }
    if state != SubmissionState.FORWARD:
        return [said[state]]
    return _shown(submission, promise, now=now)


def _shown(submission: Submission, promise: Promise | None, *, now: datetime) -> list[str]:
    zone = reader_zone(submission.application)
    lines = []
    if submission.forward_at:
        when = day_hour(submission.forward_at, zone)
        lines.append(_("You were put forward on %(when)s.") % {"when": when})
    asks = Ask.objects.filter(about=About.SUBMISSION, subject=submission.public_id)
    answered = [one for one in asks if one.answered_at is not None]
    if answered:
        return [*lines, _answered(answered, submission, promise, zone)]
    looked = any(
        not look.by_machine for link in submission.links.all() for look in link.looks.all()
    )
    lines.append(
        _("They have opened your application.") if looked else _("They have not opened it yet.")
    )
    later = [one.put_off_until for one in asks if one.put_off_until and one.put_off_until > now]
    if later:
        when = day_hour(max(later), zone)
        lines.append(_("They said that they answer by %(when)s.") % {"when": when})
    return lines


def _answered(
    asks: list[Ask], submission: Submission, promise: Promise | None, zone: ZoneInfo
) -> str:
    """A yes is theirs to read at once; anything else a person tells them, by the date they have."""
    person = submission.by.name
    if any(one.answer == Tap.YES for one in asks):
        words = _("They would like to meet you. %(person)s gets in touch about it.")
        return words % {"person": person}
    if promise is None:
        return _("They have answered. %(person)s tells you what they said.") % {"person": person}
    said = {"person": promise.owner.name, "when": day_hour(promise.due_at, zone)}
    return _("They have answered. %(person)s tells you what they said by %(when)s.") % said
