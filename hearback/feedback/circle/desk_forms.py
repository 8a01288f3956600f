"""What a recruiter fills in: the rows of a draft, a reason to correct, words to pass on, levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hearback.feedback.circle.actions.draft import Written
from hearback.feedback.circle.evidence import as_points
from hearback.feedback.circle.models import FeedbackLevel
from hearback.pipeline.models import Contact
from hearback.rules.feedback import MOST, Level, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import QueryDict

    from hearback.feedback.circle.evidence import Seen
    from hearback.feedback.circle.models import Feedback, Point

LONGEST_WORDS, LONGEST_REASON, LONGEST_PASSED = 400, 300, 600


class RowForm(forms.Form):
    """One point: the evidence it rests on, and its words."""

    key = forms.ChoiceField(label=_("It rests on"), required=False)
    words = forms.CharField(
        label=_("What they read"),
        required=False,
        max_length=LONGEST_WORDS,
        help_text=_("One or two sentences to them: “You told us how …”"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    vouched = forms.BooleanField(
        label=_("My words say the same as the evidence, in other words."), required=False
    )

    def __init__(
        self, *args: Any, seen: Sequence[Seen], point: Point | None, level: Level, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.point = point
        key: Any = self.fields["key"]
        key.choices = [("", _("nothing: leave this point out")), *_choices(seen)]
        if level is not Level.POINTS:
            del self.fields["words"], self.fields["vouched"]

    @property
    def is_lost(self) -> bool:
        """Whether it has words whose evidence is gone."""
        return self.point is not None and not self.point.key and bool(self.point.words)

    def written(self) -> Written | None:
        """The row, None when it is left out. Words stay even when their evidence is gone."""
        said = self.cleaned_data
        key, words = said.get("key", ""), said.get("words", "")
        if not key and not words:
            return None
        return Written(key, words, vouched=said.get("vouched", False))


def _choices(seen: Sequence[Seen]) -> list[tuple[str, str]]:
    sides = {Side.STRENGTH: _("strength"), Side.GAP: _("not there yet")}
    points = zip(as_points(seen), seen, strict=True)
    return [
        (one.key, f"{one.criterion}: {sides[point.side]} ({point.level}), {one.source}")
        for point, one in ((point, one) for point, one in points)
    ]


def rows_of(
    feedback: Feedback, seen: Sequence[Seen], level: Level, post: QueryDict | None
) -> list[RowForm]:
    """A form for each point there may be, those of the draft first."""
    points: list[Point | None] = list(feedback.points.all())
    points += [None] * (sum(MOST[level].values()) - len(points))
    known = {one.key for one in seen}
    return [
        RowForm(
            post,
            prefix=f"row-{at}",
            seen=seen,
            point=point,
            level=level,
            initial=_first(point, known),
        )
        for at, point in enumerate(points)
    ]


def _first(point: Point | None, known: set[str]) -> dict[str, object]:
    if point is None:
        return {}
    key = point.key if point.key in known else ""
    return {"key": key, "words": point.words, "vouched": point.vouched}


class AnewForm(forms.Form):
    """Why feedback that was given is corrected."""

    why = forms.CharField(
        label=_("Why it changes"),
        max_length=LONGEST_REASON,
        help_text=_("They read this, and both versions."),
    )


class PassOnForm(forms.Form):
    """To whom, and in which words."""

    contact = forms.ModelChoiceField(
        queryset=Contact.objects.none(), label=_("To"), empty_label=None
    )
    words = forms.CharField(
        label=_("What they read"),
        max_length=LONGEST_PASSED,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, contacts: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        to: Any = self.fields["contact"]
        to.queryset = contacts
        to.label_from_instance = _named


def _named(contact: Contact) -> str:
    return f"{contact.name}, {contact.client}" if contact.client else contact.name


class LevelForm(forms.Form):
    """The level of the house, or of one country."""

    level = forms.ChoiceField(label=_("Feedback says at most"), choices=FeedbackLevel.choices)

    def level_chosen(self) -> FeedbackLevel:
        """The level, once valid."""
        return FeedbackLevel(self.cleaned_data["level"])


class CountryLevelForm(LevelForm):
    """The same for a country where openings are."""

    country = forms.ChoiceField(label=_("Country"))
    field_order = ("country", "level")

    def __init__(self, *args: Any, countries: Sequence[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        country: Any = self.fields["country"]
        country.choices = countries
