"""One field written on two devices: the newest words win, and whoever loses some is told."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256

MARK = 16


def mark_of(words: str) -> str:
    """Sixteen signs that tell these words from any others: what a device says it had seen."""
    return sha256(words.encode()).hexdigest()[:MARK]


class Outcome(StrEnum):
    """What became of words that came in."""

    SAME = "same"
    SAVED = "saved"
    REPLACED = "replaced"
    OLDER = "older"


@dataclass(frozen=True)
class Written:
    """What a field says, and since when (aware); None when nobody wrote it yet."""

    words: str
    at: datetime | None = None


@dataclass(frozen=True)
class Merged:
    """What the field says now, and which words had to give way, if any did."""

    now: Written
    outcome: Outcome
    gave_way: str = ""


def merge(stored: Written, said: Written, *, seen: str) -> Merged:
    """What a field says once `said` has come in from a device that had seen words marked `seen`.

    A device that had seen what is stored just goes on writing. Else somebody wrote elsewhere
    meanwhile, and the words written later stand; at the same moment, those that come in.
    """
    if said.words == stored.words:
        return Merged(stored, Outcome.SAME)
    if seen == mark_of(stored.words):
        return Merged(said, Outcome.SAVED)
    if stored.at is not None and said.at is not None and stored.at > said.at:
        return Merged(stored, Outcome.OLDER, gave_way=said.words)
    return Merged(said, Outcome.REPLACED, gave_way=stored.words)
