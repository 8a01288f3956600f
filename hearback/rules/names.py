"""What to call somebody, from a name typed into one field."""

import unicodedata

from hearback.rules.lines import one_line

LONGEST = 200

# Scripts where the given name comes first, by the first word of a letter's Unicode name.
_GIVEN_NAME_FIRST = frozenset(
    {"LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "HEBREW", "ARABIC", "DEVANAGARI"}
)
_TITLES = "mr mrs ms miss mx dr prof professor sir dame lord lady rev herr frau mme mlle"
_PARTICLES = "van von der den de del della di da dos das du la le al el bin ibn ben zu zur ter ten"
# Frequent family names that are usually written first, in Latin letters too: then the whole name is
# the safe greeting.
_FAMILY_NAMES_FIRST = (
    "zhang wang li liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin luo gao zheng "
    "liang xie tang deng feng cao peng nguyen nguyễn tran trần le lê pham phạm hoang hoàng vu vũ "
    "vo võ dang đặng bui bùi do đỗ kim park choi jung"
)


def greeting_name(name: str) -> str:
    """What a letter calls somebody: the given name where that is plain, else the whole name.

    Plain means "Silva, Ana", or a first word before one other word, an initial or a particle ("Ana
    Silva", "John Q. Public", "Ludwig van Beethoven"), in a script that puts given names first. A
    title, an initial or a usual family name in front leaves the name whole. Empty for an empty
    name.
    """
    whole = one_line(name, LONGEST)
    family, comma, given = whole.partition(", ")
    if comma and family and "," not in given and _is_given(given.split()[0]):
        return given.split()[0]
    words = whole.split()
    if comma or not words[1:] or not _is_given(words[0]):
        return whole
    plain = not words[2:] or _is_initial(words[1]) or words[1].casefold() in _PARTICLES.split()
    return words[0] if plain else whole


def initials(name: str) -> str:
    """One or two capitals for a round picture, first and last word; "?" without any letters."""
    words = [word for word in map(_first_letter, one_line(name, LONGEST).split()) if word]
    if not words:
        return "?"
    if not unicodedata.name(words[0], "").startswith(tuple(_GIVEN_NAME_FIRST)):
        return words[0]
    return "".join(words[:: len(words) - 1] if len(words) > 1 else words)


def _is_given(word: str) -> bool:
    bare = word.rstrip(".").casefold()
    script = unicodedata.name(word[0], "").partition(" ")[0]
    family = bare in _FAMILY_NAMES_FIRST.split() or word in _PARTICLES.split()
    return (
        script in _GIVEN_NAME_FIRST
        and not _is_initial(word)
        and not family
        and bare not in _TITLES.split()
    )


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) <= 1


def _first_letter(word: str) -> str:
    """The first letter of a word, as a capital where that is one character ("ß" stays)."""
    letter = next((c for c in word if c.isalpha()), "")
    return letter.upper() if len(letter.upper()) == 1 else letter
