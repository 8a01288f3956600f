"""Reads of passing on: the house's rules, and what somebody may know of whom they told."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.pipeline.models import ApplicationState
from hearback.relations.friends.models import Brought, FriendRules
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.pipeline.models import Application

MOST = 50


@dataclass(frozen=True)
class News:
    """What a referrer reads of one who came by their link: only what that one allowed."""

    words: str
    at: datetime


def friend_rules() -> FriendRules:
    """The one row of rules; as they are at first while nobody has changed them."""
    return FriendRules.objects.filter(pk=1).first() or FriendRules(pk=1)


def news_for(application: Application) -> Sequence[News]:
    """Who came by this application's links, newest first."""
    came = Brought.objects.filter(referrer=application).select_related("application__opening")
    return [News(_news(one), one.came_at) for one in came.order_by("-came_at", "-pk")[:MOST]]


def _news(one: Brought) -> str:
    their = one.application
    named = greeting_name(their.name) or their.name
    said = {"name": named if one.name_words else _("Somebody"), "opening": their.opening.title}
    if one.end_words and their.state == ApplicationState.HIRED:
        return _("%(name)s was hired: %(opening)s.") % said
    if one.end_words and their.state == ApplicationState.DECLINED:
        return _("%(name)s was not chosen this time: %(opening)s.") % said
    if one.name_words:
        return _("%(name)s applied: %(opening)s.") % said
    return _("Somebody you told applied: %(opening)s.") % said
