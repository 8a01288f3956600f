"""One interviewer's scorecard as a page, whichever door they came through."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from hearback.interviews.kits.actions import Kept, Said, file_scorecard, keep_fields, write_anew
from hearback.interviews.kits.actions.write import cleaned_words, fields_of, read_field
from hearback.interviews.kits.forms import ScorecardForm
from hearback.interviews.kits.queries import draft_of, last_filed
from hearback.interviews.kits.reading import topics_for
from hearback.interviews.models import Overall, Scorecard
from hearback.kit.errors import Garbled, Invalid
from hearback.kit.moments import day_hour
from hearback.rules.newest import mark_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.http import QueryDict

    from hearback.interviews.kits.reading import Topic
    from hearback.interviews.models import Panelist

LONGEST_SEEN = 20_000
# A phone may have been in a tunnel for a day; what is older than this was typed at an unknown hour.
OLDEST = timedelta(days=30)


class CardPage:
    """A scorecard page: what it shows, and what a press on it does."""

    def __init__(self, panelist: Panelist, *, now: datetime) -> None:
        self.panelist, self.now = panelist, now
        self.topics = topics_for(panelist)
        self.wrong: Mapping[str, str] = {}
        self.notes: list[str] = []
        self.was_saved = False

    def keep(self, post: QueryDict) -> Kept:
        """Keep what a form, or the page's script, says was changed."""
        kept = keep_fields(
            panelist=self.panelist, said=self._said(post), by=self.panelist.member, now=self.now
        )
        self.notes, self.was_saved = notes_of(kept, self.topics), True
        return kept

    def press(self, post: QueryDict) -> bool:
        """Do what the button says; True when there is another page to see now."""
        by, act = self.panelist.member, post.get("act")
        if act == "anew":
            write_anew(panelist=self.panelist, why=post.get("why", ""), by=by, now=self.now)
            return True
        if act == "file" and self._is_filed_as(post):
            return True
        self.keep(post)
        if act != "file":
            return False
        try:
            file_scorecard(panelist=self.panelist, by=by, now=self.now)
        except Invalid as missing:
            self.wrong = missing.fields
            return False
        return True

    def context(self) -> dict[str, Any]:
        """The context of `interviews/_scorecard.html`."""
        filed, draft = last_filed(self.panelist), draft_of(self.panelist)
        interview = self.panelist.interview
        zone = ZoneInfo(self.panelist.member.zone)
        known: dict[str, Any] = {
            "panelist": self.panelist,
            "interview": interview,
            "person": interview.application.name,
            "met": day_hour(interview.begins_at, zone) if interview.begins_at else "",
            "filed": filed,
            "draft": draft,
            "notes": self.notes,
            "zone": self.panelist.member.zone,
            "has_begun": interview.begins_at is not None and interview.begins_at <= self.now,
            "saved_words": self.saved_words() if self.was_saved else "",
        }
        if filed is not None and draft is None:
            return known | {"overall": Overall(filed.overall).label, "key": "", "form": None}
        return known | self._form(draft)

    def saved_words(self) -> str:
        """That all is kept, and since when."""
        at = self.now.astimezone(ZoneInfo(self.panelist.member.zone))
        return _("Saved at {hour}").format(hour=f"{at:%H:%M}")

    def _form(self, draft: Scorecard | None) -> dict[str, Any]:
        values = self._values(draft)
        form = ScorecardForm(values, topics=self.topics)
        for name, sentence in self.wrong.items():
            form.add_error(name, sentence)
        return {
            "form": form,
            "groups": list(form.groups()),
            "verdict": form.verdict(),
            "seen": json.dumps({name: mark_of(words) for name, words in values.items()}),
            "key": f"{self.panelist.public_id}:{draft.version if draft else 1}",
        }

    def _values(self, draft: Scorecard | None) -> dict[str, str]:
        card = draft or Scorecard()
        scores = {one.criterion_id or 0: one for one in draft.scores.all()} if draft else {}
        return {name: read_field(card, scores, name) for name in fields_of(self.topics)}

    def _is_filed_as(self, post: QueryDict) -> bool:
        """Whether the very words of this form are filed already: a second press of the button."""
        filed = last_filed(self.panelist)
        if filed is None or draft_of(self.panelist) is not None:
            return False
        said = {name: cleaned_words(name, str(post.get(name, ""))) for name in self._values(filed)}
        return said == self._values(filed)

    def _said(self, post: QueryDict) -> dict[str, Said]:
        """What was changed on the page; a field that says what it said when it was shown was not.

        A script says in `age-…` how many milliseconds ago a field was typed, so that no clock but
        ours counts.
        """
        seen = _seen(post.get("seen", ""))
        said: dict[str, Said] = {}
        for name in fields_of(self.topics):
            if name not in post:
                continue
            words = cleaned_words(name, str(post[name]))
            if mark_of(words) != seen.get(name, mark_of("")):
                at = self.now - _age(post.get(f"age-{name}", ""))
                said[name] = Said(words, at, seen.get(name, mark_of("")))
        return said


def notes_of(kept: Kept, topics: list[Topic]) -> list[str]:
    """What two devices disagreed about, a sentence for each field, with the words that gave way."""
    labels = {str(topic.criterion.pk): topic.criterion.text for topic in topics}
    return [
        _note(name, labels.get(name.partition("-")[2], _("All in all")), gave_way, kept)
        for name, gave_way in kept.replaced.items()
    ]


def _note(name: str, label: str, gave_way: str, kept: Kept) -> str:
    if name in kept.stands:
        words = _("{field}: what you wrote later on another device stands. Here it said: {old}")
    else:
        words = _("{field}: what you wrote here stands. On another device it said: {old}")
    return words.format(field=label, old=f"“{gave_way}”")


def _seen(text: str) -> dict[str, str]:
    """What the page showed, field by field, as it says itself. Raises Garbled for anything else."""
    if not text:
        return {}
    try:
        seen = json.loads(text[:LONGEST_SEEN])
    except ValueError as error:
        raise Garbled from error
    if not isinstance(seen, dict):
        raise Garbled
    return {str(name): str(mark) for name, mark in seen.items()}


def _age(milliseconds: str) -> timedelta:
    if not milliseconds.isdigit() or len(milliseconds) > 12:  # noqa: PLR2004  thirty years
        return timedelta()
    return min(timedelta(milliseconds=int(milliseconds)), OLDEST)
