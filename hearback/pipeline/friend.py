"""Who sent somebody to an opening, as far as the form for applying must know."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext


@dataclass(frozen=True)
class Friend:
    """A colleague, or somebody who `has_applied` here, who passed an opening on.

    `code` is what the form carries along. `knows_who` says that the colleague knows whom they
    sent; `agreed` that this person said before that the colleague may hear how it goes on.
    """

    code: str
    name: str
    knows_who: bool = False
    agreed: bool = False
    has_applied: bool = False


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


def may_know_me(name: str) -> str:
    """The words by which whoever applied before may know who came by their link."""
    return gettext("%(name)s may know that it was me who applied") % {"name": name}


def may_know_end(name: str) -> str:
    """The words by which that one may hear the end."""
    return gettext("%(name)s may hear how it ends: whether I am hired or not") % {"name": name}


def hears_somebody(name: str) -> str:
    """What that one hears without either."""
    return gettext("Unless you tick one, %(name)s hears only that somebody applied.") % {
        "name": name
    }
