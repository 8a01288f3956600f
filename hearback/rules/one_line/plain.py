"""The words somebody wrote themselves: without what a mail repeats, in one plain spelling."""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from hearback.rules.lines import unaccented

LONGEST = 20_000
# A line of a letter of ours this long is nobody's own words, wherever it stands.
OURS_IS_LONG = 20

_QUOTES = str.maketrans({"’": "'", "‘": "'", "`": "'", "´": "'", "‑": "-", "‐": "-"})
_SPACES = re.compile(r"[^\S\n]+")
_LINKS = re.compile(r"(?<!\S)(?:<?(?:https?://|www\.)\S+|[^\s@]{1,100}@\S+)")
_HEAD_LINES = re.compile(
    r"(?:from|von|de|gesendet|sent|envoye|enviado|date|datum|fecha|to|an|para) ?:"
)
_WROTE = re.compile(r"(?:wrote|schrieb|a ecrit|escribio) ?:?$")
_BEGINS_QUOTE = re.compile(r"(?:on|am|le|el|il) .{0,200}(?:\d|@)")
_ORIGINAL = re.compile(
    r"-{2,} ?(?:original message|ursprungliche nachricht|message d'origine|message original"
    r"|mensaje original)"
)
_FORWARDED = re.compile(
    r"forwarded message|begin forwarded|weitergeleitete nachricht|weitergeleiteten nachricht"
    r"|message transfere|message reexpedie|mensaje reenviado"
)
_NOTICE = re.compile(r"confidential|intended recipient|vertraulich|confidentiel|confidencial")
_OF_MAIL = re.compile(r"mail|message|nachricht|mensaje|recipient|empfanger|destinat")
_DEVICE = re.compile(
    r"(?:sent from|get outlook for|von meinem|gesendet (?:von|mit)|envoye (?:de|depuis|a partir)"
    r"|telecharger outlook|enviado (?:desde|de mi)|outlook fur)"
)
_FROM_LINES = 4


def plain(text: str) -> str:
    """Small letters, no accents, no invisible signs, one kind of quote, single spaces."""
    shown = unicodedata.normalize("NFKC", text[:LONGEST]).translate(_QUOTES)
    kept = "".join(c for c in shown if c in "\n\t " or not _is_hidden(c))
    lines = unaccented(kept).translate(_QUOTES).splitlines()
    return "\n".join(_SPACES.sub(" ", line).strip() for line in lines).strip()


def own_lines(words: str, *, ours: str = "") -> tuple[str, bool]:
    """What of `words` its writer wrote, plain, and whether a whole thread was sent on.

    Left out are marked quotations and what introduces them, everything from the head of an earlier
    mail on, lines of the letter `ours` that this answers, and what programs add below.
    """
    lines = plain(words).split("\n")
    known = {line for line in plain(ours).split("\n") if line}
    is_forwarded = any(_FORWARDED.search(line) for line in lines)
    kept = [
        line
        for number, line in enumerate(lines[: _end(lines)])
        if not (line.startswith(">") or _introduces(lines, number) or _DEVICE.match(line))
    ]
    own = "\n".join(_not_of(known, kept)).strip()
    return _LINKS.sub(" ", own).strip(), is_forwarded


def _is_hidden(character: str) -> bool:
    return (
        unicodedata.category(character) in {"Cf", "Cc", "Cs", "Co"} or character in "\ufe0e\ufe0f"
    )


def _end(lines: Sequence[str]) -> int:
    """Where an earlier mail begins that is repeated without marks, or a lawyer's notice."""
    for number, line in enumerate(lines):
        if _ORIGINAL.search(line) or _is_header(lines, number):
            return number
        if number and _NOTICE.search(line) and _OF_MAIL.search(line):
            return number
    return len(lines)


def _is_header(lines: Sequence[str], number: int) -> bool:
    """Whether a block as From:, Sent:, To: begins here."""
    near = lines[number : number + _FROM_LINES]
    return sum(bool(_HEAD_LINES.match(line)) for line in near) >= 3 and bool(  # noqa: PLR2004
        _HEAD_LINES.match(near[0])
    )


def _introduces(lines: Sequence[str], number: int) -> bool:
    """Whether this line, maybe with the next, says who wrote what is repeated below."""
    line = lines[number]
    if _WROTE.search(line) and (len(line) > OURS_IS_LONG or number):
        return True
    after = lines[number + 1] if number + 1 < len(lines) else ""
    return bool(_BEGINS_QUOTE.match(line) and _WROTE.search(after))


def _not_of(known: set[str], lines: Iterable[str]) -> list[str]:
    """The lines that are not of our letter; a short one goes only where a long one went before."""
    kept: list[str] = []
    is_theirs = True
    for line in lines:
        if line in known:
            is_theirs = is_theirs and len(line) < OURS_IS_LONG
            if not is_theirs:
                continue
        kept.append(line)
    return kept
