"""Submitting an application: row, file, entry, promise, receipt and bell in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID, uuid4

from django.db import transaction

from hearback.accounts.queries import who_answers
from hearback.careers import kinds
from hearback.careers.letters import already_applied, first_answer_words, receipt
from hearback.channels.actions import queue
from hearback.kit.errors import Refused
from hearback.kit.links import fingerprint, token
from hearback.ledger.actions import make_promise, plan_promise, record
from hearback.pipeline.models import (
    Application,
    Candidate,
    Document,
    Opening,
    OpeningState,
    Stage,
)
from hearback.rules import fit
from hearback.rules.addresses import fold_address
from hearback.rules.promises import Terms, Unit

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.ledger.models import Promise


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """A file that lies in the storage already, checked by content."""

    key: str
    name: str
    kind: str
    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What somebody sent with the form, cleaned and checked.

    `answers` holds one mapping per question: ``question`` (id), ``text``, ``answer`` as shown, and
    for a yes/no must-have ``criterion`` (id) and ``met`` (True, False or None).
    """

    name: str
    email: str
    phone: str
    zone: str
    language: str = "en"
    links: tuple[str, ...] = ()
    answers: tuple[dict[str, object], ...] = ()
    cv: KeptFile | None = None


@dataclass(frozen=True)
class Submitted:
    """The application, and whether it was new; the page says the same either way."""

    application: Application
    is_new: bool
    promise: Promise | None = field(default=None)


@transaction.atomic
def submit_application(
    *, opening: Opening, submission: Submission, now: datetime
) -> Submitted:
    """Take an application in, promise the first answer and queue the receipt.

    The same address applying again to the same opening changes nothing: the owner of the address
    gets a kind mail with the status link. Raises Refused when the opening takes no applications.
    """
    if opening.state != OpeningState.PUBLISHED:
        raise Refused("This opening takes no applications at the moment.")
    candidate = _candidate(submission, now=now)
    application = _new_application(opening, candidate, submission, now=now)
    if not _insert_unless_there(application):
        return _applied_again(opening, candidate, now=now)
    if submission.cv is not None:
        _attach(application, submission.cv, now=now)
    promise = _promise_first_answer(application, now=now)
    message = queue(receipt(application, promise), now=now)
    promise.told_by = message
    make_promise(by=None, now=now, promise=promise)
    record(
        kinds.APPLICATION_SUBMITTED,
        by=None,
        now=now,
        application=application,
        payload={"name": application.name},
    )
    return Submitted(application, is_new=True, promise=promise)


def _candidate(submission: Submission, *, now: datetime) -> Candidate:
    key = fold_address(submission.email)
    fresh = Candidate(email=submission.email, email_key=key, created_at=now)
    Candidate.objects.bulk_create([fresh], ignore_conflicts=True)
    return Candidate.objects.get(email_key=key)


def _new_application(
    opening: Opening, candidate: Candidate, submission: Submission, *, now: datetime
) -> Application:
    public_id = uuid4()
    return Application(
        public_id=public_id,
        opening=opening,
        candidate=candidate,
        stage=Stage.objects.order_by("position")[0],
        stage_since=now,
        owner=who_answers(opening.owner, now=now),
        name=submission.name,
        phone=submission.phone,
        links=list(submission.links),
        answers=list(submission.answers),
        fit=_fit(opening, submission),
        zone=submission.zone,
        language=submission.language,
        received_at=now,
        link_fingerprint=fingerprint(token("portal:status", public_id, 1)),
    )


def _fit(opening: Opening, submission: Submission) -> dict[str, list[str]]:
    """How the must-haves that were asked about compare with the answers, as the receipt tells it."""
    asked = {str(answer["criterion"]): answer.get("met") for answer in submission.answers if answer.get("criterion")}
    must_haves = [
        fit.MustHave(key=str(criterion.pk), text=criterion.text)
        for criterion in opening.criteria.all()
        if criterion.is_must_have and str(criterion.pk) in asked
    ]
    met = {key: value if isinstance(value, bool) else None for key, value in asked.items()}
    result = fit.compare(must_haves, met)
    return {
        "met": [item.text for item in result.met],
        "missing": [item.text for item in result.missing],
        "unstated": [item.text for item in result.unstated],
    }


def _insert_unless_there(application: Application) -> bool:
    """Insert the row; False when this candidate has applied to this opening already."""
    Application.objects.bulk_create([application], ignore_conflicts=True)
    stored = Application.objects.filter(public_id=application.public_id).values_list("pk", flat=True)
    application.pk = stored.first()
    return application.pk is not None


def _applied_again(opening: Opening, candidate: Candidate, *, now: datetime) -> Submitted:
    there = Application.objects.select_related("opening", "candidate", "owner").get(
        opening=opening, candidate=candidate
    )
    queue(already_applied(there), now=now)
    record(kinds.APPLIED_AGAIN, by=None, now=now, application=there)
    return Submitted(there, is_new=False)


def _attach(application: Application, cv: KeptFile, *, now: datetime) -> Document:
    return Document.objects.create(
        public_id=UUID(int=uuid4().int),
        application=application,
        key=cv.key,
        name=cv.name,
        kind=cv.kind,
        size=cv.size,
        sha256=cv.sha256,
        created_at=now,
    )


def _promise_first_answer(application: Application, *, now: datetime) -> Promise:
    policy = application.opening.policy
    promise = plan_promise(
        owner=application.owner,
        what="first_answer",
        words="",
        now=now,
        terms=Terms(policy.first_amount, Unit(policy.first_unit)),
        application=application,
    )
    promise.words = first_answer_words(application, promise.due_at)
    return promise
