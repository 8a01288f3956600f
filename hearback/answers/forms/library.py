"""Forms of the settings a no rests on: resources and the wordings of reasons."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from hearback.answers import queries
from hearback.answers.grounds import problems_of_wording, problems_of_words
from hearback.answers.models import DeclineReason, Resource, ResourceKind
from hearback.pipeline.models import Opening

LONGEST_ADDRESS = 200


def say_no_ill(words: str) -> None:
    """Raise ValidationError with what no letter may carry."""
    if problems := problems_of_words(words):
        raise ValidationError(problems)


def say_no_ill_reason(words: str) -> None:
    """Raise ValidationError with what no reason may say."""
    if problems := problems_of_wording(words):
        raise ValidationError(problems)


class ResourceForm(forms.ModelForm):  # type: ignore[type-arg]  # no parameter at run time
    """Help from elsewhere: what it is, what it does, and where."""

    url = forms.URLField(
        label=_("Address"),
        max_length=LONGEST_ADDRESS,
        assume_scheme="https",
        help_text=_("The page they open from the letter."),
    )

    class Meta:
        model = Resource
        fields = ["kind", "title", "words", "url", "is_offered"]
        labels = {"is_offered": _("Offer it")}
        help_texts = {
            "is_offered": _("Offering it says that its address was right today, so look first."),
        }
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        elsewhere = [one for one in ResourceKind.choices if one[0] != ResourceKind.OPENING]
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=elsewhere)
        self.fields["title"].validators.append(say_no_ill)
        self.fields["words"].validators.append(say_no_ill)


class ShelvedOpeningForm(forms.ModelForm):  # type: ignore[type-arg]  # no parameter at run time
    """An opening in the library: what letters call it and say of it; its page is its address."""

    class Meta:
        model = Resource
        fields = ["title", "words", "is_offered"]
        labels = {"is_offered": _("Offer it")}
        help_texts = {
            "title": _("What letters call it."),
            "words": _("Whom it may suit, if a sentence helps."),
            "is_offered": _("It is chosen only while it takes applications."),
        }
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["words"].required = False
        self.fields["title"].validators.append(say_no_ill)
        self.fields["words"].validators.append(say_no_ill)


class AddOpeningForm(forms.Form):
    """Another opening here that may suit somebody who was turned down."""

    opening = forms.ModelChoiceField(
        label=_("Opening"),
        queryset=Opening.objects.none(),
        empty_label=_("Choose an opening"),
        error_messages={"required": _("Choose an opening that takes applications.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        openings = queries.openings_to_add()
        cast("forms.ModelChoiceField[Opening]", self.fields["opening"]).queryset = openings
        self.is_empty = not openings.exists()


class ReasonForm(forms.ModelForm):  # type: ignore[type-arg]  # no parameter at run time
    """A wording of a reason, and what the team calls it."""

    class Meta:
        model = DeclineReason
        fields = ["name", "words", "is_offered"]
        labels = {"is_offered": _("Offer it")}
        help_texts = {"name": _("The team's word for it; candidates do not read it.")}
        widgets = {"words": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["words"].validators.append(say_no_ill_reason)
