"""Forms about members: invite, role, hours, being away, handing over."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member, Place, Role, Team
from hearback.team import hours as week
from hearback.team.forms.fields import DayField, LineField, ZoneField
from hearback.team.past import write_past

if TYPE_CHECKING:
    from django.db.models import QuerySet

ROLE_HINT = _(
    "Interviewers and hiring managers see the openings they take part in. Recruiters see and answer"
    " everybody. Leads also change settings and hand work over. Administrators do all of that."
    " Analysts decide about nobody: they read figures, and what it is worth when customers apply."
)


class _About(forms.Form):
    """What an administrator decides of somebody: name, address, role, team."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail address"))
    role = forms.ChoiceField(
        label=_("Role"), choices=Role.choices, initial=Role.INTERVIEWER, help_text=ROLE_HINT
    )
    team = forms.ModelChoiceField(
        label=_("Team"), queryset=Team.objects.all(), required=False, empty_label=_("No team")
    )


class InviteForm(_About):
    """Whom to invite, and as what."""


class MemberForm(_About):
    """Who somebody is here."""

    job_title = forms.CharField(
        label=_("Job title"),
        max_length=120,
        required=False,
        help_text=_("Candidates read it under the letters."),
    )
    line = LineField(label=_("A line about them, for candidates"))
    place = forms.ModelChoiceField(
        label=_("Place"),
        queryset=Place.objects.all(),
        required=False,
        empty_label=_("No place"),
        help_text=_("Its public holidays and closed days are days off."),
    )
    zone = ZoneField()
    field_order = ["name", "email", "job_title", "line", "role", "team", "place", "zone"]

    @classmethod
    def of(cls, member: Member, data: Any = None) -> MemberForm:
        """The form filled with what is known of a member, or with what was sent."""
        known = {
            name: getattr(member, name)
            for name in ("name", "email", "job_title", "line", "role", "team", "place", "zone")
        }
        return cls(data, initial=known)


class HoursForm(forms.Form):
    """When somebody works, how to ring them, who stands in for them."""

    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        help_text=_("Candidates see it under your letters."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    stand_in = forms.ModelChoiceField(
        label=_("Stand-in"),
        queryset=Member.objects.none(),
        required=False,
        empty_label=_("Nobody yet: a lead is asked"),
        help_text=_("Gets new work while you are away, and is told when a promise is at risk."),
    )
    zone = ZoneField()
    worked_at = forms.CharField(
        label=_("Where you worked before"),
        required=False,
        max_length=2500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One employer on each line, with its years: Bloor Books, 2014 to 2019. Candidates may "
            "ask that nobody from a certain company meets them; nobody else reads this."
        ),
    )

    def __init__(self, *args: Any, takers: QuerySet[Member], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["stand_in"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = takers
        for weekday in week.WEEK:
            self.fields[f"day_{weekday}"] = DayField(weekday)

    @classmethod
    def of(cls, member: Member, takers: QuerySet[Member], data: Any = None) -> HoursForm:
        """The form filled with a member's hours, or with what was sent."""
        known: dict[str, Any] = {
            "phone": member.phone,
            "stand_in": member.stand_in,
            "zone": member.zone,
            "worked_at": write_past(member.worked_at),
        }
        days = {f"day_{day}": member.hours.get(str(day), []) for day in week.WEEK}
        return cls(data, initial={**known, **days}, takers=takers)

    @property
    def days(self) -> list[forms.BoundField]:
        """The seven fields of the week."""
        return [self[f"day_{weekday}"] for weekday in week.WEEK]

    def hours(self) -> week.Hours:
        """The week as it is stored; days off are left out."""
        days = ((str(day), self.cleaned_data[f"day_{day}"]) for day in week.WEEK)
        return {day: periods for day, periods in days if periods}

    def clean(self) -> dict[str, Any]:
        """Refuse a week without a single working hour."""
        cleaned = super().clean() or {}
        if not self.errors and not self.hours():
            raise forms.ValidationError(
                _("At least one day needs working hours, or no promise could ever fall due.")
            )
        return cleaned


class AwayForm(forms.Form):
    """Days away."""

    first_day = forms.DateField(
        label=_("First day away"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last_day = forms.DateField(
        label=_("Last day away"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=200,
        required=False,
        help_text=_("Read by you and by leads."),
    )

    def clean(self) -> dict[str, Any]:
        """Refuse days in the wrong order."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", _("The last day away comes before the first."))
        return cleaned


class TakerField(forms.ModelChoiceField):  # type: ignore[type-arg]  # no parameter at run time
    """A choice of members that says who is away."""

    away: frozenset[int] = frozenset()

    def label_from_instance(self, obj: Any) -> str:
        """The name, and that they are away then."""
        name = str(obj)
        return _("{name} (away then)").format(name=name) if obj.pk in self.away else name


class TakerForm(forms.Form):
    """Who takes over."""

    to = TakerField(
        label=_("Who takes over"), queryset=Member.objects.none(), empty_label=_("Choose somebody")
    )

    def __init__(
        self, *args: Any, takers: QuerySet[Member], away: frozenset[int], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        if isinstance(field, TakerField):
            field.queryset, field.away = takers, away
