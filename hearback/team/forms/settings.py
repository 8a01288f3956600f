"""Forms of the settings: organisation, places, promises, stages, teams."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Organisation, Place, Team
from hearback.pipeline.models import PromisePolicy, Stage
from hearback.rules.countries import country_names, part_code
from hearback.rules.promises import Terms, Unit
from hearback.team.forms.fields import ReplyAddressField, ZoneField


class OrganisationForm(forms.ModelForm):  # type: ignore[type-arg]  # no parameter at run time
    """Who writes, and what every letter says at its foot."""

    reply_address = ReplyAddressField()
    zone = ZoneField()
    privacy_url = forms.URLField(
        label=_("Privacy page"),
        required=False,
        assume_scheme="https",
        help_text=_("Where you say what you keep, and for how long."),
    )

    reviews_at = forms.URLField(
        label=_("Public reviews"),
        required=False,
        assume_scheme="https",
        help_text=_("Everybody who had an answer reads this address, whatever it was; or nobody."),
    )

    class Meta:
        model = Organisation
        fields = [
            *("name", "about", "reply_address", "phone", "zone"),
            *("privacy_line", "privacy_url", "reviews_at", "sells"),
        ]
        help_texts = {
            "sells": _("Then candidates are asked, of no weight, whether they would still buy."),
            "about": _("A few sentences for the page of openings."),
            "privacy_line": _("One sentence at the foot of every letter to candidates."),
        }
        widgets = {"privacy_line": forms.Textarea(attrs={"rows": 2})}


class PlaceForm(forms.ModelForm):  # type: ignore[type-arg]  # no parameter at run time
    """A place, whose holidays it keeps, and its time zone."""

    country = forms.ChoiceField(label=_("Country"), choices=lambda: country_names().items())
    subdivision = forms.CharField(
        label=_("Province or state"),
        required=False,
        max_length=60,
        help_text=_("For its public holidays: the code or the name, such as ON or Ontario."),
    )
    zone = ZoneField()

    class Meta:
        model = Place
        fields = ["name", "street", "city", "postal_code", "country", "subdivision", "zone"]

    def clean(self) -> dict[str, Any]:
        """Find the part of the country whose holidays are meant."""
        cleaned = super().clean() or {}
        try:
            if "country" in cleaned and "subdivision" in cleaned:
                part = part_code(cleaned["country"], cleaned["subdivision"])
                cleaned["subdivision"] = part
        except ValueError as wrong:
            self.add_error("subdivision", str(wrong))
        return cleaned


class ClosedDayForm(forms.Form):
    """A day a place is closed besides its public holidays."""

    day = forms.DateField(
        label=_("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    name = forms.CharField(label=_("Why"), max_length=120, help_text=_("Such as: stock-taking."))


class PolicyForm(forms.ModelForm):  # type: ignore[type-arg]  # no parameter at run time
    """How soon a candidate hears first, again after each answer, and when they write to us."""

    class Meta:
        model = PromisePolicy
        fields = [
            *("name", "first_amount", "first_unit", "next_amount", "next_unit"),
            *("reply_amount", "reply_unit"),
        ]
        labels = {
            "first_unit": _("Counted in"),
            "next_unit": _("Counted in"),
            "reply_unit": _("Counted in"),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse terms longer than a promise may run."""
        cleaned = super().clean() or {}
        for which in ("first", "next", "reply"):
            amount, unit = cleaned.get(f"{which}_amount"), cleaned.get(f"{which}_unit")
            try:
                if amount is not None and unit:
                    Terms(amount, Unit(unit))
            except ValueError as wrong:
                self.add_error(f"{which}_amount", str(wrong))
        return cleaned


class StageForm(forms.ModelForm):  # type: ignore[type-arg]  # no parameter at run time
    """A stage: the team's word, what it is for, the candidate's sentence."""

    class Meta:
        model = Stage
        fields = ["name", "kind", "sentence"]
        help_texts = {"kind": _("What the stage is for, whatever you call it.")}


class TeamForm(forms.ModelForm):  # type: ignore[type-arg]  # no parameter at run time
    """A team's name."""

    class Meta:
        model = Team
        fields = ["name"]
