"""What each side tells the other beforehand, and the candidate's own notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearback.careers.fields import Lines
from hearback.interviews.packs.actions import LONGEST, LONGEST_NOTES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from hearback.interviews.packs.queries import Topic


class HopesForm(forms.Form):
    """What a candidate tells those they will meet."""

    hopes = Lines(LONGEST, label=gettext_lazy("What do you hope for from this?"), required=False)
    worries = Lines(
        LONGEST, label=gettext_lazy("Is there anything you worry about?"), required=False
    )
    questions = Lines(LONGEST, label=gettext_lazy("What would you like to ask?"), required=False)


class NotesForm(forms.Form):
    """A candidate's own notes, a box for each part."""

    def __init__(
        self,
        data: Mapping[str, str] | None,
        *,
        topics: Sequence[Topic],
        notes: Mapping[str, str],
    ) -> None:
        super().__init__(data, prefix="notes")
        self.topics = topics
        for topic in topics:
            self.fields[topic.key] = Lines(
                LONGEST_NOTES,
                label=_("Your notes on “%(topic)s”") % {"topic": topic.title},
                required=False,
                initial=notes.get(topic.key, ""),
                widget=forms.Textarea(attrs={"rows": 5}),
            )


class AimsForm(forms.Form):
    """What an interviewer tells the candidate; the desk's language."""

    aims = Lines(LONGEST, label="What would you like to find out?", required=False)
    worries = Lines(LONGEST, label="Is there anything you are unsure about?", required=False)
