"""Holds what `story.py` hands over: thanks that may go along with a receipt or with an answer.

Thanks never stand in for an answer. Only letters that are a receipt or an answer can carry them
(`LetterKind.thanks_at`), and only when they say all that such a letter must.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext as _

from hearback.kit.links import as_typed, within
from hearback.kit.moments import day_and_year
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from hearback.kit.links import Marker
    from hearback.pipeline.models import Application

FRIENDS = "friends/"
VEILED = "•••••"


class Occasion(Enum):
    """With what thanks may come."""

    RECEIPT = "receipt"
    ANSWER = "answer"
    STATUS = "status"


@dataclass(frozen=True, kw_only=True)
class Thanks:
    """A code, what it is worth and until when; `words` by language, `language` where one lacks.

    `about` is the public id of the pool it comes from. `pass_on` says that they may pass openings
    on to friends; without a `code` that is all there is to say.
    """

    value: str = ""
    words: Mapping[str, str] = field(default_factory=dict)
    language: str = "en"
    code: str = ""
    until: date | None = None
    about: UUID | None = None
    redeemed_at: datetime | None = None
    pass_on: bool = False

    def said_in(self, language: str) -> tuple[str, str]:
        """The words of the offer for who reads this language, and the language they are in."""
        spoken = language.partition("-")[0].lower()
        found = spoken if self.words.get(spoken) else self.language
        return self.words.get(found, ""), found


@dataclass(frozen=True)
class Giver:
    """The acts that give thanks; keys are the keys of applications.

    `give` binds codes to people in the caller's transaction, `look` says what it would give and
    takes nothing, `given` what somebody may see on their page, `is_open` whether to ask at all.
    """

    give: Callable[[Sequence[int], Occasion, datetime], Mapping[int, Thanks]]
    look: Callable[[Sequence[int], Occasion, datetime], Mapping[int, Thanks]]
    given: Callable[[int, datetime], Sequence[Thanks]]
    is_open: Callable[[Occasion, datetime], bool]


_giver: list[Giver] = []


def learn(giver: Giver) -> None:
    """Take over the acts of `story.py`; called once, when Django is ready."""
    _giver[:] = [giver]


def is_open(occasion: Occasion, *, now: datetime) -> bool:
    """Whether anything may go along just now; true of everybody, so it may be remembered."""
    return any(giver.is_open(occasion, now) for giver in _giver)


def thanks_for(application: Application, *, occasion: Occasion, now: datetime) -> Thanks | None:
    """What goes along with a letter, bound in the caller's transaction; asked again, the same."""
    return thanks_for_many([application.pk], occasion=occasion, now=now).get(application.pk)


def thanks_for_many(
    applications: Sequence[int], *, occasion: Occasion, now: datetime
) -> Mapping[int, Thanks]:
    """The same for many letters at once, by the key of each application."""
    return _giver[0].give(applications, occasion, now) if _giver else {}


def look_at(application: Application, *, occasion: Occasion, now: datetime) -> Thanks | None:
    """What would go along, to show a letter before it is sent; no code is taken for that."""
    found = _giver[0].look([application.pk], occasion, now) if _giver else {}
    return found.get(application.pk)


def thanks_on_page(application: Application, *, now: datetime) -> Sequence[Thanks]:
    """What somebody was given with this application and may see: never before their answer."""
    return _giver[0].given(application.pk, now) if _giver else []


def paragraphs(thanks: Thanks, language: str, status_link: Marker | None) -> str:
    """What is said below a letter's body, in its language."""
    with translation.override(language):
        parts = [*_offer(thanks, language)] if thanks.code else []
        if thanks.pass_on and status_link is not None:
            parts.append(_("Do you know somebody for one of our openings? You can pass it on."))
            label = _("Pass an opening on")
            parts.append(f"{label}: {within(status_link, FRIENDS)}")
    return "\n\n".join(parts)


def _offer(thanks: Thanks, language: str) -> list[str]:
    words, found = thanks.said_in(language)
    said = {"value": one_line(thanks.value, 100), "code": thanks.code, "until": said_until(thanks)}
    first = _("A small thank you for your time with us: %(value)s.") % said
    if words and found != language.partition("-")[0].lower():
        told = _("The shop tells about it in %(language)s:") % {"language": _name(found, language)}
        first = f"{first} {told}"
    keeps = _("It is yours whatever comes of your application, and has no part in it.")
    code = _("Your code: %(code)s, until %(until)s.") % said
    return [first, *([as_typed(words)] if words else []), f"{code} {keeps}"]


def said_until(thanks: Thanks) -> str:
    """The last day of an offer, in the language spoken now."""
    return day_and_year(thanks.until) if thanks.until else ""


def _name(found: str, language: str) -> str:
    """What a language is called in another: within a sentence French and Spanish write it small."""
    name = str(translation.get_language_info(found)["name_translated"])
    return name.lower() if language.partition("-")[0].lower() in {"fr", "es"} else name
