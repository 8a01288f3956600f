"""Who sent somebody to an opening, as far as the form for applying must know."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext


@dataclass(frozen=True)
class Friend:
    """A colleague who passed an opening on.

    `code` is what the form carries along. `knows_who` says that the colleague knows whom they
    sent; `agreed` that this person said before that the colleague may hear how it goes on.
    """

    code: str
    name: str
    knows_who: bool = False
    agreed: bool = False


def may_hear(name: str) -> str:
    """The words beside the box by which somebody lets this colleague hear more."""
    words = gettext(
        "%(name)s may hear how it goes on: that we are in conversation, and that it is decided"
    )
    return words % {"name": name}


def hears_little(name: str, *, knows_who: bool) -> str:
    """What the colleague hears without that."""
    words = gettext("Unless you tick this, %(name)s hears only that somebody applied.")
    if knows_who:
        words = gettext("Unless you tick this, %(name)s hears only whether you applied.")
    return words % {"name": name}
