"""Forms at the door: allauth's in our words, invitations, new passwords, the first day."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    SetPasswordForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.team.forms.fields import ReplyAddressField, ZoneField

if TYPE_CHECKING:
    from hearback.accounts.models import Invitation

CODE_HINT = _("Six digits from your authenticator app, or one of your recovery codes.")


class _InOurWords:
    """Labels instead of placeholders, and no markup in hints."""

    labels: dict[str, Any] = {}
    hints: dict[str, Any] = {}
    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            field.help_text = self.hints.get(name, "")


class SignInForm(_InOurWords, LoginForm):  # type: ignore[misc]  # allauth comes without types
    """Address and password."""

    labels = {"login": _("E-mail address"), "password": _("Password")}


class PasswordAgainForm(_InOurWords, ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something that matters."""

    labels = {"password": _("Password")}


class ChangeMyPasswordForm(_InOurWords, ChangePasswordForm):  # type: ignore[misc]
    """A new password for somebody who knows the old one."""

    labels = {
        "oldpassword": _("Your password now"),
        "password1": _("New password"),
        "password2": _("New password again"),
    }
    hints = {"password1": _("At least 10 characters. A few unrelated words do well.")}


class SetMyPasswordForm(_InOurWords, SetPasswordForm):  # type: ignore[misc]
    """A first password for somebody who came in by a link."""

    labels = {"password1": _("New password"), "password2": _("New password again")}
    hints = ChangeMyPasswordForm.hints


class CodeForm(_InOurWords, AuthenticateForm):  # type: ignore[misc]
    """The second factor at sign-in."""

    labels = {"code": _("Code")}
    hints = {"code": CODE_HINT}


class CodeAgainForm(_InOurWords, ReauthenticateByCodeForm):  # type: ignore[misc]
    """The second factor once more, before something that matters."""

    labels = {"code": _("Code")}
    hints = {"code": CODE_HINT}


class AuthenticatorAppForm(_InOurWords, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new authenticator app."""

    labels = {"code": _("Code")}
    hints = {"code": _("The six digits your app shows now.")}


class PasskeyForm(_InOurWords, AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey and what its owner calls it."""

    labels = {"name": _("Name"), "passwordless": _("Sign in with this alone, without a password")}
    hints = {
        "name": _("Such as: my phone."),
        "passwordless": _("Your device then asks for your fingerprint, face or PIN."),
    }


class PasskeyNameForm(_InOurWords, EditWebAuthnForm):  # type: ignore[misc]
    """Another name for a passkey."""

    labels = {"name": _("Name")}


class PasswordMixin(forms.Form):
    """One new password, checked for strength; shown while typing, so it need not be typed twice."""

    password = forms.CharField(
        label=_("Password"),
        max_length=128,
        strip=False,
        help_text=_("At least 10 characters. A few unrelated words do well."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def owner(self) -> Member:
        """Who the password is for: it must not be like their name or address."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Check the password against the owner and the list of common ones."""
        cleaned = super().clean() or {}
        if password := cleaned.get("password"):
            try:
                validate_password(password, self.owner())
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        return cleaned


class ForgottenForm(forms.Form):
    """Which address the password link goes to."""

    email = forms.EmailField(
        label=_("E-mail address"),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )


class NewPasswordForm(PasswordMixin):
    """A new password behind a password link."""

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member
        self.fields["password"].label = _("New password")

    def owner(self) -> Member:
        """The member of the link."""
        return self.member


class JoinForm(PasswordMixin):
    """Name, phone and password of somebody who accepts an invitation."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("As candidates read it in your letters."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("Phone"),
        max_length=40,
        required=False,
        help_text=_("Candidates see it under your letters."),
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    field_order = ["name", "phone", "password"]

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.fields["name"].initial = invitation.name

    def owner(self) -> Member:
        """The member this will be."""
        name = self.cleaned_data.get("name", "")
        return Member(email=self.invitation.email, name=name)


class FirstDayForm(PasswordMixin):
    """The administrator's and the organisation's names on the first day."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=120,
        help_text=_("As candidates read it in your letters."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("You sign in with it."),
        widget=forms.EmailInput(attrs={"autocomplete": "username"}),
    )
    organisation = forms.CharField(
        label=_("Name of your organisation"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
    reply_address = ReplyAddressField()
    zone = ZoneField()
    field_order = ["name", "email", "password", "organisation", "reply_address", "zone"]

    def owner(self) -> Member:
        """The administrator this will be."""
        data = self.cleaned_data
        return Member(email=data.get("email", ""), name=data.get("name", ""))
