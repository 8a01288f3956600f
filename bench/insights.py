"""Insights at a million applications: each page, the step that keeps the cells, and intake.

    python -m bench.insights [--applications N] [--entries-each N] [--visits N] [--without-intake]

Fills the tables with applications of a year and a half (answered, waiting, withdrawn; promises
kept, late, broken, mended; stays in stages; interviews with presses) and ten entries each, makes
all facts and cells by the real recount, and prints p50 and p95 of every page.
"""

from __future__ import annotations

import argparse
import random
from time import perf_counter
from typing import TYPE_CHECKING

from bench import intake
from bench.pages import _signed_in
from bench.server import running, wait_until_up
from bench.stage import PER_OPENING, RECRUITERS, percentile, say, stage, timed

if TYPE_CHECKING:
    from bench.server import Visitor

APPLICATIONS, ENTRIES_EACH, VISITS = 1_000_000, 10, 40
PAGE_SECONDS, ACTS, ROUNDS = 0.3, 1000, 3
AT_ONCE = 20_000
OK = 200
_WATCHED = ("pipeline_application", "ledger_promise")

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
            THEN t.at + ((i::bigint * 7919) %% 40000) * interval '1 minute' END,
       md5(i || 'link'), 1
  FROM generate_series(0, %(last)s - 1) i
  JOIN pipeline_candidate c ON c.email_key = 'p' || i || '@mail.example'
  JOIN pipeline_opening o ON o.slug = 'opening-' || (i / %(per)s),
       LATERAL (SELECT CASE WHEN i %% 20 = 0 THEN 'in_progress' WHEN i %% 20 = 1 THEN 'withdrawn'
                            WHEN i %% 20 = 2 THEN 'hired' ELSE 'declined' END AS state) s,
       LATERAL (SELECT %(now)s - (CASE WHEN s.state = 'in_progress' THEN (i * 31) %% 7200
                                       ELSE (i::bigint * 104729) %% 788400 END)
                               * interval '1 minute' AS at) t
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
)
_ENTRIES = """
INSERT INTO ledger_entry (kind, at, application_id, opening_id, payload)
SELECT 'promise.made', a.received_at, a.id, a.opening_id, '{}'
  FROM pipeline_application a, generate_series(1, %s)
"""


def fill(applications: int, entries_each: int) -> None:
    """The cast, twenty recruiters, and so many applications with all that happened to them."""
    from django.db import connection

    from bench.fill import _STEPS
    from hearback.interviews.tests.makers import plan
    from tests.cast import NOW, make_cast

    cast = make_cast()
    visit = plan(cast)
    values = {
        "now": NOW,
        "first": 0,
        "last": applications,
        "per": PER_OPENING,
        "recruiters": RECRUITERS,
        "team": cast.shop.pk,
        "place": cast.toronto.pk,
        "policy": cast.opening.policy_id,
        "round": visit.pk,
        "hours": connection.ops.adapt_json_value(cast.susan.hours, None),
    }
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for number, step in enumerate([*_STEPS[:3], *_FILL], start=1):
            say(f"  step {number}: {timed(lambda: cursor.execute(step, values)):.0f} s")  # noqa: B023
        cursor.execute("DROP INDEX entry_application")
        cursor.execute("DROP INDEX entry_kind")
        say(f"  entries: {timed(lambda: cursor.execute(_ENTRIES, [entries_each])):.0f} s")
        cursor.execute(
            "CREATE INDEX entry_application ON ledger_entry (application_id, id) "
            "WHERE application_id IS NOT NULL"
        )
        cursor.execute("CREATE INDEX entry_kind ON ledger_entry (kind, id)")
        cursor.execute("SET session_replication_role = origin")
        cursor.execute("VACUUM ANALYZE")


def cells() -> None:
    """All facts and cells, by the real recount."""
    from django.db import connection

    from hearback.insights.cells.renew import recount
    from hearback.insights.models import Cell, Fact

    took = timed(lambda: recount(limit=AT_ONCE))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    say(f"recount: {took:.0f} s, {Fact.objects.count():,} facts, {Cell.objects.count():,} cells")


