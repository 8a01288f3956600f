"""Takes a file in: checked by content, kept under a name that says nothing, on disk when done."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from hearback.careers.cv.kinds import MOST_BYTES, check_size, recognise
from hearback.kit.storage import random_key
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

NAME_LIMIT = 120
LONGEST_ENDING = 8


@dataclass(frozen=True, kw_only=True)
class KeptFile:
    """A file that lies in the storage already, checked by content."""

    key: str
    name: str
    kind: str
    size: int
    sha256: str


def keep_upload(upload: UploadedFile[bytes]) -> KeptFile:
    """Store an uploaded CV and say what was kept. Raises NotACv with a sentence for the sender.

    The size is checked before a byte is read; what is read then fits into memory with room to
    spare, which telling a document from its disguises needs anyway.
    """
    check_size(upload.size or 0)
    content = upload.read(MOST_BYTES + 1)
    name = own_name(upload.name or "")
    kind = recognise(name, content)
    key = default_storage.save(random_key(), ContentFile(content))
    return KeptFile(
        key=key, name=name, kind=kind, size=len(content), sha256=sha256(content).hexdigest()
    )


def forget_file(key: str) -> None:
    """Delete a kept file; one that is gone already is fine."""
    default_storage.delete(key)


def content_of(key: str) -> bytes:
    """The bytes of a kept file. Raises OSError when it cannot be read."""
    with default_storage.open(key) as file:
        content: bytes = file.read()
    return content


def own_name(name: str) -> str:
    """The sender's file name as one clean line without a path, shortened before its ending."""
    last = one_line(name.replace("\\", "/").rpartition("/")[2], 4 * NAME_LIMIT)
    stem, dot, ending = last.rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        return one_line(last, NAME_LIMIT) or "cv"
    return f"{one_line(stem, NAME_LIMIT - 10) or 'cv'}.{ending}"
