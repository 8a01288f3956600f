"""Letters and short words about whether a job is still open: the question, whom to ring."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hearback.accounts.queries import the_organisation
from hearback.channels.models import Urgency
from hearback.inbox.chatting import beside_a_mail
from hearback.inbox.writing import to_colleague, write
from hearback.interviews.checking import letter_kinds
from hearback.kit.links import Marker, disarm, marker
from hearback.kit.moments import day, day_hour, hour
from hearback.rules.names import greeting_name
from hearback.rules.numbers import readable
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.inbox.callbacks.models import Callback
    from hearback.interviews.checking.models import Ask, Check
    from hearback.pipeline.models import Opening

PAGE = "still_open:answer"
STILL_OPEN, STILL_OPEN_TEXT = "interviews.still_open", "interviews.still_open_text"
RING_NOW = "interviews.ring_now"
LONGEST_HOUSE, LONGEST_TITLE = 40, 60
# Of whose link it is: whoever was asked first, or whoever covers for them.
ASKED, COVER = 1, 2


def answer_page(ask: Ask, whose: int) -> Marker:
    """Stands for the page with the buttons, for one of the two who may press them."""
    return marker(PAGE, ask.public_id, whose)


def still_open(ask: Ask, checks: Sequence[Check], to: Member, *, whose: int) -> Letter:
    """To whoever is asked, or covers for them: who comes, and one tap to say whether they may."""
    zone = ZoneInfo(to.zone)
    context = {
        "name": greeting_name(to.name),
        "opening": ask.opening.title,
        "day": day(ask.day),
        "people": [_line(check, zone) for check in checks],
        "answer_by": day_hour(ask.answer_by, zone),
        "leave": day_hour(ask.last_call, zone),
        "asked": ask.asked_of.name,
        "silent": whose == COVER,
        "page": answer_page(ask, whose),
    }
    envelope = to_colleague(to, purpose=STILL_OPEN, urgency=Urgency.NOW)
    return write(letter_kinds.STILL_OPEN, envelope, context)


def _line(check: Check, zone: ZoneInfo) -> str:
    interview = check.interview
    return f"{hour(check.begins_at, zone)} {interview.application.name}, {interview.round.name}"


def still_open_beside(ask: Ask, number: int, to: Member, *, whose: int) -> list[Letter]:
    """The same in few words by text and chat, to a colleague who likes to be asked there too."""
    words = _(
        "%(house)s: is %(opening)s still open? Interviews on %(day)s: %(number)d. Yes or no:"
    ) % {
        "house": one_line(the_organisation().name, LONGEST_HOUSE),
        "opening": one_line(ask.opening.title, LONGEST_TITLE),
        "number": number,
        "day": day(ask.day),
    }
    said = f"{disarm(words)} {answer_page(ask, whose)}"
    return beside_a_mail(to, said, purpose=STILL_OPEN_TEXT, urgency=Urgency.NOW)


def ring_now(opening: Opening, to: Member, calls: Sequence[Callback]) -> Letter:
    """To whoever rings those who would come within a day: whom, on which number, by when."""
    zone = ZoneInfo(to.zone)
    context = {
        "name": greeting_name(to.name),
        "opening": opening.title,
        "people": [_call(callback, zone) for callback in calls],
        "calls": Marker(f"{settings.HEARBACK_URL}{reverse('desk:calls')}"),
    }
    envelope = to_colleague(to, purpose=RING_NOW, urgency=Urgency.NOW)
    return write(letter_kinds.RING_NOW, envelope, context)


def _call(callback: Callback, zone: ZoneInfo) -> str:
    number = readable(callback.number) or _("no number known")
    by = _("by %(when)s") % {"when": day_hour(callback.ends_at, zone)}
    return f"{callback.conversation.name}, {number}, {by}"