def _paths() -> dict[str, list[str]]:
    from hearback.accounts.models import Member

    people = list(Member.objects.filter(email__startswith="recruiter").values_list("pk", flat=True))
    one, service = people[len(people) // 2], "/desk/insights/service"
    spans = ("all", "year", "quarter")
    found = {
        f"service by {name}": [f"{service}/{name}/?period={span}" for span in spans]
        for name in ("team", "recruiter", "interviewer", "manager", "client")
    }
    cases = f"/desk/insights/cases/recruiter/{one}"
    return {
        "black hole": ["/desk/insights/black-hole/"],
        **found,
        "one recruiter": [f"{service}/recruiter/{one}/?period={span}" for span in spans],
        "cases": [f"{cases}/kept/?of={of}&period=all" for of in ("kept", "broken", "overdue")],
        "cases of a team": [
            f"/desk/insights/cases/team/1/{figure}/?period=all"
            for figure in ("kept", "first_answer")
        ],
        "own page": ["/desk/me/?period=all", "/desk/me/?period=quarter"],
        **{
            name: [f"/desk/insights/{name}/"]
            for name in ("funnel", "times", "heat", "experience", "teams")
        },
    }


def pages(visits: int) -> None:
    """p50 and p95 of each page, as its readers wait for it."""
    dice = random.Random(7)  # noqa: S311  the same visits each time
    with running("web") as port:
        wait_until_up(port)
        lead = _signed_in(port, "omar@harbour.example")
        for name, paths in _paths().items():
            waits = [_wait(lead, dice.choice(paths)) for _ in range(visits + 3)][3:]
            half, most = percentile(waits, 0.5), percentile(waits, 0.95)
            of = f"{most / PAGE_SECONDS:.0%} of the {PAGE_SECONDS * 1000:.0f} ms allowed"
            say(f"{name}: p50 {half * 1000:.0f} ms, p95 {most * 1000:.0f} ms, {of}")


def _wait(visitor: Visitor, path: str) -> float:
    start = perf_counter()
    status, _ = visitor.get(path)
    if status != OK:
        raise SystemExit(f"{path} answered {status}.")
    return perf_counter() - start


def steps() -> None:
    """What a step costs after a thousand acts: people who apply, and cards that move."""
    from hearback.answers.actions.move_quietly import move_quietly
    from hearback.insights.cells.renew import renew_all
    from hearback.pipeline.models import Stage
    from tests.cast import NOW, apply, make_cast

    cast = make_cast()
    renew_all()
    new = [apply(cast, f"Late Comer {number}", now=NOW) for number in range(ACTS // 2)]
    there = Stage.objects.order_by("position")[1]
    for application in new:
        move_quietly(application=application, to_stage=there, by=cast.susan, now=NOW)
    say(f"step after {ACTS:,} acts: {timed(renew_all):.2f} s")


def intake_ratio() -> None:
    """Applications a second with the notes of what was touched, and without them."""
    rates: dict[str, list[float]] = {"DISABLE": [], "ENABLE": []}
    with running("web") as port:
        wait_until_up(port)
        for number in range(2 * ROUNDS):
            # Turned around every other time, so that whatever gets slower is fair to both.
            way = ("DISABLE", "ENABLE")[(number + number // 2) % 2]
            _triggers(way)
            rates[way].append(intake.forms_a_second(port))
    _triggers("ENABLE")
    without, with_them = (sorted(rates[way])[ROUNDS // 2] for way in ("DISABLE", "ENABLE"))
    say(f"intake: {without:.0f} forms/s without notes, {with_them:.0f} with them")
    say(f"intake ratio {with_them / without:.3f} (allowed 0.97)")


def _triggers(way: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for table in _WATCHED:
            cursor.execute(f"ALTER TABLE {table} {way} TRIGGER insights_in")


def main() -> None:
    """Fill, recount, and print."""
    words = argparse.ArgumentParser(prog="python -m bench.insights", description=__doc__)
    words.add_argument("--applications", type=int, default=APPLICATIONS)
    words.add_argument("--entries-each", type=int, default=ENTRIES_EACH)
    words.add_argument("--visits", type=int, default=VISITS)
    words.add_argument("--without-intake", action="store_true")
    chosen = words.parse_args()
    with stage():
        say(f"{chosen.applications:,} applications, {chosen.entries_each} entries each")
        say(f"filled in {timed(lambda: fill(chosen.applications, chosen.entries_each)):.0f} s")
        cells()
        pages(chosen.visits)
        steps()
        if not chosen.without_intake:
            intake_ratio()


if __name__ == "__main__":
    main()
