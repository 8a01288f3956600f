"""Words about somebody without their name in them."""

import re

HIDDEN = "…"
_SHORTEST = 3


def without_name(words: str, name: str) -> str:
    """`words` with each part of `name` that stands in them as a word of its own hidden.

    Parts of one or two letters stay unless the whole name stands there: "de" is a word too.
    """
    parts = [part for part in re.split(r"[\s.,'’-]+", name) if len(part) >= _SHORTEST]
    hidden = re.compile(
        "|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in (name.strip(), *parts) if one),
        re.IGNORECASE,
    )
    return hidden.sub(HIDDEN, words) if name.strip() else words
