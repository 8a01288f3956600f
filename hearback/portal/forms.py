"""What a candidate types on their own pages: an address, a code, corrected details."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hearback.careers.actions import Correction
from hearback.careers.fields import (
    EMAIL_LIMIT,
    NAME_LIMIT,
    PHONE_LIMIT,
    Address,
    Line,
    Lines,
    Phone,
)

CODE_LIMIT = 40
QUESTION_LIMIT = 4000


class LostForm(forms.Form):
    """Where the links should go."""

    email = Address(
        EMAIL_LIMIT,
        label=_("Your e-mail"),
        help_text=_("The one you applied with."),
        missing=_("Please tell us the address you applied with."),
    )


class AskForm(forms.Form):
    """A question about the process, the job, anything."""

    words = Lines(
        QUESTION_LIMIT,
        label=_("Your question"),
        missing=_("Please write what you would like to know."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class WithCode(forms.Form):
    """A form that may need the code we mailed; without `wants_code` it is not asked for."""

    code = Line(
        CODE_LIMIT,
        label=_("The code from our mail"),
        help_text=_("Six digits. It works for ten minutes."),
        missing=_("Please type the code from our mail."),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "code"}
        ),
    )

    def __init__(self, *args: Any, wants_code: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if not wants_code:
            del self.fields["code"]


class WithdrawForm(WithCode):
    """Only the code: nobody has to say why they leave."""


class DetailsForm(WithCode):
    """What should be different; what is left empty stays as it is."""

    field_order = ("name", "phone", "no_phone", "email", "code")

    name = Line(
        NAME_LIMIT,
        label=_("Name"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = Phone(PHONE_LIMIT, label=_("Phone"), required=False)
    no_phone = forms.BooleanField(label=_("Forget my phone number"), required=False)
    email = Address(
        EMAIL_LIMIT,
        label=_("E-mail"),
        required=False,
        help_text=_("We write to the old and the new address that it has changed."),
    )

    def clean(self) -> dict[str, Any]:
        """Something has to change, and not two ways at once."""
        said = super().clean() or {}
        if self.errors:
            return said
        if said["phone"] and said["no_phone"]:
            self.add_error("phone", gettext("Give a new number or have it forgotten, not both."))
        elif not any(said[name] for name in ("name", "phone", "no_phone", "email")):
            self.add_error("name", gettext("Nothing is filled in yet. What should be different?"))
        return said

    def correction(self) -> Correction:
        """What is to change; only after a valid form."""
        said = self.cleaned_data
        phone = "" if said["no_phone"] else said["phone"] or None
        return Correction(name=said["name"] or None, phone=phone, email=said["email"] or None)
