"""Holds what `story.py` hands over at start-up: what else the form asks, folded away at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from hearback.pipeline.extras import Also, Asked, Extra, Typed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hearback.pipeline.models import Application, Opening

__all__ = [
    "Also",
    "Asked",
    "Extra",
    "Typed",
    "asked_of",
    "field_of",
    "keep_extras",
    "learn",
    "typed_in",
]

_extras: list[Extra] = []


def learn(extras: Sequence[Extra]) -> None:
    """Take over the list of `story.py`; called once, when Django is ready."""
    _extras[:] = extras


def asked_of(opening: Opening, language: str, *, now: datetime) -> dict[str, Asked]:
    """Everything more that is asked, by the name of its field."""
    return {
        f"{extra.name}-{asked.name}": asked
        for extra in _extras
        for asked in extra.asks(opening, language, now=now)
    }


def field_of(asked: Asked) -> forms.Field:
    """The form field of one of them."""
    if not asked.choices:
        return forms.BooleanField(label=asked.label, help_text=asked.help, required=False)
    return _Choices(
        label=asked.label,
        help_text=asked.help,
        required=False,
        choices=asked.choices,
        widget=forms.CheckboxSelectMultiple,
    )


class _Choices(forms.MultipleChoiceField):
    """Choices of which one may be gone since the form was shown: it is left out.

    What is asked besides holds up nobody's application.
    """

    def to_python(self, value: Any) -> list[str]:
        """Those that are still offered."""
        return [one for one in super().to_python(value) if self.valid_value(one)]


def typed_in(said: Mapping[str, object], asked: Mapping[str, Asked]) -> Also:
    """What was ticked, by room and name; `said` is the cleaned form. Nothing else is kept."""
    kept: dict[str, dict[str, Typed]] = {}
    for field, one in asked.items():
        value = said.get(field)
        if not value:
            continue
        room = field.partition("-")[0]
        kept.setdefault(room, {})[one.name] = tuple(value) if isinstance(value, list) else one.words
    return kept


def keep_extras(application: Application, also: Also, *, now: datetime) -> None:
    """Let every room keep what was ticked for it."""
    for extra in _extras:
        if typed := also.get(extra.name):
            extra.keep(application, typed, now=now)
