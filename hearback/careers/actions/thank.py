"""Thanks that go along with the receipt, once it is sure that the application is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.careers.letters import receipt
from hearback.channels.actions import reword
from hearback.inbox.thanks import Occasion, thanks_for

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Organisation
    from hearback.channels.models import Message
    from hearback.ledger.models import Promise


def thank(
    message: Message, promise: Promise, *, has_cv: bool, organisation: Organisation, now: datetime
) -> None:
    """Word the receipt anew with what goes along, if anything does, in the caller's transaction."""
    application = promise.application
    if application is None:
        return
    gift = thanks_for(application, occasion=Occasion.RECEIPT, now=now)
    if gift is not None:
        letter = receipt(
            application, promise, has_cv=has_cv, organisation=organisation, thanks=gift
        )
        reword(message, letter)
