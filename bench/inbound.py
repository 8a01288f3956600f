"""Inbound: 50 mails a second through our own mail door; none lost, each shown within 5 seconds.

`python -m bench.inbound 10` sends for ten seconds instead of sixty.
"""

from __future__ import annotations

import smtplib
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor

from bench.server import free_port, running
from bench.stage import percentile, say, stage

A_SECOND = 50
SECONDS = 60
LINES = 5
WANTED = 5.0
LOOK_SECONDS = 0.2
PATIENCE = 60.0
_DOOR_SECONDS = 30.0


def _send(port: int, numbers: range, began: float, sent: dict[str, float]) -> None:
    """Hand these mails over on one line, each at its moment."""
    tick = threading.Event()
    with smtplib.SMTP("127.0.0.1", port) as line:
        for number in numbers:
            tick.wait(max(0.0, began + number / A_SECOND - time.time()))
            name = f"<m{number}@bench.example>"
            mail = (
                f"From: Somebody {number} <s{number}@bench.example>\r\nTo: jobs@harbour.example\r\n"
                f"Subject: Question {number}\r\nMessage-ID: {name}\r\n\r\n"
                "Hello,\r\n\r\nis there a place to leave my bicycle?\r\n\r\nSincerely\r\n"
            )
            line.sendmail(f"s{number}@bench.example", ["jobs@harbour.example"], mail)
            sent[name] = time.time()


def _watch(count: int, shown: dict[str, float], over: threading.Event) -> None:
    """Note when each mail can be seen in its conversation."""
    from django.db import connection

    while len(shown) < count and not over.wait(LOOK_SECONDS):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT a.message_id FROM channels_arrival a"
                "  JOIN inbox_received r ON r.arrival_id = a.id"
            )
            found = {row[0] for row in cursor.fetchall()}
        moment = time.time()
        for name in found - shown.keys():
            shown[name] = moment
    connection.close()


def _until_open(port: int) -> None:
    until = time.monotonic() + _DOOR_SECONDS
    while True:
        try:
            smtplib.SMTP("127.0.0.1", port).quit()
        except OSError:
            if time.monotonic() > until:
                raise SystemExit("The mail door did not open.") from None
            time.sleep(0.1)
        else:
            return


def main(seconds: int) -> None:
    """Print what was lost and the waits from hand-over to shown."""
    door = free_port()
    with stage(INBOUND_URL=f"smtp://127.0.0.1:{door}"):
        from tests.cast import make_cast

        make_cast()
        count = A_SECOND * seconds
        sent: dict[str, float] = {}
        shown: dict[str, float] = {}
        over = threading.Event()
        with running("worker"), running("worker"), running("worker", "--mail-in"):
            _until_open(door)
            watcher = threading.Thread(target=_watch, args=(count, shown, over))
            watcher.start()
            began = time.time()
            with ThreadPoolExecutor(LINES) as pool:
                work = [
                    pool.submit(_send, door, range(first, count, LINES), began, sent)
                    for first in range(LINES)
                ]
                for one in work:
                    one.result()
            taken = len(sent) / (time.time() - began)
            watcher.join(PATIENCE)
            over.set()
            watcher.join()
    _tell(sent, shown, taken)


def _tell(sent: dict[str, float], shown: dict[str, float], taken: float) -> None:
    waits = [max(0.0, shown[name] - sent[name]) for name in sent if name in shown]
    say(f"inbound: {len(sent)} handed over at {taken:.0f}/s, {len(sent) - len(waits)} not shown")
    p95, p99 = percentile(waits, 0.95), percentile(waits, 0.99)
    say(f"inbound wait: median {percentile(waits, 0.5):.2f} s, p95 {p95:.2f} s, p99 {p99:.2f} s")
    say(f"inbound ratio: {p99 / WANTED:.2f} of the {WANTED} s allowed")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
