"""What the form asks while a pool's rule names interests: which of them somebody likes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.pipeline.extras import Asked, Extra
from hearback.relations.offers.actions import keep_interests
from hearback.relations.offers.queries import interests_asked_for

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hearback.pipeline.extras import Typed
    from hearback.pipeline.models import Application, Opening

INTERESTS = "interests"


def asks(opening: Opening, language: str, *, now: datetime) -> Sequence[Asked]:
    """The interests that pools ask about which this opening's people could get something from."""
    del language  # the house wrote them; they stand in its words
    words = interests_asked_for(opening, now=now)
    if not words:
        return []
    label = _("What do you like of ours?")
    hint = _("So that a small thank you may suit you. It has no part in the decision.")
    return [Asked(INTERESTS, label, hint, tuple((one, one) for one in words))]


def keep(application: Application, typed: Mapping[str, Typed], *, now: datetime) -> None:
    """Keep what was ticked, for offers alone."""
    del now
    words = typed.get(INTERESTS, ())
    keep_interests(application=application, words=[words] if isinstance(words, str) else words)


EXTRA = Extra("offers", asks, keep)
