"""Referring somebody, and the answer of whoever was thought of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hearback.pipeline.friend import hears_little, may_hear
from hearback.relations.letters import Thought
from hearback.rules.text import many_lines, one_line, plausible_address

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.pipeline.models import Opening
    from hearback.relations.models import Referral

NAME_LIMIT, ADDRESS_LIMIT, LINE_LIMIT, WORDS_LIMIT = 120, 254, 160, 600


class ReferForm(forms.Form):
    """Whom a colleague thought of, for what, and what they are told."""

    opening = forms.ChoiceField(
        label=_("For which job"), error_messages={"required": _("Choose the job.")}
    )
    name = forms.CharField(
        label=_("Their name"),
        max_length=NAME_LIMIT,
        help_text=_("As they like to be called."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Say who it is, so that the letter can greet them.")},
    )
    email = forms.CharField(
        label=_("Their e-mail"),
        max_length=ADDRESS_LIMIT,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Say where we may write to them.")},
    )
    known_from = forms.CharField(
        label=_("How you know each other"),
        max_length=LINE_LIMIT,
        required=False,
        help_text=_("So that they know which of their friends you are."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    why = forms.CharField(
        label=_("Why you thought of them"),
        max_length=WORDS_LIMIT,
        required=False,
        help_text=_("Only they read this. Nobody who decides does."),
        widget=forms.Textarea(attrs={"rows": "4"}),
    )
    language = forms.ChoiceField(label=_("They read"))

    def __init__(self, *args: Any, openings: Sequence[Opening], **more: Any) -> None:
        super().__init__(*args, **more)
        self._openings = {one.slug: one for one in openings}
        choices = [(one.slug, f"{one.title}, {one.place.name}") for one in openings]
        _choose(self, "opening", [("", gettext("Choose a job")), *choices])
        _choose(self, "language", list(settings.LANGUAGES))

    def clean_name(self) -> str:
        """One clean line."""
        return one_line(self.cleaned_data["name"], NAME_LIMIT)

    def clean_known_from(self) -> str:
        """One clean line."""
        return one_line(self.cleaned_data["known_from"], LINE_LIMIT)

    def clean_why(self) -> str:
        """Clean lines."""
        return many_lines(self.cleaned_data["why"], WORDS_LIMIT)

    def clean_email(self) -> str:
        """Only what mail could be sent to."""
        address = one_line(self.cleaned_data["email"], ADDRESS_LIMIT)
        if not plausible_address(address):
            raise forms.ValidationError(
                gettext("Please check this address. It should look like name@example.com.")
            )
        return address

    def chosen(self) -> Opening:
        """The opening; only after a valid form."""
        return self._openings[self.cleaned_data["opening"]]

    def thought(self) -> Thought:
        """What the letter says; only after a valid form."""
        said = self.cleaned_data
        return Thought(
            name=said["name"],
            email=said["email"],
            why=said["why"],
            known_from=said["known_from"],
        )


class AnswerForm(forms.Form):
    """Whether the colleague may hear how it goes on."""

    tell = forms.BooleanField(required=False)

    def __init__(self, *args: Any, referral: Referral, **more: Any) -> None:
        super().__init__(*args, **more)
        field, name = self.fields["tell"], referral.referrer.name
        field.label, field.help_text = may_hear(name), hears_little(name, knows_who=True)
        field.initial = bool(referral.consent_words)

    def consent_words(self) -> str:
        """The words beside the box where it was ticked, else nothing; only after a valid form."""
        return str(self.fields["tell"].label) if self.cleaned_data.get("tell") else ""


def _choose(form: forms.Form, name: str, choices: list[tuple[str, Any]]) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = choices
