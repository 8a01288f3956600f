"""Draws a page of a PDF as a picture, so that the desk shows a CV without a browser opening it."""

from dataclasses import dataclass
from typing import Final

from hearback.careers.cv import box
from hearback.careers.cv.accepted import Kind

WIDEST: Final = 1_600


@dataclass(frozen=True)
class Page:
    """One page as a PNG, `width` by `height` pixels.

    `number` counts from 1; `pages` is how many the document has, counted to 300.
    """

    png: bytes
    number: int
    pages: int
    width: int
    height: int


def draw(
    content: bytes, number: int = 1, *, width: int = 1_200, cpu_seconds: int = 10
) -> Page | None:
    """Draw page `number` (from 1) of a PDF, in the box, `width` pixels wide at most (1,600).

    Returns None for a page that is not there or cannot be drawn; never raises for a bad document.
    The other kinds of CV have no pages to draw: show their text.
    """
    if number < 1:
        return None
    reply = box.ask(
        content, Kind.PDF, page=number, width=min(width, WIDEST), cpu_seconds=cpu_seconds
    )
    sizes = [reply.facts.get(fact) for fact in ("pages", "width", "height")]
    if not reply.body.startswith(b"\x89PNG") or not all(isinstance(size, int) for size in sizes):
        return None
    pages, across, down = (size for size in sizes if isinstance(size, int))
    return Page(reply.body, number, pages, across, down)
