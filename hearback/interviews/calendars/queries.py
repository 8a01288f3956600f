"""Reads about members' calendars: when they are busy, and how much of that is known."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from django.db import connection
from django.db.models import Q
from django.utils.translation import gettext as _

from hearback.interviews.calendars.models import STALE, BusyCalendar, Feed
from hearback.interviews.models import Panelist
from hearback.kit.errors import NotYours
from hearback.kit.links import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable
    from uuid import UUID

    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.rules.hours import Span

MOST_OF_OURS: Final = 5_000

# Each span reaches as far as the next one may begin; the database joins what meets, and then the
# reach is taken off again. Seconds are read as numbers because moments are slow to read.
_STRETCHES = """
SELECT member_id, floor(extract(epoch FROM lower(stretch)))::bigint,
       ceil(extract(epoch FROM upper(stretch) - %(apart)s))::bigint
  FROM (SELECT member_id, unnest(range_agg(tstzrange(begins_at, ends_at + %(apart)s))) AS stretch
          FROM interviews_busyspan
         WHERE member_id = ANY(%(members)s) AND ends_at > %(since)s AND begins_at < %(until)s
         GROUP BY member_id) joined
"""


def busy_spans(
    members: Iterable[Member],
    since: datetime,
    until: datetime,
    *,
    apart: timedelta = timedelta(),
) -> dict[int, list[Span]]:
    """When these members are busy between two aware moments, by their ids; one query.

    Spans are UTC, on whole seconds, in order, and never touch. Entries not further than `apart`
    from each other are one span: whoever looks for half an hour need not know of the quarters
    between. A member without a calendar has an empty list.
    """
    busy: dict[int, list[Span]] = {member.pk: [] for member in members}
    asked: dict[str, Any] = {"members": list(busy), "since": since, "until": until, "apart": apart}
    with connection.cursor() as cursor:
        cursor.execute(_STRETCHES, asked)
        for member, begins, ends in cursor.fetchall():
            busy[member].append((_moment(begins), _moment(ends)))
    return busy


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def not_fresh(
    members: Iterable[Member], *, now: datetime, within: timedelta = STALE
) -> list[BusyCalendar]:
    """Calendars of these members in trouble, or last read longer ago than `within`."""
    theirs = BusyCalendar.objects.filter(member__in=list(members)).select_related("member")
    old = Q(last_read_at=None) | Q(last_read_at__lt=now - within) | ~Q(trouble="")
    return list(theirs.filter(old).order_by("member__name", "added_at"))


def calendars_of(member: Member) -> QuerySet[BusyCalendar]:
    """A member's calendars, in the order they were added."""
    return member.busy_calendars.all()


def calendar_of(member: Member, public_id: UUID) -> BusyCalendar:
    """One of a member's own calendars. Raises NotYours when they have none with this id."""
    calendar = member.busy_calendars.filter(public_id=public_id).first()
    if calendar is None:
        raise NotYours(_("This calendar was removed."))
    return calendar


def feed_of(member: Member) -> Feed | None:
    """The feed of a member's interviews, if they made an address for it."""
    return Feed.objects.filter(member=member).first()


def feed_behind(token: str) -> Feed:
    """The feed a link opens. Raises NotYours when it was made anew, or its member left."""
    known = Feed.objects.filter(link_fingerprint=fingerprint(token), member__is_active=True)
    feed = known.select_related("member").first()
    if feed is None:
        raise NotYours(_("This calendar is not here any more."))
    return feed


def our_uids(members: Iterable[Member], *, now: datetime) -> dict[int, frozenset[str]]:
    """The interviews of each member that their calendars may repeat, by their UIDs.

    When those are is known here, and better: one that was moved or called off must not block its
    old time because a calendar still shows it.
    """
    found: dict[int, set[str]] = {member.pk: set() for member in members}
    recent = now - timedelta(days=30)
    seats = Panelist.objects.filter(member__in=list(found)).filter(
        Q(interview__ends_at=None) | Q(interview__ends_at__gte=recent)
    )
    pairs = seats.order_by("-pk").values_list("member_id", "interview__uid")[:MOST_OF_OURS]
    for member, uid in pairs:
        found[member].add(uid)
    return {member: frozenset(uids) for member, uids in found.items()}
