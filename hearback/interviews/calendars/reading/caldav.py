"""What a CalDAV server is asked: the events between two moments, and whether it is a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from hearback.interviews.calendars.reading.fetch import Question

if TYPE_CHECKING:
    from hearback.interviews.calendars.reading.scan import Sight

# Of servers that know no REPORT: what lies there may still be a calendar behind a password.
NOT_ASKED_SO: Final = {400, 404, 405, 415, 501}


def events_between(sight: Sight) -> Question:
    """A calendar-query (RFC 4791 7.8) for whatever touches the time in sight.

    Series come whole and are followed here, as those of published calendars are: what servers
    make of `expand` differs.
    """
    body = f"""<?xml version="1.0" encoding="utf-8"?>
<C:calendar-query xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav">
  <D:prop><C:calendar-data/></D:prop>
  <C:filter><C:comp-filter name="VCALENDAR"><C:comp-filter name="VEVENT">
    <C:time-range start="{sight.since:%Y%m%dT%H%M%SZ}" end="{sight.until:%Y%m%dT%H%M%SZ}"/>
  </C:comp-filter></C:comp-filter></C:filter>
</C:calendar-query>"""
    return Question("REPORT", body.encode(), depth="1")


def what_are_you() -> Question:
    """Whether an address is one calendar: a folder of calendars answers as if it were empty."""
    body = """<?xml version="1.0" encoding="utf-8"?>
<D:propfind xmlns:D="DAV:"><D:prop><D:resourcetype/></D:prop></D:propfind>"""
    return Question("PROPFIND", body.encode(), depth="0")
