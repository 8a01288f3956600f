"""Lists of codes as shops hand them over: text or CSV, each bad line named, the rest taken."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass
from enum import Enum

LONGEST, SHORTEST = 64, 3
_FORMULA = ("=", "+", "-", "@")
_SIGNS = re.compile(r"[^\W_][\w.+*#/-]*", re.UNICODE)
_BETWEEN = str.maketrans("", "", " \t-‐‑–—_.")
_HEADS = {"code", "codes", "voucher", "coupon", "discount code", "gutschein", "bon", "código"}
_CODECS = ("utf-8-sig", "cp1252")


class Fault(Enum):
    """What can be wrong with a line."""

    FORMULA = "formula"
    TOO_LONG = "too long"
    TOO_SHORT = "too short"
    SIGNS = "signs"
    DOUBLE = "double"
    KNOWN = "known"


@dataclass(frozen=True)
class Line:
    """One line: its number as a person counts them, its code, what else stands in it."""

    number: int
    code: str
    more: tuple[str, ...] = ()
    fault: Fault | None = None
    as_in: int = 0


def text_of(content: bytes) -> str:
    """The words of a file: UTF-16 where it says so, UTF-8, or what older Windows programs wrote."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    for codec in _CODECS:
        try:
            return content.decode(codec)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", errors="replace")


def key_of(code: str) -> str:
    """What two spellings of one code have in common: no case, no spaces, no dashes."""
    return unicodedata.normalize("NFKC", code).translate(_BETWEEN).upper()


def read_lines(text: str) -> Iterator[Line]:
    """Each line that says something, its first cell the code; nothing in a cell is ever worked out.

    Commas, semicolons and tabs part cells. A first line that only names its columns is no code.
    """
    lines = text.replace("\x00", "").splitlines()
    for number, cells in _cells(lines):
        code = unicodedata.normalize("NFKC", cells[0]).strip()
        if number == 1 and code.casefold() in _HEADS:
            continue
        if any(cell.strip() for cell in cells):
            yield Line(number, code, tuple(cell.strip() for cell in cells[1:]), fault_in(code))


def _cells(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    sign = next((one for one in "\t;," if lines and one in lines[0]), ",")
    for number, line in enumerate(lines, 1):
        # A quote that never ends must not swallow the lines below it, so each is read by itself.
        if line.strip():
            yield number, _parted(line, sign)


def _parted(line: str, sign: str) -> list[str]:
    """The cells of one line; what is no line of a table, such as a megabyte in one, is one cell."""
    try:
        return next(csv.reader([line], delimiter=sign), [""]) or [""]
    except csv.Error:
        return [line]


def fault_in(code: str) -> Fault | None:
    """What is wrong with a code by itself; None when it can be taken."""
    if code.startswith(_FORMULA):
        return Fault.FORMULA
    if max(len(code), len(key_of(code))) > LONGEST:  # capitals of ß are two
        return Fault.TOO_LONG
    if len(key_of(code)) < SHORTEST:
        return Fault.TOO_SHORT
    return None if _SIGNS.fullmatch(code) else Fault.SIGNS


def without_doubles(lines: Iterator[Line], known: Container[str]) -> Iterator[Line]:
    """The lines, those that repeat an earlier one or a `known` key marked as such."""
    seen: dict[str, int] = {}
    for line in lines:
        key = key_of(line.code)
        if line.fault is None and key in seen:
            yield Line(line.number, line.code, line.more, Fault.DOUBLE, seen[key])
        elif line.fault is None and key in known:
            yield Line(line.number, line.code, line.more, Fault.KNOWN)
        else:
            seen.setdefault(key, line.number)
            yield line
