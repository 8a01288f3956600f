"""Submitting an application: row, file, entry, promise, receipt and bell in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.careers import kinds
from hearback.careers.actions.text_receipt import text_receipt
from hearback.careers.actions.thank import thank
from hearback.careers.extras import keep_extras
from hearback.careers.letters import already_applied, answers_by_call, receipt
from hearback.careers.queries import may_write_again
from hearback.careers.reception import Reception, reception_of
from hearback.channels.actions import queue, ring, write_message
from hearback.inbox.spoken import FIRST_ANSWER, FIRST_CALL, promise_words
from hearback.kit.errors import Refused
from hearback.kit.links import fingerprint, token
from hearback.kit.weave import Strand, weave
from hearback.ledger.actions import entry_of, facts_of, plan_promise, record
from hearback.ledger.kinds import PROMISE_MADE
from hearback.ledger.plot import follow
from hearback.pipeline.models import Application, Candidate, Document, Opening
from hearback.rules import fit
from hearback.rules.addresses import fold_address
from hearback.rules.promises import Terms, Unit

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.careers.actions.submission import Submission
    from hearback.careers.files import KeptFile
    from hearback.channels.models import Message
    from hearback.ledger.models import Entry, EntryWords, Promise
    from hearback.rules.calendar import WorkingCalendar

A_MOMENT = timedelta(minutes=2)
_APPLIED = {"application_id": "application.id"}
# A known address keeps its row: setting it to itself only makes the database return it.
_KNOWN = "(email_key) DO UPDATE SET email_key = EXCLUDED.email_key"
_ONCE = "(opening_id, candidate_id) DO NOTHING"
# The promise's number is known to the database only, while the entry that tells of it is written.
_NAMING_THE_PROMISE = {"payload": "%s::jsonb || jsonb_build_object('promise', promise.id)"}


# Read in the same statement that stores the application, so that it is true at that moment.
_OPEN_DOOR = "(SELECT 1 FROM pipeline_opening WHERE id = %d AND state = 'published') AS open_door"


@dataclass(frozen=True)
class Submitted:
    """The application, and whether it was new; the page says the same either way."""

    application: Application
    is_new: bool
    promise: Promise | None = field(default=None)


@transaction.atomic
def submit_application(
    *,
    opening: Opening,
    submission: Submission,
    now: datetime,
    reception: Reception | None = None,
) -> Submitted:
    """Take an application in, promise the first answer and queue the receipt.

    `reception` is what is known about the opening already; without it, it is read. The same
    address applying again to the same opening changes nothing: the owner of the address gets a
    kind mail with the status link. Raises Refused when the opening takes no applications.
    """
    known = reception or reception_of(opening, now=now)
    papers = _papers(known, submission, now=now)
    if not _store(papers):
        if not Opening.objects.public().filter(pk=opening.pk).exists():
            raise Refused(_("This opening takes no applications at the moment."))
        return _applied_again(papers, now=now)
    follow(papers.promised, now=now)
    follow(papers.submitted, now=now)
    if submission.also:
        # Only now does the database's number of the candidate reach the application.
        papers.application.candidate = papers.candidate
        keep_extras(papers.application, submission.also, now=now)
    if known.gives_thanks:
        has_cv, house = papers.document is not None, known.organisation
        thank(papers.receipt, papers.promise, has_cv=has_cv, organisation=house, now=now)
    ring()
    if submission.consent_words:
        _text_too(papers, submission, now=now)
    return Submitted(papers.application, is_new=True, promise=papers.promise)


def _text_too(papers: _Papers, submission: Submission, *, now: datetime) -> None:
    words = submission.consent_words
    text_receipt(papers.application, papers.promise, consent_words=words, now=now)


@dataclass(frozen=True)
class _Papers:
    """Every row one application brings, written but not stored."""

    candidate: Candidate
    application: Application
    document: Document | None
    receipt: Message
    promise: Promise
    promised: Entry
    submitted: Entry
    words: EntryWords | None


def _papers(reception: Reception, submission: Submission, *, now: datetime) -> _Papers:
    application = _application(reception, submission, now=now)
    promise = _first_answer(application, reception.calendar, now=now)
    letter = receipt(
        application,
        promise,
        has_cv=submission.cv is not None,
        organisation=reception.organisation,
    )
    promised, _no_words = entry_of(
        PROMISE_MADE, by=None, now=now, application=application, payload=facts_of(promise)
    )
    submitted, words = entry_of(
        kinds.APPLICATION_SUBMITTED,
        by=None,
        now=now,
        application=application,
        payload={"name": application.name, **submission.sent_by()},
    )
    return _Papers(
        candidate=application.candidate,
        application=application,
        document=_document(submission.cv, now=now) if submission.cv else None,
        receipt=write_message(letter, now=now),
        promise=promise,
        promised=promised,
        submitted=submitted,
        words=words,
    )


def _store(papers: _Papers) -> bool:
    """Store every row in one statement; False when the door is shut or this person was here."""
    rows = {
        "candidate": papers.candidate,
        "application": papers.application,
        "receipt": papers.receipt,
        "promise": papers.promise,
        "promised": papers.promised,
        "submitted": papers.submitted,
    }
    stored = weave(_strands(papers), returning=[f"{name}.id" for name in rows])
    if stored is None:
        return False
    for row, key in zip(rows.values(), stored, strict=True):
        row.pk = key
    return True


def _strands(papers: _Papers) -> list[Strand]:
    """The rows in the order they need each other."""
    door = _OPEN_DOOR % papers.application.opening_id
    to_candidate = {"candidate_id": "candidate.id"}
    to_both = {**_APPLIED, "told_by_id": "receipt.id"}
    both = ["application", "promise"]
    strands = [
        Strand("candidate", papers.candidate, conflict=_KNOWN),
        Strand("application", papers.application, to_candidate, ["candidate", door], _ONCE),
        Strand("receipt", papers.receipt, after=["application"]),
        Strand("promise", papers.promise, to_both, ["application", "receipt"]),
        Strand("promised", papers.promised, _APPLIED | _NAMING_THE_PROMISE, both),
        Strand("submitted", papers.submitted, _APPLIED, ["application"]),
    ]
    if papers.words is not None:
        strands.append(Strand("words", papers.words, {"entry_id": "submitted.id"}, ["submitted"]))
    if papers.document is not None:
        strands.append(Strand("document", papers.document, _APPLIED, ["application"]))
    return strands


def _application(reception: Reception, submission: Submission, *, now: datetime) -> Application:
    public_id, opening = uuid4(), reception.opening
    return Application(
        public_id=public_id,
        opening=opening,
        candidate=Candidate(
            email=submission.email, email_key=fold_address(submission.email), created_at=now
        ),
        stage=reception.stage,
        stage_since=now,
        owner=reception.owner,
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
    """How the must-haves that were asked about compare with the answers, for the receipt."""
    asked = {
        str(answer["criterion"]): answer.get("met")
        for answer in submission.answers
        if answer.get("criterion")
    }
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


def _applied_again(papers: _Papers, *, now: datetime) -> Submitted:
    there = Application.objects.select_related("opening", "candidate", "owner").get(
        opening=papers.application.opening, candidate__email_key=papers.candidate.email_key
    )
    if _pressed_twice(papers, there, now=now):
        return Submitted(there, is_new=False)
    if may_write_again(there, "careers.already_applied", now=now):
        queue(already_applied(there), now=now)
    record(kinds.APPLIED_AGAIN, by=None, now=now, application=there)
    return Submitted(there, is_new=False)


def _pressed_twice(papers: _Papers, there: Application, *, now: datetime) -> bool:
    """Whether the very same form came again a moment later: then the receipt says it all."""
    again = papers.application
    said, before = (
        (one.name, one.phone, one.zone, list(one.links), list(one.answers))
        for one in (again, there)
    )
    files = [papers.document.sha256] if papers.document else []
    kept = list(there.documents.values_list("sha256", flat=True))
    return now - there.received_at < A_MOMENT and (said, files) == (before, kept)


def _document(cv: KeptFile, *, now: datetime) -> Document:
    return Document(
        public_id=uuid4(),
        key=cv.key,
        name=cv.name,
        kind=cv.kind,
        size=cv.size,
        sha256=cv.sha256,
        created_at=now,
    )


def _first_answer(application: Application, calendar: WorkingCalendar, *, now: datetime) -> Promise:
    policy, by_call = application.opening.policy, answers_by_call(application)
    promise = plan_promise(
        owner=application.owner,
        what="call" if by_call else "first_answer",
        words="",
        now=now,
        terms=Terms(policy.first_amount, Unit(policy.first_unit)),
        calendar=calendar,
        application=application,
    )
    sentence = FIRST_CALL if by_call else FIRST_ANSWER
    promise.words = promise_words(
        sentence, application, owner=application.owner, due_at=promise.due_at
    )
    return promise
