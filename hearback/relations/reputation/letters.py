"""Reminds a colleague of a review that waits for its public answer; its words stay on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse

from hearback.inbox.writing import to_colleague, write
from hearback.kit.links import Marker
from hearback.relations.reputation import letter_kinds
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from hearback.accounts.models import Member
    from hearback.channels.actions import Letter
    from hearback.relations.reputation.models import Review


def owed(review: Review, reader: Member) -> Letter:
    """To whoever owes the answer, or has to see to it that it is given."""
    kind = letter_kinds.REVIEW_OWED
    path = reverse("reputation:review", args=[review.public_id])
    said = {
        "name": greeting_name(reader.name),
        "source": review.source,
        "promise": review.promise.words if review.promise else "",
        "page": Marker(f"{settings.HEARBACK_URL}{path}"),
    }
    return write(kind, to_colleague(reader, purpose=kind.name), said)
