"""Forms of the settings of interviews: rooms, and how many each can take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Place
from hearback.interviews.models import Room
from hearback.interviews.plan.queries import limits

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hearback.accounts.models import Member

MOST_A_DAY, MOST_A_WEEK = 16, 60


class RoomForm(forms.Form):
    """What a room is called and how to find it."""

    name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As candidates read it: The attic.")
    )
    how_to_find = forms.CharField(
        label=_("How to find it"),
        max_length=200,
        required=False,
        help_text=_("From the door: up the stairs, second on the left."),
    )

    @classmethod
    def of(cls, room: Room, data: Mapping[str, Any] | None) -> RoomForm:
        """The form of a room that is there."""
        return cls(data, initial={"name": room.name, "how_to_find": room.how_to_find})


class NewRoomForm(RoomForm):
    """A room and the place it is in."""

    place = forms.ModelChoiceField(label=_("Place"), queryset=Place.objects.none())
    field_order = ("place", "name", "how_to_find")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = Place.objects.all()  # type: ignore[attr-defined]


class LimitForm(forms.Form):
    """The parts of interviews one member takes."""

    per_day = forms.IntegerField(label=_("A day"), min_value=0, max_value=MOST_A_DAY)
    per_week = forms.IntegerField(label=_("A week"), min_value=0, max_value=MOST_A_WEEK)

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member

    def clean(self) -> dict[str, Any]:
        """A week has room for a day."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("per_day", 0) > cleaned.get("per_week", MOST_A_WEEK):
            self.add_error("per_week", _("This is less than a day."))
        return cleaned


def limit_forms(data: Mapping[str, Any] | None) -> list[LimitForm]:
    """A form for each member who is here."""
    return [
        LimitForm(
            data,
            prefix=f"member-{row.member.pk}",
            member=row.member,
            initial={"per_day": row.per_day, "per_week": row.per_week},
        )
        for row in limits()
    ]
