"""What every page of the desk carries: how many wait, and what is wrong with the post."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearback.accounts.access import Right, may
from hearback.accounts.models import Member
from hearback.desk.queries.inbox import waiting_count
from hearback.desk.queries.outbox import due_letters, outbox_switch, text_gateway
from hearback.desk.queries.owed import to_do
from hearback.inbox.callbacks.queries import alarms_of
from hearback.interviews.day.models import Missing
from hearback.interviews.day.queries import still_alone
from hearback.kit import clock
from hearback.kit.moments import day_hour, due_words
from hearback.kit.paging import count
from hearback.rules.numbers import readable

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from hearback.inbox.callbacks.models import Callback
    from hearback.interviews.day.queries import Meeting

MOST_LETTERS = 1000


def around(request: HttpRequest) -> dict[str, Any]:
    """Add `today_count`, `inbox_count`, `post_trouble`, `call_alarms`; read when a page says them.

    What a view passes under these names comes first.
    """
    return {
        "today_count": SimpleLazyObject(lambda: _today_count(request)),
        "inbox_count": SimpleLazyObject(lambda: _inbox_count(request)),
        "post_trouble": SimpleLazyObject(lambda: _post_trouble(request)),
        "call_alarms": SimpleLazyObject(lambda: _call_alarms(request)),
    }


def _member(request: HttpRequest) -> Member | None:
    user = getattr(request, "user", None)
    return user if isinstance(user, Member) and user.is_authenticated else None


def _today_count(request: HttpRequest) -> str:
    member = _member(request)
    return str(count(to_do(member)) or "") if member else ""


def _inbox_count(request: HttpRequest) -> str:
    member = _member(request)
    return str(waiting_count(member, now=clock.now()) or "") if member else ""


def _call_alarms(request: HttpRequest) -> list[dict[str, str]]:
    """Who waits alone, and booked calls that ring for this member now, each in a sentence."""
    member, now = _member(request), clock.now()
    if member is None:
        return []
    alone = [_alone(Missing(one.missing), meeting) for one, meeting in still_alone(member, now=now)]
    return [*alone, *(_alarm(callback, now=now) for callback in alarms_of(member, now=now))]


def _alone(missing: Missing, meeting: Meeting) -> dict[str, str]:
    interview = meeting.interview
    waits = {"who": meeting.who_waits(missing), "round": interview.round.name}
    return {
        "words": _("{who} waits alone: {round}.").format(**waits),
        "url": reverse("interviews:interview_rescue", args=[interview.public_id]),
        "act": _("What to do now"),
        "number": interview.application.phone,
    }


def _alarm(callback: Callback, *, now: datetime) -> dict[str, str]:
    owner = callback.promise.owner
    said = {
        "person": callback.conversation.name or readable(callback.number),
        "owner": owner.name,
        "when": due_words(callback.begins_at, now, ZoneInfo(owner.zone)),
    }
    words = _("{owner} rings {person}: {when}.").format(**said)
    url = f"{reverse('desk:calls')}?whose=all#call-{callback.promise_id}"
    return {
        "words": words,
        "url": url,
        "act": _("What to know first"),
        "number": callback.number,
    }


def _post_trouble(request: HttpRequest) -> dict[str, str]:
    """What is wrong with the post, in a sentence, with where to mend it; empty when all is well."""
    member = _member(request)
    words = trouble_words(member) if member else ""
    if not (member and words):
        return {}
    if not may(member, Right.OUTBOX):
        return {"words": words}
    return {"words": words, "url": reverse("desk:outbox"), "act": _("See the letters")}


def trouble_words(member: Member) -> str:
    """Why letters wait and how many do; empty when they leave as they should."""
    switch = outbox_switch()
    zone = ZoneInfo(member.zone)
    if switch and switch.held_since:
        since = day_hour(switch.held_since, zone)
        why = _("Sending is held since {since}.").format(since=since)
    elif settings.HEARBACK_RELAY is None:
        why = _("No mail server is set, so nothing leaves the house.")
    elif switch and switch.relay_down_since:
        since = day_hour(switch.relay_down_since, zone)
        why = _("The mail server has not answered since {since}.").format(since=since)
    elif settings.HEARBACK_SMS and (box := text_gateway()) and box.relay_down_since:
        since = day_hour(box.relay_down_since, zone)
        why = _("The text gateway takes nothing since {since}.").format(since=since)
    else:
        return ""
    return f"{why} {_letters_wait()}"


def _letters_wait() -> str:
    letters = count(due_letters(now=clock.now()), MOST_LETTERS)
    if not letters:
        return _("No letter waits yet.")
    words = ngettext("{n} letter waits, safely.", "{n} letters wait, safely.", letters.number)
    return words.format(n=letters)
