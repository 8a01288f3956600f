"""Insights at a million applications: each page, the step that keeps the cells, and intake.

    python -m bench.insights [--applications N] [--entries-each N] [--visits N] [--only PART ...]

Fills the tables (`insights_fill`), makes all facts and cells by the real recount, and prints a
table of every page: the first visit, at which the drawer of charts may have to start, the median
and the 95th percentile its readers wait, and the processor's time of a visit.
"""

from __future__ import annotations

import argparse
import os
import random
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from bench import intake
from bench.insights_fill import fill
from bench.pages import _signed_in
from bench.server import running, wait_until_up
from bench.stage import percentile, say, stage, timed

if TYPE_CHECKING:
    from bench.server import Visitor

APPLICATIONS, ENTRIES_EACH, VISITS = 1_000_000, 10, 40
PAGE_SECONDS, ACTS = 0.3, 1000
PARTS = ("pages", "steps", "intake")
# Rounds of the intake turn by turn, so many seconds each.
ROUNDS, ROUND_SECONDS = 24, 4.0
# So that each process of the pages was asked before.
WARM_UP = 6
OK = 200
_WATCHED = ("pipeline_application", "ledger_promise")


def cells() -> None:
    """All facts and cells, by the real recount."""
    from django.db import connection

    from hearback.insights.cells.recount import recount
    from hearback.insights.models import Cell, Fact

    took = timed(recount)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE insights_fact, insights_cell")
        cursor.execute("SELECT pg_size_pretty(pg_database_size(current_database()))")
        size = cursor.fetchone()[0]
    say(f"recount: {took:.0f} s, {Fact.objects.count():,} facts, {Cell.objects.count():,} cells")
    say(f"database: {size}")


@dataclass(frozen=True)
class Page:
    """Pages of one name: who opens them, and their addresses, of which each visit takes one."""

    name: str
    reader: str
    paths: list[str]


LEAD, ANALYST, RECRUITER = "omar", "nadia", "recruiter7"
SPANS, OUTCOMES = ("all", "year", "quarter"), ("kept", "broken", "overdue", "open")


def _pages() -> list[Page]:
    from hearback.accounts.models import Member

    one = Member.objects.get(email=f"{RECRUITER}@harbour.example").pk
    months = ("?months=3", "?months=12", "?months=")
    charts = ("funnel", "times", "heat", "experience", "teams")
    ways = ("stage", "opening", "team", "time")
    root = "/desk/insights"
    return [
        Page("index", LEAD, [f"{root}/"]),
        Page("black hole", LEAD, [f"{root}/black-hole/"]),
        *(Page(name, LEAD, [f"{root}/{name}/{span}" for span in months]) for name in charts),
        Page("funnel of a team", LEAD, [f"{root}/funnel/{span}&team=3" for span in months]),
        Page("lines", LEAD, [f"{root}/experience/lines/"]),
        *_service(one),
        Page("own page", RECRUITER, [f"/desk/me/?period={span}" for span in SPANS]),
        Page("reputation", LEAD, [f"{root}/reputation/"]),
        Page("money at risk", ANALYST, [f"{root}/worth/?by={way}" for way in ways]),
        Page("customers", ANALYST, [f"{root}/customers/"]),
        Page("board report (PDF)", LEAD, [f"{root}/board.pdf"]),
    ]


def _service(one: int) -> list[Page]:
    from hearback.pipeline.models import Opening

    manager = Opening.objects.exclude(manager=None).order_by("-pk")[0].manager_id
    service, cases = "/desk/insights/service", "/desk/insights/cases"
    outcomes = [f"?of={of}&period={span}" for of in OUTCOMES for span in SPANS]
    of_team = [f"{figure}/?period={span}" for figure in ("kept", "first_answer") for span in SPANS]
    return [
        *(
            Page(f"service by {who}", LEAD, [f"{service}/{who}/?period={span}" for span in SPANS])
            for who in ("team", "recruiter", "interviewer", "manager", "client")
        ),
        Page(
            "one recruiter", LEAD, [f"{service}/recruiter/{one}/?period={span}" for span in SPANS]
        ),
        Page("one manager", LEAD, [f"{service}/manager/{manager}/?period={s}" for s in SPANS]),
        Page("cases", LEAD, [f"{cases}/recruiter/{one}/kept/{asked}" for asked in outcomes]),
        Page("cases of a team", LEAD, [f"{cases}/team/3/{asked}" for asked in of_team]),
        Page("cases of a manager", LEAD, [f"{cases}/manager/{manager}/kept/{o}" for o in outcomes]),
    ]


