"""Telling a person's press from a program's: whoever reads a page first takes a moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from django.core import signing
from django.utils.translation import gettext as _

from hearback.kit.errors import Invalid

if TYPE_CHECKING:
    from django.http import HttpRequest

FIELD = "shown"
A_MOMENT = timedelta(seconds=2)
_SALT = "portal.word"


def shown_at(now: datetime) -> str:
    """A seal of the moment (aware) a page was shown, for its form."""
    return signing.dumps(int(now.timestamp()), salt=_SALT)


def is_a_persons(sealed: str, *, now: datetime) -> bool:
    """Whether a press came from a page of ours, and no sooner than somebody can read it.

    Programs that look into mails open every link and may press what they find, at once.
    """
    try:
        shown = signing.loads(sealed, salt=_SALT)
    except signing.BadSignature:
        return False
    return now - datetime.fromtimestamp(int(shown), UTC) >= A_MOMENT


def check_press(request: HttpRequest, *, now: datetime) -> None:
    """Raise Invalid unless somebody had the time to read what they pressed."""
    if not is_a_persons(request.POST.get(FIELD, ""), now=now):
        raise Invalid(
            _("Please press once more. Programs that check mail press too, so we wait a moment.")
        )
