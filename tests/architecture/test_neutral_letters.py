"""No letter forgets that somebody wants neutral ones: not its sender, subject, preview or calendar.

Every message passes `orders.sending.dress_plainly` just before it leaves, so each letter of the
product is dressed here by what that uses, in every language, and looked at from outside.
"""

# M27

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.utils import translation

from hearback.channels.actions import write_message
from hearback.channels.models import Channel
from hearback.inbox.orders.neutral import plain
from hearback.rules.telling import tells
from tests.architecture.letters import TO_CANDIDATES, Desk
from tests.cast import NOW

if TYPE_CHECKING:
    from hearback.channels.models import Message

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

PREVIEW = 150
HIDDEN = re.compile(r'<div style="display:none[^"]*">(.*?)</div>', re.DOTALL)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
# The house's own address is what it is: docs/confidentiality.md says how to choose it.
LINK = re.compile(r"⟦[^⟧]*⟧[a-z0-9/-]*|https?://\S+|mailto:\S+")
SHOWN_BY_CALENDARS = re.compile(r"^(?:SUMMARY|ORGANIZER|DESCRIPTION|LOCATION)[;:].*$", re.MULTILINE)


def _shown(message: Message) -> list[str]:
    """What a screen shows of a message before anybody opens it."""
    calendar = SHOWN_BY_CALENDARS.findall(re.sub(r"\r?\n[ \t]", "", message.calendar))
    shown = [message.from_name, message.subject, *calendar]
    if message.channel == Channel.SMS:
        return [LINK.sub("", words) for words in [*shown, message.text]]
    page = [*TITLE.findall(message.html), *HIDDEN.findall(message.html)]
    shown += [message.text[:PREVIEW], *(unescape(words) for words in page)]
    return [LINK.sub("", words) for words in shown]


@pytest.mark.parametrize("language", ["en", "de", "fr", "es"])
@pytest.mark.parametrize("name", sorted(TO_CANDIDATES))
def test_nothing_of_a_letter_tells_before_it_is_opened(name: str, language: str) -> None:
    desk = Desk()
    desk.ana.language = desk.reply.language = language
    house = desk.cast.organisation.name
    with translation.override(language):
        for letter in TO_CANDIDATES[name](desk):
            message = write_message(letter, now=NOW)
            plain(message, desk.ana)
            for words in _shown(message):
                assert not tells(words), words
                assert house not in words, words
            if message.channel == Channel.EMAIL:
                assert letter.text in message.text
                assert HIDDEN.findall(message.html)
