"""Fields the team's pages share: time zones, working hours, addresses somebody reads."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models.member import LONGEST_LINE
from hearback.kit.errors import Invalid
from hearback.team import hours as week
from hearback.team.actions.house import check_reply_address, check_zone

if TYPE_CHECKING:
    from collections.abc import Callable


@lru_cache(maxsize=1)
def zone_names() -> list[str]:
    """The time zones to choose from: places, without the historic spellings."""
    areas = (
        "Africa/",
        "America/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    )
    return [*sorted(name for name in available_timezones() if name.startswith(areas)), "UTC"]


@lru_cache(maxsize=1)
def _spellings() -> dict[str, str]:
    """What people may type for a zone, folded: its whole name, or its town."""
    towns = {name.rpartition("/")[2].casefold(): name for name in zone_names()}
    return towns | {name.casefold(): name for name in available_timezones()}


class ZoneInput(forms.TextInput):
    """A box that offers the time zones while one types; without JavaScript too."""

    template_name = "team/zone_input.html"

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Add the zones to offer."""
        return {**super().get_context(name, value, attrs), "zones": zone_names()}


class ZoneField(forms.CharField):
    """A time zone by its name."""

    def __init__(self, **more: Any) -> None:
        hint = _("The nearest big town, such as America/Toronto.")
        told = {"label": _("Time zone"), "help_text": hint, "max_length": 64, **more}
        attrs = {"list": "zones", "autocomplete": "off", "spellcheck": "false"}
        super().__init__(widget=ZoneInput(attrs=attrs), **told)

    def clean(self, value: Any) -> str:
        """The official spelling of what was typed in any case; a town will do."""
        typed = str(super().clean(value))
        zone = _spellings().get(typed.strip().replace(" ", "_").casefold(), typed)
        if zone:
            _heed(check_zone, zone)
        return zone


class ReplyAddressField(forms.EmailField):
    """An address that letters come from and replies go to; somebody reads it."""

    def __init__(self, **more: Any) -> None:
        hint = _(
            "Letters to candidates come from here and their answers go here. Somebody reads it."
        )
        told = {"label": _("Reply address"), "help_text": hint, **more}
        super().__init__(**told)

    def clean(self, value: Any) -> str:
        """The address, unless nobody could answer to it."""
        address = str(super().clean(value))
        if address:
            _heed(check_reply_address, address)
        return address


class LineField(forms.CharField):
    """One line somebody writes about themselves."""

    def __init__(self, **more: Any) -> None:
        hint = _(
            "Candidates read it before they meet you, such as: “I run the shop in Harbour Street"
            " and began there on the till.”"
        )
        told: dict[str, Any] = {
            "label": _("A line about you, for candidates"),
            "help_text": hint,
            "required": False,
            "max_length": LONGEST_LINE,
            # Two lines of room, so that all of it is seen on a phone; it is kept as one.
            "widget": forms.Textarea(attrs={"rows": 2}),
        }
        super().__init__(**(told | more))


class DayField(forms.CharField):
    """The working hours of one weekday as text: “09:00-12:30, 13:00-17:30”."""

    def __init__(self, weekday: int) -> None:
        super().__init__(
            label=week.day_name(weekday),
            required=False,
            max_length=120,
            widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        )

    def prepare_value(self, value: Any) -> str:
        """Stored periods, or what was typed, as the form shows them."""
        return value if isinstance(value, str) else week.write_periods(value or ())

    def clean(self, value: Any) -> list[list[str]]:
        """The periods as they are stored."""
        try:
            return week.read_periods(str(super().clean(value)))
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from None


def _heed(check: Callable[[str], None], value: str) -> None:
    """Run a check of the actions and turn its refusal into the form's."""
    try:
        check(value)
    except Invalid as wrong:
        raise forms.ValidationError(wrong.sentence) from None
