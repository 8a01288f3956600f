"""Reads of public reviews: the list, one of them, and what months say of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Avg, Count, Q
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext as _

from hearback.accounts.models import Member, Place, Team
from hearback.kit.errors import NotYours
from hearback.pipeline.models import Opening
from hearback.relations.reputation.models import Cause, Review, ReviewTerms

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django.db.models import QuerySet

PAGE = 50


@dataclass(frozen=True)
class Month:
    """What was written in one month: how many, how far up their scales on average, how answered.

    `share` is None where nobody gave a rating; `rated` says how many did.
    """

    month: date
    number: int
    rated: int
    share: float | None
    answered: int


def the_terms() -> ReviewTerms:
    """How soon a review is answered, and by whom; three working days until somebody says else."""
    return ReviewTerms.objects.select_related("owner").first() or ReviewTerms(id=1)


def by_month(
    *,
    since: date,
    until: date,
    opening: Opening | None = None,
    place: Place | None = None,
    team: Team | None = None,
) -> list[Month]:
    """Months with reviews from `since` up to and without `until`, the earliest first.

    Counted by the day a review was written; one of an unknown day is in none (see `undated`). A
    review is of the team of the opening it is tied to.
    """
    found = Review.objects.filter(written_on__gte=since, written_on__lt=until)
    if opening is not None:
        found = found.filter(opening=opening)
    if place is not None:
        found = found.filter(place=place)
    if team is not None:
        found = found.filter(opening__team=team)
    grouped = found.annotate(month=TruncMonth("written_on")).values("month").order_by("month")
    counted = grouped.annotate(
        number=Count("pk"),
        rated=Count("share"),
        mean=Avg("share"),
        answered=Count("pk", filter=Q(answered_at__isnull=False)),
    )
    return [
        Month(one["month"], one["number"], one["rated"], one["mean"], one["answered"])
        for one in counted
    ]


def undated() -> int:
    """How many reviews no month counts, because nobody knows when they were written."""
    return Review.objects.filter(written_on=None).count()


def reviews(*, waiting: bool, page: int) -> list[Review]:
    """A page of reviews, the newest first, and one more where there is a next page."""
    found = Review.objects.select_related("opening", "place", "owner", "promise", "cause")
    if waiting:
        found = found.filter(answered_at=None)
    return list(found.order_by("-came_at", "-pk")[(page - 1) * PAGE : page * PAGE + 1])


def review_of(public_id: UUID) -> Review:
    """One review. Raises NotYours when there is none."""
    related = ("opening", "place", "owner", "promise", "cause", "fix_owner")
    found = Review.objects.select_related(*related).filter(public_id=public_id).first()
    if found is None:
        raise NotYours(_("There is no such review."))
    return found


def review_owed_by(promise_id: int) -> UUID | None:
    """The public id of the review whose answer this promise owes."""
    found = Review.objects.filter(promise=promise_id)
    return found.values_list("public_id", flat=True).first()


def causes() -> QuerySet[Cause]:
    """Every cause by name, those no longer offered too."""
    return Cause.objects.annotate(number=Count("reviews"))


def cause_of(pk: int) -> Cause:
    """One cause. Raises NotYours when there is none."""
    found = Cause.objects.filter(pk=pk).first()
    if found is None:
        raise NotYours(_("There is no such cause."))
    return found


def offered_causes() -> QuerySet[Cause]:
    """The causes a review may be given."""
    return Cause.objects.filter(retired_at=None)


def colleagues() -> QuerySet[Member]:
    """Who may owe an answer or mend something, by name."""
    return Member.objects.filter(is_active=True).order_by("name")


def places() -> QuerySet[Place]:
    """Every place by name."""
    return Place.objects.order_by("name")


def openings() -> QuerySet[Opening]:
    """Every opening by title, with its place and owner."""
    return Opening.objects.select_related("place", "owner").order_by("title")
