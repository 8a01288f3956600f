"""What the page of one question shows: who waits, by when, what was said, what else is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.feedback.asking.models import Tap
from hearback.feedback.asking.queries import PAGE, open_asks_of, waiting_on
from hearback.feedback.asking.said import waits_for, within
from hearback.kit.links import token as token_of
from hearback.portal.word.days import days_ahead
from hearback.portal.word.press import shown_at

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.feedback.asking.models import Ask

MOST_OTHERS = 20


def shown(ask: Ask, token: str, *, now: datetime, reasoned: bool = False) -> dict[str, object]:
    """The context of the page behind the link `token` opens; reads, and changes nothing.

    `reasoned` says that they have just told what their no is about.
    """
    others = list(open_asks_of(ask.contact).exclude(pk=ask.pk)[:MOST_OTHERS])
    waiting = waiting_on([ask, *others])
    is_open = ask.answered_at is None and ask.over_at is None
    return {
        "ask": ask,
        "is_open": is_open,
        "is_late": is_open and ask.promise.due_at <= now,
        "opening": ask.application.opening,
        "waits": waits_for(ask, waiting.get(ask.application_id), now=now),
        "within": within(ask.contact),
        "said": Tap(ask.answer).label if ask.answer else "",
        "wants_reason": not reasoned and _wants_reason(ask),
        "days": {day: said for day, (said, _end) in days_ahead(ask.contact, now=now).items()},
        "others": [
            {
                "ask": one,
                "waits": waits_for(one, waiting.get(one.application_id), now=now),
                "token": token_of(PAGE, one.public_id, one.contact.link_generation),
            }
            for one in others
        ],
        "contact": ask.followed_by,
        "zone": ask.contact.zone,
        "token": token,
        "shown": shown_at(now),
    }


def _wants_reason(ask: Ask) -> bool:
    """Whether a no lacks its reason: one of the criteria, or a line where there are none."""
    if ask.answer != Tap.NO or ask.criterion is not None:
        return False
    return not ask.line or ask.application.opening.criteria.exists()
