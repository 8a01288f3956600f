"""What somebody sees of their codes on their own page: never before the letter with the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.channels.models import Message
from hearback.inbox.thanks import Occasion as Moment
from hearback.inbox.wording.registry import LETTERS
from hearback.relations.offers.models import Code, Occasion
from hearback.relations.offers.queries import today_at
from hearback.relations.offers.words import as_thanks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.inbox.thanks import Thanks


def given(application: int, now: datetime) -> Sequence[Thanks]:
    """The codes given with this application that still count, and when one was redeemed.

    A code that goes along with an answer shows once that letter was accepted; before, it would
    tell that something was decided.
    """
    today = today_at(now)
    codes = Code.objects.filter(application=application).select_related("pool", "application")
    return [
        as_thanks(code.pool, code.code, redeemed_at=code.redeemed_at)
        for code in codes.order_by("given_at", "pk")
        if code.pool.ends_on >= today and _is_told(code)
    ]


def _is_told(code: Code) -> bool:
    if code.occasion != Occasion.ANSWER or code.application is None:
        return True
    answers = [name for name, kind in LETTERS.items() if kind.thanks_at is Moment.ANSWER]
    letters = Message.objects.filter(about=code.application.public_id, purpose__in=answers)
    return letters.filter(accepted_at__gte=code.given_at).exists()
