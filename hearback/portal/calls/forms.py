"""What a candidate says about the call they would like."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hearback.careers.fields import PHONE_LIMIT, Line, Phone
from hearback.inbox.callbacks.words import hours_words, town
from hearback.rules.calls import Part

if TYPE_CHECKING:
    from hearback.rules.calls import Choice

ABOUT_LIMIT = 200
PART_WORDS = {
    Part.MORNING: _("in the morning"),
    Part.AFTERNOON: _("in the afternoon"),
    Part.AFTER_FIVE: _("after five"),
}


class CallForm(forms.Form):
    """When somebody would like to be rung, on which number and about what."""

    when = forms.ChoiceField(
        label=_("When suits you?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Please choose a time."),
            "invalid_choice": _("This time is not free any more. Please choose another one."),
        },
    )
    number = Phone(
        PHONE_LIMIT, label=_("Your number"), missing=_("Please tell us which number to ring.")
    )
    about = Line(
        ABOUT_LIMIT,
        label=_("What is it about?"),
        required=False,
        help_text=_("Then whoever rings you can look it up first."),
    )

    def __init__(self, *args: Any, offered: list[Choice], zone: str, **more: Any) -> None:
        super().__init__(*args, **more)
        when: Any = self.fields["when"]
        when.choices = [(one.key, _said(one, zone)) for one in offered]
        when.help_text = gettext("Times are %(zone)s time.") % {"zone": town(zone)}


def _said(choice: Choice, zone: str) -> str:
    """A window as somebody would say it: "Tuesday in the afternoon, 13:00 to 17:00"."""
    return gettext("%(day)s %(part)s, %(hours)s") % {
        "day": date_format(choice.day, "l"),
        "part": PART_WORDS[choice.part],
        "hours": hours_words(choice.window.begins_at, choice.window.ends_at, zone),
    }
