"""Fills the tables insights rest on, made in the database and without indexes, which follow.

A year and a half of applications in the order they came: answered, waiting, withdrawn; promises
kept, late, broken, mended; stays in stages; interviews with presses; what people said; and three
in ten who agreed to be matched and are customers.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bench.stage import PER_OPENING, RECRUITERS, say, timed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.utils import CursorWrapper

TEAMS, CLIENTS = 12, 30
_FILLED = (
    "pipeline_candidate",
    "pipeline_application",
    "ledger_promise",
    "ledger_entry",
    "insights_move",
    "interviews_interview",
    "interviews_panelist",
    "interviews_checkin",
    "surveys_asking",
    "surveys_opinion",
    "pipeline_consent",
    "relations_customer",
    "relations_seeker",
)
# Every opening has a team, a hiring manager and, one in three, a client.
_SET = (
    """
INSERT INTO accounts_team (name) SELECT 'Team ' || i FROM generate_series(1, %(teams)s) i
""",
    """
INSERT INTO pipeline_client (public_id, name, country, is_secret, described, owner_id, began_at)
SELECT gen_random_uuid(), 'Client ' || i, 'CA', false, '',
       (SELECT id FROM accounts_member WHERE email = 'recruiter1@harbour.example'), %(now)s
  FROM generate_series(1, %(clients)s) i
""",
    """
UPDATE pipeline_opening o
   SET team_id = t.ids[1 + o.id %% %(teams)s],
       manager_id = m.ids[1 + o.id %% 7],
       client_id = CASE WHEN o.id %% 3 = 0 THEN c.ids[1 + o.id %% %(clients)s] END
  FROM (SELECT array_agg(id) AS ids FROM accounts_team WHERE name LIKE 'Team %%') t,
       (SELECT array_agg(id) AS ids FROM accounts_member WHERE email LIKE 'recruiter%%') m,
       (SELECT array_agg(id) AS ids FROM pipeline_client WHERE name LIKE 'Client %%') c
 WHERE o.slug LIKE 'opening-%%'
""",
)
_FILL = (
    """
INSERT INTO pipeline_application (public_id, opening_id, candidate_id, state, stage_id, stage_since,
    owner_id, name, phone, links, answers, fit, zone, language, received_at, ended_at,
    link_fingerprint, link_generation)
SELECT gen_random_uuid(), o.id, c.id, s.state,
       (ARRAY(SELECT id FROM pipeline_stage ORDER BY position))[1 + i %% 4],
       t.at + interval '3 days', o.owner_id, 'Person ' || i, '', '[]', '[]', '{}',
       'America/Toronto', 'en', t.at,
       CASE WHEN s.state <> 'in_progress'
            THEN least(%(now)s,
                       t.at + ((i::bigint * 7919) %% 40000) * interval '1 minute') END,
       md5(i || 'link'), 1
  FROM generate_series(0, %(last)s - 1) i
  JOIN pipeline_candidate c ON c.email_key = 'p' || i || '@mail.example'
  JOIN pipeline_opening o ON o.slug = 'opening-' || (i / %(per)s),
       LATERAL (SELECT ((%(last)s - 1 - i)::bigint * 788400) / %(last)s AS minutes) g,
       LATERAL (SELECT %(now)s - g.minutes * interval '1 minute' AS at) t,
       LATERAL (SELECT CASE WHEN g.minutes < 7200 OR i %% 5000 = 0 THEN 'in_progress'
                            WHEN i %% 20 = 1 THEN 'withdrawn' WHEN i %% 20 = 2 THEN 'hired'
                            ELSE 'declined' END AS state) s
""",
    """
INSERT INTO ledger_promise (owner_id, promisee, application_id, opening_id, what, words, terms,
    calendar, source, law_rule, state, made_at, due_at, remind_at, escalate_at, next_at,
    ladder_step, closed_at, evidence, reason, sweep_troubles)