def pages(visits: int) -> None:
    """p50 and p95 of each page, as its readers wait for it, and its first visit."""
    from hearback.insights.actions import count_what_is_due
    from hearback.insights.worth.actions import keep_sums
    from hearback.kit import clock

    say(f"sums about customers: {timed(lambda: keep_sums(now=clock.now())):.1f} s")
    say(f"proofs: {timed(lambda: count_what_is_due(now=clock.now())):.1f} s")
    dice = random.Random(7)  # noqa: S311  the same visits each time
    head = f"{'page':24} {'first':>7} {'p50':>7} {'p95':>7} {'at work':>7}"
    say(f"{head}   p95 of {PAGE_SECONDS * 1000:.0f} ms")
    with running("web") as port:
        wait_until_up(port)
        readers = {
            who: _signed_in(port, f"{who}@harbour.example") for who in (LEAD, ANALYST, RECRUITER)
        }
        for page in _pages():
            reader = readers[page.reader]
            first, *_ = [_wait(reader, dice.choice(page.paths)) for _ in range(WARM_UP)]
            before = _processor()
            waits = [_wait(reader, dice.choice(page.paths)) for _ in range(visits)]
            _row(page.name, first, waits, (_processor() - before) / visits)


def _row(name: str, first: float, waits: list[float], at_work: float) -> None:
    """Milliseconds; `at_work` is what a visit cost pages and database, whoever else was busy."""
    half, most = percentile(waits, 0.5), percentile(waits, 0.95)
    told = " ".join(f"{1000 * seconds:7.0f}" for seconds in (first, half, most, at_work))
    say(f"{name:24} {told}   {most / PAGE_SECONDS:4.0%}{'  TOO SLOW' * (most > PAGE_SECONDS)}")


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
    """What an application costs with the notes of what was touched, and without them.

    In seconds of processor, of the pages' and the database's processes, and by the clock; short
    rounds in turn, so that whatever else goes on or gets slower is fair to both.
    """
    spent: dict[str, list[float]] = {"DISABLE": [], "ENABLE": []}
    pace: dict[str, list[float]] = {"DISABLE": [], "ENABLE": []}
    with running("web") as port:
        wait_until_up(port)
        intake.forms(port, seconds=ROUND_SECONDS)
        for number in range(ROUNDS):
            way = ("DISABLE", "ENABLE")[(number + number // 2) % 2]
            _triggers(way)
            before, began = _processor(), perf_counter()
            done = intake.forms(port, seconds=ROUND_SECONDS)
            pace[way].append((perf_counter() - began) / done)
            spent[way].append((_processor() - before) / done)
    _triggers("ENABLE")
    for what, told in (("of processor", spent), ("by the clock", pace)):
        without, with_them = (percentile(told[way], 0.5) for way in ("DISABLE", "ENABLE"))
        say(
            f"intake, ms a form {what}: {1000 * without:.2f} without notes, {1000 * with_them:.2f}"
            f" with them: ratio {without / with_them:.3f} (wanted 0.97)"
        )


def _processor() -> float:
    """Seconds of processor spent so far by the database and whatever we started."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SHOW data_directory")
        held = Path(cursor.fetchone()[0], "postmaster.pid").read_text().split()[0]
    parents, ticks = {}, {}
    for one in Path("/proc").glob("[0-9]*/stat"):
        try:
            words = one.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        pid = int(one.parent.name)
        parents[pid] = int(words[1])
        ticks[pid] = sum(map(int, words[11:15]))
    mine = {int(held), os.getpid()}
    found = set(mine)
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return sum(ticks[pid] for pid in found - {os.getpid()} if pid in ticks) / os.sysconf(
        "SC_CLK_TCK"
    )


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
    words.add_argument("--only", nargs="*", choices=PARTS, default=PARTS)
    chosen = words.parse_args()
    with stage():
        say(f"{chosen.applications:,} applications, {chosen.entries_each} entries each")
        say(f"filled in {timed(lambda: fill(chosen.applications, chosen.entries_each)):.0f} s")
        cells()
        if "pages" in chosen.only:
            pages(chosen.visits)
        if "steps" in chosen.only:
            steps()
        if "intake" in chosen.only:
            intake_ratio()


if __name__ == "__main__":
    main()
