"""The few forms of the desk itself; answers and briefs have their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from hearback.accounts.access import RIGHTS, Right
from hearback.accounts.models import Member
from hearback.pipeline.models import Stage

if TYPE_CHECKING:
    from datetime import datetime

HERE = "%Y-%m-%dT%H:%M"


class Moment(forms.DateTimeField):
    """A day and an hour on the clock of whoever fills the form in."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format=HERE)
        missing = {"required": _("Name a day and an hour.")}
        errors = missing | (kwargs.pop("error_messages", None) or {})
        formats = [HERE, "%Y-%m-%dT%H:%M:%S"]
        super().__init__(widget=widget, input_formats=formats, error_messages=errors, **kwargs)


class HandOver(forms.Form):
    """Who takes an application over: anybody here who may answer candidates."""

    to = forms.ModelChoiceField(
        queryset=Member.objects.none(), label=_("Hand over to"), empty_label=_("Choose somebody")
    )

    def __init__(self, *args: Any, owner: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [role for role, rights in RIGHTS.items() if Right.ANSWER in rights]
        here = Member.objects.filter(is_active=True, role__in=roles).exclude(pk=owner.pk)
        field = cast("forms.ModelChoiceField[Member]", self.fields["to"])
        field.queryset = here


class Move(forms.Form):
    """Where somebody goes on the board: anywhere but where they are."""

    stage = forms.ModelChoiceField(
        queryset=Stage.objects.none(),
        label=_("Where to"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose where to.")},
    )

    def __init__(self, *args: Any, here: Stage, to: str | None = None, **kwargs: Any) -> None:
        elsewhere = Stage.objects.exclude(pk=here.pk)
        following = elsewhere.filter(position__gt=here.position).first()
        usual = following.pk if following else None
        super().__init__(*args, **{"initial": {"stage": to or usual}, **kwargs})
        cast("forms.ModelChoiceField[Stage]", self.fields["stage"]).queryset = elsewhere


class LogCall(forms.Form):
    """A call that was made: when, what was said, and whether it was the answer they waited for."""

    at = Moment(label=_("When you spoke"))
    words = forms.CharField(
        label=_("What you told them"),
        max_length=200,
        help_text=_("A few words; they stay with the promise as its evidence."),
        error_messages={"required": _("Say in a few words what you told them.")},
    )
    answers = forms.BooleanField(
        label=_("This was the answer they were promised"), required=False, initial=True
    )
    next_due_at = Moment(
        label=_("When they hear next, as you told them"),
        required=False,
        help_text=_("Left empty, the usual time of this opening counts from now."),
    )

    def __init__(self, *args: Any, zone: str, now: datetime | None = None, **kwargs: Any) -> None:
        if now is not None:
            kwargs["initial"] = {"at": now.astimezone(ZoneInfo(zone)).replace(tzinfo=None)}
        super().__init__(*args, **kwargs)
