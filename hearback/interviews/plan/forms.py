"""A round as a form; only what matters for its kind is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Place
from hearback.interviews.models import Room, Round
from hearback.interviews.plan.draft import COLUMNS, RoundDraft, columns_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.interviews.plan.draft import PartDraft
    from hearback.pipeline.models import Opening

DAY_HOURS = 24
MOST = {
    "notice_hours": 24 * 14,
    "days_ahead": 120,
    "buffer_minutes": 120,
    "moves": 20,
    "travel_minutes": 24 * 60,
}


class RoomsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # no parameter at run time
    """Rooms, each with its place."""

    def label_from_instance(self, obj: Room) -> str:
        """Such as "The attic, Toronto Queen Street"."""
        return f"{obj.name}, {obj.place.name}"


class RoundForm(forms.ModelForm):  # type: ignore[type-arg]  # no parameter at run time
    """Everything about a round but its parts; it checks and never stores."""

    rooms = RoomsField(
        label=_("Rooms"),
        queryset=Room.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Any of these is booked with it. None chosen: no room is booked."),
    )

    link = forms.URLField(
        label=_("Link of the video call"),
        required=False,
        max_length=200,
        assume_scheme="https",
        help_text=_("Everybody gets this link with the invitation."),
    )

    class Meta:
        model = Round
        fields = COLUMNS
        widgets = {
            "kind": forms.HiddenInput,
            "how_to_get_in": forms.Textarea(attrs={"rows": 2}),
            "bring": forms.Textarea(attrs={"rows": 2}),
        }
        labels = {
            "notice_hours": _("Hours of notice"),
            "buffer_minutes": _("Minutes to breathe between two of them"),
            "moves": _("Times they may move it themselves"),
            "travel_minutes": _("Minutes of travel, when they did not say"),
            "place": _("Place"),
        }
        help_texts = {
            "notice_hours": _("Nobody picks a time sooner than this."),
            "days_ahead": _("How far ahead they can pick."),
            "moves": _("After that they ask you."),
            "travel_minutes": _("So early they hear when they should not leave home."),
            "how_to_get_in": _("Which door, which bell, whom to ask for, a way without steps."),
            "bring": _("Say so when they need nothing."),
            "expenses": _("Such as: We pay your fare, bring the ticket."),
        }

    def __init__(self, *args: Any, opening: Opening, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.opening = opening
        self.initial["kind"] = kind
        for name in set(COLUMNS) - set(columns_of(kind)):
            del self.fields[name]
        for name in set(MOST) & set(self.fields):
            self.fields[name].validators.append(MaxValueValidator(MOST[name]))
            self.fields[name].widget.attrs["max"] = MOST[name]
        if "place" in self.fields:
            self._offer_places(opening)
        else:
            del self.fields["rooms"]

    def _offer_places(self, opening: Opening) -> None:
        place = cast("forms.ModelChoiceField[Place]", self.fields["place"])
        place.queryset = Place.objects.exclude(pk=opening.place_id)
        place.empty_label = opening.place.name
        asked = self.data.get("place", "") if self.is_bound else ""
        near = {opening.place_id, self.instance.place_id, int(asked) if asked.isdecimal() else None}
        rooms = Room.objects.filter(is_active=True, place__in=filter(None, near))
        field = cast("forms.ModelMultipleChoiceField[Room]", self.fields["rooms"])
        field.queryset = rooms.select_related("place").order_by("place__name", "name")
        if not rooms.exists():
            del self.fields["rooms"]

    def clean(self) -> dict[str, Any]:
        """Whether every room is where one meets, and any day is left to choose from."""
        cleaned = super().clean() or self.cleaned_data
        self._leave_days(cleaned)
        here = cleaned.get("place") or self.opening.place
        if astray := [one.name for one in cleaned.get("rooms", ()) if one.place != here]:
            words = _("This is not in %(place)s: %(rooms)s.")
            told = {"place": here.name, "rooms": ", ".join(astray)}
            self.add_error("rooms", ValidationError(words, params=told))
        return cleaned

    def _leave_days(self, cleaned: dict[str, Any]) -> None:
        """Notice that leaves no time at all would only show as an empty page of times."""
        notice = cleaned.get("notice_hours", 0)
        if cleaned.get("same_day") and notice >= DAY_HOURS:
            words = _("With %(hours)s hours of notice nobody can come the same day.")
            self.add_error("same_day", ValidationError(words, params={"hours": notice}))
        if notice >= DAY_HOURS * cleaned.get("days_ahead", MOST["days_ahead"]):
            words = _("With that much notice they have to be able to pick further ahead.")
            self.add_error("days_ahead", ValidationError(words))

    def draft(self, parts: Sequence[PartDraft]) -> RoundDraft:
        """What was typed, once it is valid, with the parts beside it."""
        cleaned = self.cleaned_data
        return RoundDraft(
            fields={name: cleaned[name] for name in COLUMNS if name in self.fields},
            rooms=tuple(cleaned.get("rooms", ())),
            parts=tuple(parts),
        )
