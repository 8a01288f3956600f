"""The forms of kits and scorecards: a few fields for each criterion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearback.interviews.kits.actions.guide import LONGEST_ANCHOR, LONGEST_LIST, GuideWords
from hearback.interviews.kits.actions.write import (
    LEVEL,
    LONGEST_SUMMARY,
    LONGEST_WORDS,
    WORDS,
)
from hearback.interviews.models import NOT_ASKED, Overall

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from hearback.interviews.kits.reading import Topic

LEVELS = {
    1: gettext_lazy("1, not yet: what you would hear or see"),
    2: gettext_lazy("2, in part"),
    3: gettext_lazy("3, as the job needs it"),
    4: gettext_lazy("4, clearly more"),
}


def _area(rows: int, longest: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "maxlength": longest})


class KitForm(forms.Form):
    """What a kit says of each topic of a round."""

    def __init__(self, data: Any, *, topics: Sequence[Topic], **more: Any) -> None:
        super().__init__(data, **more)
        self.topics = topics
        for topic in topics:
            self._add(topic.criterion.pk)

    def _add(self, key: int) -> None:
        self.fields[f"questions-{key}"] = forms.CharField(
            label=_("Core questions, one a line"),
            help_text=_("Everybody who applies is asked these, in these words."),
            required=False,
            max_length=LONGEST_LIST,
            widget=_area(3, LONGEST_LIST),
        )
        self.fields[f"follow_ups-{key}"] = forms.CharField(
            label=_("To follow up, one a line"),
            help_text=_("What somebody learned, and how they would do it today."),
            required=False,
            max_length=LONGEST_LIST,
            widget=_area(2, LONGEST_LIST),
        )
        for level, label in LEVELS.items():
            self.fields[f"level_{level}-{key}"] = forms.CharField(
                label=label,
                required=False,
                max_length=LONGEST_ANCHOR,
                widget=forms.TextInput(attrs={"maxlength": LONGEST_ANCHOR}),
            )

    def groups(self) -> Iterator[tuple[Topic, list[forms.BoundField], list[forms.BoundField]]]:
        """Each topic with the fields of its questions and those of its levels."""
        for topic in self.topics:
            key = topic.criterion.pk
            asked = [self[f"questions-{key}"], self[f"follow_ups-{key}"]]
            yield topic, asked, [self[f"level_{level}-{key}"] for level in LEVELS]

    def guides(self) -> dict[int, GuideWords]:
        """What was written, by criterion."""
        said = self.cleaned_data
        return {
            key: GuideWords(
                questions=said[f"questions-{key}"],
                follow_ups=said[f"follow_ups-{key}"],
                anchors=(
                    said[f"level_1-{key}"],
                    said[f"level_2-{key}"],
                    said[f"level_3-{key}"],
                    said[f"level_4-{key}"],
                ),
            )
            for key in (topic.criterion.pk for topic in self.topics)
        }


class ScorecardForm(forms.Form):
    """One interviewer's scorecard, filled with what is kept of it; only filing asks for all."""

    def __init__(self, data: Mapping[str, str], *, topics: Sequence[Topic], **more: Any) -> None:
        super().__init__(data, use_required_attribute=False, **more)
        self.topics = topics
        for topic in topics:
            self._add(topic)
        self.fields["overall"] = forms.ChoiceField(
            label=_("All in all: would you hire them for this job?"),
            choices=Overall.choices,
            required=False,
            widget=forms.RadioSelect,
        )
        self.fields["summary"] = forms.CharField(
            label=_("Why, in one sentence"),
            required=False,
            max_length=LONGEST_SUMMARY,
            widget=_area(2, LONGEST_SUMMARY),
        )

    def _add(self, topic: Topic) -> None:
        key = topic.criterion.pk
        levels = [(str(level), f"{level}: {words}") for level, words in topic.anchors]
        self.fields[f"{LEVEL}-{key}"] = forms.ChoiceField(
            label=_("What you saw of “{criterion}”").format(criterion=topic.criterion.text),
            choices=[*levels, (str(NOT_ASKED), _("Not asked"))],
            required=False,
            widget=forms.RadioSelect,
        )
        self.fields[f"{WORDS}-{key}"] = forms.CharField(
            label=_("What did they say or do?"),
            help_text=_("If it was not asked, say why not."),
            required=False,
            max_length=LONGEST_WORDS,
            widget=_area(3, LONGEST_WORDS),
        )

    def groups(self) -> Iterator[tuple[Topic, list[forms.BoundField]]]:
        """Each topic with its two fields."""
        for topic in self.topics:
            key = topic.criterion.pk
            yield topic, [self[f"{LEVEL}-{key}"], self[f"{WORDS}-{key}"]]

    def verdict(self) -> list[forms.BoundField]:
        """The fields about the whole."""
        return [self["overall"], self["summary"]]
