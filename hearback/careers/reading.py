"""Filling the form in from a CV: only where nothing was typed, and only for the person to check."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from hearback.careers.cv import box
from hearback.careers.cv.guess import guess
from hearback.careers.cv.kinds import Kind
from hearback.careers.fields import EMAIL_LIMIT, NAME_LIMIT, PHONE_LIMIT
from hearback.careers.files import content_of
from hearback.careers.forms import ApplyForm
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from hearback.careers.applying import Sent

PER_CLIENT = 60
# Somebody is waiting: better an empty field than a long look at a white page.
SECONDS = 5
NO_FILE = gettext_noop("Choose your CV first, then we can read it.")
FILLED = gettext_noop("We filled in what we found in your CV. Please check what we read.")
NOTHING_NEW = gettext_noop("Your CV is here. We left what you typed as it is.")
NOTHING_FOUND = gettext_noop(
    "Your CV is here, but we did not find your details in it. Please fill them in."
)
FROM_CV = gettext_noop("From your CV. Please check it.")


@dataclass(frozen=True)
class Read:
    """The form with what was typed and what the CV says, and a sentence on how reading went."""

    form: ApplyForm
    sentence: str = ""
    went_wrong: bool = False


def count_reading(request: HttpRequest, *, now: datetime) -> None:
    """Count one reading asked for from this network. Raises TooMany when there were many."""
    throttle("careers.read", client_address(request), PER_CLIENT, timedelta(hours=1), now)


def take_out(sent: Sent) -> Read:
    """The form without its file, which is deleted."""
    sent.drop_file()
    return Read(_form(sent, _typed(sent), {}))


def read_cv(sent: Sent) -> Read:
    """Read the file that came, or was kept, and fill empty fields in; never over what was typed."""
    typed = _typed(sent)
    kept = sent.file or sent.draft
    if kept is None:
        trouble = sent.trouble or gettext(NO_FILE)
        return Read(_form(sent, typed, {}), trouble, went_wrong=True)
    sent.keep_file()
    reading = box.read(content_of(kept.key), Kind(kept.kind), cpu_seconds=SECONDS)
    found = guess(reading.text, sent.opening.place.country, reading.links)
    said = {
        "name": one_line(found.name, NAME_LIMIT),
        "email": one_line(found.email, EMAIL_LIMIT),
        "phone": one_line(found.phone_shown, PHONE_LIMIT),
        "links": "\n".join(found.links),
    }
    fills = {name: value for name, value in said.items() if value and not typed.get(name)}
    if fills:
        sentence = gettext(FILLED)
    elif reading.reason:
        sentence = gettext(reading.reason)
    else:
        sentence = gettext(NOTHING_NEW if any(said.values()) else NOTHING_FOUND)
    return Read(_form(sent, typed, fills), sentence)


def _typed(sent: Sent) -> dict[str, object]:
    """What the person typed, field by field, as it came."""
    names = {*sent.form.fields, "links"} - {"resume"}
    values = {name: str(sent.form.data.get(name, "")) for name in names}
    chosen = {name: sent.form.chosen(name) for name in sent.form.also_asked}
    typed = {name: value for name, value in values.items() if value.strip()}
    return {**typed, **{name: value for name, value in chosen.items() if value}}


def _form(sent: Sent, typed: dict[str, object], fills: dict[str, str]) -> ApplyForm:
    """A form not sent yet: nothing in it is marked as wrong."""
    form = ApplyForm(
        sent.opening, initial={**typed, **fills}, friend=sent.form.sent_by, now=sent.now
    )
    for name in fills:
        form.fields[name].help_text = gettext(FROM_CV)
    return form
