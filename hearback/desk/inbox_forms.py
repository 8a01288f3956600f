"""The boxes of a conversation: a reply, a moment to come back, a colleague, a note."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from hearback.accounts.access import RIGHTS, Right
from hearback.accounts.models import Member
from hearback.channels.models import Channel
from hearback.desk.forms import Moment
from hearback.inbox.actions.drafts import LONGEST

if TYPE_CHECKING:
    from collections.abc import Sequence

NOW, MORNING, AT = "now", "morning", "at"


class ReplyForm(forms.Form):
    """What somebody writes back, by which way, and when it leaves."""

    text = forms.CharField(
        label=_("Your reply"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "data-key": "r"}),
        error_messages={"required": _("Write a few words: an empty reply helps nobody.")},
    )
    channel = forms.ChoiceField(label=_("Goes by"), widget=forms.RadioSelect)
    when = forms.ChoiceField(
        choices=[(NOW, ""), (MORNING, ""), (AT, "")], required=False, widget=forms.HiddenInput
    )
    at = Moment(label=_("Another time"), required=False)
    seen = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, ways: Sequence[Channel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = cast("forms.ChoiceField", self.fields["channel"])
        field.choices = [(way.value, way.label) for way in ways]
        field.required = len(ways) > 1
        self.ways = ways
        self.fields["channel"].initial = ways[0] if ways else ""

    def clean(self) -> dict[str, Any]:
        """A time has to be named where one is wanted."""
        said = super().clean() or {}
        if said.get("when") == AT and not said.get("at") and "at" not in self.errors:
            self.add_error("at", _("Say when it should leave."))
        return said

    @property
    def way(self) -> Channel:
        """The way chosen, the usual one when there is no choice; only after a valid form."""
        return Channel(self.cleaned_data["channel"] or (self.ways or [Channel.EMAIL])[0])


class SnoozeForm(forms.Form):
    """When a conversation comes back to the list."""

    until = Moment(label=_("Back at"))


class AssignForm(forms.Form):
    """Who answers: anybody here who may."""

    to = forms.ModelChoiceField(
        queryset=Member.objects.none(), label=_("Who answers"), empty_label=_("Choose somebody")
    )

    def __init__(self, *args: Any, owner: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [role for role, rights in RIGHTS.items() if Right.ANSWER in rights]
        here = Member.objects.filter(is_active=True, role__in=roles).exclude(pk=owner.pk)
        cast("forms.ModelChoiceField[Member]", self.fields["to"]).queryset = here