SELECT a.owner_id, 'candidate', a.id, a.opening_id, 'first_answer', 'Susan tells you soon', '{}',
       '{}', 'rule', '', p.state, a.received_at, d.due, d.due - interval '4 hours',
       d.due - interval '1 hour', d.due, 0,
       CASE p.state WHEN 'open' THEN NULL
                    WHEN 'kept' THEN d.due - (a.id %% 2800) * interval '1 minute'
                    WHEN 'broken' THEN d.due
                    ELSE d.due + (a.id %% 900) * interval '1 minute' END, '', '', 0
  FROM pipeline_application a,
       LATERAL (SELECT CASE WHEN a.state = 'in_progress' THEN 'open'
                            WHEN a.state = 'withdrawn' THEN 'released'
                            WHEN a.id %% 50 = 7 THEN 'broken' WHEN a.id %% 25 = 3 THEN 'kept_late'
                            ELSE 'kept' END AS state) p,
       LATERAL (SELECT a.received_at + interval '6 days' AS due) d
""",
    """
INSERT INTO ledger_promise (owner_id, promisee, application_id, opening_id, what, words, terms,
    calendar, source, law_rule, state, made_at, due_at, remind_at, escalate_at, next_at,
    ladder_step, closed_at, follows_id, evidence, reason, sweep_troubles)
SELECT p.owner_id, 'candidate', p.application_id, p.opening_id, p.what, p.words, '{}', '{}', 'rule',
       '', 'kept', p.due_at, p.due_at + interval '1 day', p.due_at, p.due_at, p.due_at, 0,
       p.due_at + interval '20 hours', p.id, '', '', 0
  FROM ledger_promise p WHERE p.state = 'broken' AND p.id %% 3 > 0
""",
    """
INSERT INTO insights_move (application_id, from_stage, to_stage, at)
SELECT a.id, s.ids[1], a.stage_id, a.received_at + ((a.id * 7) %% 4000) * interval '1 minute'
  FROM pipeline_application a,
       (SELECT ARRAY(SELECT id FROM pipeline_stage ORDER BY position) AS ids) s
 WHERE a.stage_id <> s.ids[1]
""",
    """
INSERT INTO interviews_interview (public_id, uid, sequence, application_id, round_id,
    coordinator_id, state, begins_at, ends_at, "where", invited_at, booked_at, ended_at, reason,
    moved, needs, wants_earlier, reply)
SELECT gen_random_uuid(), a.id || '@bench', 0, a.id, %(round)s, a.owner_id, 'held',
       a.received_at + interval '5 days', a.received_at + interval '5 days 1 hour', '',
       a.received_at, a.received_at, a.received_at + interval '5 days 1 hour', '', 0, '', false,
       'needs-action'
  FROM pipeline_application a WHERE a.id %% 10 = 2
""",
    """
INSERT INTO interviews_panelist (public_id, interview_id, member_id, is_on, is_stand_in, reply,
    version_ahead, link_fingerprint, link_generation)
SELECT gen_random_uuid(), i.id,
       (SELECT id FROM accounts_member
         WHERE email = 'recruiter' || (1 + i.id %% %(recruiters)s) || '@harbour.example'),
       true, false, 'accepted', 0, md5(i.id || 'seat'), 1
  FROM interviews_interview i
""",
    """
INSERT INTO interviews_checkin (interview_id, panelist_id, begins_at, said, minutes, at)
SELECT p.interview_id, p.id, i.begins_at, 'here', 0,
       i.begins_at + (p.id %% 9 - 6) * interval '1 minute'
  FROM interviews_panelist p JOIN interviews_interview i ON i.id = p.interview_id
 WHERE p.id %% 12 > 0
""",
    """
INSERT INTO surveys_asking (public_id, application_id, candidate_id, moment, opening_id, team_id,
    stage_id, language, since, asked_at, dropped)
SELECT gen_random_uuid(), a.id, a.candidate_id, m.moment, a.opening_id, o.team_id, a.stage_id, 'en',
       a.received_at, a.received_at, ''
  FROM pipeline_application a JOIN pipeline_opening o ON o.id = a.opening_id,
       (VALUES ('application', 10), ('interview', 20), ('answer', 5)) AS m(moment, every)
 WHERE a.state <> 'in_progress' AND a.id %% m.every = 0
""",
    """
INSERT INTO surveys_opinion (public_id, asking_id, recommend, relationship, buying, line,
    answered_at, counted_at, month)
SELECT gen_random_uuid(), k.id, (k.id * 7) %% 11, 1 + (k.id * 13) %% 4,
       (ARRAY['yes', 'unsure', 'no', 'never_did'])[1 + k.id %% 4],
       CASE WHEN k.id %% 10 = 0 THEN 'You wrote when you said you would.' ELSE '' END,
       k.since + interval '1 day', k.since + interval '2 days',
       date_trunc('month', k.since + interval '1 day')::date
  FROM surveys_asking k
