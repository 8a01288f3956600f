"""The resource library and the reasons, for the pages that change them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.answers.models import DeclineReason, Resource, ResourceKind
from hearback.kit.errors import NotYours

if TYPE_CHECKING:
    from django.db.models import QuerySet


def shelves() -> tuple[QuerySet[Resource], QuerySet[DeclineReason]]:
    """Every resource but openings, which offer themselves, and every reason."""
    resources = Resource.objects.exclude(kind=ResourceKind.OPENING)
    return resources.order_by("-is_offered", "kind", "title"), DeclineReason.objects.all()


def resource_by(pk: int) -> Resource:
    """One resource. Raises NotYours when there is none."""
    resource = Resource.objects.filter(pk=pk).exclude(kind=ResourceKind.OPENING).first()
    if resource is None:
        raise NotYours(_("There is no such resource."))
    return resource


def reason_by(pk: int) -> DeclineReason:
    """One reason. Raises NotYours when there is none."""
    reason = DeclineReason.objects.filter(pk=pk).first()
    if reason is None:
        raise NotYours(_("There is no such reason."))
    return reason
