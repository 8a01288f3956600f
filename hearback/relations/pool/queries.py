"""Reads of people who stay in touch: whom to propose for an opening, and why, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection

from hearback.pipeline.models import (
    ApplicationState,
    ApplicationText,
    Consent,
    OpeningState,
    Purpose,
)
from hearback.pipeline.orders import refusal_to
from hearback.pipeline.queries import who_must_not_be_known_to
from hearback.relations.pool.models import InTouch, InTouchLetter
from hearback.relations.pool.words import why_words
from hearback.rules.fitting import (
    MOST_WORDS,
    phrases_of,
    says_enough,
    spoken_of,
    words_to_look_for,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime
    from uuid import UUID

    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Application, Opening

MOST = 30
RUNNING = (ApplicationState.IN_PROGRESS, ApplicationState.HIRED)
_SAID = 3
_EACH = 500
_LOOKED_AT = 100

# Words every text has, in any language we speak, say nothing: a dictionary leaves them out.
_TELLING = """
SELECT word FROM unnest(%s::text[]) WITH ORDINALITY AS w(word, n)
 WHERE to_tsvector('english', word) <> ''::tsvector AND to_tsvector('german', word) <> ''::tsvector
   AND to_tsvector('french', word) <> ''::tsvector AND to_tsvector('spanish', word) <> ''::tsvector
 ORDER BY n LIMIT %s
"""
# Each branch looks at a bounded number of people by an index; whoever rests, or whose time is over,
# is left out before that is counted. By team and place they are the latest to join; by words those
# the index gives first, for ordering all who have a common word would take seconds. Weight D is the
# CV: a name that happens to be a word of the opening proposes nobody.
_NEAR = """
    (SELECT id FROM relations_intouch WHERE team_id = %(team)s AND place_id = %(place)s
        AND rests_until <= %(now)s AND until > %(now)s ORDER BY joined_at DESC LIMIT %(each)s)
  UNION
    (SELECT id FROM relations_intouch WHERE team_id = %(team)s
        AND rests_until <= %(now)s AND until > %(now)s ORDER BY joined_at DESC LIMIT %(each)s)
  UNION
    (SELECT p.id FROM pipeline_applicationtext t
       JOIN relations_intouch p ON p.application_id = t.application_id
      WHERE pipeline_findable(t.search, t.opening_id, t.received_at)
            @@ to_tsquery('simple', %(words)s)
        AND p.rests_until <= %(now)s AND p.until > %(now)s LIMIT %(each)s)
"""
_THESE = "SELECT unnest(%(only)s::bigint[]) AS id"
_IN_ORDER = """
WITH near AS MATERIALIZED ({near})
SELECT p.id
  FROM near JOIN relations_intouch p USING (id)
  LEFT JOIN pipeline_applicationtext t ON t.application_id = p.application_id
 WHERE NOT EXISTS (SELECT 1 FROM pipeline_application a
                    WHERE a.candidate_id = p.candidate_id
                      AND (a.state IN ('in_progress', 'hired') OR a.opening_id = %(opening)s))
   AND NOT EXISTS (SELECT 1 FROM relations_intouchletter l
                    WHERE l.candidate_id = p.candidate_id AND l.opening_id = %(opening)s)
 ORDER BY (p.team_id = %(team)s)::int + (p.place_id = %(place)s)::int
          + (coalesce(t.search, '') @@ to_tsquery('simple', %(words)s))::int DESC,
          ts_rank(coalesce(t.search, ''), to_tsquery('simple', %(words)s)) DESC, p.joined_at DESC
 LIMIT %(limit)s
