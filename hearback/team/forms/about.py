"""The form in which a member says a line about themselves and how they like to be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearback.accounts.access import Right, may
from hearback.channels.chat_addresses import LONGEST
from hearback.channels.models import Channel
from hearback.team.forms.fields import LineField

if TYPE_CHECKING:
    from hearback.accounts.models import Member

WAYS = [
    (Channel.EMAIL.value, _("Mail")),
    (Channel.SMS.value, _("Text message")),
    (Channel.CHAT.value, _("Chat")),
]
OR_NONE = [("", _("Nothing else")), *WAYS]


class AboutForm(forms.Form):
    """A line for candidates, the order of ways, and the address of a chat, which is never shown."""

    line = LineField()
    first = forms.ChoiceField(label=_("Ask me first by"), choices=WAYS)
    second = forms.ChoiceField(label=_("Then by"), choices=OR_NONE, required=False)
    third = forms.ChoiceField(label=_("And by"), choices=OR_NONE, required=False)
    chat = forms.CharField(
        label=_("Address of your chat"),
        help_text=_(
            "Choose a chat only you read: whoever reads it can answer in your name. The address is"
            " kept locked away and never shown again."
        ),
        max_length=LONGEST,
        required=False,
        widget=forms.TextInput(
            attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    forget_chat = forms.BooleanField(label=_("Forget the address of my chat"), required=False)
    weekly_digest = forms.BooleanField(
        label=_("Send me the week in figures on Monday morning"), required=False
    )

    @classmethod
    def of(cls, member: Member, data: Any = None) -> AboutForm:
        """The form filled with what is known, or with what was sent."""
        first, second, third = [*member.ask_by, "", "", ""][:3]
        known = {"line": member.line, "first": first, "second": second, "third": third}
        form = cls(data, initial=known | {"weekly_digest": member.weekly_digest})
        if not may(member, Right.INSIGHTS):
            del form.fields["weekly_digest"]
        if member.chat is not None:
            form.fields["chat"].label = _("Address of another chat, in its place")
        return form

    @property
    def ways(self) -> list[forms.BoundField]:
        """The three places of the order."""
        return [self["first"], self["second"], self["third"]]

    @property
    def told(self) -> dict[str, Any]:
        """What the act wants to know."""
        said = self.cleaned_data
        return {
            "line": said["line"],
            "ask_by": [said["first"], said["second"], said["third"]],
            "chat": said["chat"],
            "forget_chat": said["forget_chat"],
            "weekly_digest": said.get("weekly_digest"),
        }
