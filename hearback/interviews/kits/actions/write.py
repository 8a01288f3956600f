"""Writing a scorecard: field by field as it is typed, from one device or several."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.interviews.kits.queries import cards_of
from hearback.interviews.kits.reading import topics_for
from hearback.interviews.models import (
    Interview,
    InterviewState,
    Overall,
    Panelist,
    Score,
    Scorecard,
)
from hearback.kit.errors import Refused
from hearback.rules.newest import Outcome, Written, mark_of, merge
from hearback.rules.text import many_lines, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from hearback.accounts.models import Member
    from hearback.interviews.kits.reading import Topic

LEVEL, WORDS = "level", "words"
LONGEST_WORDS, LONGEST_SUMMARY = 4_000, 500


@dataclass(frozen=True)
class Said:
    """What came in for one field: the words, when they were typed (aware), what was seen before.

    `seen` is the mark (`rules.newest.mark_of`) of what the device knew the field to say.
    """

    words: str
    at: datetime
    seen: str


@dataclass
class Kept:
    """The scorecard after a save: the mark of each field, and what was overruled, field by field.

    `stands` maps a field to what is there now where it differs from what was sent.
    """

    card: Scorecard
    marks: dict[str, str] = field(default_factory=dict)
    stands: dict[str, str] = field(default_factory=dict)
    replaced: dict[str, str] = field(default_factory=dict)


@transaction.atomic
def keep_fields(*, panelist: Panelist, said: Mapping[str, Said], by: Member, now: datetime) -> Kept:
    """Keep what was typed in some fields of a scorecard; fields that are none of its are ignored.

    Of words written on two devices the newest stand, and the others are handed back. It is a draft
    until it is filed, so nothing is recorded. Raises Refused once it is filed, when the interview
    was called off, and for anybody but the panelist.
    """
    refuse_closed(panelist, by=by)
    card = _draft(panelist, now=now)
    topics = topics_for(panelist)
    scores = _scores(card, topics)
    kept = Kept(card)
    for name, one in said.items():
        if name in fields_of(topics):
            words = cleaned_words(name, one.words)
            _merge(kept, scores, name, Said(words, min(one.at, now), one.seen))
    card.save()
    Score.objects.bulk_update(scores.values(), ["level", "words", "text", "position"])
    return kept


def refuse_closed(panelist: Panelist, *, by: Member) -> None:
    """Hold the panelist's row and raise Refused when nothing may be written on a scorecard now."""
    held = Panelist.objects.select_for_update(no_key=True).get(pk=panelist.pk)
    if held.member_id != by.pk:
        raise Refused(_("Only who sat in the interview writes its scorecard."))
    if not held.is_on:
        raise Refused(_("Somebody else took your place in this interview."))
    interview = Interview.objects.get(pk=held.interview_id)
    if interview.state == InterviewState.CANCELLED:
        raise Refused(_("This interview was called off."))
    if interview.state == InterviewState.MISSED:
        raise Refused(_("This interview did not happen, so there is nothing to score."))


def _draft(panelist: Panelist, *, now: datetime) -> Scorecard:
    """What is being written, begun anew if nothing was; Refused once it is filed."""
    newest = cards_of(panelist).order_by("-version").first()
    if newest is None:
        return Scorecard.objects.create(panelist=panelist, began_at=now)
    if newest.filed_at is not None:
        raise Refused(_("This scorecard is filed. Begin a new version to change it."))
    return newest


def _scores(card: Scorecard, topics: list[Topic]) -> dict[int, Score]:
    """The score of each topic by its criterion, made where there is none yet."""
    there = {one.criterion_id: one for one in card.scores.exclude(criterion=None)}
    found: dict[int, Score] = {}
    for position, topic in enumerate(topics):
        pk = topic.criterion.pk
        score = there.get(pk)
        if score is None:
            score = Score.objects.create(
                scorecard=card, criterion=topic.criterion, position=position
            )
        score.text, score.position = topic.criterion.text, position
        found[pk] = score
    return found


def fields_of(topics: list[Topic]) -> list[str]:
    """The names of the fields a scorecard about these topics has."""
    keys = [topic.criterion.pk for topic in topics]
    own = [f"{kind}-{pk}" for pk in keys for kind in (LEVEL, WORDS)]
    return [*own, "overall", "summary"]


def cleaned_words(name: str, words: str) -> str:
    """The words of a field as they are stored; what cannot be a level or a verdict is none."""
    kind = name.partition("-")[0]
    if kind == LEVEL:
        return words if words in {"0", "1", "2", "3", "4"} else ""
    if kind == "overall":
        return words if words in Overall.values else ""
    if kind == "summary":
        return one_line(words, LONGEST_SUMMARY)
    return many_lines(words, LONGEST_WORDS)


def _merge(kept: Kept, scores: Mapping[int, Score], name: str, said: Said) -> None:
    card = kept.card
    since = card.touched.get(name)
    stored = Written(
        read_field(card, scores, name), datetime.fromisoformat(since) if since else None
    )
    merged = merge(stored, Written(said.words, said.at), seen=said.seen)
    if merged.outcome in (Outcome.SAVED, Outcome.REPLACED):
        _write_field(card, scores, name, said.words)
        card.touched[name] = said.at.isoformat()
    if merged.outcome is Outcome.REPLACED and merged.gave_way:
        kept.replaced[name] = merged.gave_way
    if merged.outcome is Outcome.OLDER:
        kept.stands[name], kept.replaced[name] = merged.now.words, merged.gave_way
    kept.marks[name] = mark_of(merged.now.words)


def read_field(card: Scorecard, scores: Mapping[int, Score], name: str) -> str:
    """What one field of a scorecard says, as its form does."""
    kind, _dash, key = name.partition("-")
    if not key:
        return str(getattr(card, kind))
    score = scores.get(int(key))
    if score is None:
        return ""
    if kind == WORDS:
        return score.words
    return "" if score.level is None else str(score.level)


def _write_field(card: Scorecard, scores: Mapping[int, Score], name: str, words: str) -> None:
    kind, _dash, key = name.partition("-")
    if not key:
        setattr(card, kind, words)
    elif kind == WORDS:
        scores[int(key)].words = words
    else:
        scores[int(key)].level = int(words) if words else None
