"""Makes text from a document fit to store, to search and to show."""

import re
import unicodedata
from typing import Final

MOST_TEXT: Final = 200_000
MOST_MARKS: Final = 8
# Control and direction codes, invisible joiners of lines, lone surrogates, non-characters. The
# joiners that emoji and Persian words need stay.
UNWANTED: Final = re.compile(
    r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    r"\ud800-\udfff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
# What a PDF says where a word was broken at the end of a line.
BROKEN_WORD: Final = re.compile(r"[\x02\ufffe][\r\n]*")
LINE_ENDS: Final = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
SPACES: Final = re.compile(r"[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
# Letters that a PDF draws joined (fi, Arabic forms) are taken apart, so that a search finds them.
JOINED: Final = re.compile(r"[\ufb00-\ufb06\ufb50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")


def tidy(text: str) -> str:
    """Return `text`, cut at 200,000 characters, with plain line ends and no control codes."""
    text = BROKEN_WORD.sub("", text[: MOST_TEXT * 2])
    text = SPACES.sub(" ", LINE_ENDS.sub("\n", text))
    text = JOINED.sub(lambda form: unicodedata.normalize("NFKC", form[0]), UNWANTED.sub("", text))
    if not text.isascii():
        text = unicodedata.normalize("NFC", _without_piles(text))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()[:MOST_TEXT].rstrip()


def _without_piles(text: str) -> str:
    """Keep eight marks on a letter at most: composing a pile takes the square of its height."""
    kept, marks = [], 0
    for letter in text:
        marks = marks + 1 if unicodedata.combining(letter) else 0
        if marks <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)
