"""The boxes of candidates' forms: one line, several, an address, a number."""

from __future__ import annotations

from typing import Any
from unicodedata import normalize

from django import forms
from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hearback.rules.text import many_lines, one_line, plausible_address

NAME_LIMIT = 200
EMAIL_LIMIT = 254
PHONE_LIMIT = 40
FEWEST_DIGITS = 5
_TOO_LONG = _("Please use at most %(limit_value)d characters here.")


class Line(forms.CharField):
    """One line of text, cleaned of everything that is not text before it is looked at."""

    def __init__(self, limit: int, *, missing: str | LazyText = "", **more: Any) -> None:
        self.limit = limit
        messages: Any = {"required": missing, "max_length": _TOO_LONG}
        super().__init__(max_length=limit, error_messages=messages, **more)

    def to_python(self, value: Any) -> str:
        """One character more than fits is let through, so that the limit is said, not hidden."""
        return one_line(str(value or ""), self.limit + 1)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave out maxlength: a browser would cut what somebody pastes without a word."""
        attrs = super().widget_attrs(widget)
        return {name: value for name, value in attrs.items() if name != "maxlength"}


class Lines(Line):
    """Several lines of text, cleaned likewise."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        """Cleaned, with one character more than fits."""
        return many_lines(str(value or ""), self.limit + 1)


class Address(Line):
    """An e-mail address, kept in the very characters its owner typed."""

    widget = forms.EmailInput(
        attrs={"autocomplete": "email", "spellcheck": "false", "autocapitalize": "none"}
    )

    def to_python(self, value: Any) -> str:
        """Cleaned of what is no text, but not respelt: another form might be another mailbox."""
        typed, cleaned = str(value or "").strip(), super().to_python(value)
        return typed if normalize("NFC", typed[: 2 * self.limit]) == cleaned else cleaned

    def validate(self, value: str) -> None:
        """Only what mail could be sent to."""
        super().validate(value)
        if value and len(value) <= self.limit and not plausible_address(value):
            raise forms.ValidationError(
                gettext("Please check this address. It should look like name@example.com.")
            )


class Phone(Line):
    """A number that could be rung, kept as typed."""

    widget = forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"})

    def validate(self, value: str) -> None:
        """Enough digits, and no letters but those of an extension."""
        super().validate(value)
        digits = sum(character.isdigit() for character in value)
        letters = any(character.isalpha() for character in value.partition(" ext")[0])
        if value and len(value) <= self.limit and (digits < FEWEST_DIGITS or letters):
            raise forms.ValidationError(
                gettext("Please check this number. It should look like +1 416 555 0123.")
            )
