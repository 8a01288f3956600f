"""What can be wrong with a calendar, each in a sentence for whoever gave its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.utils.functional import Promise as LazyText


class Unreadable(Exception):
    """A calendar that could not be read; `sentence` says why and what to do."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


# Of what came, by the codes of `scan.NotRead`.
OF_WHAT_CAME: Final[Mapping[str, LazyText]] = {
    "web_page": gettext_lazy(
        "{host} shows a web page at this address, not a calendar. Look for the address that ends"
        " in .ics."
    ),
    "no_calendar": gettext_lazy("What {host} sends is not a calendar."),
    "no_caldav": gettext_lazy("What {host} sends is not what a CalDAV server answers."),
    "cut_off": gettext_lazy("What {host} sends is cut off in the middle."),
    "broken": gettext_lazy("The calendar {host} sends is broken and cannot be read."),
    "too_many": gettext_lazy("This calendar has more events in the next weeks than can be read."),
    "too_slow": gettext_lazy(
        "Working this calendar out takes too long: it has events that repeat without an end."
    ),
    "too_large": gettext_lazy("This calendar is too large to be read."),
    "harmful": gettext_lazy("What {host} sends is made to do harm, and is not read."),
}

LEFT_OUT: Final = {
    "unreadable": ngettext_lazy(
        "One event could not be read and is left out.",
        "{count} events could not be read and are left out.",
        "count",
    ),
    "endless": ngettext_lazy(
        "One event repeats far too often and is left out.",
        "{count} events repeat far too often and are left out.",
        "count",
    ),
    "unknown_zone": ngettext_lazy(
        "One event names a time zone nobody knows; it is read on your own clock.",
        "{count} events name a time zone nobody knows; they are read on your own clock.",
        "count",
    ),
}


def of_what_came(code: str, host: str) -> Unreadable:
    """The trouble with what a server sent."""
    return Unreadable(str(OF_WHAT_CAME.get(code, OF_WHAT_CAME["broken"])).format(host=host))


def left_out(counts: Mapping[str, int]) -> str:
    """What of a calendar was not read as it stands, in sentences; empty when all of it was."""
    said = [
        str(LEFT_OUT[code] % {"count": count}).format(count=count)
        for code, count in counts.items()
        if code in LEFT_OUT
    ]
    return " ".join(said)


def is_down(host: str) -> Unreadable:
    """Nobody answers there."""
    return Unreadable(_("{host} does not answer.").format(host=host))


def is_unknown(host: str) -> Unreadable:
    """The name of the server leads nowhere."""
    return Unreadable(_("There is no server called {host}.").format(host=host))


def is_slow(host: str) -> Unreadable:
    """It answers, but not in the time there is."""
    return Unreadable(_("{host} takes too long to answer.").format(host=host))


def is_private(host: str) -> Unreadable:
    """An address inside somebody's network, which is none of ours to look into."""
    return Unreadable(
        _(
            "{host} is inside a private network, and calendars are not read from there. Whoever"
            " runs Hearback can allow it."
        ).format(host=host)
    )


def is_in_the_clear(host: str) -> Unreadable:
    """A password would go over the open line."""
    return Unreadable(
        _(
            "Your password would travel to {host} in the clear. Give the address that begins with"
            " https://."
        ).format(host=host)
    )


def is_not_trusted(host: str) -> Unreadable:
    """Its certificate does not hold."""
    return Unreadable(
        _("{host} cannot prove that it is {host}: its certificate does not hold.").format(host=host)
    )


def asks_who(host: str, *, gave_password: bool) -> Unreadable:
    """It wants a name and a password, or others than those given."""
    if gave_password:
        return Unreadable(_("{host} does not accept this name and password.").format(host=host))
    return Unreadable(_("{host} asks for a name and a password. Fill in both.").format(host=host))


def answers(host: str, status: int) -> Unreadable:
    """It answers, with something else than a calendar."""
    if status in {404, 410}:
        return Unreadable(_("{host} has no calendar at this address.").format(host=host))
    if status == 429:  # noqa: PLR2004  Too Many Requests
        return Unreadable(_("{host} asks to be read less often.").format(host=host))
    words = _("{host} answers with an error ({status}).")
    return Unreadable(words.format(host=host, status=status))


def sends_on(host: str, other: str) -> Unreadable:
    """It sends on to where a password given for it does not belong."""
    words = _("{host} sends on to {other}. If that is right, give the address there instead.")
    return Unreadable(words.format(host=host, other=other))


def is_large(host: str) -> Unreadable:
    """More than anybody's calendar has."""
    return Unreadable(_("The calendar {host} sends is larger than 10 MB.").format(host=host))


def is_garbled(host: str) -> Unreadable:
    """It speaks no HTTP that can be followed, or stopped in the middle."""
    return Unreadable(_("What {host} sends is cut off or garbled.").format(host=host))


def is_folder(host: str) -> Unreadable:
    """A CalDAV address above the calendars: asked when one is busy, it always says never."""
    return Unreadable(
        _(
            "This address of {host} is not one calendar. Give the address of a calendar itself, as"
            " its settings show it."
        ).format(host=host)
    )


def is_locked() -> Unreadable:
    """What was sealed with another key."""
    return Unreadable(
        _("The key of this installation was changed. Remove this calendar and add it again.")
    )


def is_beyond_us(host: str) -> Unreadable:
    """Our own mistake, which is in the log."""
    return Unreadable(
        _("Something went wrong here while reading {host}. It is tried again.").format(host=host)
    )
