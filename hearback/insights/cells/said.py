"""Where facts about what people said come from: answers that count, of nobody; and who was asked.

Such a fact hangs on the answer alone, or on the asking. It names neither application nor person nor
whom it is about, so no list of cases can lead to anybody.
"""

from __future__ import annotations

from hearback.rules.measures import Moment

# What `about` says of an answer: after which moment it was asked.
MOMENTS = {Moment.APPLICATION: 1, Moment.INTERVIEW: 2, Moment.ANSWER: 3}
# What became of an asking.
SAID_SOMETHING, SILENT = "said", "silent"
_CASES = " ".join(f"WHEN '{moment}' THEN {code}" for moment, code in MOMENTS.items())


def _said(measure: str, column: str) -> str:
    """What candidates answered to one question, once it counts; of the team that had asked then."""
    return f"""
SELECT 6, p.id, '{measure}', p.id, p.counted_at, p.month, CASE k.moment {_CASES} END::bigint,
       p.{column}::text, 0, 0, NULL::bigint, k.opening_id, k.team_id, NULL::bigint,
       NULL::bigint, NULL::bigint, NULL::bigint
  FROM unnest(%(opinions)s::bigint[]) AS s(id)
  JOIN surveys_opinion p ON p.id = s.id AND p.counted_at IS NOT NULL
  JOIN surveys_asking k ON k.id = p.asking_id
 WHERE p.{column} IS NOT NULL AND p.{column}::text <> ''
"""  # noqa: S608  made of our own words only


def _by_the_panel() -> str:
    """Whether interviewers recommend interviewing here, once nobody can tell who said it."""
    return """
SELECT 7, p.id, 'panel', p.id, p.month::timestamp AT TIME ZONE 'UTC', p.month, 0::bigint,
       p.recommend::text, 0, 0, NULL::bigint, NULL::bigint, p.team_id, NULL::bigint, NULL::bigint,
       NULL::bigint, NULL::bigint
  FROM unnest(%(panel_opinions)s::bigint[]) AS s(id)
  JOIN interviews_opinion p ON p.id = s.id AND p.interview_id IS NULL
 WHERE p.side = 'panel' AND p.recommend IS NOT NULL
"""


def _asked() -> str:
    """Whom we asked, and whether they said anything, counted yet or not."""
    return f"""
SELECT 8, k.id, 'asked', k.id, k.asked_at,
       date_trunc('month', k.asked_at AT TIME ZONE z.name)::date,
       CASE k.moment {_CASES} END::bigint,
       CASE WHEN p.id IS NULL THEN '{SILENT}' ELSE '{SAID_SOMETHING}' END, 0, 0,
       NULL::bigint, NULL::bigint, k.team_id, NULL::bigint, NULL::bigint, NULL::bigint, NULL::bigint
  FROM unnest(%(askings)s::bigint[]) AS s(id)
  JOIN surveys_asking k ON k.id = s.id AND k.asked_at IS NOT NULL
 CROSS JOIN zone z
  LEFT JOIN surveys_opinion p ON p.asking_id = k.id
"""  # noqa: S608  made of our own words only


SAID: tuple[str, ...] = (
    _said("recommend", "recommend"),
    _said("relationship", "relationship"),
    _said("buying", "buying"),
    _by_the_panel(),
    _asked(),
)
EVERYTHING_SAID = """
 UNION SELECT 6, id FROM surveys_opinion WHERE counted_at IS NOT NULL
 UNION SELECT 7, id FROM interviews_opinion WHERE interview_id IS NULL AND side = 'panel'
 UNION SELECT 8, id FROM surveys_asking WHERE asked_at IS NOT NULL
"""
