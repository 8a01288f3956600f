"""Reads of the status page, starting from the link: only what its holder has been told already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Case, Q, When

from hearback.answers.models import Answer, AnswerKind, AnswerState, Resource, ResourceKind
from hearback.careers.queries import address_comes_back, is_rested
from hearback.channels.models import MessageState
from hearback.interviews.models import AHEAD, Interview, InterviewState
from hearback.kit.links import fingerprint
from hearback.ledger.kinds import KINDS, PROMISE_HANDED_OVER
from hearback.ledger.models import CALL, Entry, Promise, PromiseState
from hearback.pipeline.models import Stage, StageKind
from hearback.pipeline.queries import application_by_link
from hearback.rules.numbers import cover_address

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.inbox.models import Received, Reply
    from hearback.interviews.models.interview import Interviews
    from hearback.pipeline.models import Application, Conversation

# Where somebody's papers are waiting or being read says nothing about what was decided.
SAYS_NOTHING = (StageKind.NEW, StageKind.REVIEW)
LONGEST_TOKEN = 100
MOST_SAID = 100
# A promise whose letter a person wrote stays unseen until the relay has accepted that letter.
# A letter that came back had left: whoever opens this page by another way may read what it said.
LEFT = [MessageState.ACCEPTED, MessageState.RETURNED]
TOLD = Q(told_by=None) | Q(told_by__state__in=LEFT) | Q(told_by__automatic=True)


def application_behind(token: str, *, now: datetime) -> Application | None:
    """The application a link opens, or None when the link is unknown, replaced or at rest."""
    if len(token) > LONGEST_TOKEN:
        return None
    application = application_by_link(fingerprint(token))
    if application is None or is_rested(application, now=now):
        return None
    return application


def told_entries(application: Application) -> list[Entry]:
    """What happened, as far as it has a sentence for the candidate, oldest first."""
    names = [kind.name for kind in KINDS.values() if kind.candidate_sentence]
    return list(application.entries.filter(kind__in=names).select_related("words").order_by("id"))


def known_promises(application: Application) -> list[Promise]:
    """The open promises about the application that the candidate knows of, soonest first.

    What was promised in the conversation stands beside it: see `portal.talk`. A promise whose
    letter a person wrote stays unseen until the relay has accepted that letter: it would give the
    decision away. What goes out by itself (receipt, apology) gives nothing away.
    """
    theirs = application.promises.open().to_candidate().about_the_application().filter(TOLD)
    return list(theirs.select_related("owner", "follows__owner").order_by("due_at"))


def named_before(promise: Promise) -> str:
    """Whom the words of a promise name while somebody else owes it by now; "" if they agree.

    The words stay as they were told. Its owner changes when it is handed over, and when an apology
    names who was to answer while the stand-in takes the new date.
    """
    if promise.owner.name in promise.words:
        return ""
    given = Entry.objects.filter(
        application=promise.application_id,
        kind=PROMISE_HANDED_OVER.name,
        payload__promise=promise.pk,
    )
    names = [entry.payload["giver"] for entry in given.order_by("pk")]
    if promise.follows:
        names.append(promise.follows.owner.name)
    return next((name for name in names if name in promise.words), "")


def is_late(promise: Promise, *, now: datetime) -> bool:
    """Past its moment, or the new date after one that was not kept."""
    before = promise.follows
    return promise.due_at <= now or (before is not None and before.state == PromiseState.BROKEN)


def promised_reply(conversation: Conversation) -> Promise | None:
    """The reply the person waits for, the soonest; else their call; None when there is neither."""
    theirs = Promise.objects.open().filter(TOLD, conversation=conversation)
    replies_first = Case(When(what=CALL, then=1), default=0)
    return theirs.select_related("owner", "follows").order_by(replies_first, "due_at").first()


def was_let_go(conversation: Conversation) -> bool:
    """Whether the last reply that was promised was found not to be needed."""
    theirs = Promise.objects.filter(conversation=conversation)
    last = theirs.order_by("-made_at", "-pk").values_list("state", flat=True).first()
    return last == PromiseState.RELEASED


def heard_from(conversation: Conversation) -> list[Received]:
    """What the person said by any way, the newest hundred, oldest first."""
    return list(conversation.received.order_by("-at", "-pk")[:MOST_SAID])[::-1]


def replies_given(conversation: Conversation) -> list[Reply]:
    """What somebody answered, as far as it left the house, oldest first."""
    given = conversation.replies.filter(message__state__in=LEFT)
    newest = given.select_related("by", "message").order_by("-at", "-pk")[:MOST_SAID]
    return list(newest)[::-1]


def told_stage(application: Application) -> Stage:
    """The stage the candidate knows of: moves nobody told them of are not shown."""
    if application.stage.kind in SAYS_NOTHING:
        return application.stage
    onward = application.answers_given.filter(kind=AnswerKind.ONWARD, state=AnswerState.GIVEN)
    last = onward.select_related("stage_after").order_by("-given_at").first()
    asked = told_interviews(application).order_by("-invited_at").first()
    told_at = last.given_at if last else None
    if asked is not None and (told_at is None or asked.invited_at > told_at):
        meets = Stage.objects.filter(kind=StageKind.INTERVIEW).order_by("position").first()
        if meets is not None:
            return meets
    if last is not None and last.stage_after is not None:
        return last.stage_after
    quiet = Stage.objects.filter(kind__in=SAYS_NOTHING).order_by("-position").first()
    return quiet or Stage.objects.order_by("position")[0]


def told_interviews(application: Application) -> Interviews:
    """The interviews they know of: those with a time, and those whose invitation has left."""
    told = Q(promise__told_by=None) | Q(promise__told_by__state__in=LEFT)
    chosen = ~Q(state=InterviewState.INVITED)
    return application.interviews.filter(chosen | told | Q(promise__told_by__automatic=True))


def interviews_ahead(application: Application, *, now: datetime) -> list[Interview]:
    """Those to choose a time for, and those to come to or be in now, the soonest first."""
    ahead = told_interviews(application).filter(state__in=AHEAD).select_related("round")
    not_over = Q(ends_at=None) | Q(ends_at__gt=now)
    return list(ahead.filter(not_over).order_by("begins_at", "pk"))


def the_no(application: Application) -> Answer | None:
    """The answer that ended the application, once it has been given."""
    given = application.answers_given.filter(kind=AnswerKind.DECLINE, state=AnswerState.GIVEN)
    return given.select_related("resource__opening", "decided_by").order_by("-given_at").first()


def support() -> list[Resource]:
    """Support services the team offers to anybody who could do with somebody to talk to."""
    return list(Resource.objects.filter(kind=ResourceKind.SERVICE, is_offered=True)[:5])


def lost_address(application: Application) -> str:
    """The address from which our letters come back, covered; empty when they arrive."""
    email = application.candidate.email
    return cover_address(email) if address_comes_back(application) else ""
