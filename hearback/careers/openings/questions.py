"""The questions of a brief as repeated boxes: emptying one takes it out, blank ones follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.utils.translation import gettext_lazy as _

from hearback.careers.openings.draft import Asked
from hearback.pipeline.brief import lines
from hearback.pipeline.models import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hearback.pipeline.models import Opening

BLANK = 2
MANY = 15
# As many as anybody may send; what is more than 25 needs a reason, which the act asks for.
MOST = 60
FEWEST_CHOICES = 2


class QuestionForm(forms.Form):
    """One question; without words it is not there."""

    pk = forms.IntegerField(required=False, widget=forms.HiddenInput)
    text = forms.CharField(label=_("Question"), max_length=200, required=False)
    kind = forms.ChoiceField(label=_("Answered by"), choices=QuestionKind.choices)
    choices = forms.CharField(
        label=_("Choices, one a line"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2000,
    )
    is_required = forms.BooleanField(label=_("Needs an answer"), required=False)
    must_have = forms.ChoiceField(label=_("Asks about the must-have"), required=False)

    def __init__(self, *args: Any, must_haves: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(text, text) for text in must_haves]
        field = cast("forms.ChoiceField", self.fields["must_have"])
        field.choices = [("", _("none")), *known]

    def clean(self) -> dict[str, Any]:
        """A choice needs choices; only yes or no can speak for a must-have."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("text"):
            return cleaned
        kind = cleaned.get("kind")
        if kind == QuestionKind.CHOICE and len(lines(cleaned.get("choices", ""))) < FEWEST_CHOICES:
            self.add_error("choices", _("Write at least two choices, one a line."))
        if cleaned.get("must_have") and kind != QuestionKind.YES_NO:
            self.add_error("must_have", _("Only a yes or no question can ask about a must-have."))
        return cleaned

    def asked(self) -> Asked | None:
        """The question as typed, None when its box is empty."""
        cleaned = self.cleaned_data
        if not cleaned.get("text"):
            return None
        return Asked(
            pk=cleaned["pk"],
            text=cleaned["text"],
            kind=cleaned["kind"],
            choices=tuple(lines(cleaned["choices"])),
            is_required=cleaned["is_required"],
            must_have=cleaned["must_have"],
        )


class Questions(BaseFormSet):  # type: ignore[type-arg]  # no parameter at run time
    """All questions of one brief, in order."""

    def asked(self) -> list[Asked]:
        """The questions as typed, empty boxes left out."""
        found = (form.asked() for form in self.forms)
        return [question for question in found if question is not None]

    def clean(self) -> None:
        """Whether every question is there once."""
        if any(self.errors):
            return
        texts = [question.text for question in self.asked()]
        if len(texts) != len(set(texts)):
            raise ValidationError(_("A question is there twice."))


def questions_form(
    opening: Opening | None,
    data: Mapping[str, Any] | None = None,
    *,
    must_haves: Sequence[str] = (),
    blank: int = BLANK,
) -> Questions:
    """The boxes for the questions of an opening (none yet for a new one), and some blank ones."""
    made = formset_factory(
        QuestionForm,
        formset=Questions,
        extra=blank,
        max_num=MOST,
        absolute_max=MOST,
        validate_max=True,
    )
    stored = opening.questions.select_related("criterion") if opening else []
    boxes = made(
        data,
        prefix="questions",
        initial=[
            {
                "pk": one.pk,
                "text": one.text,
                "kind": one.kind,
                "choices": "\n".join(one.choices),
                "is_required": one.is_required,
                "must_have": one.criterion.text if one.criterion else "",
            }
            for one in stored
        ],
        form_kwargs={"must_haves": list(must_haves)},
    )
    return cast("Questions", boxes)
