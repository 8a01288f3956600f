"""Looks at database, worker, relay, mail doors and disk, for monitoring and load balancers."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from dataclasses import dataclass
from typing import Literal

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

from hearback.endpoints import LISTENERS

PATH = "/healthz"
State = Literal["ok", "warn", "bad"]

RELAY_SECONDS = 2.0
RELAY_REMEMBERED_SECONDS = 10.0
HEARTBEAT_SECONDS = 60
MAILBOX_SECONDS = 120
DISK_WARN = 0.80
DISK_BAD = 0.95
_MAILBOXES = """
SELECT count(*) FROM channels_mailbox
 WHERE looked_at > now() - make_interval(secs => %s) AND name = ANY(%s)
"""
_HEARTBEAT = "SELECT EXTRACT(EPOCH FROM now() - max(last_heartbeat)) FROM procrastinate_workers"


@dataclass(frozen=True)
class Finding:
    """What one look found: its state and a few words, free of secrets."""

    state: State
    words: str


def answer(request: HttpRequest) -> HttpResponse:
    """Answer ``/healthz`` with JSON: 200 while we can serve and keep promises, 503 when not."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    found = look()
    states = {finding.state for finding in found.values()}
    overall: State = "bad" if "bad" in states else "warn" if "warn" in states else "ok"
    body = {"state": overall} | {
        name: {"state": finding.state, "words": finding.words} for name, finding in found.items()
    }
    response = JsonResponse(body, status=503 if overall == "bad" else 200)
    response["Cache-Control"] = "no-store"
    return response


def look() -> dict[str, Finding]:
    """Return what each look found, by name."""
    database, worker = _database_and_worker()
    found = {"database": database, "worker": worker, "relay": _relays.look(), "disk": _disk()}
    if settings.HEARBACK_INBOUND:
        found["mail_in"] = _mail_in()
    return found


def _database_and_worker() -> tuple[Finding, Finding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute(_HEARTBEAT)
            (age,) = cursor.fetchone()
    except DatabaseError:
        unknown = Finding("bad", "unknown while the database does not answer")
        return Finding("bad", "does not answer, or is not migrated"), unknown
    return Finding("ok", "answers"), _worker(None if age is None else float(age))


def _worker(age: float | None) -> Finding:
    """Judge by the youngest heartbeat, ``age`` in seconds."""
    if age is None:
        return Finding("bad", "none is running")
    if age > HEARTBEAT_SECONDS:
        return Finding("bad", f"last heard of {age:.0f} s ago")
    return Finding("ok", f"heard of {age:.0f} s ago")


class _Relays:
    """Knocks at the relay, at most once in a while: we must not become a burden to it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until = 0.0
        self._last = Finding("ok", "not looked yet")

    def look(self) -> Finding:
        relay = settings.HEARBACK_RELAY
        if relay is None:
            return Finding("warn", "not configured; messages wait as held")
        with self._lock:
            if time.monotonic() >= self._until:
                self._last = _knock(relay.host, relay.port)
                self._until = time.monotonic() + RELAY_REMEMBERED_SECONDS
            return self._last


# A relay that is down is only a warning: letters wait safely, and pages without it still help.
def _knock(host: str, port: int) -> Finding:
    try:
        socket.create_connection((host, port), timeout=RELAY_SECONDS).close()
    except OSError as problem:
        return Finding("warn", f"does not answer ({type(problem).__name__}); messages wait")
    return Finding("ok", "answers")


def _mail_in() -> Finding:
    """How the doors for mail are doing; one that is shut is a warning: senders come again."""
    read = [door.name[:400] for door in settings.HEARBACK_INBOUND if door.kind == "imap"]
    heard = [door for door in settings.HEARBACK_INBOUND if door.kind in LISTENERS]
    try:
        with connection.cursor() as cursor:
            cursor.execute(_MAILBOXES, [MAILBOX_SECONDS, read])
            (fresh,) = cursor.fetchone()
    except DatabaseError:
        return Finding("warn", "unknown while the database does not answer")
    if fresh < len(read):
        return Finding("warn", f"{len(read) - fresh} mailbox(es) not read lately; see the log")
    for door in heard:
        knock = _knock(door.host, door.port)
        if knock.state != "ok":
            return Finding("warn", f"the mail door at port {door.port} is shut")
    return Finding("ok", "open")


def _disk() -> Finding:
    usage = shutil.disk_usage(settings.HEARBACK_DATA)
    full = usage.used / (usage.used + usage.free)
    state: State = "bad" if full >= DISK_BAD else "warn" if full >= DISK_WARN else "ok"
    return Finding(state, f"{full:.0%} full")


_relays = _Relays()
