"""By which way a contact is reminded: what they agreed to, in the order in which they answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# What is believed before anything went: one answer, and one silence.
TRUST = 1.0


def way_for(sent: int, ways: Sequence[str], tried: Mapping[str, tuple[int, int]]) -> str | None:
    """The way of the next reminder; None when there is none to take.

    `ways` are those they agreed to and can be reached by, in the agreed order; `tried` says of each
    how many asks and reminders went and how many of these were answered; `sent` how many reminders
    of this ask went. The best comes first, by the mean of a Beta posterior that starts at one
    answer in two; a reminder that follows a silent one takes the next way, and then round again.
    """
    if not ways:
        return None
    ranked = sorted(ways, key=lambda way: (-_share(*tried.get(way, (0, 0))), ways.index(way)))
    return ranked[sent % len(ranked)]


def _share(went: int, answered: int) -> float:
    return (answered + TRUST) / (went + 2 * TRUST)
