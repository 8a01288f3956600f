"""Reads of referrals, starting from who asks: a member's own, a lead's counts, a link's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from hearback.kit.links import fingerprint
from hearback.ledger.models import PromiseState
from hearback.pipeline.models import Opening, OpeningState
from hearback.relations.models import Referral, ReferralState, Way
from hearback.rules.wall import known_zone, local_day, zone_of

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.ledger.models import Promise
    from hearback.pipeline.models import Application

MOST = 200


@dataclass(frozen=True)
class Total:
    """How many were referred to one opening, in all and as far as it came."""

    opening: str
    asked: int
    by_link: int
    applied: int


def zone_at(opening: Opening) -> ZoneInfo:
    """The time zone of the opening's place, UTC where none is known."""
    name = opening.place.zone
    return zone_of(name if known_zone(name) else "UTC")


def openings_to_share(*, now: datetime) -> list[Opening]:
    """Every opening that takes applications; anybody may see them, so every member may share."""
    found = Opening.objects.public().select_related("place", "owner")
    return [one for one in found.order_by("title") if takes_applications(one, now=now)]


def takes_applications(opening: Opening, *, now: datetime) -> bool:
    """Whether somebody sent to it could apply."""
    last = opening.valid_through
    is_over = last is not None and local_day(now, zone_at(opening)) > last
    return opening.state == OpeningState.PUBLISHED and not is_over


def referrals_of(member: Member) -> QuerySet[Referral]:
    """What this member referred, newest first."""
    related = Referral.objects.select_related("opening__place", "application", "promise")
    return related.filter(referrer=member).order_by("-created_at", "-pk")


def referral_behind(token: str) -> Referral | None:
    """The referral whose letter holds this link; None for a link that is not ours."""
    related = Referral.objects.select_related("opening__place", "opening__owner", "referrer")
    return related.filter(link_fingerprint=fingerprint(token)).first()


def referrer_of(application: Application) -> str:
    """The name of who referred whoever applied; empty when nobody did."""
    found = Referral.objects.filter(application=application)
    return found.values_list("referrer__name", flat=True).first() or ""


def heard_by(application: Application) -> Referral | None:
    """The referral whose referrer may hear how this application goes on, with who that is."""
    found = Referral.objects.filter(application=application, referrer__is_active=True)
    return found.exclude(consent_words="").select_related("referrer").first()


def who(referral: Referral) -> str:
    """What the referrer may be told of who it is; empty where they may not know.

    Whoever we wrote to at their word they know themselves; whoever came by a link, they may not.
    """
    application = referral.application
    if application is None or not (referral.consent_words or referral.way == Way.LETTER):
        return ""
    return application.name


def promise_to_hear(referral: Referral) -> Promise | None:
    """The open promise to the referrer; None when nothing more is to be told."""
    promise = referral.promise
    is_open = promise is not None and promise.state == PromiseState.OPEN
    return promise if is_open else None


def totals() -> list[Total]:
    """Counts for each opening anybody was referred to, those with the most first."""
    counted = Opening.objects.filter(referrals__isnull=False).annotate(
        asked=Count("referrals", filter=Q(referrals__way=Way.LETTER)),
        by_link=Count("referrals", filter=Q(referrals__way=Way.LINK)),
        applied=Count("referrals", filter=Q(referrals__state=ReferralState.APPLIED)),
    )
    shown = ("title", "asked", "by_link", "applied")
    return [Total(*row) for row in counted.order_by("-asked", "title").values_list(*shown)[:MOST]]
