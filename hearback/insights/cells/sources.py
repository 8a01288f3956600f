"""Where facts come from: for each measure, one SELECT of what is true now of some subjects.

Each source reads these, which hold nothing but what hangs on the subjects at hand (their ids by
kind are handed in, so that the planner knows how many there are of each):

    app        applications, with team_id, client_id and manager_id of their opening
    promised   promises with (kind, subject), the same three, last_kept: when the latest promise of
               the same talk was kept, and came_back: what had kept it was never read
    zone       the organisation's time zone, in one row (name)

and gives the columns of FACT_COLUMNS. A new measure is a row more here, a test, and where it rests
on another table, that table's trigger (migration 0004).
"""

from __future__ import annotations

from hearback.insights.cells.said import SAID
from hearback.interviews.kits.actions.owe import SCORECARD
from hearback.ledger.models import CALL, WORD
from hearback.rules.measures.grain import coarse_sql
from hearback.rules.meeting import ON_TIME

FACT_COLUMNS = (
    "subject_kind, subject, measure, ref, at, month, about, bucket, step, value, "
    "application_id, opening_id, team_id, member_id, client_id, contact_id, manager_id"
)

PREPARE = """
zone AS (SELECT zone AS name FROM accounts_organisation WHERE id = 1),
app AS MATERIALIZED (
    SELECT a.*, o.team_id, o.client_id, o.manager_id
      FROM unnest(%(applications)s::bigint[]) AS s(id)
      JOIN pipeline_application a ON a.id = s.id
      JOIN pipeline_opening o ON o.id = a.opening_id),
owed AS (
    SELECT 1 AS kind, s.id AS subject, p.* FROM unnest(%(applications)s::bigint[]) AS s(id)
      JOIN ledger_promise p ON p.application_id = s.id
     UNION ALL
    SELECT 2, s.id, p.* FROM unnest(%(conversations)s::bigint[]) AS s(id)
      JOIN ledger_promise p ON p.conversation_id = s.id AND p.application_id IS NULL
     UNION ALL
    SELECT 3, s.id, p.* FROM unnest(%(promises)s::bigint[]) AS s(id)
      JOIN ledger_promise p ON p.id = s.id AND p.application_id IS NULL
       AND p.conversation_id IS NULL),
reached AS (
    SELECT w.*, w.state IN ('kept', 'kept_late') AND EXISTS (
           SELECT 1 FROM ledger_promise n WHERE n.follows_id = w.id) AS came_back
      FROM owed w),
promised AS MATERIALIZED (
    SELECT w.*, o.team_id, o.client_id, o.manager_id,
           max(w.closed_at) FILTER (
               WHERE w.state IN ('kept', 'kept_late') AND w.promisee = 'candidate'
                 AND NOT w.came_back)
               OVER (PARTITION BY w.kind, w.subject, w.conversation_id) AS last_kept
      FROM reached w LEFT JOIN pipeline_opening o ON o.id = w.opening_id)
"""


def _minutes(begin: str, end: str) -> str:
    """Whole minutes between two moments in SQL, never below none."""
    return f"greatest(0, floor(extract(epoch FROM ({end}) - ({begin})) / 60))::int"


def _month(moment: str) -> str:
    return f"date_trunc('month', {moment} AT TIME ZONE z.name)::date"


def _hour_of_week(moment: str) -> str:
    there = f"({moment} AT TIME ZONE z.name)"
    return f"(24 * (extract(isodow FROM {there}) - 1) + extract(hour FROM {there}))::bigint"


def _since(moment: str) -> str:
    """The hour a wait began in, for those who still wait."""
    return f"floor(extract(epoch FROM {moment}) / 3600)::int"


def _wait(begin: str, end: str, *, goes_on: str) -> tuple[str, str]:
    """The step and the value of a wait that ended, or goes on as the condition `goes_on` says."""
    minutes = _minutes(begin, end)
    step = f"CASE WHEN {goes_on} THEN {_since(begin)} ELSE {coarse_sql(minutes)} END"
    return step, f"CASE WHEN {goes_on} THEN 0 ELSE {minutes} END"


# What a person was promised. Broken and answered in the end is `mended`.
_BECAME = """CASE WHEN p.state = 'broken' AND p.last_kept >= p.closed_at THEN 'mended'
                  ELSE p.state END"""


def _promises(measure: str, condition: str) -> str:
    """Promises to candidates by what became of them; value: how late those kept late were."""
    late = f"CASE WHEN p.state = 'kept_late' THEN {_minutes('p.due_at', 'p.closed_at')} ELSE 0 END"
    return f"""
SELECT p.kind, p.subject, '{measure}', p.id, p.due_at, {_month("p.due_at")},
       {_hour_of_week("p.due_at")}, {_BECAME}, 0, {late},
       p.application_id, p.opening_id, p.team_id, p.owner_id, p.client_id, NULL::bigint,
       p.manager_id
  FROM promised p, zone z
 WHERE p.promisee = 'candidate' AND p.promiser_id IS NULL AND {condition}
"""  # noqa: S608  made of our own words only


def _words_given(measure: str, condition: str, *, member: str, client: str, contact: str) -> str:
    """What colleagues or contacts owe us after a meeting, and how old it was when it came."""
    step, value = _wait("p.made_at", "p.closed_at", goes_on="p.state = 'open'")
    return f"""
SELECT p.kind, p.subject, '{measure}', p.id, p.due_at, {_month("p.due_at")}, 0, p.state,
       {step}, {value}, p.application_id, p.opening_id, p.team_id, {member},
       {client}, {contact}, p.manager_id
  FROM promised p CROSS JOIN zone z LEFT JOIN pipeline_contact c ON c.id = p.promiser_id
 WHERE {condition}
"""  # noqa: S608  made of our own words only


