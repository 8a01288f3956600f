"""Putting a candidate forward: asking them first, showing what they allowed, and ending it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.channels.actions import queue
from hearback.clients import kinds, letters
from hearback.clients.actions.links import close_links, open_link
from hearback.clients.models import Submission, SubmissionState
from hearback.clients.orders import first_against, refuse_against
from hearback.clients.words import asked_words, known_as, shown_words, to_show
from hearback.inbox.texting import can_text
from hearback.kit.errors import Invalid, Refused
from hearback.kit.language import as_team, in_each
from hearback.kit.moments import day_hour
from hearback.ledger.actions import record
from hearback.ledger.actions.lock import lock_application
from hearback.pipeline.models import Application, ApplicationState, OpeningState
from hearback.pipeline.orders import Plan

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Client, Contact

RUNNING = {OpeningState.PUBLISHED, OpeningState.PAUSED}


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What a recruiter would like: to whom, with which words, showing what, for how many days.

    `looked` says that they looked at what came near an order, and found it to be something else.
    """

    contacts: Sequence[Contact]
    words: str
    asked_for: Sequence[str]
    days: int
    looked: bool = False


@transaction.atomic
def ask_consent(
    *, application: Application, proposal: Proposal, by: Member, now: datetime
) -> Submission:
    """Ask a candidate whether they may be put forward to their opening's client.

    Nothing is shown to anybody by this. Raises Refused when it cannot be: nobody can be asked
    twice, an opening that rests asks nobody, and what the candidate ordered stands above it.
    """
    application = _held(application)
    client = _client_of(application)
    _refuse_twice(application, client)
    _check(proposal, client)
    plans = plans_of(client, proposal.contacts)
    refuse_against(application, plans, looked=proposal.looked, by=by, now=now)
    submission = Submission.objects.create(
        application=application,
        client=client,
        by=by,
        words=proposal.words,
        asked_for=to_show(proposal.asked_for),
        days=proposal.days,
        asked_at=now,
        state_since=now,
    )
    submission.contacts.set(proposal.contacts)
    queue(letters.consent_asked(submission), now=now)
    if can_text(application):
        queue(letters.consent_text(submission), now=now)
    payload = named(submission)
    record(kinds.CONSENT_ASKED, by=by, now=now, application=application, payload=payload)
    return submission


@transaction.atomic
def put_forward(*, submission: Submission, by: Member | None, now: datetime) -> None:
    """Show the client what the candidate allowed; `by` is None when their yes alone does it.

    The plot asks each contact what they think, and the letter that asks leads to their page. Raises
    Refused when there is no yes, or something stands against it that came since.
    """
    submission = held(submission)
    if submission.state != SubmissionState.AGREED:
        raise Refused(_("They have not said yes to this."))
    if reason := why_not(submission):
        raise Refused(reason)
    links = [open_link(submission, one, now=now) for one in _there(submission)]
    move_to(submission, SubmissionState.FORWARD, now=now)
    submission.forward_at = now
    submission.save(update_fields=["forward_at"])
    payload: dict[str, object] = {
        **named(submission),
        "contacts": ", ".join(link.contact.name for link in links),
        "contact_ids": [link.contact_id for link in links],
        "pages": {str(link.contact_id): letters.review_page(link) for link in links},
        "asked_words": in_each(lambda: asked_words(submission)),
        "by_id": (by or submission.by).pk,
    }
    record(kinds.SUBMITTED, by=by, now=now, application=submission.application, payload=payload)


@transaction.atomic
def end_submission(
    *, submission: Submission, reason: str, by: Member | None, now: datetime
) -> None:
    """It comes to nothing, or is not needed any more: the pages close, contacts are told."""
    submission = held(submission)
    if not submission.is_open:
        raise Refused(_("This is over already."))
    close(submission, SubmissionState.OVER, now=now)
    submission.why_over = reason
    submission.save(update_fields=["why_over"])
    payload = {**named(submission), "reason": reason}
    record(
        kinds.SUBMISSION_OVER, by=by, now=now, application=submission.application, payload=payload
    )


