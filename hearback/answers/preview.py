"""A letter as it will be sent, before it is: for the eye of who decides, and for their press."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.answers.timing import sentence_for_member
from hearback.kit.links import veil

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.rules.timing import SendTime


SOON = timedelta(minutes=1)


@dataclass(frozen=True)
class Preview:
    """What a page shows of a letter; `seen` names exactly these words."""

    letter: Letter
    leaves: datetime
    is_soon: bool
    timing: str
    seen: str

    @property
    def body(self) -> str:
        """The text, without links that belong to the candidate alone."""
        return veil(self.letter.text, _("[their status page]"))


def preview_of(letter: Letter, leaves: SendTime, member: Member, *, now: datetime) -> Preview:
    """How a letter reads, and when it leaves on the member's clock."""
    words = f"{letter.subject}\n{letter.text}"
    return Preview(
        letter=letter,
        leaves=leaves.moment,
        is_soon=leaves.moment - now < SOON,
        timing=sentence_for_member(leaves, member.zone),
        seen=sha256(words.encode()).hexdigest()[:32],
    )
