"""Reading tables people send us (CSV): forgiving to the file, exact about each broken line.

Whatever program wrote it: UTF-8, UTF-16 or the western letters of an older Excel, commas,
semicolons, tabs or bars, any end of line. A line that cannot be read is named with its number and
the rest is read on. Nothing is held but the line at hand, so a million rows cost no more memory
than ten.
Cells are words, never formulas: `inert` writes them so that no spreadsheet takes them for one.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, NamedTuple

from django.utils.translation import gettext

from hearback.kit.errors import Invalid

_SAMPLE = 64 * 1024
_HEAD = 8
_SEPARATORS = ",;\t|"
_LONGEST_LINE = 400_000
_LONGEST_CELL = 100_000
_MOST_LINES_IN_A_CELL = 3_000
_WORKBOOK = b"PK\x03\x04"
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SAYS_SEPARATOR = re.compile(r"sep=.", re.IGNORECASE)
_OPEN = "unexpected end of data"


class Row(NamedTuple):
    """One readable line: its number in the file (the header is line 1), its cells by column."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class Broken:
    """One line that could not be read: its number, and a sentence that says why."""

    line: int
    why: str


def fold_column(name: str) -> str:
    """A column's name without case, spaces and marks: "E-Mail address" is "e_mail_address"."""
    return re.sub(r"[\W_]+", "_", name.strip().casefold()).strip("_")


def inert(text: str) -> str:
    """A cell as it may be written to a file: an apostrophe stands before a formula."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA) else text


class Table:
    """A file's rows one after another; iterate once. `columns` are the folded names of the header.

    Iterating gives `Row` or `Broken`, in the order of the file; empty lines are passed over.
    """

    def __init__(self, file: IO[bytes], *, most_rows: int = 2_000_000) -> None:
        """Reads the header of `file`, a binary file at its beginning, which stays open.

        Raises `Invalid` when it is empty or no table at all.
        """
        self._file = file
        self._most = most_rows
        self._lines = _Lines(_text_of(file))
        self._separator = ","
        self.columns = self._header()
        self._wanted = list(enumerate(self.columns))

    def lacks(self, *names: str) -> list[str]:
        """Which of these columns the file does not have."""
        return [name for name in names if name not in self.columns]

    def only(self, names: Collection[str]) -> None:
        """From now on rows hold these columns alone; the others are not even cut out."""
        self._wanted = [(at, name) for at, name in enumerate(self.columns) if name in names]

    @property
    def bytes_read(self) -> int:
        """How far into the file we are, for showing progress; a few kilobytes ahead of the row."""
        return self._file.tell()

    def __iter__(self) -> Iterator[Row | Broken]:
        """Every row after the header, or why it cannot be one."""
        given = 0
        while (found := self._record()) is not None:
            line, cells = found
            row = Broken(line, cells) if isinstance(cells, str) else self._row(line, cells)
            if row is None:
                continue
            if given == self._most:
                yield Broken(line, gettext("The file is longer than we read at once."))
                return
            given += 1
            yield row

    def _row(self, line: int, cells: list[str]) -> Row | Broken | None:
        """The cells as a row; None where all are empty."""
        missing = len(self.columns) - len(cells)
        if missing < 0 and any(map(str.strip, cells[missing:])):
            why = gettext("It has {n} cells, and the header names {expected}.")
            return Broken(line, why.format(n=len(cells), expected=len(self.columns)))
        if missing > 0:
            cells = cells + [""] * missing
        row = {name: cells[at].strip() for at, name in self._wanted}
        if any(row.values()) or any(map(str.strip, cells)):
            return Row(line, row)
        return None

    def _header(self) -> list[str]:
        first = self._lines.next()
        if first is not None and _SAYS_SEPARATOR.fullmatch(first.strip()):
            first = self._lines.next()
        while first is not None and not first.strip():
            first = self._lines.next()
        if first is None:
            raise Invalid(gettext("This file is empty."))
        self._separator = max(_SEPARATORS, key=first.count)
        self._lines.back([first])
        found = self._record()
        if found is None or isinstance(found[1], str):
            raise Invalid(gettext("The first line of this file cannot be read as column names."))
        return _unlike(found[1])

    def _record(self) -> tuple[int, list[str] | str] | None:
        """The next record: the number of its first line, and its cells or why it has none."""
        first = self._lines.next()
        if first is None:
            return None
        number = self._lines.number
        if len(first) >= _LONGEST_LINE:
            self._lines.skip_rest()
            return number, gettext("This line is far too long.")
        if '"' not in first:
            return number, first.split(self._separator)
        return number, self._quoted(first)

    def _quoted(self, first: str) -> list[str] | str:
        """The cells of a record with quotes, which may go on over several lines."""
        cells = self._strictly(first)
        taken: list[str] = []
        length = len(first)
        while cells is None:
            more = self._lines.next()
            if more is not None:
                taken.append(more)
                length += len(more)
                if '"' in more:
                    cells = self._strictly("".join([first, *taken]))
            over = length > _LONGEST_LINE or len(taken) > _MOST_LINES_IN_A_CELL
            if more is None or (over and cells is None) or (cells == [] and taken):
                self._lines.back(taken)
                return gettext("A quotation mark is opened and never closed.")
        with suppress(csv.Error):
            cells = cells or next(csv.reader([first], delimiter=self._separator))
        if not cells or any(len(cell) > _LONGEST_CELL for cell in cells):
            return gettext("One of its cells is longer than we can take.")
        return cells

    def _strictly(self, text: str) -> list[str] | None:
        """The cells of a whole record; None while a quotation mark is open, none if misplaced."""
        lines = io.StringIO(text)
        try:
            return next(csv.reader(lines, delimiter=self._separator, strict=True))
        except csv.Error as error:
            return None if str(error) == _OPEN else []


class _Lines:
    """Lines of a text with their number, some of which can be put back."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self._waiting: list[str] = []
        self.number = 0

    def next(self) -> str | None:
        """The next line with its end, at most `_LONGEST_LINE` letters; None at the end."""
        line = self._waiting.pop() if self._waiting else self._text.readline(_LONGEST_LINE)
        if not line:
            # The file belongs to whoever opened it; letting go keeps us from closing it.
            return None
        self.number += 1
        return line.replace("\0", "")

    def back(self, lines: Sequence[str]) -> None:
        """Puts lines back that were read too far."""
        self._waiting += reversed(lines)
        self.number -= len(lines)

    def skip_rest(self) -> None:
        """Passes over what is left of a line that was too long."""
        while (piece := self._text.readline(_LONGEST_LINE)) and not piece.endswith("\n"):
            pass


