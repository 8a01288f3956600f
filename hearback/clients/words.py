"""How submissions and meetings are said: what is shown, in whose words, and when it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hearback.clients.models import Showing
from hearback.inbox.callbacks.words import span_words
from hearback.rules.unnamed import without_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from hearback.clients.models import Meeting, Submission
    from hearback.pipeline.models import Contact

REVIEW = "portal:review"
# Stored as it stands here, and read in whichever language its reader speaks.
NAMELESS = gettext_noop("A candidate")
# Each of these says who somebody is, so without a name they are not shown either.
SAYS_WHO = frozenset({Showing.NAME, Showing.CV, Showing.PHONE, Showing.EMAIL})


def to_show(ticked: Iterable[str]) -> list[str]:
    """What a client sees of what was ticked: without the name, nothing that would tell it."""
    chosen = set(ticked)
    if Showing.NAME not in chosen:
        chosen -= SAYS_WHO
    return [one.value for one in Showing if one in chosen]


def shown_words(allowed: Sequence[str]) -> str:
    """What a client sees, in a list for its reader; in the active language."""
    names = {
        Showing.NAME: _("the name"),
        Showing.CV: _("the CV"),
        Showing.ANSWERS: _("the answers on the form"),
        Showing.PHONE: _("the phone number"),
        Showing.EMAIL: _("the mail address"),
    }
    said = [names[Showing(one)] for one in to_show(allowed)]
    return ", ".join(said) or _("nothing but the recruiter’s words")


def consent_words(submission: Submission) -> str:
    """What a candidate reads before they choose, in the active language; kept as the receipt."""
    opening = submission.application.opening
    said = {
        "person": submission.by.name,
        "client": submission.client.to_candidates,
        "opening": opening.title,
        "days": submission.days,
    }
    lines = [
        _(
            "%(person)s would like to put you forward for this job, %(opening)s, to: %(client)s. "
            "Nobody there sees anything of yours before you say yes."
        )
        % said,
        _(
            "What you allow can be seen there on a private page for %(days)s days, which may be "
            "prolonged. You can take your yes back at any time, and the page closes at once."
        )
        % said,
    ]
    return "\n\n".join(lines)


def receipt_words(submission: Submission, ticked: Sequence[str]) -> str:
    """The same with what they chose to let be seen, and what the recruiter writes about them."""
    lines = [consent_words(submission)]
    if submission.words:
        lines.append(f"“{submission.words}”")
    shown = [str(Showing(one).label) for one in to_show(ticked)]
    lines.append(_("Seen there: %(list)s") % {"list": ", ".join(shown) or "–"})
    return "\n\n".join(lines)


def called(submission: Submission) -> str:
    """How the candidate may be named to the client: by name, or not at all; in their language."""
    return _(known_as(submission)) or submission.application.name


def known_as(submission: Submission) -> str:
    """What stands for the name where the client is not to know it; empty when they may."""
    return "" if Showing.NAME in submission.allowed else NAMELESS


def asked_words(submission: Submission) -> str:
    """What a contact is asked about when a candidate is put forward, in the active language."""
    return _("their application, put forward by %(person)s") % {"person": submission.by.name}


def words_to_client(submission: Submission) -> str:
    """The recruiter's words as the client may read them."""
    if Showing.NAME in submission.allowed:
        return submission.words
    return without_name(submission.words, submission.application.name)


def shown_contact(contact: Contact) -> str:
    """Who a candidate meets: by name, unless that would tell them who the client is."""
    if contact.client is None or not contact.client.is_secret:
        return f"{contact.name}, {contact.title}" if contact.title else contact.name
    return _("somebody from: %(client)s") % {"client": contact.client.described}


def when_words(meeting: Meeting, zone: str) -> str:
    """When a meeting is, as read in `zone`."""
    return span_words(meeting.begins_at, meeting.ends_at, zone)


def where_words(meeting: Meeting) -> str:
    """Where a meeting is, on one line."""
    return ", ".join(filter(None, (meeting.place_name, meeting.address)))
