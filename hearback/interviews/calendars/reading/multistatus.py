"""Reads what a CalDAV server answers: XML nobody vouches for, with calendars inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from hearback.interviews.calendars.reading.scan import NotRead

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

DAV: Final = "{DAV:}"
CALDAV: Final = "{urn:ietf:params:xml:ns:caldav}"


def calendars(content: bytes) -> tuple[str, int]:
    """The calendars inside an answer, one after the other, and how many things were answered.

    Raises NotRead for what is no such answer, and for one that means harm.
    """
    root = _read(content)
    texts = [one.text for one in root.iter(f"{CALDAV}calendar-data") if one.text]
    return "\n".join(texts), len(root.findall(f"{DAV}response"))


def is_calendar(content: bytes) -> bool:
    """Whether the resource asked about says of itself that it is one calendar."""
    return any(
        kind.find(f"{CALDAV}calendar") is not None
        for kind in _read(content).iter(f"{DAV}resourcetype")
    )


def _read(content: bytes) -> Element:
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException:
        raise NotRead("harmful") from None
    except (ParseError, ValueError, LookupError):
        raise NotRead(_what_it_is(content)) from None
    if root.tag != f"{DAV}multistatus":
        raise NotRead("web_page" if root.tag.rpartition("}")[2].lower() == "html" else "no_caldav")
    return root


def _what_it_is(content: bytes) -> str:
    head = content[:1000].upper()
    return "web_page" if b"<HTML" in head or b"<!DOCTYPE" in head else "no_caldav"