"""


@dataclass(frozen=True)
class Proposal:
    """Somebody who may like to hear of an opening, and why, in one sentence."""

    person: InTouch
    why: str


def proposals(
    opening: Opening, member: Member, *, now: datetime, most: int = MOST
) -> list[Proposal]:
    """Who may like to hear of this opening, the likeliest first; a member chooses, nobody else.

    By team and place of what they applied to, and by words of the opening that their CV says.
    Left out are whoever had a letter in the last month, is in conversation with us or works here,
    was told of it or applied to it, and whoever's order speaks against it.
    """
    return _proposals(opening, member, None, now=now, most=most)


def proposed_among(
    chosen: Collection[int], opening: Opening, member: Member, *, now: datetime
) -> list[Proposal]:
    """Those of these people (ids of `InTouch`) who may still be told of this opening."""
    if not chosen:
        return []
    return _proposals(opening, member, list(chosen), now=now, most=len(chosen))


def _proposals(
    opening: Opening, member: Member, only: list[int] | None, *, now: datetime, most: int
) -> list[Proposal]:
    lines = _lines_of(opening)
    words = telling_words(lines)
    people = _people(_near(opening, words, only, now=now), member)
    texts = _texts([person.application_id for person in people])
    phrases = phrases_of(lines, set(words))
    found: list[Proposal] = []
    for person in people:
        text = texts.get(person.application_id, "")
        said = spoken_of(text, phrases=phrases, words=words, most=_SAID)
        team = person.team.name if person.team_id == opening.team_id else ""
        place = person.place.city if person.place_id == opening.place_id else ""
        if not (team or says_enough(said)) or _is_against(person, opening):
            continue
        found.append(Proposal(person, why_words(team, place, said)))
        if len(found) == most:
            break
    return found


def _lines_of(opening: Opening) -> list[str]:
    """What the opening says of the work, the most telling first."""
    criteria = [one.text for one in opening.criteria.order_by("position")]
    return [opening.title, *criteria, *opening.duties.splitlines()]


def telling_words(lines: Sequence[str]) -> list[str]:
    """The first dozen words of these lines that are not in every text of a language we speak."""
    with connection.cursor() as cursor:
        cursor.execute(_TELLING, [words_to_look_for(lines), MOST_WORDS])
        return [word for (word,) in cursor.fetchall()]


def _near(
    opening: Opening, words: Sequence[str], only: list[int] | None, *, now: datetime
) -> list[int]:
    asked: dict[str, Any] = {
        "team": opening.team_id,
        "place": opening.place_id,
        "opening": opening.pk,
        # Nothing to look for finds nobody by words.
        "words": " | ".join(f"'{word}':D" for word in _plain(words)) or "''",
        "now": now,
        "each": _EACH,
        "only": only,
        "limit": _LOOKED_AT,
    }
    with connection.cursor() as cursor:
        cursor.execute(_IN_ORDER.format(near=_NEAR if only is None else _THESE), asked)
        return [pk for (pk,) in cursor.fetchall()]


def _plain(words: Sequence[str]) -> list[str]:
    return [word.replace("'", "''").replace("\\", "") for word in words]


def _people(keys: Sequence[int], member: Member) -> list[InTouch]:
    """These people in this order, without those this member must not know of."""
    hidden = who_must_not_be_known_to(member)
    related = ("consent", "candidate", "team", "place", "application__opening__place")
    there = InTouch.objects.filter(pk__in=keys).exclude(candidate__in=hidden)
    found = {one.pk: one for one in there.select_related(*related)}
    return [found[pk] for pk in keys if pk in found]


def _texts(applications: Sequence[int]) -> dict[int, str]:
    texts = ApplicationText.objects.filter(application__in=applications)
    return dict(texts.values_list("application_id", "text"))


def _is_against(person: InTouch, opening: Opening) -> bool:
    """Whether an order of theirs speaks against this client, near misses too."""
    client = opening.client
    return client is not None and bool(refusal_to(person.candidate, client=client))


def takes_letters(opening: Opening) -> bool:
    """Whether people may be told of this opening: while anybody may apply to it."""
    return opening.state == OpeningState.PUBLISHED


def told_about(opening: Opening, member: Member) -> QuerySet[InTouchLetter]:
    """Letters about this opening, newest first, with who applied because of them."""
    told = InTouchLetter.objects.filter(opening=opening)
    known = told.exclude(candidate__in=who_must_not_be_known_to(member))
    related = ("consent__application", "by", "message", "application")
    return known.select_related(*related).order_by("-written_at")


def stays_in_touch(application: Application) -> InTouch | None:
    """What holds for this application's candidate, whichever application they agreed with."""
    theirs = InTouch.objects.filter(candidate=application.candidate_id)
    return theirs.select_related("consent").first()


def came_back_by(application: Application) -> InTouchLetter | None:
    """The letter that brought this application, if one did."""
    return InTouchLetter.objects.filter(application=application).select_related("by").first()


def pool_consent(public_id: UUID) -> Consent | None:
    """A consent to hear of openings, standing or ended; None for any other."""
    found = Consent.objects.filter(public_id=public_id, purpose=Purpose.POOL)
    return found.select_related("application").first()
