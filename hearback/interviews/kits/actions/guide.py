"""Writing the kit of a round: what is asked about each criterion, and what the levels mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.interviews.kits import kinds
from hearback.interviews.models import Guide
from hearback.interviews.plan.actions.lock import names_ahead
from hearback.kit.errors import Invalid
from hearback.ledger.actions import record
from hearback.pipeline.models import Criterion
from hearback.rules.interview_questions import banned
from hearback.rules.text import many_lines, one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from hearback.accounts.models import Member
    from hearback.interviews.models import Round

LONGEST_LIST, LONGEST_ANCHOR = 2_000, 300


@dataclass(frozen=True)
class GuideWords:
    """What a kit says of one criterion; questions one a line, anchors from level 1 to 4."""

    questions: str
    follow_ups: str
    anchors: tuple[str, str, str, str]


@transaction.atomic
def save_kit(*, visit: Round, guides: Mapping[int, GuideWords], by: Member, now: datetime) -> None:
    """Store what the kit of a round says of each of its criteria (by id); others are left alone.

    What a scorecard already says stays as its interviewer read it. Raises Invalid, naming the
    field, for a question nobody should be asked, and for words that vanish while somebody is
    invited or booked; then nothing is stored.
    """
    refuse_banned(guides)
    ours = Criterion.objects.filter(covered_by__session__round=visit, pk__in=guides)
    criteria = list(ours.select_related("guide"))
    _refuse_emptied(visit, by, criteria, guides)
    changed = [_store(one, guides[one.pk]) for one in criteria]
    if any(changed):
        said = {"round": visit.name, "visit": str(visit.public_id)}
        record(kinds.KIT_CHANGED, by=by, now=now, opening=visit.opening, payload=said)


def refuse_banned(guides: Mapping[int, GuideWords]) -> None:
    """Raise Invalid with a sentence a field for questions about somebody's private life."""
    wrong: dict[str, str] = {}
    for criterion, said in guides.items():
        for name, words in (("questions", said.questions), ("follow_ups", said.follow_ups)):
            found = [one for line in words.splitlines() for one in banned(line)]
            if found:
                sentences = (_(one.sentence.one) % one.sentence.values for one in found)
                wrong[f"{name}-{criterion}"] = " ".join(dict.fromkeys(sentences))
    if wrong:
        raise Invalid(_("Some questions must not be asked. Nothing was saved yet."), wrong)


def _refuse_emptied(
    visit: Round, by: Member, criteria: Sequence[Criterion], guides: Mapping[int, GuideWords]
) -> None:
    """Nobody is asked, or put on a level, that was in words when they were invited and is not."""
    names = names_ahead(visit, by)
    if not names:
        return
    sentence = _("{names} will be asked by this, so it cannot be empty.").format(names=names)
    wrong = {
        f"{name}-{one.pk}": sentence
        for one in criteria
        if (guide := getattr(one, "guide", None)) is not None
        for name, words in _needed(guides[one.pk]).items()
        if getattr(guide, name).strip() and not words.strip()
    }
    if wrong:
        raise Invalid(_("People are invited or booked. Nothing was saved yet."), wrong)


def _needed(said: GuideWords) -> dict[str, str]:
    """What a criterion cannot do without, by field."""
    levels = {f"level_{level}": words for level, words in enumerate(said.anchors, start=1)}
    return {"questions": said.questions, **levels}


def _store(criterion: Criterion, said: GuideWords) -> bool:
    """Whether anything changed; a guide that says nothing is not stored."""
    guide = getattr(criterion, "guide", None) or Guide(criterion=criterion)
    words = {
        "questions": many_lines(said.questions, LONGEST_LIST),
        "follow_ups": many_lines(said.follow_ups, LONGEST_LIST),
        **{
            f"level_{level}": one_line(anchor, LONGEST_ANCHOR)
            for level, anchor in enumerate(said.anchors, start=1)
        },
    }
    if all(getattr(guide, name) == value for name, value in words.items()):
        return False
    for name, value in words.items():
        setattr(guide, name, value)
    guide.save()
    return True
