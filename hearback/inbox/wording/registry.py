"""Every letter the product sends, each defined once in its chapter's `letter_kinds.py`.

A definition says what the letter is for, who reads it, which fields its text may use and which it
must. Its shipped words lie beside the chapter in `letters_shipped/<language>/<name>.txt`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from django.utils.functional import Promise as LazyText
from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.liquid import Shape, shape_of
from hearback.kit.links import Marker

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hearback.inbox.thanks import Occasion

Words: TypeAlias = "str | LazyText"
_LAST = "inbox."  # what may come at any time stands below what comes in order
LETTERS: dict[str, LetterKind] = {}


class Reader(Enum):
    """Who a letter is for."""

    CANDIDATE = _("candidates")
    COLLEAGUE = _("colleagues")
    CONTACT = _("whoever gives us their word")


@dataclass(frozen=True)
class Field:
    """Something a letter's text may say.

    `example` shows its shape too: text, a list, a bool that can only be asked for. `may_be_empty`
    says that letters go out without it.
    """

    name: str
    about: Words
    example: object
    may_be_empty: bool = False

    @property
    def shape(self) -> Shape:
        """What the text may do with it."""
        return shape_of(self.example)

    @property
    def usage(self) -> str:
        """How it stands in a text."""
        shape = self.shape
        if shape.is_flag:
            return f"{{% if {self.name} %}}…{{% endif %}}"
        if not shape.is_list:
            return f"{{{{ {self.name} }}}}"
        said = " ".join(f"{{{{ item.{part} }}}}" for part in sorted(shape.parts))
        said = said or "{{ item }}"
        return f"{{% for item in {self.name} %}}\n- {said}\n{{% endfor %}}"


NAME = Field("name", _("What we call the person."), "Ana")
NAME_IF_KNOWN = Field(
    "name", _("What we call the person, where we know it."), "Ana", may_be_empty=True
)
OPENING = Field("opening", _("The opening's title."), "Shop manager")
ORGANISATION = Field("organisation", _("Our name."), "Harbour Books")
PERSON = Field("person", _("Who signs the letter."), "Susan Ward")
STATUS_LINK = Field(
    "status_link",
    _("The link to the page that says where they stand. After “label: ” it becomes a button."),
    Marker("https://jobs.example.org/status/example/"),
)
ALWAYS = (ORGANISATION, PERSON)


@dataclass(frozen=True, kw_only=True, eq=False)
class LetterKind:
    """One kind of letter.

    `name` is `<chapter>.<file>`. `about` lists its own fields; who signs, our name and (for
    candidates) the status link are added; `has_link_at_foot` says that the foot shows it too.
    `required` fields must always be said. `is_no` letters are read as strictly as a no.
    `thanks_at` names the occasion of a letter that may carry thanks; no other ever does.
    """

    name: str
    title: Words
    purpose: Words
    about: tuple[Field, ...]
    required: frozenset[str] = frozenset()
    reader: Reader = Reader.CANDIDATE
    is_no: bool = False
    has_status_link: bool = True
    has_link_at_foot: bool = True
    thanks_at: Occasion | None = None

    def __post_init__(self) -> None:
        if self.name in LETTERS:
            raise ValueError(f"The letter {self.name} is defined twice.")
        if unknown := self.required - self.fields.keys():
            raise ValueError(f"The letter {self.name} requires {unknown}, which it does not have.")
        LETTERS[self.name] = self

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Every field by its name, its own first."""
        added = ALWAYS if self.is_internal or not self.has_status_link else (*ALWAYS, STATUS_LINK)
        return {field.name: field for field in (*self.about, *added)}

    @cached_property
    def shapes(self) -> dict[str, Shape]:
        """What the text may do with each field."""
        return {name: field.shape for name, field in self.fields.items()}

    @property
    def is_internal(self) -> bool:
        """Whether it is for no candidate; such letters are as shipped."""
        return self.reader is not Reader.CANDIDATE

    def examples(self, *, bare: bool = False) -> dict[str, object]:
        """A value for every field; `bare` leaves out whatever may be empty."""
        return {
            name: "" if bare and field.may_be_empty else field.example
            for name, field in self.fields.items()
        }


def letters_to_candidates() -> Iterable[LetterKind]:
    """The letters a team can put into its own words, in the order of an application's life."""
    kinds = [kind for kind in LETTERS.values() if not kind.is_internal]
    return sorted(kinds, key=lambda kind: kind.name.startswith(_LAST))
