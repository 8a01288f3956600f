"""The inside of the box: takes a document in, says what is in it, and ends.

The answer is one line of JSON and then, without a further word, the text or the picture itself.
"""

import json
import os
import sys
from collections.abc import Callable
from encodings import cp437, cp1252, utf_16, utf_16_be, utf_16_le
from typing import Final

from hearback.careers.cv import plain, walls
from hearback.careers.cv.accepted import MOST_BYTES, Kind, Locked
from hearback.careers.cv.tidy import tidy

# Loaded beforehand, because nothing can be once the walls are up.
ENCODINGS: Final = (cp437, cp1252, utf_16, utf_16_be, utf_16_le)
Answer = tuple[dict[str, object], bytes]


def main(kind: str, cpu_seconds: str, page: str, width: str) -> None:
    """Read a document of this `kind`, or draw `page` (from 1) unless that is 0; never returns."""
    work = _reader_of(Kind(kind)) if page == "0" else _painter_of(int(page), int(width))
    content = sys.stdin.buffer.read(MOST_BYTES + 1)
    held = walls.close_off(int(cpu_seconds))
    try:
        said, body = work(content)
    except Locked:
        said, body = {"state": "encrypted"}, b""
    except Exception:  # noqa: BLE001
        # Whatever a hostile document makes a parser raise comes down to one answer, and no trace
        # leaves the box.
        said, body = {"state": "unreadable"}, b""
    answer = json.dumps({**said, "walls": held}).encode() + b"\n" + body
    while answer:
        answer = answer[os.write(1, answer) :]
    # Ends without tidying up: what a parser left behind is the system's to clear.
    os._exit(0)


def _reader_of(kind: Kind) -> Callable[[bytes], Answer]:
    """Load what reads this kind of document, and only that: loading is most of what a box costs."""
    if kind is Kind.PDF:
        from hearback.careers.cv import pdf  # noqa: PLC0415

        return lambda content: _answer(*pdf.read(content))
    if kind is Kind.TXT:
        return lambda content: _answer(plain.decode(content) or "", [])
    from hearback.careers.cv import office  # noqa: PLC0415

    return lambda content: _answer(*office.read(content, kind))


def _painter_of(page: int, width: int) -> Callable[[bytes], Answer]:
    from hearback.careers.cv import pdf  # noqa: PLC0415

    def paint(content: bytes) -> Answer:
        picture, across, down, pages = pdf.draw(content, page, width)
        return {"state": "read", "width": across, "height": down, "pages": pages}, picture

    return paint


def _answer(words: str, links: list[str]) -> Answer:
    text = tidy(words)
    return {"state": "read" if text else "blank", "links": links}, text.encode()
