"""One of everything a route may be about, and the address of every route."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from hearback.accounts.actions import make_sign_in_link
from hearback.accounts.models import Absence, ClosedDay
from hearback.answers.actions import save_reason, start_batch, start_closing
from hearback.answers.actions.start_batch import Plan
from hearback.answers.models import AnswerKind, Outcome
from hearback.answers.tests.makers import REASON, THANKS, helpful, tell_onward
from hearback.channels.models import Message
from hearback.clients.tests.makers import a_client, a_contact, a_meeting, forward
from hearback.inbox.actions import ask
from hearback.inbox.consents.actions import give
from hearback.inbox.orders.actions import set_order
from hearback.inbox.orders.checking import Wanted
from hearback.inbox.tests.makers import a_page
from hearback.inbox.wording.actions import save_words
from hearback.inbox.wording.choice import shipped
from hearback.inbox.wording.registry import LETTERS
from hearback.interviews.models import Room
from hearback.interviews.tests.makers import PANELIST, booked, plan
from hearback.kit.links import token
from hearback.pipeline.models import (
    Application,
    Consent,
    Document,
    Order,
    OrderKind,
    Purpose,
    TextState,
)
from hearback.relations.actions import Thought, refer
from hearback.relations.friends.codes import code_of
from hearback.relations.models import Cause, Review
from hearback.relations.reputation import actions as reputation
from hearback.relations.reputation.models import CameBy
from hearback.team import actions as team
from tests.architecture.circle_world import a_word
from tests.architecture.offer_world import a_pool, a_till
from tests.cast import Cast, apply, make_cast

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from hearback.accounts.models import Invitation, Member
    from hearback.answers.models import Answer, Batch, DeclineReason, Resource
    from hearback.clients.models import Meeting, ReviewLink
    from hearback.feedback.circle.models import Said
    from hearback.inbox.book.models import Page
    from hearback.interviews.models import Interview
    from hearback.pipeline.models import Conversation
    from hearback.relations.models import Pool, Referral, Till

TALKS = {"desk:conversation", "desk:reply", "desk:draft", "desk:beside", "desk:attachment"}
OUR_OPENING, OTHER_OPENING = "shop-manager", "window-dresser"


@dataclass(frozen=True)
class Route:
    """One route: what it calls, and the names of what its address holds."""

    callback: Any
    holds: frozenset[str]


@cache
def routes() -> dict[str, Route]:
    """Every route by its name with its namespace."""
    return dict(_walk(get_resolver().url_patterns, "", frozenset()))


def _walk(patterns: Any, space: str, above: frozenset[str]) -> Iterator[tuple[str, Route]]:
    for one in patterns:
        holds = above | set(one.pattern.regex.groupindex)
        if isinstance(one, URLPattern):
            yield f"{space}{one.name}", Route(one.callback, holds)
        elif isinstance(one, URLResolver):
            inner = f"{one.namespace}:" if one.namespace else space
            yield from _walk(one.url_patterns, inner, holds)


@dataclass(frozen=True)
class World:
    """What there is; the cast's interviewer and manager take part in the shop manager's opening."""

    cast: Cast
    waiting: Application
    answered: Application
    answer: Answer
    batch: Batch
    document: Document
    invitation: Invitation
    resource: Resource
    reason: DeclineReason
    absences: dict[int, Absence]
    sign_in_link: str
    conversation: Conversation
    page: Page
    room: Room
    interview: Interview
    referral: Referral
    said: Said
    order: Order
    link: ReviewLink
    consent: Consent
    meeting: Meeting
    pool: Pool
    till: Till

    def address(self, name: str, asking: Member) -> str:
        """The path of a route, about something that is there for whoever asks."""
        known: dict[str, Any] = {
            "public_id": self._public_id(name),
            "document_id": self.document.public_id,
            "message_id": Message.objects.filter(about=self.waiting.public_id)[0].public_id,
            "file_id": self.document.public_id,
            "arrival_id": self.document.public_id,
            "letter_id": Message.objects.filter(about=self.waiting.public_id)[0].public_id,
            "slug": OTHER_OPENING if name.startswith("answers:") else OUR_OPENING,
            "round_id": self.interview.round.public_id,
            "stage_id": self.cast.new.pk,
            "state": "declined",
            "name": "coming",
            "number": 1,
            "day_id": ClosedDay.objects.get().pk,
            "token": self._token(name),
            "absence_id": self.absences[asking.pk].pk,
            "pk": self._pk(name, asking),
            "promise_id": self.waiting.promises.latest("pk").pk,
            "key": "x",
            "country": "CA",
            "kind": "neutral",
            "grouping": "me" if name == "insights:cases" else "recruiter",
            "figure": "kept",
            "order_id": self.order.public_id,
            "subject": self.interview.public_id,
            "letter": "careers.receipt",
            "language": "fr",
            "moment": "application",
            "score": 9,
            "code": code_of(self.waiting, None),
        }
        return reverse(name, kwargs={key: known[key] for key in routes()[name].holds})

    def _public_id(self, name: str) -> object:
        begins_with: dict[tuple[str, ...], Any] = {
            ("answers:batch", "answers:stop", "answers:resume"): self.batch,
            ("team:invitation_link", "team:invite_again", "team:revoke"): self.invitation,
            ("desk:talk_", *TALKS): self.conversation,
            ("desk:page_",): self.page,
            ("plan:", "kits:kit", "kits:edit"): self.interview.round,
            ("kits:remind", "kits:waive"): self.interview.panelists.all()[0],
            ("kits:scorecard", "kits:keep"): self.interview,
            ("portal:interview", "interviews:interview", "booking:off"): self.interview,
            ("booking:replace",): self.interview.panelists.all()[0],
            ("answers:recall",): self.answered,
            ("circle:pass_on",): self.said,
            ("portal:order_lift",): self.order,
            ("reputation:review",): Review.objects.first(),
            ("portal:agreed_back",): self.consent,
            ("clients:contact_new", "clients:edit", "clients:end", "clients:back", "desk:client"): (
                self.link.submission.client
            ),
            ("clients:contact",): self.link.contact,
            ("clients:submission", "portal:forward"): self.link.submission,
            ("clients:link",): self.link,
            ("offers:revoke",): self.till,
            ("offers:",): self.pool,
            ("clients:meeting_move", "clients:meeting_off"): self.meeting,
        }
        found = (one for starts, one in begins_with.items() if name.startswith(starts))
        return next(found, self.waiting).public_id

    def _token(self, name: str) -> str:
        if name == "team:sign_in_link":
            return self.sign_in_link.rstrip("/").rsplit("/", 1)[-1]
        if name == "team:invitation":
            return token(name, self.invitation.public_id, self.invitation.generation)
        if name.startswith(PANELIST):
            return token(PANELIST, self.interview.panelists.all()[0].public_id, 1)
        if name.startswith("portal:review"):
            return token("portal:review", self.link.public_id, self.link.generation)
        if name in {"offers:till", "relations:asked"}:
            one = self.till if name == "offers:till" else self.referral
            return token(name, one.public_id, 1)
        return token("portal:status", self.waiting.public_id, 1)

    def _pk(self, name: str, asking: Member) -> int:
        if name.startswith("answers:"):
            kept = self.resource if "resource" in name else self.reason
            about_an_answer = name in {"answers:undo", "answers:send_now", "answers:new_address"}
            return self.answer.pk if about_an_answer else kept.pk
        if name.startswith("plan:"):
            return self.room.pk
        if name.startswith("reputation:"):
            return Cause.objects.get().pk
        mine = {
            "insights:cases",
            "team:hours",
            "team:go_away",
            "team:away",
            "team:stay_here",
            "team:member",
        }
        others = {
            "team:team": self.cast.shop.pk,
            "team:remove_team": self.cast.shop.pk,
            **dict.fromkeys(
                ["team:place", "team:remove_place", "team:close_on", "team:open_on"],
                self.cast.toronto.pk,
            ),
            **dict.fromkeys(
                ["team:policy", "team:make_default", "team:remove_policy"],
                self.cast.opening.policy_id,
            ),
            **dict.fromkeys(
                ["team:stage", "team:move_earlier", "team:move_later", "team:remove_stage"],
                self.cast.review.pk,
            ),
        }
        return others.get(name, asking.pk if name in mine else self.cast.susan.pk)


def keep_files_in(folder: Path, settings: Any) -> None:
    """Let papers lie in a folder of the test, and let it knock as often as it has to."""
    files = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(folder)},
    }
    settings.STORAGES = {**settings.STORAGES, "default": files}
    settings.HEARBACK_RATE_LIMITS = False


def make_world(now: datetime) -> World:
    """Fill an empty database with one of everything."""
    cast = make_cast()
    waiting = apply(cast, "Ana Moreau", now=now)
    answered = apply(cast, "Bo Lindqvist", now=now)
    apply(cast, "Chen Wei", opening=cast.other_opening, now=now)
    answer = tell_onward(cast, answered, now=now)
    _settings(cast, now)
    interview = booked(cast, waiting, plan(cast), at=now + timedelta(days=6))
    link = forward(cast, waiting, a_contact(cast, a_client(cast))).links.get()
    return World(
        cast=cast,
        waiting=waiting,
        answered=answered,
        answer=answer,
        batch=_batch(cast, now),
        document=_document(waiting, now),
        invitation=_invitation(cast, now),
        resource=helpful(),
        reason=_reason(cast, now),
        absences=_absences(cast, now),
        sign_in_link=make_sign_in_link(cast.susan, now=now),
        page=a_page(cast, now=now),
        room=Room.objects.create(place=cast.toronto, name="The attic"),
        interview=interview,
        said=a_word(cast, interview, now),
        order=_order(waiting, now),
        consent=_consent(waiting, now),
        referral=_referral(cast, now),
        link=link,
        pool=a_pool(cast, now),
        till=a_till(cast, now),
        meeting=a_meeting(cast, waiting, link.contact),
        conversation=ask(application=waiting, words="Is there a car park?", now=now).conversation,
    )


def _invitation(cast: Cast, now: datetime) -> Invitation:
    new = {"email": "new@harbour.example", "name": "New Colleague", "role": "recruiter"}
    return team.invite(**new, team=cast.shop, by=cast.alex, now=now)


def _order(application: Application, now: datetime) -> Order:
    wanted = Wanted(kind=OrderKind.NO_VOICEMAIL)
    there = Application.objects.get(pk=application.pk)
    return set_order(application=there, wanted=wanted, by=None, now=now)


def _consent(application: Application, now: datetime) -> Consent:
    there = Application.objects.get(pk=application.pk)
    return give(application=there, purpose=Purpose.CUSTOMER, words="You may look.", now=now)


def _absences(cast: Cast, now: datetime) -> dict[int, Absence]:
    """An absence of everybody, by who is away."""
    first, last = (now + timedelta(days=40)).date(), (now + timedelta(days=41)).date()
    people = (cast.susan, cast.jo, cast.omar, cast.grace, cast.ben, cast.alex, cast.nadia)
    return {
        one.pk: Absence.objects.create(member=one, first_day=first, last_day=last) for one in people
    }


def _settings(cast: Cast, now: datetime) -> None:
    start_closing(opening=cast.other_opening, outcome=Outcome.FILLED, by=cast.jo, now=now)
    reputation.add_cause(name="We were slow", by=cast.omar, now=now)
    said = reputation.Said(source="Kununu", text="Kind people.")
    reputation.take_in(said=said, by=cast.jo, came_by=CameBy.DESK, now=now)
    ClosedDay.objects.create(place=cast.toronto, day=date(2030, 1, 2), name="Stock-taking")
    kind = LETTERS["careers.receipt"]
    words = shipped(kind, "fr")
    assert words is not None
    save_words(
        kind=kind,
        language="fr",
        opening=None,
        subject=words.subject,
        body=f"{words.body}\n",
        after=0,
        by=cast.omar,
        now=now,
    )


def _reason(cast: Cast, now: datetime) -> DeclineReason:
    return save_reason(
        reason=None, name="Ours", words=REASON, is_offered=True, by=cast.omar, now=now
    )


def _batch(cast: Cast, now: datetime) -> Batch:
    plan = Plan(
        kind=AnswerKind.DECLINE,
        thanks={cast.new.pk: THANKS},
        reason="",
        outcome=Outcome.FILLED,
        resource=helpful(),
        per_minute=60,
    )
    return start_batch(opening=cast.other_opening, plan=plan, by=cast.jo, now=now)


def _referral(cast: Cast, now: datetime) -> Referral:
    thought = Thought(name="Kofi Mensah", email="kofi@mail.example")
    return refer(opening=cast.opening, thought=thought, language="en", by=cast.omar, now=now)


def _document(application: Application, now: datetime) -> Document:
    content = b"Ana Moreau, two years of leading a shop"
    key = default_storage.save(f"aa/bb/{uuid4().hex}", ContentFile(content))
    return Document.objects.create(
        public_id=uuid4(),
        application=application,
        key=key,
        name="Ana.txt",
        kind="txt",
        size=len(content),
        sha256=sha256(content).hexdigest(),
        text_state=TextState.READ,
        created_at=now,
    )