def close(submission: Submission, state: SubmissionState, *, now: datetime) -> None:
    """Close every page of it, and tell those who had one, without a reason."""
    had_one = list(submission.links.filter(closed_at=None).select_related("contact__client"))
    close_links(submission, why=state.value, now=now)
    move_to(submission, state, now=now)
    for link in had_one:
        if link.contact.is_there:
            queue(letters.gone(link, signer=submission.by), now=now)


def why_not(submission: Submission) -> str:
    """Why it cannot be shown just now, in a sentence for the team; empty when it can."""
    application, client = submission.application, submission.client
    if application.state != ApplicationState.IN_PROGRESS:
        return _("This application has ended.")
    if application.opening.state not in RUNNING:
        return _("This opening is closed.")
    if client.ended_at is not None:
        return _("{client} is no client any more.").format(client=client.name)
    there = _there(submission)
    if not there:
        return _("Nobody you chose is there any more.")
    return first_against(application, plans_of(client, there))


def held(submission: Submission) -> Submission:
    """The submission as it is now, held with its application until the transaction ends."""
    lock_application(submission.application_id)
    rows = Submission.objects.select_for_update(of=["self"])
    related = rows.select_related(
        "application__opening__place",
        "application__candidate",
        "application__owner",
        "client",
        "by",
    )
    return related.get(pk=submission.pk)


def move_to(submission: Submission, state: SubmissionState, *, now: datetime) -> None:
    """Its new state; the row is held by the caller."""
    submission.state, submission.state_since = state, now
    submission.save(update_fields=["state", "state_since"])


def named(submission: Submission) -> dict[str, object]:
    """What every entry about a submission says."""
    with as_team():
        fields = shown_words(submission.allowed)
    return {
        "submission": str(submission.public_id),
        "client": submission.client.name,
        "described": submission.client.to_candidates,
        "opening": submission.application.opening.title,
        "fields": fields,
        "known_as": known_as(submission),
    }


def plans_of(client: Client, contacts: Sequence[Contact]) -> list[Plan]:
    """Who would learn of the candidate, for their orders to be asked."""
    return [Plan(client=client, contact=one) for one in contacts]


def _there(submission: Submission) -> list[Contact]:
    contacts = submission.contacts.select_related("client").order_by("own_name")
    return [one for one in contacts if one.is_there]


def _held(application: Application) -> Application:
    lock_application(application.pk)
    related = Application.objects.select_related("opening__client", "candidate", "owner")
    return related.get(pk=application.pk)


def _client_of(application: Application) -> Client:
    """Whom this opening is for. Raises Refused when nobody can be put forward for it now."""
    client = application.opening.client
    if client is None:
        raise Refused(_("This opening is for no client. Choose one in its brief first."))
    if client.ended_at is not None:
        raise Refused(_("{client} is no client any more.").format(client=client.name))
    if application.opening.state not in RUNNING:
        raise Refused(_("This opening is closed."))
    if application.state != ApplicationState.IN_PROGRESS:
        raise Refused(_("This application has ended."))
    return client


def _refuse_twice(application: Application, client: Client) -> None:
    """Nobody is put forward twice to one client for one job. Raises Refused, saying who did."""
    there = Submission.objects.filter(application=application, client=client).select_related("by")
    before = there.first()
    if before is None:
        return
    words = _("{by} asked them already on {when}: {state}.")
    when = day_hour(before.asked_at, ZoneInfo(before.by.zone))
    state = SubmissionState(before.state).label
    raise Refused(words.format(by=before.by.name, when=when, state=state))


def _check(proposal: Proposal, client: Client) -> None:
    if not proposal.contacts:
        raise Invalid(_("Choose who is to see it."), {"contacts": _("Choose who is to see it.")})
    if any(one.client_id != client.pk or not one.is_there for one in proposal.contacts):
        raise Invalid(_("Choose people who are at this client."))
    if client.is_given_away_by(proposal.words):
        sentence = _("The candidate reads these words too, and they say the client’s name.")
        raise Invalid(sentence, {"words": sentence})
