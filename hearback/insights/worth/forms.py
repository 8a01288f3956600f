"""The form in which the terms of money at risk are seen and changed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from math import prod
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearback.insights.worth.estimate import doubt_of
from hearback.insights.worth.terms import KINDS, NEVER_MIXED, PRESETS, TERMS, Asked
from hearback.rules.measures import PUBLISHED, Between, Source, Term, Terms, Unhappy, typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.forms import BoundField

_DIGITS, _PLACES, _LONGEST = 16, 6, 200
# A sum of more has a slip in it, such as a number of people in the box of the value.
_MOST = Decimal(10) ** 15


@dataclass(frozen=True)
class Line:
    """One term as it stands on the page."""

    asked: Asked
    value: BoundField
    least: BoundField
    most: BoundField
    words: BoundField
    measured: Term | None
    ours: BoundField | None

    @property
    def measured_words(self) -> str:
        """What we measured, of how many."""
        if self.measured is None:
            return ""
        said = [self.asked.told(self.measured.value), doubt_of(self.asked, self.measured)]
        return ", ".join(part for part in [*said, self.measured.words] if part)


class TermsForm(forms.Form):
    """Every term with the least and the most it may be, and where it is from."""

    kind = forms.ChoiceField(
        label=gettext_lazy("The unhappy are"),
        choices=[(kind.value, words) for kind, words in KINDS.items()],
        widget=forms.RadioSelect,
    )
    currency = forms.CharField(
        label=gettext_lazy("Currency"),
        max_length=3,
        validators=[RegexValidator(r"^[A-Z]{3}$", gettext_lazy("Three letters, such as EUR."))],
    )
    preset = forms.ChoiceField(
        choices=[("", ""), *PRESETS.items()], required=False, widget=forms.HiddenInput
    )

    def __init__(
        self, data: Any = None, *, measured: Mapping[str, Term], money: str, by: str, **more: Any
    ) -> None:
        """`measured`: what was measured here, its amounts in the currency `money`."""
        super().__init__(data, **more)
        self._measured, self._money, self._by = measured, money, by
        for asked in TERMS:
            self._add(asked)

    @classmethod
    def of(cls, terms: Mapping[str, Term], *, preset: str = "", **more: Any) -> TermsForm:
        """The form filled with terms that may be there or not; `more` as for the form itself."""
        initial: dict[str, Any] = {"preset": preset, **more.pop("initial", {})}
        for asked in TERMS:
            term = terms.get(asked.name)
            if term is None:
                continue
            initial |= {
                asked.name: asked.shown(term.value),
                f"{asked.name}_words": term.words if term.source is not Source.MEASURED else "",
                f"{asked.name}_ours": term.source is Source.MEASURED,
            }
            if isinstance(term.doubt, Between):
                initial[f"{asked.name}_least"] = asked.shown(term.doubt.low)
                initial[f"{asked.name}_most"] = asked.shown(term.doubt.high)
        return cls(initial=initial, **more)

    def lines(self) -> list[Line]:
        """The terms in the order in which they are multiplied."""
        return [
            Line(
                asked,
                self[asked.name],
                self[f"{asked.name}_least"],
                self[f"{asked.name}_most"],
                self[f"{asked.name}_words"],
                self._measured.get(asked.name),
                self[f"{asked.name}_ours"] if asked.name in self._measured else None,
            )
            for asked in TERMS
        ]

    def clean(self) -> dict[str, Any]:
        """Turn what was typed into `self.terms`."""
        said = super().clean() or {}
        found = {asked.name: self._term(asked, said) for asked in TERMS}
        complete = {name: term for name, term in found.items() if term is not None}
        if self.errors or len(complete) < len(TERMS):
            return said
        kind = Unhappy(said["kind"])
        if self._is_of(complete["unhappy"], said) not in (None, kind):
            self.add_error("kind", NEVER_MIXED)
            return said
        if complete["value"].source is Source.MEASURED and said["currency"] != self._money:
            told = {"currency": self._money}
            self.add_error("currency", _("What we measured is in %(currency)s.") % told)
            return said
        if prod(map(_highest, complete.values())) >= _MOST:
            self.add_error("value", _("This comes to more than there is. Please look again."))
            return said
        self.terms = Terms(**complete, kind=kind, currency=said["currency"])
        return said

    def _is_of(self, unhappy: Term, said: Mapping[str, Any]) -> Unhappy | None:
        """What the share of the unhappy is a share of, where we know; None for what was typed."""
        if unhappy.source is Source.MEASURED:
            return Unhappy.RESENTMENT
        return PUBLISHED[said["preset"]].kind if unhappy.source is Source.PUBLISHED else None

    def _term(self, asked: Asked, said: Mapping[str, Any]) -> Term | None:
        """One term; None when it is missing or wrong, which then stands beside its box."""
        name = asked.name
        if said.get(f"{name}_ours") and name in self._measured:
            return self._measured[name]
        value, least, most = (said.get(key) for key in (name, f"{name}_least", f"{name}_most"))
        if value is None:
            if name not in self.errors:
                self.add_error(name, _("Nobody measured it here yet: type what you hold possible."))
            return None
        preset = PUBLISHED.get(said.get("preset") or "")
        shown = getattr(preset, name) if preset else None
        if shown and shown.value == asked.meant(value) and least is None and most is None:
            return Term(shown.value, Source.PUBLISHED, shown.words)
        return self._typed(asked, said, value, least, most)

    def _typed(
        self,
        asked: Asked,
        said: Mapping[str, Any],
        value: Decimal,
        least: Decimal | None,
        most: Decimal | None,
    ) -> Term | None:
        if (least is None) is not (most is None):
            self.add_error(asked.name, _("Say both the least and the most, or neither."))
            return None
        between = None
        if least is not None and most is not None:
            if not least <= value <= most:
                self.add_error(asked.name, _("It lies outside its own least and most."))
                return None
            between = Between(asked.meant(least), asked.meant(most))
        words = said.get(f"{asked.name}_words") or _("typed by %(name)s") % {"name": self._by}
        return typed(asked.meant(value), words, between)

    def _add(self, asked: Asked) -> None:
        lowest = Decimal(1) if asked.name == "reach" else Decimal(0)
        most = Decimal(100) if asked.is_share else None
        told = {"title": asked.title}
        labels = {
            "": str(asked.title),
            "_least": _("%(title)s, at least") % told,
            "_most": _("%(title)s, at most") % told,
        }
        for end, label in labels.items():
            self.fields[f"{asked.name}{end}"] = forms.DecimalField(
                label=label,
                required=False,
                min_value=lowest,
                max_value=most,
                max_digits=_DIGITS,
                decimal_places=_PLACES,
                widget=forms.TextInput(attrs={"inputmode": "decimal", "size": 9}),
            )
        self.fields[f"{asked.name}_words"] = forms.CharField(
            label=_("%(title)s, from where") % told, max_length=_LONGEST, required=False
        )
        if asked.name in self._measured:
            self.fields[f"{asked.name}_ours"] = forms.BooleanField(
                label=_("Take what we measured"), required=False
            )


def _highest(term: Term) -> Decimal:
    """The most a term may be."""
    return term.doubt.high if isinstance(term.doubt, Between) else term.value
