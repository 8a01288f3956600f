"""The catalogs: what is translated, brought up to date with what candidates can see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polib
from django.conf import settings

from tests.words.seen import Message, seen

if TYPE_CHECKING:
    from pathlib import Path

PLURALS = {"fr": "nplurals=2; plural=(n > 1);"}
USUAL_PLURALS = "nplurals=2; plural=(n != 1);"


def languages() -> list[str]:
    """The languages that need a catalog: all but the one the code is written in."""
    return [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]


def path_of(language: str) -> Path:
    """Where the catalog of a language lies; compiled, it lies beside as django.mo."""
    folder: Path = settings.LOCALE_PATHS[0] / language / "LC_MESSAGES"
    return folder / "django.po"


def catalog(language: str) -> polib.POFile:
    """The catalog of a language as it is now, empty for a new one."""
    path = path_of(language)
    return polib.pofile(str(path), wrapwidth=100) if path.exists() else polib.POFile()


def message_of(entry: polib.POEntry) -> Message:
    """What an entry of a catalog translates."""
    return Message(entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")


def up_to_date(language: str) -> polib.POFile:
    """The catalog with every message there is now, none that is gone, and each word translated."""
    before = {message_of(entry): entry for entry in catalog(language)}
    fresh = polib.POFile(wrapwidth=100)
    fresh.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": PLURALS.get(language, USUAL_PLURALS),
    }
    for message, places in seen().items():
        entry = before.get(message) or _untranslated(message)
        entry.occurrences = [(place, "") for place in places]
        entry.flags = [flag for flag in entry.flags if flag == "fuzzy"]
        fresh.append(entry)
    return fresh


def _untranslated(message: Message) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.words, msgctxt=message.context or None)
    if message.plural:
        entry.msgid_plural = message.plural
        entry.msgstr_plural = {0: "", 1: ""}
    return entry


def compiled(catalog: polib.POFile) -> bytes:
    """What a running Hearback reads: the catalog in the form of gettext."""
    content: bytes = catalog.to_binary()
    return content
