"""The closed language letters are written in: fields, conditions and one loop, nothing that runs.

It is Liquid with almost everything taken out. Before Liquid reads a text, every `{{ … }}` and
`{% … %}` in it has to be one of a handful of forms, so what a team types can neither reach further
than the fields of its letter, nor count, nor include, nor run for long.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.translation import gettext as _
from liquid import BoundTemplate, Environment, StrictUndefined
from liquid.builtin.content import Literal
from liquid.builtin.illegal import Illegal
from liquid.builtin.output import Output
from liquid.builtin.tags.for_tag import ForTag
from liquid.builtin.tags.if_tag import IfTag
from liquid.builtin.tags.unless_tag import UnlessTag
from liquid.exceptions import LiquidError

KEPT_COMPILED = 512
MOST_TURNS = 2_000
LONGEST_LETTER = 200_000  # bytes; people type up to 4,000 characters into a letter
DEEPEST = 4

_PIECE = re.compile(
    r"\{\{(?P<field>.*?)\}\}|\{%(?P<tag>.*?)%\}|(?P<loose>\{\{|\{%|%\}|\}\})", re.DOTALL
)
_WORD = r"[a-z][a-z_]{0,39}"
_FIELD = re.compile(rf"-?\s*(?P<name>{_WORD})(?:\.(?P<part>[a-z_.]{{1,80}}))?\s*-?")
_TAG = re.compile(
    rf"-?\s*(?:(?P<test>if|elsif|unless)\s+(?P<names>{_WORD}(?:\s+(?:and|or)\s+{_WORD})*)"
    rf"|for\s+(?P<one>{_WORD})\s+in\s+(?P<many>{_WORD})"
    r"|(?P<end>else|endif|endunless|endfor))\s*-?"
)
# A tag alone on its line takes its line break with it, so that lists stay whole.
_OWN_LINE = re.compile(r"^[ \t]*\{%((?:(?!%\}).)*)%\}[ \t]*\n", re.MULTILINE)


class Shape(NamedTuple):
    """What may be done with a field: `is_list` to go through, `is_flag` to ask, else to write.

    `parts` are what each of a list has, empty where the list is of plain words.
    """

    is_list: bool = False
    is_flag: bool = False
    parts: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Flaw:
    """Something in a letter's text that cannot be: a sentence, and the line it is on (from 1)."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return _("Line %(line)d: %(sentence)s") % {"line": self.line, "sentence": self.sentence}


class Unwritable(Exception):
    """A text could not be rendered."""


class _Closed(Environment):
    """Liquid with a field, a condition and a loop, no filters, no files, and short patience."""

    loop_iteration_limit = MOST_TURNS
    output_stream_limit = LONGEST_LETTER
    block_nesting_limit = DEEPEST + 2
    context_depth_limit = DEEPEST + 6

    def setup_tags_and_filters(self, *, extra: bool = False) -> None:  # noqa: ARG002  Liquid's
        for tag in (Literal, Output, Illegal, IfTag, UnlessTag, ForTag):
            self.add_tag(tag)


_LIQUID = _Closed(undefined=StrictUndefined, strict_filters=True)


@lru_cache(maxsize=KEPT_COMPILED)
def _compiled(source: str) -> BoundTemplate:
    return _LIQUID.from_string(_OWN_LINE.sub(r"{%\1\n%}", source))


def render(source: str, values: Mapping[str, object]) -> str:
    """The text with its fields filled in; what is empty counts as absent.

    Raises Unwritable when the text is not of this language or asks for what is not there.
    """
    try:
        return _compiled(source).render(**{key: value or None for key, value in values.items()})
    except LiquidError as why:
        raise Unwritable(str(why)) from why


def flaws(source: str, shapes: Mapping[str, Shape]) -> list[Flaw]:
    """Why this text cannot be a letter with these fields; an empty list when it can."""
    found = list(_Reader(shapes).read(source))
    if found:
        return found
    try:
        _compiled(source)
    except LiquidError as why:
        where = why.context()
        return [Flaw(where[0] if where else 1, _structure(str(why.message)))]
    return []


def _structure(why: str) -> str:
    if "nest" in why:
        return _("Too many conditions stand in one another.")
    return _("An “if”, “unless” or “for” is not closed, or is closed twice.")


