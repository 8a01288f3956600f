"""The outbox as the team sees it: letters that wait, did not arrive, or nobody knows about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.conf import settings
from django.db.models import Case, F, OuterRef, Q, Subquery, TextField, Value, When
from django.utils.translation import gettext as _

from hearback.answers.models import Answer
from hearback.channels.carriers import SMS_BOX, parts_of
from hearback.channels.models import Channel, Message, MessageState, Outbox
from hearback.kit.errors import NotYours
from hearback.kit.paging import PAGE, Place, after, before, cut
from hearback.pipeline.models import Application, Conversation
from hearback.pipeline.queries import unknown_to
from hearback.rules.segments import cost

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from hearback.accounts.models import Member

TROUBLED = [MessageState.FAILED, MessageState.IN_DOUBT, MessageState.RETURNED]
WAITING = [MessageState.QUEUED, MessageState.AT_RELAY]


@dataclass(frozen=True)
class Letter:
    """A letter, the application it is about if any, and the answer it carries if it does."""

    message: Message
    application: Application | None
    answer: int | None
    parts: int = 0

    @property
    def cost(self) -> str:
        """What a text costs, as far as the settings say what a part does; empty for a letter."""
        gateway = settings.HEARBACK_SMS
        if not self.parts or gateway is None or gateway.price is None:
            return ""
        return f"{cost(self.parts, gateway.price).normalize():f} {gateway.currency}"


def outbox_switch() -> Outbox | None:
    """The one switch of the outbox; None while nobody has ever touched it."""
    return Outbox.objects.filter(id=1).first()


def text_gateway() -> Outbox | None:
    """How the gateway for texts is doing; None while none was ever used."""
    return Outbox.objects.filter(id=SMS_BOX).first()


def due_letters(*, now: datetime) -> QuerySet[Message]:
    """Letters that would leave this moment if they could."""
    waiting = Q(state=MessageState.QUEUED, send_after__lte=now) | Q(state=MessageState.HELD)
    return Message.objects.filter(waiting)


def letters_visible_to(member: Member) -> QuerySet[Message]:
    """Every letter, but none that tells of somebody of whom this very member must not know.

    Such a one is theirs, or names them where the list would show it; somebody else decides on it.
    """
    letters = Message.objects.all()
    unknown = Application.objects.filter(candidate__in=unknown_to(member))
    for one in unknown.select_related("candidate"):
        talks = Conversation.objects.filter(application=one).values("public_id")
        letters = letters.exclude(
            Q(about=one.public_id)
            | Q(thread__in=talks)
            | Q(to_address__in=[reach for reach in (one.candidate.email, one.phone) if reach])
            | Q(to_name__icontains=one.name)
            | Q(subject__icontains=one.name)
            | Q(trouble__icontains=one.name)
        )
    return letters


def troubled_letters(
    member: Member, place: Place | None = None
) -> tuple[list[Letter], Place | None]:
    """Letters that failed, came back, are in doubt or held, newest first, from `place` on."""
    stuck = letters_visible_to(member).filter(state__in=[*TROUBLED, MessageState.HELD])
    found = stuck.filter(before(place, "created_at")).order_by("-created_at", "-pk")
    return _page(found, "created_at")


def waiting_letters(
    member: Member, place: Place | None = None
) -> tuple[list[Letter], Place | None]:
    """Letters that will leave by themselves, soonest first, from `place` on."""
    waiting = letters_visible_to(member).filter(after(place, "send_after"), state__in=WAITING)
    return _page(waiting.order_by("send_after", "pk"), "send_after")


def _page(found: QuerySet[Message], field: str) -> tuple[list[Letter], Place | None]:
    letters, more = cut(with_what_they_carry(found[: PAGE + 1]), PAGE)
    last = letters[-1].message if more else None
    return letters, Place(getattr(last, field), last.pk) if last else None


def with_what_they_carry(found: QuerySet[Message]) -> list[Letter]:
    """These letters with the application each is about and the answer on its way it carries."""
    carried = Answer.objects.on_their_way().filter(message=OuterRef("pk"))
    answer = Subquery(carried.values("pk")[:1])
    # Only texts are measured; letters are long, and their words are not needed here.
    is_text = When(channel=Channel.SMS, then=F("text"))
    texts = Case(is_text, default=Value(""), output_field=TextField())
    messages = list(found.defer("text", "html").annotate(answer_id=answer, words=texts))
    about = _applications_about(messages)
    return [
        Letter(
            message,
            about.get(message.about) if message.about else None,
            vars(message).get("answer_id"),
            parts_of(vars(message)["words"]),
        )
        for message in messages
    ]


def _applications_about(messages: Sequence[Message]) -> dict[UUID, Application]:
    """The applications these letters are about, by public id."""
    ids = [message.about for message in messages if message.about]
    if not ids:
        return {}
    return Application.objects.select_related("opening").in_bulk(ids, field_name="public_id")


def letter_by(member: Member, public_id: UUID) -> Message:
    """One letter. Raises NotYours when there is none this member may know of."""
    message = letters_visible_to(member).filter(public_id=public_id).first()
    if message is None:
        raise NotYours(_("There is no such letter."))
    return message
