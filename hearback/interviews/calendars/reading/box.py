"""Works a calendar out in a disposable process with a fixed time and memory.

A calendar's rules are small programs other people wrote, and one of them may never end. Here it
costs a process of its own and nobody's page.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Final

from hearback.interviews.calendars.reading.scan import NotRead, Sight, scan

CPU_SECONDS: Final = 8
WALL_SECONDS: Final = 15
MEMORY_BYTES: Final = 768 * 1024 * 1024
MOST_OUTPUT_BYTES: Final = 4 * 1024 * 1024
ROOT: Final = str(Path(__file__).resolve().parents[4])
START: Final = """
import sys
sys.path.append(sys.argv.pop(1))
from hearback.interviews.calendars.reading.box import main
main()
"""
Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Times:
    """When somebody is busy, in UTC, and what of their calendar had to be left out."""

    spans: list[Span]
    name: str = ""
    left_out: dict[str, int] = field(default_factory=dict)
    answers: int = 0


def work_out(content: bytes, sight: Sight, *, is_multistatus: bool = False) -> Times:
    """Work a calendar out: `content` as it was sent, a calendar or a CalDAV answer full of them.

    Raises NotRead with a code, for whatever is wrong with it.
    """
    told = {
        "since": int(sight.since.timestamp()),
        "until": int(sight.until.timestamp()),
        "zone": sight.zone,
        "owner": sight.owner,
        "ours": sorted(sight.ours),
        "is_multistatus": is_multistatus,
    }
    try:
        done = subprocess.run(
            [sys.executable, "-I", "-X", "utf8", "-c", START, ROOT],
            input=json.dumps(told).encode() + b"\n" + content,
            capture_output=True,
            check=False,
            timeout=WALL_SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise NotRead("too_slow") from None
    return _times(done)


def _times(done: subprocess.CompletedProcess[bytes]) -> Times:
    if done.returncode or len(done.stdout) > MOST_OUTPUT_BYTES:
        # The processor's time was used up (a signal), or the memory (an exception).
        raise NotRead("too_slow" if done.returncode < 0 else "too_large")
    told: dict[str, Any] = json.loads(done.stdout)
    if "code" in told:
        raise NotRead(told["code"])
    spans = [(_moment(begin), _moment(end)) for begin, end in told["spans"]]
    return Times(spans, told["name"], told["left_out"], told["answers"])


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, tz=timezone.utc)  # noqa: UP017  the guard knows `now`


def main() -> None:
    """The inside of the box: a line of JSON and the calendar come in, one of JSON goes out."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    told = json.loads(sys.stdin.buffer.readline())
    try:
        answer = _answer(sys.stdin.buffer.read(), told)
    except NotRead as refused:
        answer = {"code": refused.code}
    sys.stdout.write(json.dumps(answer))


def _answer(content: bytes, told: dict[str, Any]) -> dict[str, Any]:
    # Heavy, and of use in here alone.
    from hearback.interviews.calendars.reading import expand, multistatus  # noqa: PLC0415

    sight = Sight(
        since=_moment(told["since"]),
        until=_moment(told["until"]),
        zone=told["zone"],
        owner=told["owner"],
        ours=frozenset(told["ours"]),
    )
    answers = 0
    text = content.decode("utf-8", "replace")
    if told["is_multistatus"]:
        text, answers = multistatus.calendars(content)
        if not text:
            return {"spans": [], "name": "", "left_out": {}, "answers": answers}
    scanned = scan(text, sight)
    spans, left_out = expand.work_out(scanned, sight)
    seconds = [(int(begin.timestamp()), int(end.timestamp())) for begin, end in spans]
    return {"spans": seconds, "name": scanned.name, "left_out": left_out, "answers": answers}
