"""Opens a document in a disposable process that has no files, no network and no helpers.

The process gets the document as its standard input, 512 MB of memory and a fixed time on the
processor. See `walls` for what it cannot do. Whatever happens to it, the caller gets a `Reading`
with a sentence and never an exception.
"""

import json
import os
import selectors
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import IO, Final, cast

from hearback.careers.cv.accepted import MOST_LINKS, WEB, Kind, gettext_noop
from hearback.careers.cv.tidy import tidy
from hearback.careers.cv.walls import MOST_OUTPUT_BYTES

CPU_SECONDS: Final = 20
SLACK_SECONDS: Final = 10
LONGEST_FACTS: Final = 256 * 1024
ROOT: Final = str(Path(__file__).resolve().parents[3])
START: Final = """
import sys
sys.path.append(sys.argv.pop(1))
from hearback.careers.cv.extract import main
main(*sys.argv[1:])
"""


class State(StrEnum):
    """How reading a CV went."""

    READ = "read"
    UNREADABLE = "unreadable"
    ENCRYPTED = "encrypted"


UNREADABLE: Final = gettext_noop("The text could not be read, the file is kept.")
BLANK: Final = gettext_noop("No text was found, perhaps the pages are pictures. The file is kept.")
ENCRYPTED: Final = gettext_noop(
    "The file asks for a password, so its text could not be read. The file is kept."
)


@dataclass(frozen=True)
class Reading:
    """What a CV says: its text, how reading went, why it went badly if so, and the links inside."""

    text: str
    state: State
    reason: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reply:
    """What came out of the box: the facts, and the text or picture; both empty if it died."""

    facts: dict[str, object]
    body: bytes


def read(content: bytes, kind: Kind, *, cpu_seconds: int = CPU_SECONDS) -> Reading:
    """Read the text of a CV.

    `content` is the whole file, `kind` what `kinds.recognise` said. `cpu_seconds` bounds the
    processor time; on a busy machine the answer may take up to ten seconds more. Give less where a
    person is waiting.

    Returns a Reading with at most 200,000 characters from at most 300 pages. Never raises for a bad
    document.
    """
    reply = ask(content, kind, cpu_seconds=cpu_seconds)
    match reply.facts.get("state"):
        case "read":
            # Tidied inside already; done again, because a box that was taken over says anything.
            text = tidy(reply.body.decode("utf-8", "replace"))
            return Reading(text, State.READ, "", _links(reply.facts))
        case "blank":
            return Reading("", State.UNREADABLE, BLANK, _links(reply.facts))
        case "encrypted":
            return Reading("", State.ENCRYPTED, ENCRYPTED)
    return Reading("", State.UNREADABLE, UNREADABLE)


def walls_that_hold() -> frozenset[str]:
    """Name the walls that hold here: "limits", "nobody" (not root), "filter" or else "network"."""
    held = ask(b"-", Kind.TXT).facts.get("walls")
    return frozenset(held) if isinstance(held, list) else frozenset()


def ask(
    content: bytes, kind: Kind, *, page: int = 0, width: int = 0, cpu_seconds: int = CPU_SECONDS
) -> Reply:
    """Put `content` into a fresh box, for its text (page 0) or a picture of a page."""
    command = [
        sys.executable,
        "-I",
        "-X",
        "utf8",
        "-c",
        START,
        ROOT,
        kind,
        str(cpu_seconds),
        str(page),
        str(width),
    ]
    with tempfile.TemporaryDirectory() as nowhere, tempfile.TemporaryFile() as paper:
        paper.write(content)
        paper.seek(0)
        with subprocess.Popen(
            command,
            stdin=paper,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=nowhere,
            env={},
            start_new_session=True,
        ) as process:
            try:
                answer = _listen(process, time.monotonic() + cpu_seconds + SLACK_SECONDS)
            finally:
                process.kill()
    return _reply(answer)


def _listen(process: subprocess.Popen[bytes], deadline: float) -> bytes:
    """Gather what the box says; nothing at all if it says too much or takes too long."""
    pipe = cast("IO[bytes]", process.stdout).fileno()
    said = bytearray()
    with selectors.DefaultSelector() as ears:
        ears.register(pipe, selectors.EVENT_READ)
        while ears.select(max(0.0, deadline - time.monotonic())):
            piece = os.read(pipe, 1 << 16)
            if not piece:
                return bytes(said)
            said += piece
            if len(said) > MOST_OUTPUT_BYTES:
                break
    return b""


def _reply(answer: bytes) -> Reply:
    end = answer.find(b"\n", 0, LONGEST_FACTS)
    first, body = answer[: max(end, 0)], answer[end + 1 :]
    try:
        facts = json.loads(first)
    except (ValueError, RecursionError):
        return Reply({}, b"")
    return Reply(facts, body) if isinstance(facts, dict) else Reply({}, b"")


def _links(facts: dict[str, object]) -> tuple[str, ...]:
    links = facts.get("links")
    sound = links[:MOST_LINKS] if isinstance(links, list) else []
    return tuple(tidy(link) for link in sound if isinstance(link, str) and link.startswith(WEB))
