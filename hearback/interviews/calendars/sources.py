"""A calendar's address as members paste it, and as it is kept: sealed, with only the host shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final
from urllib.parse import SplitResult, unquote, urlsplit

from django.utils.translation import gettext as _

from hearback.interviews.calendars.reading import troubles
from hearback.interviews.calendars.reading.fetch import Source
from hearback.kit import vault
from hearback.kit.errors import Invalid
from hearback.kit.links import seal as keyed

if TYPE_CHECKING:
    from hearback.interviews.calendars.models import BusyCalendar

VAULT: Final = "busy-calendars"
LONGEST: Final = 1000
SCHEMES: Final = {"http", "https"}
# What calendar programs write for "subscribe to it".
SUBSCRIBE: Final = {"webcal": "https", "webcals": "https", "caldav": "http", "caldavs": "https"}


def source_of(address: str, user: str = "", password: str = "") -> Source:
    """What a member typed, as an address that can be asked.

    A name and a password inside the address are taken out of it. Raises Invalid in a sentence.
    """
    parts = _parts(address.strip())
    inside = parts.username or "", parts.password or ""
    user = user.strip() or unquote(inside[0])
    password = password or unquote(inside[1])
    if bool(user) != bool(password):
        field = "password" if user else "user"
        raise Invalid(_("A name and a password go together."), {field: _("Fill this in too.")})
    host = parts.netloc.rpartition("@")[2]
    url = parts._replace(netloc=host, fragment="", path=parts.path or "/").geturl()
    return Source(url=url, user=user, password=password)


def _parts(address: str) -> SplitResult:
    sorry = _("This is not the address of a calendar. It begins with https://.")
    wrong = Invalid(sorry, {"address": sorry})
    try:
        parts = urlsplit(address if "://" in address else f"https://{address}")
        sound = bool(parts.hostname) and parts.port != 0
    except ValueError:
        raise wrong from None
    parts = parts._replace(scheme=SUBSCRIBE.get(parts.scheme, parts.scheme))
    is_odd = any(letter.isspace() or not letter.isprintable() for letter in address)
    if not sound or is_odd or parts.scheme not in SCHEMES or len(address) > LONGEST:
        raise wrong
    return parts


def mark_of(source: Source) -> str:
    """Recognises an address that is there already, without telling it."""
    return keyed("calendars:address", f"{source.url}|{source.user}")


def sealed(source: Source) -> str:
    """The address, name and password as they are stored."""
    return vault.hide(VAULT, json.dumps([source.url, source.user, source.password]))


def opened(calendar: BusyCalendar) -> Source:
    """Where a calendar is read. Raises Unreadable when the installation's key is another now."""
    try:
        url, user, password = json.loads(vault.reveal(VAULT, calendar.sealed))
    except vault.Lost:
        raise troubles.is_locked() from None
    return Source(url=url, user=user, password=password)
