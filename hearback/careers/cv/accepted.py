"""The kinds of CV we take, their limits, and the sentences that say no to everything else."""

from enum import StrEnum
from typing import Final

MOST_BYTES: Final = 10 * 1024 * 1024
MOST_UNPACKED_BYTES: Final = 200 * 1024 * 1024
MOST_ENTRIES: Final = 2_000
MOST_LINKS: Final = 50
WEB: Final = ("http://", "https://", "mailto:")
"""The beginnings of the addresses we keep from a document's links."""


class Kind(StrEnum):
    """The documents we read; the value is also the usual file extension."""

    PDF = "pdf"
    DOCX = "docx"
    ODT = "odt"
    TXT = "txt"

    @property
    def media_type(self) -> str:
        """The media type to store and to serve the file with."""
        return MEDIA_TYPES[self]


MEDIA_TYPES: Final = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.TXT: "text/plain",
}
ACCEPT: Final = ",".join([f".{kind}" for kind in Kind] + list(MEDIA_TYPES.values()))
"""Ready for the `accept` attribute of a file field: a hint to the browser, not a check."""


class NotACv(ValueError):
    """A file that is not taken as a CV; `sentence` tells the reader why and what is accepted."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Locked(Exception):
    """A document that asks for a password."""


def gettext_noop(sentence: str) -> str:
    """Mark a sentence for translation; the caller, who knows the language, translates it."""
    return sentence


EMPTY: Final = gettext_noop(
    "This file is empty. Please send your CV as PDF, Word (.docx), OpenDocument (.odt) or "
    "plain text (.txt)."
)
TOO_LARGE: Final = gettext_noop(
    "This file is larger than 10 MB. Saving it as PDF often makes it smaller. We take PDF, "
    "Word (.docx), OpenDocument (.odt) and plain text (.txt)."
)
OTHER: Final = gettext_noop(
    "We cannot read this kind of file. Please send your CV as PDF, Word (.docx), OpenDocument "
    "(.odt) or plain text (.txt)."
)
PICTURE: Final = gettext_noop(
    "This is a picture. Please send your CV as PDF, Word (.docx), OpenDocument (.odt) or "
    "plain text (.txt)."
)
OLDER: Final = gettext_noop(
    "This is an older or password-protected Office file. Please save it without a password as "
    "PDF, Word (.docx), OpenDocument (.odt) or plain text (.txt)."
)
RICH_TEXT: Final = gettext_noop(
    "This is a rich text file (.rtf). Please save it as PDF, Word (.docx), OpenDocument "
    "(.odt) or plain text (.txt)."
)
MACROS: Final = gettext_noop(
    "This document carries macros, which we do not take. Please save it without them as PDF, "
    "Word (.docx), OpenDocument (.odt) or plain text (.txt)."
)
DAMAGED: Final = gettext_noop(
    "This file is damaged and cannot be opened. Please save it again as PDF, Word (.docx), "
    "OpenDocument (.odt) or plain text (.txt)."
)
OVERFULL: Final = gettext_noop(
    "This file unpacks to far more than a CV. Please save it again as PDF, Word (.docx), "
    "OpenDocument (.odt) or plain text (.txt)."
)
