"""Reads the words of Word and OpenDocument texts as a stream; runs inside the box.

The XML is walked by expat event by event, so memory does not grow with the document, and a document
that declares an entity of any sort is given up at the declaration: neither a file elsewhere nor an
expanding one is ever looked up.
"""

import io
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress
from typing import Final
from xml.parsers import expat

from hearback.careers.cv.accepted import MOST_LINKS, MOST_UNPACKED_BYTES, WEB, Kind, Locked
from hearback.careers.cv.tidy import MOST_TEXT

CHUNK: Final = 64 * 1024
LONGEST_TAG: Final = 4 * 1024 * 1024
DEEPEST: Final = 1_000
WORD_HEADERS: Final = re.compile(r"word/header[0-9]*\.xml")
WORD_BODIES: Final = re.compile(r"word/document[0-9]*\.xml", re.IGNORECASE)
WORD_TAILS: Final = re.compile(r"word/(?:footer|footnotes|endnotes)[0-9]*\.xml")
WORD_LINKS: Final = re.compile(r"word/_rels/(?:document|header)[0-9]*\.xml\.rels")
PARAGRAPHS: Final = frozenset({"p", "h"})
CELLS: Final = frozenset({"tc", "table-cell"})
ROWS: Final = frozenset({"tr", "table-row"})
MARKS: Final = {
    "tab": "\t",
    "br": "\n",
    "cr": "\n",
    "line-break": "\n",
    "noBreakHyphen": "-",
    "s": " ",
}
# Text that is not on the page: the second copy of a text box, what was struck out, field codes,
# comments.
HIDDEN: Final = frozenset(
    {"Fallback", "del", "delText", "moveFrom", "instrText", "tracked-changes", "annotation"}
)
WORD_TEXT: Final = frozenset({"t"})
OPEN_TEXT: Final = frozenset({"p", "h", "span", "a"})


class Enough(Exception):
    """As much text as we keep has been read."""


def read(content: bytes, kind: Kind) -> tuple[str, list[str]]:
    """Return the text of a DOCX or ODT, at most about 200,000 characters, and its links.

    Headers come first, since a name often stands there. Raises Locked for one with a password, and
    whatever zipfile or expat raise for one that cannot be read.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        walk = Walk(package, WORD_TEXT if kind is Kind.DOCX else OPEN_TEXT)
        with suppress(Enough):
            (_word if kind is Kind.DOCX else _open_document)(walk)
    return "".join(walk.pieces), walk.links


def _word(walk: "Walk") -> None:
    for links in (name for name in walk.names if WORD_LINKS.fullmatch(name)):
        walk.through(links)
    for parts in (WORD_HEADERS, WORD_BODIES, WORD_TAILS):
        for name in (name for name in walk.names if parts.fullmatch(name)):
            walk.through(name)


def _open_document(walk: "Walk") -> None:
    if "META-INF/manifest.xml" in walk.names:
        walk.through("META-INF/manifest.xml")
    for name in ("styles.xml", "content.xml"):
        if name in walk.names:
            walk.through(name)


class Walk:
    """One pass over the parts of a package, gathering text and links."""

    def __init__(self, package: zipfile.ZipFile, holders: frozenset[str]) -> None:
        self.package = package
        self.names = sorted(package.namelist())
        self.pieces: list[str] = []
        self.links: list[str] = []
        self.room = MOST_TEXT
        self.unpacked = 0
        self.holders = holders
        self.open: list[str] = []
        self.hidden = 0
        self.paragraphs = 0

    def through(self, name: str) -> None:
        """Walk through the part called `name`, adding what it says and where it links to."""
        self.open, self.hidden = [], 0
        parser = expat.ParserCreate(namespace_separator="}")
        parser.buffer_text = True
        parser.StartElementHandler = self._enter
        parser.EndElementHandler = self._leave
        parser.CharacterDataHandler = self._say
        parser.EntityDeclHandler = self._refuse
        if self.package.getinfo(name).flag_bits & 1:
            raise Locked
        with self.package.open(name) as part:
            self._feed(parser, part.read)
        self._put("\n")

    def _feed(self, parser: expat.XMLParserType, read: Callable[[int], bytes]) -> None:
        reached, standing = -1, 0
        while chunk := read(CHUNK):
            self.unpacked += len(chunk)
            parser.Parse(chunk, False)
            # A tag that does not end is scanned anew with every chunk: no honest one is this long.
            standing = standing + len(chunk) if parser.CurrentByteIndex == reached else 0
            reached = parser.CurrentByteIndex
            if standing > LONGEST_TAG or self.unpacked > MOST_UNPACKED_BYTES:
                raise ValueError("unpacks to too much")
        parser.Parse(b"", True)

    def _refuse(self, *_declaration: object) -> None:
        raise ValueError("declares an entity")

    def _enter(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition("}")[2]
        self.open.append(name)
        if len(self.open) > DEEPEST:
            raise ValueError("is nested too deeply")
        if name in CELLS:
            self.paragraphs = 0
        if name in HIDDEN:
            self.hidden += 1
        if name == "encryption-data":
            raise Locked
        # Inside `tabs` a `tab` is a stop on the ruler, not a mark in the text.
        if name in MARKS and self.open[-2:-1] != ["tabs"]:
            self._put(MARKS[name])
        for key, value in attributes.items():
            if (
                key.rpartition("}")[2] in ("href", "Target")
                and value.startswith(WEB)
                and len(self.links) < MOST_LINKS
            ):
                self.links.append(value[:500])

    def _leave(self, _tag: str) -> None:
        name = self.open.pop()
        if name in HIDDEN:
            self.hidden -= 1
        if name in PARAGRAPHS:
            self.paragraphs += 1
            self._put("\n")
        # Cells of one line each stay beside each other; in a table used for layout each cell is a
        # column of its own.
        if name in CELLS and self.paragraphs == 1 and self.pieces[-1:] == ["\n"]:
            self.pieces[-1] = "\t"
        if name in ROWS:
            self._put("\n")

    def _say(self, words: str) -> None:
        if self.open and self.open[-1] in self.holders:
            self._put(words)

    def _put(self, words: str) -> None:
        if self.hidden:
            return
        self.pieces.append(words)
        self.room -= len(words)
        if self.room <= 0:
            raise Enough
