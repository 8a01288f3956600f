"""How a call's moment is said to whoever waits for it, on their clock and in their language."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import translation
from django.utils.translation import gettext as _

from hearback.kit.moments import day, day_hour, hour
from hearback.rules.wall import known_zone

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Conversation

UNKNOWN = "UTC"


def clock_of(conversation: Conversation, owner: Member) -> str:
    """The zone a call to this person is named in: theirs, else their opening's place, else ours."""
    theirs, opening = conversation.zone, conversation.opening
    if known_zone(theirs) and theirs != UNKNOWN:
        return theirs
    return opening.place.zone if opening else owner.zone


def town(zone: str) -> str:
    """The town whose clock a zone is called after."""
    return zone.rpartition("/")[2].replace("_", " ")


def span_words(begins_at: datetime, ends_at: datetime, zone: str) -> str:
    """Two aware moments in the active language, such as "Tuesday 24 November, 14:00 to 17:00"."""
    here = ZoneInfo(zone)
    begin, end = begins_at.astimezone(here), ends_at.astimezone(here)
    if begins_at == ends_at:
        return day_hour(begins_at, here)
    if begin.date() == end.date():
        hours = {"begin": hour(begins_at, here), "end": hour(ends_at, here)}
        return _("%(day)s, %(begin)s to %(end)s") % {"day": day(begin), **hours}
    said = {"begin": day_hour(begins_at, here), "end": day_hour(ends_at, here)}
    return _("%(begin)s to %(end)s") % said


def hours_words(begins_at: datetime, ends_at: datetime, zone: str) -> str:
    """The hours alone, such as "14:00 to 17:00"."""
    here = ZoneInfo(zone)
    return _("%(begin)s to %(end)s") % {"begin": hour(begins_at, here), "end": hour(ends_at, here)}


def when_words(
    conversation: Conversation, begins_at: datetime, ends_at: datetime, zone: str
) -> str:
    """The same in the language of whoever waits."""
    with translation.override(conversation.language):
        return span_words(begins_at, ends_at, zone)


def promise_words(conversation: Conversation, owner: Member, when: str) -> str:
    """What is promised, as stored with it: "Susan Ito rings you: Tuesday 24 November, 15:00"."""
    with translation.override(conversation.language):
        return _("%(person)s rings you: %(when)s") % {"person": owner.name, "when": when}


def again_words(conversation: Conversation, owner: Member, due_at: datetime, zone: str) -> str:
    """What is promised after tries in vain."""
    with translation.override(conversation.language):
        return _("%(person)s tries again by %(when)s, unless you choose another time") % {
            "person": owner.name,
            "when": day_hour(due_at, ZoneInfo(zone)),
        }
