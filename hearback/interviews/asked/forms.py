"""Four taps, a line, and the wish to be contacted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearback.interviews.asked.actions import LONGEST, Told
from hearback.rules.measures.recommend import HIGHEST, LOWEST
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from hearback.interviews.asked.models import Opinion

YES, NO = "yes", "no"
VALUES = {YES: True, NO: False}


class Tap(forms.ChoiceField):
    """Yes or no by one tap; leaving it out is an answer too."""

    widget = forms.RadioSelect

    def __init__(self, label: Any) -> None:
        super().__init__(label=label, choices=[(YES, _("Yes")), (NO, _("No"))], required=False)


class AskedForm(forms.Form):
    """How it was, as the candidate is asked."""

    on_time = Tap(_("Did it begin on time?"))
    prepared = Tap(_("Were the people you met prepared?"))
    undisturbed = Tap(_("Could you talk undisturbed?"))
    clear = Tap(_("Was it clear what it was about, and what comes next?"))
    went_well = forms.CharField(
        label=_("What went well, or should go better?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    contact = forms.BooleanField(
        label=_("Please contact me about it."),
        required=False,
        help_text=_("This tells us who you are; the answers above stay apart from it."),
    )

    def clean_went_well(self) -> str:
        """One clean line."""
        return one_line(str(self.cleaned_data["went_well"]), LONGEST)

    def told(self) -> Told:
        """What was said, once the form is valid."""
        said = self.cleaned_data
        taps = {
            tap: VALUES.get(said[tap]) for tap in ("on_time", "prepared", "undisturbed", "clear")
        }
        return Told(**taps, went_well=said["went_well"], recommend=said.get("recommend"))


class PanelForm(AskedForm):
    """The same, as an interviewer is asked."""

    prepared = Tap(_("Did you have what you needed to prepare?"))
    clear = Tap(_("Was it clear to you what to find out?"))
    recommend = forms.TypedChoiceField(
        label=_("How likely are you to recommend interviewing with us to a colleague?"),
        help_text=_("0 is not at all likely, 10 is extremely likely."),
        choices=[(number, str(number)) for number in range(LOWEST, HIGHEST + 1)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect(attrs={"class": "of-scale"}),
    )


def first_values(opinion: Opinion | None) -> dict[str, object]:
    """What somebody said before, as long as it can still be changed."""
    if opinion is None:
        return {}
    words = {True: YES, False: NO, None: ""}
    taps = {
        tap: words[getattr(opinion, tap)] for tap in ("on_time", "prepared", "undisturbed", "clear")
    }
    return {**taps, "went_well": opinion.went_well, "recommend": opinion.recommend}
