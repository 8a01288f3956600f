"""The address under which a member's interviews can be followed: made, and made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import uuid4

from django.db import transaction

from hearback.accounts.models import Member
from hearback.interviews.calendars import kinds
from hearback.interviews.calendars.models import Feed
from hearback.kit.links import fingerprint, token
from hearback.ledger.actions import record

if TYPE_CHECKING:
    from datetime import datetime

FEED: Final = "calendars:feed"


@transaction.atomic
def new_feed_address(*, by: Member, now: datetime) -> Feed:
    """Make the address of one's own feed; one that was there before opens nothing any more."""
    member = Member.objects.select_for_update(of=["self"]).get(pk=by.pk)
    old = Feed.objects.filter(member=member).first()
    feed = old or Feed(member=member, public_id=uuid4(), link_generation=0)
    feed.link_generation += 1
    feed.link_fingerprint = fingerprint(token(FEED, feed.public_id, feed.link_generation))
    feed.made_at = now
    feed.save()
    record(kinds.FEED_MADE, by=by, now=now, member=member, payload={"name": member.name})
    return feed
