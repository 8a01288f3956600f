"""Intake: forms with a 100 kB CV over HTTP, against pgbench committing the same rows and bytes."""

from __future__ import annotations

import os
import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING
from uuid import uuid4

from bench.server import Visitor, running, wait_until_up
from bench.stage import say

if TYPE_CHECKING:
    from collections.abc import Sequence

AT_ONCE = 8
SECONDS = 12
ROUNDS = 3
CV_BYTES = 100_000
WANTED = 0.25
SEE_OTHER = range(300, 400)
BOUNDARY = "hearback-bench"
_TPS = re.compile(r"tps = ([0-9.]+)")

_PGBENCH = """
\\set n random(1, 9000000000000)
BEGIN;
INSERT INTO pipeline_candidate (public_id, email, email_key, created_at)
VALUES (gen_random_uuid(), :client_id || '-' || :n || '@bench.example',
        :client_id || '-' || :n || '@bench.example', now()) RETURNING id AS candidate \\gset
INSERT INTO pipeline_application (public_id, opening_id, candidate_id, state, stage_id,
    stage_since, owner_id, name, phone, links, answers, fit, zone, language, received_at,
    link_fingerprint, link_generation)
SELECT gen_random_uuid(), o.id, :candidate, 'in_progress',
       (SELECT id FROM pipeline_stage ORDER BY position LIMIT 1), now(), o.owner_id, 'Bench', '',
       '[]', '[]', '{}', 'America/Toronto', 'en', now(), md5(:client_id || 'x' || :n), 1
  FROM pipeline_opening o WHERE slug = 'shop-manager'
RETURNING id AS application, owner_id AS owner, opening_id AS opening \\gset
INSERT INTO pipeline_document (public_id, application_id, key, name, kind, size, sha256, text_state,
    reading_deaths, created_at)
VALUES (gen_random_uuid(), :application, md5(:client_id || 'k' || :n), 'cv.pdf', 'pdf', 100000, '',
        'read', 0, now());
INSERT INTO bench_file (data) SELECT data FROM bench_source;
INSERT INTO channels_message (public_id, purpose, state, urgency, when_in_doubt, to_address,
    to_name, from_name, reply_to, subject, text, html, message_id, automatic, created_at,
    send_after, attempts, deaths, trouble)
VALUES (gen_random_uuid(), 'bench', 'held', 0, 'again', 'a@b.example', 'Bench', 'Susan',
        'jobs@harbour.example', 'Your application is here', repeat('Thank you. ', 120),
        repeat('<p>Thank you.</p> ', 160), md5(:client_id || 'm' || :n), true, now(), now(), 0, 0,
        '') RETURNING id AS message \\gset
INSERT INTO ledger_promise (owner_id, promisee, application_id, opening_id, what, words, terms,
    calendar, source, law_rule, state, made_at, due_at, remind_at, escalate_at, next_at,
    ladder_step, told_by_id, evidence, reason, sweep_troubles)
VALUES (:owner, 'candidate', :application, :opening, 'first_answer', 'Susan tells you', '{}', '{}',
        'rule', '', 'open', now(), now() + interval '2 days', now() + interval '1 day',
        now() + interval '47 hours', now() + interval '1 day', 0, :message, '', '', 0);
INSERT INTO ledger_entry (kind, at, application_id, opening_id, payload)
VALUES ('promise.made', now(), :application, :opening, '{}');
INSERT INTO ledger_entry (kind, at, application_id, opening_id, payload)
VALUES ('application.submitted', now(), :application, :opening, '{}') RETURNING id AS entry \\gset
INSERT INTO ledger_entrywords (entry_id, payload) VALUES (:entry, '{"name": "Bench"}');
INSERT INTO procrastinate_jobs (queue_name, task_name, args, status)
VALUES ('bench', 'bench', '{}', 'todo');
COMMIT;
"""


def pdf() -> bytes:
    """A small real PDF, made 100 kB long with bytes that do not compress."""
    page = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n%"
    )
    end = b"\ntrailer<</Root 1 0 R>>\n%%EOF\n"
    return page + os.urandom(CV_BYTES).replace(b"\n", b"x").replace(b"\r", b"x") + end


def form(token: str, cv: bytes, *, email: str = "", **more: str) -> bytes:
    """An application as a browser sends it; without `email` a new address each time."""
    fields = {
        "csrfmiddlewaretoken": token,
        "name": "Bench Mark",
        "email": email or f"{uuid4().hex}@bench.example",
        "phone": "+1 416 555 0100",
        "zone": "America/Toronto",
        **more,
    }
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    file = (
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="resume"; filename="cv.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    )
    return "".join([*parts, file]).encode() + cv + f"\r\n--{BOUNDARY}--\r\n".encode()


def _apply_until(port: int, until: float, cv: bytes) -> int:
    visitor = Visitor(port)
    visitor.get("/jobs/shop-manager/")
    done = 0
    while perf_counter() < until:
        body = form(visitor.token, cv)
        status = visitor.post(
            "/jobs/shop-manager/", body, f"multipart/form-data; boundary={BOUNDARY}"
        )
        if status not in SEE_OTHER:
            raise SystemExit(f"The form answered {status}.")
        done += 1
    return done


def forms(port: int, *, seconds: float = SECONDS) -> int:
    """How many applications the running server takes in meanwhile, eight at a time."""
    cv = pdf()
    until = perf_counter() + seconds
    with ThreadPoolExecutor(AT_ONCE) as pool:
        work = [pool.submit(_apply_until, port, until, cv) for _ in range(AT_ONCE)]
        return sum(one.result() for one in work)


def forms_a_second(port: int) -> float:
    """How many applications a second the running server takes in, eight at a time."""
    start = perf_counter()
    done = forms(port)
    return done / (perf_counter() - start)


def _prepare_pgbench(folder: Path) -> list[str]:
    from django.db import connection

    from hearback.postgres import BINARIES

    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS bench_file (id bigserial PRIMARY KEY, data bytea)"
        )
        cursor.execute("ALTER TABLE bench_file ALTER data SET STORAGE EXTERNAL")
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_source (data bytea)")
        cursor.execute("TRUNCATE bench_source")
        cursor.execute("INSERT INTO bench_source VALUES (%s)", [os.urandom(CV_BYTES)])
    script = folder / "intake.pgbench"
    script.write_text(_PGBENCH)
    info = connection.get_connection_params()
    return [
        str(BINARIES / "pgbench"),
        *("-n", "-f", str(script), "-c", str(AT_ONCE), "-j", "2", "-T", str(SECONDS)),
        *("-h", str(info["host"]), "-U", str(info["user"]), str(info["dbname"])),
    ]


def commits_a_second(command: Sequence[str]) -> float:
    """What pgbench reaches with the same rows and bytes."""
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    found = _TPS.search(told)
    if found is None:
        raise SystemExit(f"pgbench said:\n{told}")
    return float(found[1])


def compare(data: Path, label: str) -> float:
    """Run both in turn, several rounds; print the rates and return the best round's ratio."""
    command = _prepare_pgbench(data)
    ratios, rates = [], []
    with running("web") as port:
        wait_until_up(port)
        for _ in range(ROUNDS):
            ours, theirs = forms_a_second(port), commits_a_second(command)
            rates.append(ours)
            ratios.append(ours / theirs)
            say(f"intake, {label}: {ours:.0f} forms/s, pgbench {theirs:.0f}/s, {ours / theirs:.1%}")
    say(f"intake ratio, {label}: {sorted(ratios)[len(ratios) // 2]:.1%} (wanted {WANTED:.0%})")
    return sorted(rates)[len(rates) // 2]
