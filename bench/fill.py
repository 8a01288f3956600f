"""Fills the tables with applications, made in the database so that a million take minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from bench.stage import PER_OPENING, RECRUITERS, say
from tests.cast import NOW, Cast, make_cast

if TYPE_CHECKING:
    from datetime import datetime

# The words of CVs are as unevenly used as in any language: the n-th is about n times rarer than the
# first, which is what the power of a random number makes of them.
_STEPS = (
    """
INSERT INTO accounts_member (password, email, name, job_title, phone, role, zone, hours, is_active,
                             joined_at, team_id, place_id)
SELECT '!', 'recruiter' || i || '@harbour.example', 'Recruiter ' || i, '', '', 'recruiter',
       'America/Toronto', %(hours)s, true, %(now)s, %(team)s, %(place)s
  FROM generate_series(1, %(recruiters)s) i ON CONFLICT DO NOTHING
""",
    """
INSERT INTO pipeline_opening (public_id, slug, title, state, team_id, place_id, owner_id, policy_id,
    way_of_working, employment_type, summary, duties, team_words, benefits, pay_currency,
    pay_period, ai_line, vacancy_line, next_step, published_at)
SELECT gen_random_uuid(), 'opening-' || i, 'Opening ' || i, 'published', %(team)s, %(place)s,
       (SELECT id FROM accounts_member
         WHERE email = 'recruiter' || (1 + i %% %(recruiters)s) || '@harbour.example'),
       %(policy)s, 'on_site', 'FULL_TIME', '', '', '', '', 'CAD', 'YEAR', '', '', '', %(now)s
  FROM generate_series(%(first)s / %(per)s, (%(last)s - 1) / %(per)s) i ON CONFLICT DO NOTHING
""",
    """
INSERT INTO pipeline_candidate (public_id, email, email_key, created_at)
SELECT gen_random_uuid(), 'p' || i || '@mail.example', 'p' || i || '@mail.example', %(now)s
  FROM generate_series(%(first)s, %(last)s - 1) i
""",
    """
INSERT INTO pipeline_application (public_id, opening_id, candidate_id, state, stage_id, stage_since,
    owner_id, name, phone, links, answers, fit, zone, language, received_at, link_fingerprint,
    link_generation)
SELECT gen_random_uuid(), o.id, c.id, 'in_progress',
       (SELECT id FROM pipeline_stage ORDER BY position OFFSET i %% 4 LIMIT 1),
       %(now)s - (i %% 30) * interval '1 day', o.owner_id, 'Person ' || i, '', '[]', '[]', '{}',
       'America/Toronto', 'en', %(now)s - i * interval '1 second', md5(i || 'link'), 1
  FROM generate_series(%(first)s, %(last)s - 1) i
  JOIN pipeline_candidate c ON c.email_key = 'p' || i || '@mail.example'
  JOIN pipeline_opening o ON o.slug = 'opening-' || (i / %(per)s)
""",
    """
INSERT INTO channels_message (public_id, purpose, about, state, urgency, when_in_doubt, to_address,
    to_name, from_name, reply_to, subject, text, html, message_id, automatic, created_at,
    send_after, attempts, deaths, accepted_at, settled_at, trouble)
SELECT gen_random_uuid(), 'careers.receipt', a.public_id, 'accepted', 0, 'again', 'p@mail.example',
       a.name, 'Susan', 'jobs@harbour.example', 'Your application is here', 'Thank you', '',
       '<' || a.id || '@harbour.example>', true, %(now)s, %(now)s, 1, 0, %(now)s, %(now)s, ''
  FROM pipeline_application a WHERE a.id > %(known)s
""",
    """
INSERT INTO ledger_promise (owner_id, promisee, application_id, opening_id, what, words, terms,
    calendar, source, law_rule, state, made_at, due_at, remind_at, escalate_at, next_at,
    ladder_step, evidence, reason, sweep_troubles)
SELECT a.owner_id, 'candidate', a.id, a.opening_id, 'first_answer', 'Susan tells you soon', '{}',
       '{}', 'rule', '', 'open', %(now)s,
       due, due - interval '4 hours', due - interval '1 hour', due - interval '4 hours',
       0, '', '', 0
  FROM pipeline_application a,
       LATERAL (SELECT %(now)s + interval '5 hours' + a.id * interval '1 second' AS due) d
 WHERE a.id > %(known)s
""",
    """
INSERT INTO ledger_entry (kind, at, application_id, opening_id, payload)
SELECT kind, %(now)s, a.id, a.opening_id, '{}'
  FROM pipeline_application a, unnest(ARRAY['promise.made', 'application.submitted']) kind
 WHERE a.id > %(known)s
""",
    """
INSERT INTO pipeline_applicationtext (application_id, opening_id, received_at, text, search)
SELECT a.id, a.opening_id, a.received_at, words, to_tsvector('simple', a.name || ' ' || words)
  FROM pipeline_application a,
       LATERAL (SELECT string_agg('w' || floor(power(5000, random()))::int, ' ') AS words
                  FROM generate_series(1, 60)
                 WHERE a.id > 0) t
 WHERE a.id > %(known)s
""",
)


def fill(up_to: int, *, already: int = 0, now: datetime = NOW) -> Cast:
    """Bring the tables from `already` to `up_to` applications, all in progress and promised."""
    cast = make_cast()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SELECT coalesce(max(id), 0) FROM pipeline_application")
        known = cursor.fetchone()[0]
        values = {
            "now": now,
            "first": already,
            "last": up_to,
            "per": PER_OPENING,
            "known": known,
            "recruiters": RECRUITERS,
            "team": cast.shop.pk,
            "place": cast.toronto.pk,
            "policy": cast.opening.policy_id,
            "hours": connection.ops.adapt_json_value(cast.susan.hours, None),
        }
        for step in _STEPS:
            cursor.execute(step, values)
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")
    say(f"  filled to {up_to:,} applications")
    return cast
