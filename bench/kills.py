"""Kills: 10,000 letters while workers are killed at random; none lost, none doubled in silence."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bench.server import free_port
from bench.sink import sink, taken
from bench.stage import say, stage

if TYPE_CHECKING:
    from pathlib import Path

LETTERS = 10_000
KILLS = 50
SLOTS = 8
PATIENCE = 900
TICK = 0.2

_FILL = """
INSERT INTO channels_message (public_id, purpose, state, urgency, when_in_doubt, to_address,
    to_name, from_name, reply_to, subject, text, html, message_id, automatic, created_at,
    send_after, attempts, deaths, trouble)
SELECT gen_random_uuid(), 'bench', 'queued', 1, 'ask', 'k' || i || '@mail.example', '', 'Susan',
       'jobs@harbour.example', 'Hello', 'Hello.', '', '<k' || i || '@harbour.example>', true,
       %s, %s, 0, 0, ''
  FROM generate_series(1, %s) i
"""


def _worker() -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "hearback.cli", "worker", "--at-once", str(SLOTS)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _states() -> Counter[str]:
    from hearback.channels.models import Message

    return Counter(Message.objects.values_list("state", flat=True))


def _kill_and_wait(took: Path) -> int:
    """Kill workers while letters leave, then wait until each has its end; returns the kills."""
    dice = random.Random(7)  # noqa: S311  the same pauses every time
    worker, kills = _worker(), 0
    until, next_kill = time.monotonic() + PATIENCE, 0.0
    seen = 0
    while sum(_states()[state] for state in ("accepted", "in_doubt", "failed")) < LETTERS:
        if time.monotonic() > until:
            raise SystemExit(f"Not done in time: {_states()}")
        time.sleep(TICK)
        # A kill counts when the worker had begun to hand letters over.
        if kills < KILLS and len(taken(took)) > seen and time.monotonic() > next_kill:
            worker.kill()
            worker.wait()
            kills, seen = kills + 1, len(taken(took))
            worker, next_kill = _worker(), time.monotonic() + dice.uniform(0.2, 1.5)
    worker.send_signal(signal.SIGTERM)
    worker.wait(timeout=30)
    return kills


def main() -> None:
    """Print what was lost, what was doubled, and how many wait for a person."""
    with stage(EMAIL_URL=f"smtp://127.0.0.1:{(port := free_port())}") as data:
        from django.db import connection

        from hearback.channels.models import Message, MessageState
        from tests.cast import make_cast

        make_cast()
        now = datetime.now(UTC)
        with connection.cursor() as cursor:
            cursor.execute(_FILL, [now, now, LETTERS])
        took = data / "taken.txt"
        with sink(took, port):
            kills = _kill_and_wait(took)
        arrived = Counter(who for _, who in taken(took))
        doubted = Message.objects.filter(state=MessageState.IN_DOUBT)
        in_doubt = set(doubted.values_list("to_address", flat=True))
    everybody = {f"k{number}@mail.example" for number in range(1, LETTERS + 1)}
    lost = everybody - arrived.keys() - in_doubt
    doubled = {who for who, times in arrived.items() if times > 1} - in_doubt
    say(f"{LETTERS:,} letters, {kills} kills: {len(lost)} lost, {len(doubled)} doubled in silence")
    say(f"in doubt ratio: {len(in_doubt) / (kills * SLOTS or 1):.2f} of one per slot and kill")


if __name__ == "__main__":
    main()
