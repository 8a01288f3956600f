"""Holds what `story.py` hands over at start-up: who is behind the code of a shared link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hearback.pipeline.friend import Friend
    from hearback.pipeline.models import Opening

PARAMETER = "friend"
CODE_LIMIT = 64


class FriendBehind(Protocol):
    """Finds the colleague behind a code; None when it is not one of ours."""

    def __call__(self, code: str, opening: Opening) -> Friend | None:
        """Find them."""
        ...


_behind: list[FriendBehind] = []


def learn(behind: FriendBehind) -> None:
    """Take over the act of `story.py`; called once, when Django is ready."""
    _behind[:] = [behind]


def friend_behind(code: str, opening: Opening) -> Friend | None:
    """Who sent somebody here; None without a code, and for one that says nothing."""
    if not code or len(code) > CODE_LIMIT or not _behind:
        return None
    return _behind[0](code, opening)
