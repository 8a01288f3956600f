"""What somebody ticked that they care for, kept with their application, for offers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.relations.offers.models import Interest

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hearback.pipeline.models import Application


def keep_interests(*, application: Application, words: Iterable[str]) -> None:
    """Keep each of these once; called in the transaction that stores the application."""
    rows = [Interest(application=application, words=one) for one in dict.fromkeys(words)]
    Interest.objects.bulk_create(rows, ignore_conflicts=True)
