"""What a round still needs before anybody is invited to it; no invitation goes out before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearback.interviews.kits.reading import gaps_of_kit
from hearback.interviews.models import RoundKind
from hearback.kit.errors import Refused
from hearback.pipeline.gaps import gaps as gaps_of_brief

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from hearback.interviews.models import Round, Session


def gaps_of(visit: Round) -> list[str]:
    """All a round lacks, each in a few words that go on after "It still needs"; empty when ready.

    Ready is also what was ready once and has no gap today: a brief may have been emptied, and
    people leave.
    """
    return [words for find in GAPS for words in find(visit)]


def refuse_unready(visit: Round) -> None:
    """Raise Refused, naming every gap, unless people can be invited to this round now."""
    refuse_gaps(visit)
    if visit.ready_at is None:
        raise Refused(
            _("“{name}” is still a draft. Open it for invitations first.").format(name=visit.name)
        )


def refuse_gaps(visit: Round) -> None:
    """Raise Refused, naming every gap of a round, draft or not, unless it has none."""
    missing = gaps_of(visit)
    if missing:
        raise Refused(
            _("Nobody can be invited to “{name}” yet. It still needs: {gaps}.").format(
                name=visit.name, gaps=", ".join(missing)
            )
        )


def _brief(visit: Round) -> Iterator[str]:
    """A conversation about a job nobody has described helps nobody."""
    for words in gaps_of_brief(visit.opening):
        yield _("{gap} (in the brief)").format(gap=words)


def _parts(visit: Round) -> Iterator[str]:
    if not visit.sessions.exists():
        yield _("at least one part, with somebody who asks")


def _people(visit: Round) -> Iterator[str]:
    """Whoever left is missed where everybody is needed, or where too few are left."""
    for part in visit.sessions.prefetch_related("people"):
        yield from _people_of(part)


def _people_of(part: Session) -> Iterator[str]:
    people = list(part.people.all())
    here = [one for one in people if one.is_active]
    gone = ", ".join(one.name for one in people if not one.is_active)
    lacking = part.needed - len(here) if part.needed else len(people) - len(here)
    if not people:
        yield _("somebody for “{topic}”").format(topic=part.topic)
    elif lacking > 0 and gone:
        yield _("somebody for “{topic}” in place of {names}, who left").format(
            topic=part.topic, names=gone
        )
    elif lacking > 0:
        words = ngettext("{n} person more for “{topic}”", "{n} people more for “{topic}”", lacking)
        yield words.format(n=lacking, topic=part.topic)


def _way_there(visit: Round) -> Iterator[str]:
    """Whoever travels needs the street and the door; whoever dials in needs the link."""
    if visit.is_in_person and not visit.meets_at.street.strip():
        yield _("the street of {place}").format(place=visit.meets_at.name)
    if visit.is_in_person and not visit.how_to_get_in.strip():
        yield _("how to get in")
    if visit.kind == RoundKind.VIDEO and not visit.link:
        yield _("the link of the video call")


def _rooms(visit: Round) -> Iterator[str]:
    rooms = list(visit.rooms.all())
    if visit.is_in_person and rooms and not any(room.is_active for room in rooms):
        yield _("a room that is still in use")


# Every way a round can be unready, in the order they are told. What belongs to another sub-package
# of interviews, such as the anchors of its criteria, is a function of a round put in here.
GAPS: Sequence[Callable[[Round], Iterator[str]]] = (
    _brief,
    _parts,
    _people,
    _way_there,
    _rooms,
    gaps_of_kit,
)
