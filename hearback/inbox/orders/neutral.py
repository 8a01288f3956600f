"""Dresses a message so that its sender, subject and first words say nothing of a job."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _

from hearback.accounts.queries import the_organisation
from hearback.channels.models import Channel
from hearback.inbox.writing import status_link
from hearback.kit.links import first_code
from hearback.rules.telling import tells
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from hearback.channels.models import Message
    from hearback.pipeline.models import Application

NAME_LIMIT = 60
# An inbox shows the first words beside the subject; what is blank but long hides those below.
_FILL = "&#8199;&#65279;&#847; " * 100
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_HIDDEN = re.compile(r'(<div style="display:none[^"]*">).*?(</div>)', re.DOTALL)
_UNQUOTED = str.maketrans("", "", '";:,\\^')
_FOLD = re.compile(r"\r?\n[ \t]")


def plain(message: Message, application: Application) -> None:
    """Change what a message shows before it is opened; dressed once, it stays as it is.

    A mail keeps its words, below a line that says nothing. A text keeps words that tell nothing,
    else it says that there is a note, and where. The row is not saved.
    """
    with translation.override(application.language):
        subject = _("A note for you")
        if message.subject == subject:
            return
        message.from_name = _person(message.from_name, application)
        if message.channel == Channel.EMAIL:
            _plain_mail(message)
        else:
            message.text = _plain_text(message, application)
        message.subject = subject
        message.calendar = plain_calendar(message.calendar, message.from_name)


def _person(from_name: str, application: Application) -> str:
    """A person's name without the house's; whoever looks after them when no person signed."""
    house = one_line(the_organisation().name, NAME_LIMIT * 2)
    name = from_name.replace(f", {house}", "").strip()
    return application.owner.name if not name or house in name else name


def _plain_mail(message: Message) -> None:
    first = _(
        "There is a note for you. It begins a few lines below, so that nobody who glances at your "
        "screen reads more than this. Open it when you are by yourself, whenever that may be."
    )
    message.text = f"{first}\n\n\n{message.text}"
    title = f"<title>{escape(_('A note for you'))}</title>"
    hidden = rf"\g<1>{escape(first)} {_FILL}\g<2>"
    message.html = _HIDDEN.sub(hidden, _TITLE.sub(title, message.html, count=1), count=1)


def _plain_text(message: Message, application: Application) -> str:
    house = one_line(the_organisation().name, NAME_LIMIT)
    if number := first_code(message.text):
        return f"{message.from_name}: {number}"
    words = message.text.replace(f", {house}", "").replace(house, message.from_name)
    if not tells(words):
        return words
    note = _("%(person)s: there is a note for you.") % {"person": message.from_name}
    return f"{note} {status_link(application)}"


def plain_calendar(calendar: str, person: str) -> str:
    """A VCALENDAR whose entry says only when and with whom; its link tells the rest."""
    if not calendar:
        return ""
    lines = _FOLD.sub("", calendar).splitlines()
    told = (_plain_line(line, person) for line in lines)
    return "\r\n".join([line for line in told if line]) + "\r\n"


def _plain_line(line: str, person: str) -> str:
    name = re.split(r"[;:]", line, maxsplit=1)[0].upper()
    known_as = person.translate(_UNQUOTED)
    if name == "SUMMARY":
        return f"SUMMARY:{_('A meeting with %(person)s') % {'person': known_as}}"
    if name == "ORGANIZER":
        return f'ORGANIZER;CN="{known_as}":mailto:{line.partition("mailto:")[2]}'
    return "" if name in {"DESCRIPTION", "CATEGORIES", "X-ALT-DESC", "LOCATION"} else line
