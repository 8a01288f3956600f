"""What a candidate taps: how they see it after a meeting, and whether feedback helped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from hearback.feedback.circle.models import Came, Helped, Keen
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from django.utils.functional import Promise as LazyText

LONGEST = 500
# What candidates read on the buttons; the team's labels are those of the models.
KEEN: list[tuple[str, str | LazyText]] = [
    (Keen.STILL.value, _("Still keen")),
    (Keen.UNSURE.value, _("Not sure")),
    (Keen.NO_LONGER.value, _("No longer")),
]
HELPED: list[tuple[str, str | LazyText]] = [
    (Helped.YES.value, _("It helped")),
    (Helped.A_LITTLE.value, _("A little")),
    (Helped.NO.value, _("It did not help")),
]


CAME: list[tuple[str, str | LazyText]] = [
    (Came.ON_TIME.value, _("Yes")),
    (Came.LATE.value, _("No, they came late")),
    (Came.NOT_MET.value, _("We did not meet")),
]


class KeenForm(forms.Form):
    """One of three buttons sends it; the line may stay empty."""

    came = forms.ChoiceField(
        label=_("Did those you met come on time?"),
        choices=CAME,
        required=False,
        widget=forms.RadioSelect,
    )

    line = forms.CharField(
        label=_("A line, if you like"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    may_pass_on = forms.BooleanField(
        label=_("This may be passed on to those I met."),
        required=False,
    )
    tap = forms.ChoiceField(choices=KEEN, error_messages={"required": _("Tap one of the three.")})

    def clean_line(self) -> str:
        """One clean line."""
        return one_line(str(self.cleaned_data["line"]), LONGEST)


class HelpedForm(forms.Form):
    """One of three buttons sends it; the line may stay empty."""

    line = forms.CharField(
        label=_("A line, if you like"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    tap = forms.ChoiceField(choices=HELPED, error_messages={"required": _("Tap one of the three.")})

    def clean_line(self) -> str:
        """One clean line."""
        return one_line(str(self.cleaned_data["line"]), LONGEST)


def tapped(choices: list[tuple[str, str | LazyText]], value: str) -> str:
    """What a candidate reads for what they tapped; empty when they have not."""
    return str(dict(choices).get(value, ""))
