"""Addresses that nobody reads: Hearback never writes from one, because everyone may answer."""

import re
import unicodedata

# What such addresses say in the languages we meet, written without dots, dashes or accents.
_SAYINGS = re.compile(
    r"(no|not|non|dont|never|cannot|cant)(re?pl(y|ies|yto)|respon[ds]\w*|answer)"
    r"|nepas?repond|sansreponse|noreponse"
    r"|nichtantwort|keineantwort|nichtbeantwort"
    r"|norespond|sinrespuesta|naorespond|semresposta|nonrispond|nienodpowiadac"
    r"|unattended|unmonitored|blackhole|devnull"
)
_LOOKALIKES = str.maketrans({"0": "o", "1": "l", "3": "e", "і": "i", "о": "o", "е": "e", "р": "p"})


def is_no_reply(address: str) -> bool:
    """Whether this e-mail address says of itself that nobody answers, in any spelling.

    Case, dots, dashes, accents, look-alike characters and full-width letters make no difference,
    nor does which side of the @ says it: ``No_Reply@…``, ``n0reply+jobs@…``, ``hr@noreply.…``.
    """
    local, _, domain = address.rpartition("@")
    return any(_SAYINGS.search(_letters(part)) for part in (local, *domain.split(".")))


def _letters(text: str) -> str:
    """Only the letters, as plain and small as they come."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_LOOKALIKES)
    return "".join(character for character in plain if character.isalpha())
