"""Telling a person's press from a program's: whoever reads a page first takes a moment."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.core import signing

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
