"""What somebody sends from their page: a word, a reason, a day, or words to the recruiter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearback.feedback.asking.models import Tap

if TYPE_CHECKING:
    from hearback.feedback.asking.models import Ask
    from hearback.pipeline.models import Criterion

LONGEST_LINE, LONGEST_NAME = 4_000, 200
NONE = "none"


def _line(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_LINE,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class WordForm(forms.Form):
    """Yes, maybe or no by one button, and a line; who answers, where several might."""

    who = forms.CharField(
        label=_("Who is answering?"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    line = _line(_("In a line: what did you see?"))
    answer = forms.ChoiceField(choices=Tap.choices, widget=forms.HiddenInput)

    def __init__(self, *args: Any, ask: Ask, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["who"].required = ask.contact.is_shared
        if not ask.contact.is_shared:
            self.fields["who"].label = _("Answering for somebody? Your name")

    def clean_who(self) -> str:
        """Empty when it is the contact's own name."""
        return str(self.cleaned_data["who"]).strip()


class ReasonForm(forms.Form):
    """What a no is about: one of the opening's criteria, and a line where there was none."""

    criterion = forms.ChoiceField(
        label=_("Which of these was missing?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one of these, or none of them.")},
    )
    line = _line(_("In a line: what made you say no?"))

    def __init__(self, *args: Any, ask: Ask, **more: Any) -> None:
        super().__init__(*args, **more)
        self._criteria = list(ask.application.opening.criteria.order_by("position"))
        field = self.fields["criterion"]
        if isinstance(field, forms.ChoiceField):
            known = [(str(one.pk), one.text) for one in self._criteria]
            field.choices = [*known, (NONE, _("None of these"))]
        if not self._criteria:
            del self.fields["criterion"]
        if ask.line:
            del self.fields["line"]

    def chosen(self) -> Criterion | None:
        """The criterion it is about, once the form is valid."""
        key = self.cleaned_data.get("criterion", "")
        return next((one for one in self._criteria if str(one.pk) == key), None)
