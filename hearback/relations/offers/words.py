"""A code as letters and pages tell of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.inbox.thanks import Thanks

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.relations.offers.models import Pool


def as_thanks(pool: Pool, code: str, *, redeemed_at: datetime | None = None) -> Thanks:
    """A code of this pool with the pool's words, what it is worth and until when."""
    return Thanks(
        value=f"{pool.value} {pool.currency}".strip(),
        words=pool.words,
        language=pool.language,
        code=code,
        until=pool.ends_on,
        about=pool.public_id,
        redeemed_at=redeemed_at,
    )
