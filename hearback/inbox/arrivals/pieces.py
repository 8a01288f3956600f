"""Files that came with words: stored under a name that says nothing, typed by what is in them."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import puremagic
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from hearback.inbox.models import Attachment
from hearback.kit.storage import random_key
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hearback.channels.parsing import Piece
    from hearback.inbox.models import Received

NAME_LIMIT = 120
LONGEST_ENDING = 8
HEAD_BYTES = 4_096
UNKNOWN = "application/octet-stream"
# Never named to a browser as what they are, though they are only ever served as downloads.
_LIVELY = ("html", "xml", "svg", "javascript", "ecmascript", "x-sh", "x-python", "x-php")


def keep_pieces(received: Received, pieces: Sequence[Piece]) -> None:
    """Store the files of a mail with the words they came with."""
    for piece in pieces:
        key = default_storage.save(random_key(), ContentFile(piece.content))
        Attachment.objects.create(
            received=received,
            key=key,
            name=safe_name(piece.name),
            kind=kind_of(piece.content),
            size=len(piece.content),
            sha256=sha256(piece.content).hexdigest(),
        )


def safe_name(name: str) -> str:
    """The sender's name for a file as one clean line without a path."""
    last = one_line(name.replace("\\", "/").rpartition("/")[2], 4 * NAME_LIMIT).lstrip(". ")
    stem, dot, ending = last.rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        return one_line(last, NAME_LIMIT) or "file"
    return f"{one_line(stem, NAME_LIMIT - 10) or 'file'}.{ending}"


def kind_of(content: bytes) -> str:
    """The media type by content; what could come alive in a browser is only bytes."""
    head = content[:HEAD_BYTES]
    if head.startswith(b"%PDF-"):
        return "application/pdf"
    try:
        found = puremagic.from_string(head, mime=True)
    except (puremagic.PureError, ValueError):
        found = ""
    if not found or any(word in found for word in _LIVELY):
        return UNKNOWN
    return found[:80]
