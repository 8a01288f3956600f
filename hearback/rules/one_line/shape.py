"""What one language says in a line that answers: first words, and what puts them in doubt."""

from dataclasses import dataclass


def listed(text: str) -> tuple[str, ...]:
    """The phrases of a list written down with semicolons or line breaks, each once."""
    parts = (" ".join(part.split()) for line in text.splitlines() for part in line.split(";"))
    return tuple(dict.fromkeys(part for part in parts if part))


@dataclass(frozen=True, kw_only=True)
class Tongue:
    """The words of one language, in small letters without accents, as `plain` writes them.

    yes, no, maybe, later: first words that say so. sure: a yes only when next to nothing follows.
    after_yes, after_no: words that may follow a bare yes or no without a comma. greetings, thanks
    and openers come before the first words that count. nots, buts, against, praise and wait put a
    reading in doubt when they stand in what follows; fine are turns of phrase with a "no" in them
    that are harmless after a yes; aside: what answers another question, such as whether they have
    read it; several: more people than one; irony: who says so may mean the
    opposite. beside: what may stand beside a day; elsewhere: what makes a day another matter.
    """

    yes: tuple[str, ...]
    sure: tuple[str, ...]
    no: tuple[str, ...]
    maybe: tuple[str, ...]
    later: tuple[str, ...]
    after_yes: tuple[str, ...]
    after_no: tuple[str, ...]
    greetings: tuple[str, ...]
    thanks: tuple[str, ...]
    openers: tuple[str, ...]
    nots: tuple[str, ...]
    buts: tuple[str, ...]
    against: tuple[str, ...]
    praise: tuple[str, ...]
    wait: tuple[str, ...]
    fine: tuple[str, ...]
    aside: tuple[str, ...]
    several: tuple[str, ...]
    irony: tuple[str, ...]
    beside: tuple[str, ...]
    elsewhere: tuple[str, ...]
