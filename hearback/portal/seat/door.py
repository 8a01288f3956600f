"""Opens the page of a panelist by its link, for as long as it is of use."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from hearback.interviews.queries import panelist_by_link
from hearback.kit.links import fingerprint
from hearback.portal.queries import LONGEST_TOKEN

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.interviews.models import Panelist

# After this, whoever wants to look something up signs in.
RESTS_AFTER = timedelta(days=60)


def taken_by(token: str, *, now: datetime) -> Panelist | None:
    """Whose page a link opens; None when it is unknown, replaced, at rest, or they are out."""
    if len(token) > LONGEST_TOKEN:
        return None
    panelist = panelist_by_link(fingerprint(token))
    if panelist is None:
        return None
    over = panelist.interview.ends_at or panelist.interview.invited_at
    return None if over + RESTS_AFTER <= now else panelist
