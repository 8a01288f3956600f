"""What a guest tells us about an interview: which time, the way they have, what they need."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from hearback.careers.fields import Line, Lines

NEEDS_LIMIT, REASON_LIMIT, WORDS_LIMIT = 1000, 200, 2000
LONGEST_WAY = 24 * 60


class TimeForm(forms.Form):
    """The time they chose."""

    slot = Line(40, label=_("Your time"), missing=_("Please choose a time."))
    reason = Line(
        REASON_LIMIT,
        label=_("Would you like to say why?"),
        required=False,
        help_text=_("Those you meet read it. You need not say."),
    )


class WishesForm(forms.Form):
    """The way they have, what they need, and whether an earlier time would be welcome."""

    travel_minutes = forms.IntegerField(
        label=_("How many minutes is your way to us?"),
        required=False,
        min_value=0,
        max_value=LONGEST_WAY,
        help_text=_("So that we can stop you before you set out, should anything happen."),
        error_messages={"invalid": _("Please give the minutes as a number.")},
    )
    needs = Lines(
        NEEDS_LIMIT,
        label=_("Is there anything we can see to?"),
        required=False,
        help_text=_("A step-free way, more light, an interpreter, a break: whatever helps you."),
    )
    wants_earlier = forms.BooleanField(
        label=_("Tell me if an earlier time comes free"), required=False
    )

    def __init__(self, *args: object, in_person: bool, booked: bool, **more: object) -> None:
        super().__init__(*args, **more)  # type: ignore[arg-type]
        if not in_person:
            del self.fields["travel_minutes"]
        if not booked:
            del self.fields["wants_earlier"]


class OtherForm(forms.Form):
    """Times that would suit them, in their own words."""

    words = Lines(
        WORDS_LIMIT,
        label=_("Which times would suit you?"),
        missing=_("Please name a few times that would suit you."),
        help_text=_("A few days and hours, such as: Tuesday after 16:00, or any Friday."),
    )


class OffForm(forms.Form):
    """Why it is called off, if they like to say."""

    reason = Line(
        REASON_LIMIT,
        label=_("Would you like to say why?"),
        required=False,
        help_text=_("Those you would have met read it. You need not say."),
    )