def _first_answers() -> str:
    """When each applicant first heard how it goes on; a new date alone is no answer.

    What had reached them and came back again had not reached them, a no or a yes neither: they wait
    until it does. Who withdrew before they heard counts until then.
    """
    step, value = _wait("a.received_at", "h.at", goes_on="h.at IS NULL")
    return f"""
SELECT 1, a.id, 'first_answer', a.id, a.received_at, {_month("a.received_at")}, 0,
       CASE WHEN h.at IS NULL THEN 'waiting' WHEN w.left_first THEN 'withdrew'
            ELSE 'answered' END,
       {step}, {value}, a.id, a.opening_id, a.team_id, a.owner_id, a.client_id, NULL::bigint,
       a.manager_id
  FROM app a CROSS JOIN zone z
  LEFT JOIN (SELECT p.subject, bool_or(p.state = 'open') AS waits,
                    bool_or(p.came_back) AS returned,
                    min(p.closed_at) FILTER (
                        WHERE p.state IN ('kept', 'kept_late') AND NOT p.came_back) AS at
               FROM promised p
              WHERE p.kind = 1 AND p.promisee = 'candidate' AND p.conversation_id IS NULL
              GROUP BY p.subject) f ON f.subject = a.id
  CROSS JOIN LATERAL (
       SELECT CASE WHEN a.state <> 'in_progress' THEN coalesce(a.ended_at, a.stage_since) END
              AS ended) e
  CROSS JOIN LATERAL (
       SELECT a.state = 'withdrawn' AND coalesce(f.at > e.ended, true) AS left_first) w
  CROSS JOIN LATERAL (
       SELECT CASE WHEN w.left_first THEN e.ended
                   WHEN f.returned IS NOT TRUE THEN least(f.at, e.ended)
                   ELSE coalesce(f.at, CASE WHEN NOT f.waits THEN e.ended END) END AS at) h
"""  # noqa: S608  made of our own words only


def _stages() -> str:
    """Every stay in a stage (about) and how it ended: `to:` the next stage, an end, or `here`."""
    step, value = _wait("v.began", "v.ended", goes_on="v.ended IS NULL")
    return f"""
SELECT 1, v.id, 'stage', v.ref, v.began, {_month("v.began")}, v.stage, v.how, {step}, {value},
       v.id, v.opening_id, v.team_id, v.owner_id, v.client_id, NULL::bigint,
       v.manager_id
  FROM zone z, (
    SELECT a.*, m.id AS ref, m.from_stage AS stage, 'to:' || m.to_stage AS how,
           coalesce(lag(m.at) OVER (PARTITION BY a.id ORDER BY m.id), a.received_at) AS began,
           m.at AS ended
      FROM app a JOIN insights_move m ON m.application_id = a.id
     UNION ALL
    SELECT a.*, 0, a.stage_id, CASE a.state WHEN 'in_progress' THEN 'here' ELSE a.state END,
           coalesce((SELECT max(m.at) FROM insights_move m WHERE m.application_id = a.id),
                    a.received_at),
           CASE WHEN a.state <> 'in_progress' THEN coalesce(a.ended_at, a.stage_since) END
      FROM app a) v
"""  # noqa: S608  made of our own words only


def _came() -> str:
    """Who of both sides of an interview said to be there, and when (value: minutes late).

    Ours by member, but for stand-ins; the candidate's side is of no member.
    """
    grace = int(ON_TIME.total_seconds())
    return f"""
SELECT 1, a.id, s.measure, s.ref, i.begins_at, {_month("i.begins_at")}, 0,
       CASE WHEN h.at IS NULL THEN 'unsaid'
            WHEN h.at <= i.begins_at + interval '{grace} seconds' THEN 'on_time'
            ELSE 'late' END, 0,
       CASE WHEN h.at > i.begins_at + interval '{grace} seconds'
            THEN ceil(extract(epoch FROM h.at - i.begins_at) / 60)::int ELSE 0 END,
       a.id, a.opening_id, a.team_id, s.member_id, a.client_id, NULL::bigint,
       a.manager_id
  FROM app a CROSS JOIN zone z
  JOIN interviews_interview i ON i.application_id = a.id AND i.state IN ('held', 'missed')
  CROSS JOIN LATERAL (
    SELECT 'came' AS measure, n.id AS ref, n.member_id, n.id AS panelist
      FROM interviews_panelist n WHERE n.interview_id = i.id AND n.is_on AND NOT n.is_stand_in
     UNION ALL SELECT 'guest_came', i.id, NULL, NULL) s
  LEFT JOIN LATERAL (
    SELECT min(c.at) AS at FROM interviews_checkin c
     WHERE c.interview_id = i.id AND c.begins_at = i.begins_at AND c.said = 'here'
       AND c.panelist_id IS NOT DISTINCT FROM s.panelist) h ON true
"""  # noqa: S608  made of our own words only


SOURCES: tuple[str, ...] = (
    _promises("promise", "true"),
    _promises("call", f"p.what = '{CALL}'"),
    _words_given(
        "word",
        f"p.what = '{WORD}' AND c.id IS NOT NULL",
        member="c.member_id",
        client="c.client_id",
        contact="c.id",
    ),
    _words_given(
        "scorecard",
        f"p.what = '{SCORECARD}'",
        member="p.owner_id",
        client="p.client_id",
        contact="NULL::bigint",
    ),
    _first_answers(),
    _stages(),
    _came(),
    *SAID,
)

# Measures whose facts also make a cell by the hour of the week, under the name with `.hour`.
BY_HOUR = ("promise",)
