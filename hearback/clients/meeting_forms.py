"""The team's forms for a meeting, and for the reason of what is called off or closed."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from hearback.clients.actions import Place
from hearback.clients.forms import LINE_LIMIT, NAME_LIMIT, person_words
from hearback.clients.models import Wish
from hearback.pipeline.models import Contact
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.clients.models import Meeting

HERE = "%Y-%m-%dT%H:%M"


def _wish() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Whose wish is it?"),
        choices=Wish.choices,
        initial=Wish.OURS,
        widget=forms.RadioSelect,
        help_text=_("For us alone: neither side reads it."),
    )


class ReasonForm(forms.Form):
    """Why, as everybody concerned reads it."""

    reason = forms.CharField(
        label=_("The reason"),
        max_length=300,
        help_text=_("Everybody concerned reads it as you write it."),
        error_messages={"required": _("Give the reason: everybody concerned will read it.")},
    )


class OffForm(ReasonForm):
    """Why a meeting is off, and whose wish that is."""

    wish = _wish()


class MeetingForm(forms.Form):
    """What, with whom, where and when; the clock is that of the place."""

    contact = forms.ModelChoiceField(
        queryset=Contact.objects.none(), label=_("With whom"), empty_label=None
    )
    words = forms.CharField(
        label=_("What it is"), max_length=NAME_LIMIT, help_text=_("Such as: Lunch")
    )
    place_name = forms.CharField(label=_("Where"), max_length=NAME_LIMIT)
    address = forms.CharField(label=_("Address"), max_length=LINE_LIMIT, required=False)
    begins = forms.DateTimeField(
        label=_("It begins"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=HERE),
        input_formats=[HERE, "%Y-%m-%dT%H:%M:%S"],
        error_messages={"required": _("Name a day and an hour.")},
    )
    minutes = forms.IntegerField(label=_("Minutes"), min_value=10, max_value=600, initial=60)

    def __init__(
        self, *args: Any, contacts: Sequence[Contact], moving: Meeting | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        if moving is not None:
            del self.fields["contact"]
            self.fields["reason"] = ReasonForm.base_fields["reason"]
            self.fields["wish"] = _wish()
            return
        field = cast("forms.ModelChoiceField[Contact]", self.fields["contact"])
        field.queryset = Contact.objects.filter(pk__in=[one.pk for one in contacts])
        field.label_from_instance = person_words  # type: ignore[method-assign,assignment]

    @property
    def looked(self) -> bool:
        """Whether they were asked about something near an order, and found it to be another."""
        return "looked" in self.data

    def place(self, zone: str) -> Place:
        """Where and when on the clock of `zone`; only after a valid form."""
        said = self.cleaned_data
        begins_at = said["begins"]
        return Place(
            words=one_line(said["words"], NAME_LIMIT),
            place_name=one_line(said["place_name"], NAME_LIMIT),
            address=one_line(said["address"], LINE_LIMIT),
            begins_at=begins_at,
            ends_at=begins_at + timedelta(minutes=said["minutes"]),
            zone=zone,
        )


def first_values(meeting: Meeting) -> dict[str, Any]:
    """What the boxes hold before somebody moves a meeting."""
    length: timedelta = meeting.ends_at - meeting.begins_at
    return {
        "words": meeting.words,
        "place_name": meeting.place_name,
        "address": meeting.address,
        "begins": meeting.begins_at,
        "minutes": int(length.total_seconds() // 60),
    }
