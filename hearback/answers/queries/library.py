"""The resource library and the reasons, for the pages that change them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hearback.answers.grounds import reason_about
from hearback.answers.models import DeclineReason, Resource, ResourceKind
from hearback.kit.errors import NotYours
from hearback.pipeline.models import Criterion, Opening, OpeningState

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

LOOK_AGAIN_AFTER = timedelta(days=180)


class Shelved(NamedTuple):
    """A resource, and whether it is so long since somebody looked that it may be wrong by now."""

    resource: Resource
    is_old: bool


def shelves(*, today: date) -> list[Shelved]:
    """Every resource from elsewhere, those offered first; `today` on the reader's calendar."""
    resources = Resource.objects.exclude(kind=ResourceKind.OPENING)
    latest = today - LOOK_AGAIN_AFTER
    return [
        Shelved(one, one.checked_on is not None and one.checked_on < latest)
        for one in resources.order_by("-is_offered", "kind", "title")
    ]


def openings_on_shelf() -> QuerySet[Resource]:
    """The openings here that are in the library and still run."""
    running = Opening.objects.running().values("pk")
    resources = Resource.objects.filter(kind=ResourceKind.OPENING, opening__in=running)
    return resources.select_related("opening").order_by("-is_offered", "title")


def openings_to_add() -> QuerySet[Opening]:
    """Published openings that are not in the library yet."""
    there = Resource.objects.filter(opening__isnull=False).values("opening")
    return Opening.objects.public().exclude(pk__in=there)


def resource_by(pk: int) -> Resource:
    """One resource. Raises NotYours when there is none."""
    resource = Resource.objects.select_related("opening").filter(pk=pk).first()
    if resource is None:
        raise NotYours(_("There is no such resource."))
    return resource


def every_reason() -> QuerySet[DeclineReason]:
    """Every wording of a reason, those offered first."""
    return DeclineReason.objects.order_by("-is_offered", "name")


def reason_by(pk: int) -> DeclineReason:
    """One reason. Raises NotYours when there is none."""
    reason = DeclineReason.objects.filter(pk=pk).first()
    if reason is None:
        raise NotYours(_("There is no such reason."))
    return reason


def example_criterion() -> Criterion:
    """Something one of our openings needs, or a made-up one where there is none; not stored."""
    criteria = Criterion.objects.filter(opening__state=OpeningState.PUBLISHED)
    first = criteria.order_by("-opening__published_at", "position").first()
    return first or Criterion(text=_("two years of leading a team"))


def reason_as_read(words: str, criterion: Criterion) -> str:
    """A wording as a letter would say it about this criterion, in the reader's language."""
    return reason_about(criterion, words, get_language() or "en")
