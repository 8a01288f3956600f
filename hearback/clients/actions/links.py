"""The pages of a client's contacts: opened for one submission, renewed, closed, looked at."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.actions import queue
from hearback.clients import kinds, letters
from hearback.clients.models import Look, ReviewLink, SubmissionState
from hearback.clients.words import REVIEW
from hearback.kit.errors import Refused
from hearback.kit.links import fingerprint, token
from hearback.ledger.actions import record

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.clients.models import Submission
    from hearback.pipeline.models import Contact


def open_link(submission: Submission, contact: Contact, *, now: datetime) -> ReviewLink:
    """Their page of this submission, open from now on; an old link of it opens nothing any more."""
    link = ReviewLink.objects.filter(submission=submission, contact=contact).first()
    if link is None:
        link = ReviewLink(submission=submission, contact=contact, public_id=uuid4(), generation=0)
    link.generation += 1
    link.fingerprint = fingerprint(token(REVIEW, link.public_id, link.generation))
    link.until = now + timedelta(days=submission.days)
    link.closed_at, link.why_closed = None, ""
    link.save()
    return link


@transaction.atomic
def renew(*, link: ReviewLink, by: Member, now: datetime) -> ReviewLink:
    """A new link in the place of one that ran out or was closed, sent to its contact.

    Raises Refused when nothing is put forward any more, or they have left.
    """
    submission = _submission_of(link)
    if submission.state != SubmissionState.FORWARD:
        raise Refused(_("This candidate is not put forward there any more."))
    if not link.contact.is_there:
        raise Refused(_("{name} has left.").format(name=link.contact.name))
    fresh = open_link(submission, link.contact, now=now)
    queue(letters.forward(fresh, signer=by), now=now)
    payload = {
        **_named(fresh),
        "submission": str(submission.public_id),
        "contact_id": fresh.contact_id,
        "page": letters.review_page(fresh),
    }
    application = submission.application
    record(kinds.LINK_RENEWED, by=by, now=now, application=application, payload=payload)
    return fresh


@transaction.atomic
def revoke(*, link: ReviewLink, by: Member, now: datetime) -> None:
    """From now on this link opens nothing."""
    submission = _submission_of(link)
    closed = ReviewLink.objects.filter(pk=link.pk, closed_at=None)
    if closed.update(closed_at=now, why_closed="closed by the recruiter"):
        record(
            kinds.LINK_CLOSED,
            by=by,
            now=now,
            application=submission.application,
            payload=_named(link),
        )


def close_links(submission: Submission, *, why: str, now: datetime) -> None:
    """Nobody sees this submission any more; a page open already says so at its next request."""
    submission.links.filter(closed_at=None).update(closed_at=now, why_closed=why)


def close_links_of(contact: Contact, *, now: datetime) -> None:
    """Whoever holds a link of somebody who left sees nothing any more."""
    theirs = ReviewLink.objects.filter(contact=contact)
    theirs.filter(closed_at=None).update(closed_at=now, why_closed="left")


@transaction.atomic
def note_look(*, link: ReviewLink, what: str, by_machine: bool, now: datetime) -> None:
    """Write down that a link was opened; the first time by a browser the candidate reads it too."""
    theirs = Look.objects.filter(link=link, by_machine=False)
    is_first = not by_machine and not theirs.exists()
    Look.objects.create(link=link, at=now, what=what, by_machine=by_machine)
    if is_first and _is_first_of_all(link):
        submission = link.submission
        described = submission.client.to_candidates
        record(
            kinds.LOOKED_AT,
            by=None,
            now=now,
            application=submission.application,
            payload={**_named(link), "described": described},
        )


def _is_first_of_all(link: ReviewLink) -> bool:
    """Whether this is the first look of anybody's; two at once may both be, and do no harm."""
    return Look.objects.filter(link__submission=link.submission_id, by_machine=False).count() == 1


def _submission_of(link: ReviewLink) -> Submission:
    """The submission of a link, held until the caller's transaction ends."""
    held = type(link.submission).objects.select_for_update(of=["self"])
    related = held.select_related("application__opening", "application__owner", "client")
    return related.get(pk=link.submission_id)


def _named(link: ReviewLink) -> dict[str, object]:
    client = link.submission.client
    return {"contact": link.contact.name, "client": client.name}
