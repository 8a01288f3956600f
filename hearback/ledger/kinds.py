"""What a kind of entry is: its sentence, who may read it and which of its words are personal."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from string import Formatter
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Mapping

KINDS: dict[str, Kind] = {}


@dataclass(frozen=True)
class Kind:
    """One kind of entry, defined once and used by history, status page, webhooks and audit.

    `sentence` is the team's; `candidate_sentence`, when there is one, is what the status page
    says. Both may name fields of the payload in braces. `personal` lists the fields that are kept
    apart and blanked when a person is forgotten.
    """

    name: str
    sentence: str | LazyText
    candidate_sentence: str | LazyText = ""
    personal: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        if self.name in KINDS:
            raise ValueError(f"The kind {self.name} is defined twice.")
        KINDS[self.name] = self

    @cached_property
    def fields(self) -> frozenset[str]:
        """The fields that its sentences name."""
        with translation.override(None):
            said = f"{self.sentence}{self.candidate_sentence}"
        return frozenset(name for _words, name, *_ in Formatter().parse(said) if name)

    def split(self, payload: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
        """The payload in two: what stays for ever, and what can be forgotten.

        Raises ValueError when a field that a sentence names is missing: an entry is written once,
        so nobody could fill the hole in later.
        """
        if missing := self.fields - payload.keys():
            raise ValueError(f"An entry {self.name} must say: {', '.join(sorted(missing))}.")
        plain = {key: value for key, value in payload.items() if key not in self.personal}
        words = {key: value for key, value in payload.items() if key in self.personal}
        return plain, words

    def forget(self, words: Mapping[str, object]) -> dict[str, object]:
        """The personal words with every value blanked, keys kept so that sentences still read."""
        return dict.fromkeys(words, "…")


class _Blank(dict[str, object]):
    """Answers a missing field with an ellipsis, for entries whose words were forgotten."""

    def __missing__(self, key: str) -> str:
        return "…"


def tell(template: str | LazyText, payload: Mapping[str, object]) -> str:
    """The sentence with its fields filled in; a field that is gone reads as an ellipsis."""
    return str(template).format_map(_Blank(payload))


PROMISE_MADE = Kind("promise.made", _("Promised: {words}"))
PROMISE_KEPT = Kind("promise.kept", _("Promise kept: {words}"))
PROMISE_KEPT_LATE = Kind("promise.kept_late", _("Promise kept late: {words}"))
PROMISE_REMINDED = Kind("promise.reminded", _("{owner} was reminded: {words}"))
PROMISE_ESCALATED = Kind(
    "promise.escalated", _("{told} was told that a promise is at risk: {words}")
)
PROMISE_BROKEN = Kind("promise.broken", _("Promise broken: {words}"))
PROMISE_MOVED = Kind("promise.renegotiated", _("Promise moved: {words}"))
PROMISE_RELEASED = Kind("promise.released", _("Promise no longer needed ({reason}): {words}"))
PROMISE_REOPENED = Kind("promise.reopened", _("Promise open again ({reason}): {words}"))
PROMISE_HANDED_OVER = Kind("promise.handed_over", _("{giver} handed over to {taker}: {words}"))
SETTING_CHANGED = Kind("setting.changed", _("{what} was changed: {change}"))
