"""Tags that say moments and people; thin shells over `kit.moments` and `rules.names`."""

from datetime import date, datetime, tzinfo
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from hearback.kit import moments
from hearback.rules import names
from hearback.rules.numbers import readable

register = template.Library()


class _Said(datetime):
    """A moment already on the right clock: the template engine leaves it there."""

    convert_to_local_time = False


def _zone(zone: tzinfo | str | None) -> tzinfo:
    if isinstance(zone, str) and zone:
        return ZoneInfo(zone)
    return zone if isinstance(zone, tzinfo) else timezone.get_current_timezone()


@register.simple_tag
def due_words(due_at: datetime, now: datetime, zone: tzinfo | str | None = None) -> str:
    """`{% due_words promise.due_at now %}` → "in 2 h 20 min"; zone defaults to the active one."""
    return moments.due_words(due_at, now, _zone(zone))


@register.simple_tag
def due_step(made_at: datetime, due_at: datetime, now: datetime) -> int:
    """`{% due_step promise.made_at promise.due_at now %}` → 0 … 20."""
    return moments.due_step(made_at, due_at, now)


@register.simple_tag
def due_mood(due_at: datetime, now: datetime, state: str = "open") -> moments.Mood:
    """`{% due_mood promise.due_at now promise.state %}` → "settled", "late", "soon" or "calm"."""
    return moments.due_mood(due_at, now, state or "open")


@register.filter
def settled_words(state: object) -> str:
    """`{{ promise.state|settled_words }}` → "kept", "kept late", "no longer owed" or "moved"."""
    return moments.settled_words(str(state))


@register.simple_tag
def day_hour(moment: datetime, zone: tzinfo | str | None = None) -> str:
    """`{% day_hour promise.due_at zone %}` → "Thursday 26 November, 12:00"."""
    return moments.day_hour(moment, _zone(zone))


@register.simple_tag
def day_hour_short(moment: datetime, zone: tzinfo | str | None = None) -> str:
    """`{% day_hour_short promise.made_at zone %}` → "Thu 26 Nov, 12:00"."""
    return moments.day_hour_short(moment, _zone(zone))


@register.simple_tag
def due_beside(due_at: datetime, now: datetime, zone: tzinfo | str | None = None) -> str:
    """`{% due_beside promise.due_at now %}` → "today 12:00" beside "in 2 h"."""
    return moments.due_beside(due_at, now, _zone(zone))


@register.filter
def in_zone(moment: datetime, zone: tzinfo | str | None) -> datetime:
    """`{{ moment|in_zone:zone|date:"H:i" }}`: the same moment on the clock of `zone`."""
    return _Said.fromtimestamp(moment.timestamp(), _zone(zone))


@register.filter
def day(date: date) -> str:
    """`{{ opening.valid_through|day }}` → "Thursday 26 November"."""
    return moments.day(date)


@register.filter
def language_name(code: str) -> str:
    """`{{ application.language|language_name }}` → "Deutsch"."""
    return dict(settings.LANGUAGES).get(code, code)


@register.filter
def leading(label: object) -> str:
    """`{{ field.label|leading }} {{ error }}` → "E-mail: …", "Can you drive? …"."""
    words = str(label)
    asks = words.endswith((":", "?", "."))
    # Translators: what comes before a colon, such as "E-mail:".
    return words if asks else _("%(label)s:") % {"label": words}


@register.filter
def initials(name: object) -> str:
    """`{{ person.name|initials }}` → "SI"."""
    return names.initials(str(name or ""))


@register.filter
def number(phone: str) -> str:
    """`{{ application.phone|number }}`: a phone number in groups, as people write it."""
    return readable(phone)