class _Reader:
    """Reads a text from top to bottom and says what does not belong."""

    def __init__(self, shapes: Mapping[str, Shape]) -> None:
        self._shapes = shapes
        self._open: list[str] = []
        self._lines: list[int] = []
        self._one = ""
        self._parts: frozenset[str] = frozenset()

    def read(self, source: str) -> Iterator[Flaw]:
        """Every flaw, in order; structure is read as far as it can be followed."""
        for piece in _PIECE.finditer(source):
            line = source.count("\n", 0, piece.start()) + 1
            if piece["loose"]:
                sentence = _("“%s” stands alone. Fields look like {{ name }}.") % piece["loose"]
            elif piece["field"] is not None:
                sentence = self._field(piece["field"])
            else:
                sentence = self._tag(piece["tag"])
            depth = len(self._open)
            self._lines = [*self._lines, line][:depth]
            if sentence:
                yield Flaw(line, sentence)
        if self._open:
            sentence = _("This “%s” is not closed before the letter ends.") % self._open[-1]
            yield Flaw(self._lines[-1], sentence)

    def _field(self, inside: str) -> str:
        found = _FIELD.fullmatch(inside)
        if found is None:
            return _(
                "“{{%s}}” is not a field. Between {{ and }} stands one word from the list, "
                "with nothing before or behind it."
            ) % _short(inside)
        name, part = found["name"], found["part"] or ""
        if self._one and name == self._one:
            return self._each(part)
        if name not in self._shapes:
            return _unknown(name, self._shapes)
        shape = self._shapes[name]
        if part or shape.is_list:
            return _("“%(name)s” is a list or has no parts: go through a list with for.") % {
                "name": f"{name}.{part}" if part else name
            }
        if shape.is_flag:
            return _("“%s” is only to be asked with if; it has no words of its own.") % name
        return ""

    def _each(self, part: str) -> str:
        if self._parts and part not in self._parts:
            known = ", ".join(f"{self._one}.{one}" for one in sorted(self._parts))
            return _("Of each one, these are known: %s.") % known
        if part and not self._parts:
            return _("“%s” has no parts.") % self._one
        return ""

    def _tag(self, inside: str) -> str:
        found = _TAG.fullmatch(inside)
        if found is None:
            return _(
                "“{%% %s %%}” is not known here. Letters know if, elsif, else, unless and for, "
                "each about fields alone."
            ) % _short(inside)
        if found["test"]:
            return self._test(found["test"], found["names"])
        if found["one"]:
            return self._loop(found["one"], found["many"])
        return self._end(found["end"])

    def _test(self, test: str, names: str) -> str:
        if test == "elsif":
            if not self._open or self._open[-1] != "if":
                return _("“elsif” belongs inside an if.")
        else:
            self._open.append(test)
        if len(self._open) > DEEPEST:
            return _("Too many conditions stand in one another.")
        asked = [name for name in names.split() if name not in {"and", "or"}]
        here = {self._one} if self._one and not self._parts else set()
        wrong = [name for name in asked if name not in self._shapes and name not in here]
        return _unknown(wrong[0], self._shapes) if wrong else ""

    def _loop(self, one: str, many: str) -> str:
        self._open.append("for")
        if self._one:
            return _("A for cannot stand inside another for.")
        if many not in self._shapes:
            return _unknown(many, self._shapes)
        shape = self._shapes[many]
        if not shape.is_list:
            return _("“%s” is not a list.") % many
        if one in self._shapes or one in {"and", "or", "forloop"}:
            return _("“%s” has a meaning already. Call each one “item”.") % one
        self._one, self._parts = one, shape.parts
        return ""

    def _end(self, end: str) -> str:
        if end == "else":
            return "" if self._open else _("“else” belongs inside an if.")
        opened = end.removeprefix("end")
        if not self._open or self._open[-1] != opened:
            return _("“%(end)s” closes no “%(opened)s”.") % {"end": end, "opened": opened}
        self._open.pop()
        if opened == "for":
            self._one, self._parts = "", frozenset()
        return ""


def _unknown(name: str, known: Mapping[str, Shape]) -> str:
    return _("There is no field “%(name)s” in this letter. Its fields are: %(known)s.") % {
        "name": name,
        "known": ", ".join(sorted(known)),
    }


def _short(inside: str) -> str:
    said = " ".join(inside.split())
    return said if len(said) <= 40 else f"{said[:40]}…"  # noqa: PLR2004


def shape_of(example: object) -> Shape:
    """The shape of a field whose value looks like this example."""
    if isinstance(example, bool):
        return Shape(is_flag=True)
    if isinstance(example, Sequence) and not isinstance(example, str):
        first = example[0] if example else ""
        return Shape(
            is_list=True, parts=frozenset(first) if isinstance(first, Mapping) else frozenset()
        )
    return Shape()
