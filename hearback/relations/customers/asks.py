"""The box at the end of the form: asked plainly, and only while there is a list to look in."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext as _

from hearback.pipeline.extras import Asked, Extra
from hearback.relations.customers.actions import keep_consent
from hearback.relations.customers.models import Customer, ShopKey

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.pipeline.models import Opening

# Whether there is one, and until when that is believed: a rush at the door must not ask each time.
_known: list[tuple[float, bool]] = []


def ask(opening: Opening, language: str, *, now: datetime) -> Sequence[Asked]:
    """The question, while there are customers or a shop that may tell of them."""
    del opening, language, now  # it is asked everywhere, always
    if not _anybody_to_look_for():
        return []
    return [_box()]


def words_of_consent() -> str:
    """What stands beside the box, whole, in the language spoken now."""
    return _box().words


def _box() -> Asked:
    label = _("You may look whether I am also a customer of yours")
    words = _(
        "It has no weight in the decision, and nobody who decides can see it. You can take it back "
        "on your page at any time."
    )
    return Asked("look", label, words)


def _anybody_to_look_for() -> bool:
    if _known and _known[0][0] > monotonic():
        return _known[0][1]
    there = Customer.objects.exists() or ShopKey.objects.exists()
    _known[:] = [(monotonic() + settings.RECEPTION_SECONDS, there)]
    return there


ASKED = Extra("customers", ask, keep_consent)
