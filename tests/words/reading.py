"""What somebody reads or hears on a page, one piece of text after another."""

from __future__ import annotations

from html.parser import HTMLParser

UNSEEN = {"script", "style"}
SPOKEN = ("aria-label", "alt", "title", "placeholder")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.language = ""
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        self._unseen += tag in UNSEEN
        if tag == "html":
            self.language = said.get("lang", "")
        self._take(*(said.get(name, "") for name in SPOKEN))
        if said.get("name") == "description":
            self._take(said.get("content", ""))

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in UNSEEN

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._take(data)

    def _take(self, *pieces: str) -> None:
        self.pieces += [" ".join(piece.split()) for piece in pieces if piece.strip()]


def pieces_of(html: str) -> list[str]:
    """Every piece of text on a page, its title and its labels too."""
    reader = _Reader()
    reader.feed(html)
    return reader.pieces


def language_of(html: str) -> str:
    """The language the page says it is in."""
    reader = _Reader()
    reader.feed(html)
    return reader.language
