"""The form for naming a calendar; a password is taken and never shown again."""

from django import forms
from django.utils.translation import gettext_lazy as _


class CalendarForm(forms.Form):
    """Where a calendar is, and who may read it."""

    address = forms.CharField(
        label=_("Address of the calendar"),
        max_length=1000,
        widget=forms.TextInput(
            attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}
        ),
    )
    name = forms.CharField(
        label=_("What you call it"),
        max_length=80,
        required=False,
        help_text=_("Left empty, it is called what it calls itself."),
    )
    user = forms.CharField(
        label=_("User name"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=500,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    @property
    def open_sign_in(self) -> bool:
        """Whether the part for a name and a password is shown unfolded: when it may be missing."""
        return bool(self.is_bound and self.errors)
