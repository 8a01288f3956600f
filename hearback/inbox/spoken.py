"""What is promised, as its promisee reads it: by whom and by when, in their language and zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext, gettext_noop

from hearback.kit.moments import day_hour
from hearback.rules.wall import known_zone, zone_of

if TYPE_CHECKING:
    from datetime import datetime
    from zoneinfo import ZoneInfo

    from hearback.accounts.models import Member
    from hearback.ledger.models import Promise
    from hearback.pipeline.models import Application, Conversation

    # Somebody who applied, or who only wrote to us.
    Reader = Application | Conversation

FIRST_ANSWER = gettext_noop("%(person)s tells you by %(when)s whether you are on the shortlist")
NEXT_ANSWER = gettext_noop("%(person)s tells you by %(when)s how it goes on")
NEW_DATE = gettext_noop("%(person)s writes to you by %(when)s")
FIRST_CALL = gettext_noop("%(person)s rings you by %(when)s to talk about your application")
NEW_CALL = gettext_noop("%(person)s rings you by %(when)s")
CALL = gettext_noop("%(person)s rings you by %(when)s about the contract")
REPLY = gettext_noop("%(person)s replies to your message by %(when)s")
REACH = gettext_noop("%(person)s sees to it by %(when)s that our words reach you")
OURS = (FIRST_ANSWER, NEXT_ANSWER, NEW_DATE, FIRST_CALL, NEW_CALL, CALL, REPLY, REACH)

# Stands for the person while a sentence is taken apart; no name holds it.
_SOMEBODY = "\0"


def promise_words(sentence: str, reader: Reader, *, owner: Member, due_at: datetime) -> str:
    """One of the sentences above as it is told to this person, and stored with the promise."""
    with translation.override(reader.language):
        return _filled(sentence, owner.name, day_hour(due_at, reader_zone(reader)))


def said_again(promise: Promise, *, zone: ZoneInfo) -> str:
    """The words of a promise in the language spoken now, if they are ours; else as they are.

    A promise keeps the very words its reader was given. Where those are one of our sentences, a
    page in another language may say it: same person, same moment, nothing worked out anew.
    """
    for sentence in OURS:
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                told = _filled(sentence, _SOMEBODY, day_hour(promise.due_at, zone))
            person = _between(promise.words, *told.split(_SOMEBODY, 1))
            if person:
                return _filled(sentence, person, day_hour(promise.due_at, zone))
    return promise.words


def _filled(sentence: str, person: str, when: str) -> str:
    return gettext(sentence) % {"person": person, "when": when}


def _between(words: str, head: str, tail: str) -> str:
    """What stands between `head` and `tail`, empty when the words are not made that way."""
    fits = words.startswith(head) and words.endswith(tail)
    return words[len(head) : len(words) - len(tail)] if fits else ""


def reader_zone(reader: Reader) -> ZoneInfo:
    """The zone a letter is read in: the person's, or the place's when theirs is not known."""
    if known_zone(reader.zone):
        return zone_of(reader.zone)
    return zone_of(reader.opening.place.zone if reader.opening else "UTC")


def said_to(reader: Reader, moment: datetime) -> str:
    """A moment in full, in the language and zone of this person."""
    with translation.override(reader.language):
        return day_hour(moment, reader_zone(reader))
