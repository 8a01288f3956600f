"""Forms of public reviews: pasting one, a file of them, its answer, cause and fix, the terms."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearback.relations.reputation import queries as read
from hearback.relations.reputation.actions import Said

_DAY = forms.DateInput(attrs={"type": "date"})


class PasteForm(forms.Form):
    """A review as it stands on its site."""

    source = forms.CharField(
        label=_("Site"), max_length=80, help_text=_("Such as Glassdoor, kununu or Indeed.")
    )
    text = forms.CharField(
        label=_("What it says"),
        # Counted where it is kept: a browser told how long it may be would cut what is pasted.
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_("In its own language. Leave out who wrote it: we do not keep that."),
    )
    address = forms.URLField(
        label=_("Its address"), required=False, max_length=500, assume_scheme="https"
    )
    written_on = forms.DateField(label=_("Written on"), required=False, widget=_DAY)
    given = forms.CharField(label=_("Rating"), required=False, max_length=10)
    low = forms.CharField(label=_("Lowest of that site"), required=False, max_length=10)
    high = forms.CharField(label=_("Highest of that site"), required=False, max_length=10)
    place = forms.ModelChoiceField(read.places(), label=_("Place"), required=False)
    opening = forms.ModelChoiceField(read.openings(), label=_("Opening"), required=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial.setdefault("low", "1")
        self.initial.setdefault("high", "5")

    def said(self) -> Said:
        """What was typed."""
        return Said(**self.cleaned_data)


class FileForm(forms.Form):
    """A file of reviews."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("A column “text”, and where known: site, id, url, date, rating, scale, place."),
    )
    source = forms.CharField(
        label=_("Site"),
        max_length=80,
        required=False,
        help_text=_("Where the file does not say."),
    )


class AnswerForm(forms.Form):
    """Where the answer stands."""

    address = forms.URLField(
        label=_("Address of our answer"), max_length=500, assume_scheme="https"
    )


class CauseForm(forms.Form):
    """Why it was so."""

    cause = forms.ModelChoiceField(read.offered_causes(), label=_("Cause"), required=False)


class FixForm(forms.Form):
    """What is mended, by whom, by when."""

    fix = forms.CharField(label=_("What will be mended"), max_length=500)
    fix_owner = forms.ModelChoiceField(read.colleagues(), label=_("Who"))
    fix_by = forms.DateField(label=_("By"), widget=_DAY)


class TermsForm(forms.Form):
    """How soon, and by whom."""

    working_days = forms.IntegerField(
        label=_("Answered within, working days"), min_value=1, max_value=30
    )
    owner = forms.ModelChoiceField(
        read.colleagues(),
        label=_("By"),
        required=False,
        help_text=_("Nobody named: whoever answers for the opening, else a lead."),
    )


class NewCauseForm(forms.Form):
    """One more cause to choose from."""

    name = forms.CharField(label=_("One more cause"), max_length=80)
