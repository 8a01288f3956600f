"""Tells a Word or OpenDocument text from other zip containers, without unpacking it."""

import io
import re
import stat
import zipfile
from typing import Final

from hearback.careers.cv.accepted import (
    DAMAGED,
    MACROS,
    MEDIA_TYPES,
    MOST_ENTRIES,
    MOST_UNPACKED_BYTES,
    OTHER,
    OVERFULL,
    Kind,
    NotACv,
)

MACRO_PARTS: Final = re.compile(r"(?:.*/)?vba[^/]*\.(?:bin|xml)|basic/.*|scripts/.*", re.IGNORECASE)
WORD_BODY: Final = re.compile(r"word/document[0-9]*\.xml", re.IGNORECASE)
BROKEN: Final = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)


def kind_of_package(content: bytes) -> Kind:
    """Return the kind of the zip container `content`; raises NotACv for any we do not take."""
    # Counted before the directory is read, so that a directory of millions of entries is never
    # built.
    if content.count(b"PK\x01\x02") > MOST_ENTRIES:
        raise NotACv(OVERFULL)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return _kind_inside(package)
    except NotACv:
        raise
    except BROKEN as broken:
        raise NotACv(DAMAGED) from broken


def _kind_inside(package: zipfile.ZipFile) -> Kind:
    entries = package.infolist()
    if (
        len(entries) > MOST_ENTRIES
        or sum(entry.file_size for entry in entries) > MOST_UNPACKED_BYTES
    ):
        raise NotACv(OVERFULL)
    if any(_leads_outside(entry) for entry in entries):
        raise NotACv(DAMAGED)
    names = {entry.filename for entry in entries}
    kind = _claimed(package, names)
    if any(MACRO_PARTS.fullmatch(name) for name in names):
        raise NotACv(MACROS)
    return kind


def _claimed(package: zipfile.ZipFile, names: set[str]) -> Kind:
    if "[Content_Types].xml" in names and any(WORD_BODY.fullmatch(name) for name in names):
        return Kind.DOCX
    if "mimetype" in names and "content.xml" in names:
        with package.open("mimetype") as mimetype:
            if mimetype.read(200).strip() == MEDIA_TYPES[Kind.ODT].encode():
                return Kind.ODT
    raise NotACv(OTHER)


def _leads_outside(entry: zipfile.ZipInfo) -> bool:
    """True for a path no honest program writes. We unpack nothing to disk; readers may."""
    path = entry.orig_filename.replace("\\", "/")
    return (
        path.startswith("/")
        or ".." in path.split("/")
        or re.match(r"[A-Za-z]:", path) is not None
        or "\0" in path
        or stat.S_ISLNK(entry.external_attr >> 16)
    )