class _Unclosing(io.TextIOWrapper):
    """A text over somebody else's file: letting go of it does not close theirs."""

    def close(self) -> None:
        """Leaves the file below as it is."""

    def __del__(self) -> None:
        """Nothing to do: `io` would close the file below."""


def _text_of(file: IO[bytes]) -> io.TextIOWrapper:
    sample = file.read(_SAMPLE)
    file.seek(0)
    if sample.startswith(_WORKBOOK):
        raise Invalid(gettext("This is a workbook. Please save it as CSV and send that."))
    return _Unclosing(
        file,
        encoding=_encoding(sample),
        errors="hearback_western",
        newline=None,
    )


def _encoding(sample: bytes) -> str:
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    # Two bytes a letter: the names of columns tell, whatever script the lines below are in.
    for part in (sample[:_HEAD], sample):
        evens, odds = part[0::2].count(0), part[1::2].count(0)
        if max(evens, odds) > len(part) // 5:
            return "utf-16-le" if odds > evens else "utf-16-be"
    return "utf-8-sig"


def _western(error: UnicodeError) -> tuple[str, int]:
    """What is no UTF-8 was most likely written by an older Excel: Windows' western letters."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    found = error.object[error.start : error.end]
    return found.decode("cp1252", "replace"), error.end


_handler: Callable[[UnicodeError], tuple[str, int]] = _western
codecs.register_error("hearback_western", _handler)


def _unlike(names: list[str]) -> list[str]:
    """Names of columns, folded, each once: a second "note" is "note_2"."""
    columns: list[str] = []
    for position, name in enumerate(names, 1):
        folded = fold_column(name) or f"column_{position}"
        number = columns.count(folded)
        while folded in columns:
            number += 1
            folded = f"{fold_column(name)}_{number}"
        columns.append(folded)
    return columns
