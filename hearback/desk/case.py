"""Puts together what the page of one application shows, in words for the team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hearback.accounts.access import Right, may
from hearback.channels.models import MessageState
from hearback.desk.calls import calls_of_case
from hearback.desk.debts.rows import criteria_to_tie, words_of_case
from hearback.desk.interviews import interviews_of_case
from hearback.desk.put_forward import put_forward_of_case
from hearback.desk.queries.application import Case, still_reading
from hearback.desk.queries.orders import orders_of_case
from hearback.desk.queries.owed import STUCK, to_do
from hearback.desk.talk import turns_of_letters
from hearback.desk.tending import owed_as, talk_page
from hearback.desk.words import leaves_words, letter_state, stuck_words
from hearback.feedback.circle.case import circle_of_case
from hearback.inbox.orders.kinds import OF_ORDERS
from hearback.inbox.queries import conversation_of
from hearback.ledger.models import PromiseState
from hearback.pipeline.models import ApplicationState
from hearback.relations.pool.queries import came_back_by
from hearback.relations.queries import referrer_of

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hearback.accounts.models import Member
    from hearback.desk.queries.application import Told
    from hearback.ledger.models import Promise
    from hearback.pipeline.models import Application, Conversation, Document

BY_ITSELF = {MessageState.QUEUED, MessageState.AT_RELAY, MessageState.ACCEPTED}
PICTURED = {"pdf"}
# Candidates type these: anything but a page of the web could run in the reader's browser.
WEB = ("https://", "http://")


@dataclass(frozen=True)
class Past:
    """A promise that is closed: what was said, how it ended, and what shows it."""

    promise: Promise
    state: str
    is_bad: bool


@dataclass(frozen=True)
class NextUp:
    """The next person on Today, so that the list can be worked through."""

    name: str
    url: str


@dataclass(frozen=True)
class Paper:
    """One file with where its download, its first page's picture and those of the rest are."""

    name: str
    download: str
    first: str
    pages: str


def case_page(application: Application, member: Member, *, now: datetime) -> dict[str, Any]:
    """The context of `desk/application.html`."""
    case, conversation = Case(application), conversation_of(application)
    return {
        "here": "openings",
        "application": application,
        "links": [link for link in application.links if str(link).startswith(WEB)],
        "is_open": application.state == ApplicationState.IN_PROGRESS,
        "owed": [owed_as(promise, member) for promise in case.owed],
        "past": [_past(promise) for promise in case.past],
        "answer": case.answer,
        "leaves": _leaves(case, member),
        "trouble": _trouble(case, member),
        "next_up": _next_up(case, member),
        **_said(case, conversation, member, now=now),
        "history": _history(case, member),
        "papers": [_paper(application, document) for document in case.documents],
        "text": case.text,
        "waiting_words": _waiting(case),
        "may_answer": may(member, Right.ANSWER),
        "referred_by": referrer_of(application) if may(member, Right.ANSWER) else "",
        "came_back_by": came_back_by(application) if may(member, Right.ANSWER) else None,
        "now": now,
        "zone": member.zone,
        **calls_of_case(case, conversation, member, now=now),
        **interviews_of_case(application, member, now=now),
        **circle_of_case(application, member),
        **(orders_of_case(application, now=now) if may(member, Right.ANSWER) else {}),
        **_put_forward(application, member, now=now),
        **_words(application, member, now=now),
    }


def _words(application: Application, member: Member, *, now: datetime) -> dict[str, object]:
    rows = words_of_case(application, member, now=now)
    return {"asked_words": rows, "criteria": criteria_to_tie(rows, application)}


def _put_forward(application: Application, member: Member, *, now: datetime) -> dict[str, object]:
    """Clients are for whoever answers candidates; others do not learn who they are."""
    if not may(member, Right.ANSWER):
        return {}
    return put_forward_of_case(application, member, now=now)


def _said(
    case: Case, conversation: Conversation | None, member: Member, *, now: datetime
) -> dict[str, Any]:
    """What was said, with the box to reply in once there is a conversation."""
    if conversation is not None:
        return talk_page(conversation, member, now=now)
    return {"turns": turns_of_letters(case.letters, case.application, member)}


def _history(case: Case, member: Member) -> list[Told]:
    """What happened, as far as this member may know: of orders only who answers reads."""
    if may(member, Right.ANSWER):
        return case.history
    return [line for line in case.history if line.kind not in OF_ORDERS]


def _past(promise: Promise) -> Past:
    state = PromiseState(promise.state)
    return Past(promise, str(state.label), state in {PromiseState.BROKEN, PromiseState.KEPT_LATE})


def _leaves(case: Case, member: Member) -> str:
    """Where the answer on its way is, in a sentence; empty when there is none."""
    answer = case.on_its_way
    if answer is None:
        return ""
    if answer.message is not None and answer.message.state in STUCK:
        return stuck_words(answer.kind, answer.message.state)
    return leaves_words(answer.kind, answer.state, answer.send_at, member)


def _trouble(case: Case, member: Member) -> str:
    """Why the letter with the answer does not leave by itself; empty when it does."""
    message = case.on_its_way.message if case.on_its_way else None
    if message is None or message.state in BY_ITSELF:
        return ""
    return message.trouble or letter_state(message, member)


def _next_up(case: Case, member: Member) -> NextUp | None:
    """Who waits next for this member, once this person's answer is on its way."""
    if case.on_its_way is None:
        return None
    waiting = to_do(member).filter(application__isnull=False)
    promise = waiting.select_related("application").order_by("due_at").first()
    if promise is None or promise.application is None:
        return None
    name = promise.application.name
    return NextUp(name, reverse("desk:application", args=[promise.application.public_id]))


def _paper(application: Application, document: Document) -> Paper:
    names = [application.public_id, document.public_id]
    first = pages = ""
    if document.kind in PICTURED:
        first = page_url(application.public_id, document.public_id, 1)
        pages = reverse("desk:document_pages", args=names)
    return Paper(document.name, reverse("desk:document", args=names), first, pages)


def page_url(application: UUID, document: UUID, number: int) -> str:
    """Where the picture of a page is, counted from 1."""
    return reverse("desk:document_page", args=[application, document, number])


def _waiting(case: Case) -> str:
    """Why there are no words to read beside the case."""
    if not case.documents:
        return _("No papers came with this application.")
    if still_reading(case.documents):
        return _("The papers are still being read. Their words will stand here in a minute.")
    return _("The words of this file could not be read. Download it to see it.")
