"""HTML that came in: made safe to keep, and as plain text for whoever reads it as a letter."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nh3

LONGEST_HTML = 500_000
DEEPEST_QUOTE = 5
_TAGS = frozenset(
    """
    a abbr b blockquote br code dd div dl dt em h1 h2 h3 h4 hr i li ol p pre s small span strong
    sub sup table tbody td th thead tr u ul
    """.split()  # noqa: SIM905
)
_ATTRIBUTES = {"a": {"href", "title"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
_SCHEMES = {"http", "https", "mailto", "tel"}
_BREAKS = frozenset(
    """
    br p div li tr h1 h2 h3 h4 h5 h6 table ul ol blockquote hr pre dt dd
    """.split()  # noqa: SIM905
)
_SILENT = frozenset(
    """
    script style head title template noscript
    """.split()  # noqa: SIM905
)
_VOID = frozenset(
    """
    br hr img input meta link base area col embed source track wbr
    """.split()  # noqa: SIM905
)
_SPACES = re.compile(r"[ \t\r\f\v\xa0]+")
_BLANK_LINES = re.compile(r"\n{3,}")


def sanitised(html: str) -> str:
    """The HTML with nothing in it that runs, loads, submits or tells anybody that it was read.

    No scripts, forms, styles or pictures; links stay, marked so that they tell and vouch nothing.
    Empty when there is more of it than anybody writes.
    """
    if len(html) > LONGEST_HTML:
        return ""
    return nh3.clean(
        html,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        url_schemes=_SCHEMES,
        clean_content_tags={"script", "style", "title", "template", "noscript", "svg", "math"},
        link_rel="nofollow noopener noreferrer",
        strip_comments=True,
    )


def plain(html: str) -> str:
    """The words of the HTML, line by line, quotes marked with > as in plain mails."""
    reader = _Words()
    reader.feed(html[:LONGEST_HTML])
    reader.close()
    return reader.text()


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = [""]
        self._marks: list[int] = [0]
        self._quotes = 0
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "body":
            self._silent = 0  # the end of a head may go without saying
        if tag in _SILENT:
            self._silent += 1
        if tag == "blockquote":
            self._quotes += 1
        if tag in _BREAKS:
            self._new_line()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag in _BREAKS:
            self._new_line()

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        if tag == "blockquote":
            self._quotes = max(0, self._quotes - 1)
        if tag in _BREAKS and tag not in _VOID:
            self._new_line()
            if tag == "p":
                self._lines.append("")
                self._marks.append(self._quotes)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._lines[-1] += data.replace("\n", " ")

    def _new_line(self) -> None:
        if self._lines[-1].strip():
            self._lines.append("")
            self._marks.append(self._quotes)
        else:
            self._marks[-1] = self._quotes

    def text(self) -> str:
        lines = [
            ("> " * min(mark, DEEPEST_QUOTE) + _SPACES.sub(" ", line).strip()).rstrip()
            for line, mark in zip(self._lines, self._marks, strict=True)
        ]
        return _BLANK_LINES.sub("\n\n", "\n".join(lines)).strip()
