"""The questions everybody is asked, in the words of `rules.measures` and the page's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from hearback.rules.measures import (
    Moment,
    ask_of_buying,
    ask_of_relationship,
    ask_to_recommend,
)
from hearback.rules.measures.recommend import HIGHEST, LOWEST
from hearback.rules.text import one_line
from hearback.surveys.actions import LONGEST, Told

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from hearback.rules.words import Words
    from hearback.surveys.models import Opinion

# The words of the rules once more, for the catalogs; a test holds the two together.
SAID_BY_RULES = (
    gettext_noop(
        "Based on your application, how likely are you to recommend applying to %(company)s to "
        "others?"
    ),
    gettext_noop(
        "Based on your interview, how likely are you to recommend applying to %(company)s to "
        "others?"
    ),
    gettext_noop(
        "Based on your whole experience, how likely are you to recommend applying to %(company)s "
        "to others?"
    ),
    gettext_noop(
        "Based on this experience, what becomes of your relationship with %(company)s: applying "
        "again, recommending, buying?"
    ),
    gettext_noop("Great: there will be more of it"),
    gettext_noop("Pretty good"),
    gettext_noop("Neutral: nothing changes"),
    gettext_noop("I will take it elsewhere"),
    gettext_noop("Would you still buy from %(company)s?"),
    gettext_noop("Yes"),
    gettext_noop("I am not sure"),
    gettext_noop("No"),
    gettext_noop("I never did"),
)


def in_words(words: Words) -> str:
    """A phrase of the rules in the language spoken now."""
    return _(words.one) % words.values


class Scale(forms.TypedChoiceField):
    """Eleven numbers in a row, of which one is tapped; leaving it out is an answer too."""

    widget = forms.RadioSelect(attrs={"class": "of-scale"})

    def __init__(self, label: Any) -> None:
        super().__init__(
            label=label,
            help_text=gettext_lazy("0 is not at all likely, 10 is extremely likely."),
            choices=[(number, str(number)) for number in range(LOWEST, HIGHEST + 1)],
            coerce=int,
            empty_value=None,
            required=False,
        )


class SaidForm(forms.Form):
    """Two questions and a line; the third only of a house that people buy from.

    `before` is what was said before: what a page does not ask again stays as it was. `tapped` is
    the number tapped in the mail.
    """

    line = forms.CharField(
        label=gettext_lazy("What should we keep doing, or do differently?"),
        required=False,
        # Counted as one line, which is how it is kept: a browser sends two signs for a line's end.
        widget=forms.Textarea(attrs={"rows": 3, "maxlength": LONGEST}),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        moment: Moment,
        house: str,
        sells: bool,
        before: Mapping[str, object],
        tapped: int | None = None,
        line: bool = True,
    ) -> None:
        self.before: dict[str, Any] = dict(before)
        first = {} if tapped is None else {"recommend": tapped}
        super().__init__(data, initial={**before, **first})
        asked: dict[str, forms.Field] = {
            "recommend": Scale(in_words(ask_to_recommend(moment, house))),
            "relationship": _one_of(*ask_of_relationship(house), coerce=int, empty=None),
        }
        if sells:
            asked["buying"] = _one_of(*ask_of_buying(house), coerce=str, empty="")
        self.fields = asked | ({"line": self.fields["line"]} if line else {})

    def clean_line(self) -> str:
        """One clean line, whole."""
        line = one_line(self.cleaned_data["line"], 2 * LONGEST)
        if len(line) > LONGEST:
            words = _("Please keep it to %(most)s characters: we would cut what is longer.")
            raise forms.ValidationError(words % {"most": LONGEST})
        return line

    @property
    def says_nothing(self) -> bool:
        """Whether no question of this form is answered; only after a valid form."""
        return not any(value not in {None, ""} for value in self.cleaned_data.values())

    def told(self) -> Told:
        """What was said, with what was said before and is not asked here; after a valid form."""
        return Told(**{**self.before, **self.cleaned_data})


def _one_of(
    question: Words, answers: Mapping[Any, Words], *, coerce: Callable[[Any], Any], empty: Any
) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=in_words(question),
        choices=[(value.value, in_words(words)) for value, words in answers.items()],
        coerce=coerce,
        empty_value=empty,
        required=False,
        widget=forms.RadioSelect,
    )


def first_values(opinion: Opinion | None) -> dict[str, object]:
    """What somebody said before, as long as it can still be changed."""
    if opinion is None or opinion.counted_at is not None:
        return {}
    known = {name: getattr(opinion, name) for name in ("recommend", "relationship", "buying")}
    return {**known, "line": opinion.line}