""",
    """
INSERT INTO interviews_opinion (public_id, side, team_id, month, recommend, went_well)
SELECT gen_random_uuid(), 'panel', i.team_id, i.month, (i.n * 5) %% 11, ''
  FROM (SELECT row_number() OVER () AS n, o.team_id,
               date_trunc('month', v.begins_at)::date AS month
          FROM interviews_interview v JOIN pipeline_application a ON a.id = v.application_id
          JOIN pipeline_opening o ON o.id = a.opening_id WHERE v.id %% 3 = 0) i
""",
    """
INSERT INTO pipeline_consent (public_id, candidate_id, application_id, purpose, words, language,
    given_at)
SELECT gen_random_uuid(), a.candidate_id, a.id, 'customer', 'You may look.', 'en', a.received_at
  FROM pipeline_application a WHERE a.id %% 10 IN (1, 4, 8)
""",
    """
INSERT INTO relations_customer (key, value, currency, is_listed)
SELECT decode(md5('customer' || i), 'hex'), (i::bigint * 7919) %% 200000, 'CAD', true
  FROM generate_series(1, %(last)s) i
""",
    """
INSERT INTO relations_seeker (consent_id, customer_id, looked_at)
SELECT c.id, k.id, c.given_at
  FROM (SELECT id, given_at, row_number() OVER (ORDER BY id) AS n FROM pipeline_consent) c
  JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM relations_customer) k ON k.n = c.n
""",
)
_ENTRIES = """
INSERT INTO ledger_entry (kind, at, application_id, opening_id, payload)
SELECT 'promise.made', a.received_at, a.id, a.opening_id, '{}'
  FROM pipeline_application a, generate_series(1, %s)
"""
_PLAIN = """
SELECT i.relname, pg_get_indexdef(x.indexrelid)
  FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid
 WHERE x.indrelid = %s::regclass AND NOT x.indisunique
"""
_ROOM = (
    "SET work_mem = '256MB'",
    "SET maintenance_work_mem = '512MB'",
    "SET synchronous_commit = off",
    "SET session_replication_role = replica",
)


def fill(applications: int, entries_each: int) -> None:
    """The cast, twenty recruiters, and so many applications with all that happened to them."""
    from django.db import connection

    from bench.fill import _STEPS
    from hearback.interviews.tests.makers import plan
    from tests.cast import make_cast

    cast = make_cast()
    visit = plan(cast)
    values = {
        "now": datetime.now(UTC),
        "first": 0,
        "last": applications,
        "per": PER_OPENING,
        "recruiters": RECRUITERS,
        "teams": TEAMS,
        "clients": CLIENTS,
        "team": cast.shop.pk,
        "place": cast.toronto.pk,
        "policy": cast.opening.policy_id,
        "round": visit.pk,
        "hours": connection.ops.adapt_json_value(cast.susan.hours, None),
    }
    with connection.cursor() as cursor, _roomy(cursor):
        for number, step in enumerate([*_STEPS[:2], *_SET, _STEPS[2], *_FILL], start=1):
            say(f"  step {number}: {timed(lambda: cursor.execute(step, values)):.0f} s")  # noqa: B023
        say(f"  entries: {timed(lambda: cursor.execute(_ENTRIES, [entries_each])):.0f} s")
    with connection.cursor() as cursor:
        say(f"  vacuum: {timed(lambda: cursor.execute('VACUUM ANALYZE')):.0f} s")


@contextmanager
def _roomy(cursor: CursorWrapper) -> Iterator[None]:
    """Deaf to triggers, with room for the log, and plain indexes made once all is there."""
    for order in (*_ROOM, "ALTER SYSTEM SET max_wal_size = '12GB'", "SELECT pg_reload_conf()"):
        cursor.execute(order)
    indexes = []
    for table in _FILLED:
        cursor.execute(_PLAIN, [table])
        indexes += cursor.fetchall()
    for name, _told in indexes:
        cursor.execute(f'DROP INDEX "{name}"')
    yield
    took = timed(lambda: [cursor.execute(told) for _name, told in indexes])
    say(f"  {len(indexes)} indexes: {took:.0f} s")
    for order in ("ALTER SYSTEM RESET max_wal_size", "SELECT pg_reload_conf()"):
        cursor.execute(order)
    for order in _ROOM:
        cursor.execute(f"RESET {order.split()[1]}")
