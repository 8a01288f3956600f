"""What a calendar says, in busy times: every odd thing read by a written rule or left out."""

# K100: endless rules are bounded. K102: unknown zones, floating times, days, years 1 and 9999.

from __future__ import annotations

import gc
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearback.interviews.calendars.reading import box, expand
from hearback.interviews.calendars.reading.scan import NotRead, Sight, scan

SINCE = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
SIGHT = Sight(
    SINCE,
    SINCE + timedelta(weeks=10),
    "America/Toronto",
    "ben@harbour.example",
    frozenset({"ours"}),
)
TEN, ELEVEN = "2026-11-25 15:00", "2026-11-25 16:00"  # ten and eleven in Toronto, in UTC


@pytest.fixture(autouse=True)
def nobody_listens_to_the_collector() -> Iterator[None]:
    """A bell that rings inside another's callback is lost; calendars are read where none is."""
    listening = gc.callbacks[:]
    gc.callbacks.clear()
    yield
    gc.callbacks.extend(listening)


def calendar(*events: str, around: str = "") -> str:
    """A calendar of events, each by its lines joined with a bar."""
    bodies = [f"BEGIN:VEVENT|{event}|END:VEVENT" for event in events]
    lines = "|".join(("BEGIN:VCALENDAR", "VERSION:2.0", around, *bodies, "END:VCALENDAR", ""))
    return lines.replace("||", "|").replace("|", "\r\n")


def busy(text: str, sight: Sight = SIGHT) -> tuple[list[tuple[str, str]], dict[str, int]]:
    """The busy times of a calendar as words, and what was left out."""
    spans, left_out = expand.work_out(scan(text, sight), sight)
    return [(f"{begin:%Y-%m-%d %H:%M}", f"{end:%Y-%m-%d %H:%M}") for begin, end in spans], left_out


def test_a_time_is_read_in_its_zone_whatever_it_is_called() -> None:
    for named in (
        "DTSTART:20261125T150000Z|DTEND:20261125T160000Z",
        "DTSTART;TZID=America/Toronto:20261125T100000|DTEND;TZID=America/Toronto:20261125T110000",
        "DTSTART;TZID=Eastern Standard Time:20261125T100000|DURATION:PT1H",
        'DTSTART;TZID="America/Toronto":20261125T100000|DURATION:PT60M',
        "DTSTART;TZID=Europe/Berlin:20261125T160000|DTEND:20261125T160000Z",
    ):
        assert busy(calendar(named)) == ([(TEN, ELEVEN)], {}), named


def test_a_zone_the_calendar_describes_itself_is_followed() -> None:
    zone = (
        "BEGIN:VTIMEZONE|TZID:Our office|BEGIN:STANDARD|DTSTART:19700101T000000"
        "|TZOFFSETFROM:-0500|TZOFFSETTO:-0500|END:STANDARD|END:VTIMEZONE"
    )
    event = "DTSTART;TZID=Our office:20261125T100000|DURATION:PT1H"
    assert busy(calendar(event, around=zone)) == ([(TEN, ELEVEN)], {})


def test_a_time_without_a_zone_is_on_the_members_clock() -> None:
    floating = "DTSTART:20261125T100000|DTEND:20261125T110000"
    assert busy(calendar(floating)) == ([(TEN, ELEVEN)], {})


def test_a_zone_nobody_knows_is_the_members_own_and_counted() -> None:
    for name in ("Nowhere/Land", "Customized Time Zone", "../../etc/passwd"):
        event = f"DTSTART;TZID={name}:20261125T100000|DURATION:PT1H"
        assert busy(calendar(event)) == ([(TEN, ELEVEN)], {"unknown_zone": 1}), name


def test_a_day_without_hours_is_busy_from_midnight_to_midnight() -> None:
    whole = [("2026-11-25 05:00", "2026-11-26 05:00")]
    assert busy(calendar("DTSTART;VALUE=DATE:20261125")) == (whole, {})
    assert busy(calendar("DTSTART;VALUE=DATE:20261125|DTEND;VALUE=DATE:20261126")) == (whole, {})
    assert busy(calendar("DTSTART;VALUE=DATE:20261125|DURATION:P1D")) == (whole, {})


@pytest.mark.parametrize(
    "mark",
    [
        "TRANSP:TRANSPARENT",
        "STATUS:CANCELLED",
        "status:cancelled",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "X-MICROSOFT-CDO-BUSYSTATUS:WORKINGELSEWHERE",
        "ATTENDEE;PARTSTAT=DECLINED;CN=Ben:mailto:Ben@Harbour.example",
        "UID:ours",
    ],
)
def test_what_is_free_called_off_declined_or_ours_does_not_block(mark: str) -> None:
    assert busy(calendar(f"DTSTART:20261125T150000Z|DURATION:PT1H|{mark}")) == ([], {})
    assert busy(calendar(f"DTSTART;VALUE=DATE:20261125|{mark}")) == ([], {})
    series = f"DTSTART:20260107T150000Z|DURATION:PT1H|RRULE:FREQ=WEEKLY|{mark}"
    assert busy(calendar(series)) == ([], {})


@pytest.mark.parametrize(
    "mark",
    [
        "STATUS:TENTATIVE",
        "TRANSP:OPAQUE",
        "X-MICROSOFT-CDO-BUSYSTATUS:OOF",
        "ATTENDEE;PARTSTAT=DECLINED:mailto:grace@harbour.example",
        "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ben@harbour.example",
    ],
)
def test_what_is_tentative_or_somebody_elses_no_blocks(mark: str) -> None:
    event = f"DTSTART:20261125T150000Z|DURATION:PT1H|{mark}"
    assert busy(calendar(event)) == ([(TEN, ELEVEN)], {})


def test_a_series_is_followed_with_its_exceptions() -> None:
    times, left_out = busy(
        calendar(
            "UID:1|DTSTART;TZID=America/Toronto:20260107T100000|DURATION:PT1H|RRULE:FREQ=WEEKLY"
            "|EXDATE;TZID=America/Toronto:20261202T100000",
            "UID:1|RECURRENCE-ID;TZID=America/Toronto:20261209T100000"
            "|DTSTART:20261210T150000Z|DURATION:PT2H",
            "UID:1|RECURRENCE-ID;TZID=America/Toronto:20261216T100000"
            "|DTSTART:20261216T150000Z|DURATION:PT1H|STATUS:CANCELLED",
            "UID:1|RECURRENCE-ID;TZID=America/Toronto:20261223T100000|DTSTART:20261223T150000Z"
            "|DURATION:PT1H|ATTENDEE;PARTSTAT=DECLINED:mailto:ben@harbour.example",
        )
    )
    assert left_out == {}
    assert times[:3] == [
        (TEN, ELEVEN),
        ("2026-12-10 15:00", "2026-12-10 17:00"),
        ("2026-12-30 15:00", "2026-12-30 16:00"),
    ]
    assert len(times) == 7


def test_a_series_of_one_hour_on_the_wall_follows_the_clocks() -> None:
    """DST nights: ten in Berlin is nine or eight in UTC, and twice that night it is not."""
    sight = Sight(datetime(2027, 3, 27, tzinfo=UTC), datetime(2027, 3, 30, tzinfo=UTC), "UTC")
    nightly = "DTSTART;TZID=Europe/Berlin:20260101T023000|DURATION:PT1H|RRULE:FREQ=DAILY"
    times, left_out = busy(calendar(nightly), sight)
    assert left_out == {}
    assert [begin for begin, _end in times] == [
        "2027-03-27 01:30",
        "2027-03-28 01:30",
        "2027-03-29 00:30",
    ]


def test_times_that_touch_or_overlap_become_one() -> None:
    assert busy(
        calendar(
            "DTSTART:20261125T150000Z|DURATION:PT30M",
            "DTSTART:20261125T153000Z|DURATION:PT30M",
            "DTSTART:20261125T151000Z|DURATION:PT10M",
        )
    ) == ([(TEN, ELEVEN)], {})


def test_published_busy_times_without_events_are_read() -> None:
    text = calendar(
        around="BEGIN:VFREEBUSY|FREEBUSY;FBTYPE=BUSY:20261125T150000Z/20261125T153000Z,"
        "20261125T153000Z/PT30M|FREEBUSY;FBTYPE=FREE:20261127T150000Z/20261127T160000Z"
        "|FREEBUSY:nonsense/20261125T153000Z|END:VFREEBUSY"
    )
    assert busy(text) == ([(TEN, ELEVEN)], {"unreadable": 1})


@pytest.mark.parametrize(
    ("event", "times"),
    [
        ("DTSTART:00010101T000000Z|DTEND:99991231T235959Z", 1),
        ("DTSTART;VALUE=DATE:00010101|DTEND;VALUE=DATE:99991231", 1),
        ("DTSTART;TZID=Europe/Berlin:00010101T000000|DURATION:PT1H", 0),
        ("DTSTART:99991231T235959Z|DURATION:P1D", 0),
        ("DTSTART;TZID=Asia/Tokyo:99991231T235959|DURATION:PT1H", 0),
        ("DTSTART:99991231T235959Z|DURATION:PT1H|RRULE:FREQ=YEARLY", 0),
        ("DTSTART:20261125T150000Z|DURATION:P99999999D", 1),
        ("DTSTART:20261125T150000Z|DTEND:20261125T150000Z", 0),
        ("DTSTART:20261125T150000Z", 0),
    ],
)
def test_far_years_and_no_time_at_all_are_read_safely(event: str, times: int) -> None:
    assert len(busy(calendar(event))[0]) == times


@pytest.mark.parametrize(
    "event",
    [
        "DTSTART:20261399T990000Z|DURATION:PT1H",
        "DTSTART:tomorrow|DURATION:PT1H",
        f"DTSTART;TZID={'X' * 3000}:20261125T100000|DURATION:PT1H",
        "DTSTART:20261125T150000Z|DTEND:later",
        "DTSTART:20261125T150000Z|DTEND:20261124T150000Z",
        "DTSTART:20261125T150000Z|DURATION:-PT1H",
        "DTSTART:20261125T150000Z|DTSTART:20261126T150000Z|DURATION:PT1H",
        "SUMMARY:no time",
        "DTSTART:20261125T150000Z|DURATION:PT1H|RRULE:FREQ=OFTEN",
        "DTSTART:20261125T150000Z|DURATION:PT1H|RRULE:",
        "DTSTART:20261125T150000Z|DURATION:PT1H|RRULE:FREQ=WEEKLY;BYDAY=XX",
    ],
)
def test_an_event_nobody_can_read_is_left_out_and_the_others_are_read(event: str) -> None:
    text = calendar(f"UID:odd|{event}", "UID:good|DTSTART:20261125T150000Z|DURATION:PT1H")
    times, left_out = busy(text)
    assert (TEN, ELEVEN) in times
    assert len(times) == 1
    assert left_out in ({"unreadable": 1}, {})


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=SECONDLY",
        "FREQ=MINUTELY;INTERVAL=1",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30",
    ],
)
def test_a_rule_without_an_end_costs_half_a_second_and_is_left_out(rule: str) -> None:
    text = calendar(
        f"UID:odd|DTSTART:20260101T150000Z|DURATION:PT1H|RRULE:{rule}",
        "UID:good|DTSTART:20261125T150000Z|DURATION:PT1H",
    )
    began = time.process_time()
    assert busy(text) == ([(TEN, ELEVEN)], {"endless": 1})
    assert time.process_time() - began < 1.5


def test_a_rule_for_ever_ends_where_nobody_plans() -> None:
    daily = "DTSTART;TZID=America/Toronto:19850101T100000|DURATION:PT1H|RRULE:FREQ=DAILY"
    times, _left_out = busy(calendar(daily))
    assert len(times) == 70


@pytest.mark.parametrize(
    "text",
    [
        calendar(*[f"UID:{n}|DTSTART:20261125T150000Z|DURATION:PT1H" for n in range(5_001)]),
        calendar(
            *[f"UID:{n}|DTSTART:20261125T150000Z|RRULE:FREQ=DAILY" for n in range(2_001)],
        ),
        calendar(
            *[
                f"UID:{n}|DTSTART:20260101T{n:02}0000Z|DURATION:PT1H|RRULE:FREQ=HOURLY"
                for n in range(12)
            ]
        ),
    ],
)
def test_more_than_anybody_has_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # It is their number that is refused here, not how long a busy machine takes to count them.
    monkeypatch.setattr(expand, "SERIES_SECONDS", 30.0)
    monkeypatch.setattr(expand, "ALL_SERIES_SECONDS", 60.0)
    with pytest.raises(NotRead, match="too_many"):
        busy(text)


def test_many_rules_without_an_end_are_refused_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(expand, "ALL_SERIES_SECONDS", 1.0)
    rules = [
        f"UID:{n}|DTSTART:20260101T150000Z|DURATION:PT1H|RRULE:FREQ=DAILY;INTERVAL=0"
        for n in range(20)
    ]
    with pytest.raises(NotRead, match="too_slow"):
        busy(calendar(*rules))


def _old_events(count: int) -> Iterable[str]:
    for number in range(count):
        day = datetime(2016, 1, 1, tzinfo=UTC) + timedelta(hours=2 * number)
        yield (
            f"UID:{number}|DTSTAMP:20261101T000000Z|DTSTART;TZID=Europe/Berlin:{day:%Y%m%dT%H%M%S}"
            f"|DURATION:PT1H|SUMMARY:Something|DESCRIPTION:{'words ' * 22}"
        )


def test_ten_megabytes_of_years_are_worked_out_in_a_few_seconds() -> None:
    text = calendar(*_old_events(40_000)).encode()[: 10 * 1024 * 1024]
    whole = text[: text.rindex(b"END:VEVENT")] + b"END:VEVENT\r\nEND:VCALENDAR\r\n"
    began = time.monotonic()
    times = box.work_out(whole, SIGHT)
    assert time.monotonic() - began < 10
    assert times.spans == []


@pytest.mark.parametrize(
    "inside",
    [
        "BEGIN:VEVENT\r\n" * 700_000,
        "BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 350_000,
        "END:VEVENT\r\n" * 800_000,
        "\r\n " * 3_000_000,
        "X" * 10_000_000,
        "BEGIN:VEVENT\r\nUID:" + "a\r\n " * 2_500_000 + "\r\nEND:VEVENT\r\n",
        "BEGIN:VEVENT\r\nDTSTART:20261125T150000Z\r\nRDATE:"
        + "20261126T150000Z," * 600_000
        + "\r\nEND:VEVENT\r\n",
        "BEGIN:VTIMEZONE\r\nEND:VTIMEZONE\r\n" * 300_000,
    ],
    ids=["opened", "empty", "closed", "folds", "one line", "one name", "dates", "zones"],
)
def test_ten_megabytes_of_nothing_are_passed_over(inside: str) -> None:
    began = time.process_time()
    times, _left_out = busy(f"BEGIN:VCALENDAR\r\n{inside}\r\nEND:VCALENDAR\r\n")
    assert time.process_time() - began < 5
    assert times in ([], [("2026-11-25 15:00", "2026-11-25 15:00")])


# --- Whatever anybody writes ----------------------------------------------------------------------

_NAMES = st.sampled_from(
    (
        *("UID", "DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"),
        *("STATUS", "TRANSP", "BEGIN", "END", "FREEBUSY", "SUMMARY", "ATTENDEE", "", "X-\u202e"),
    )
)
_PARTS = st.sampled_from(
    (
        *("", ";TZID=Europe/Berlin", ";TZID=", ";VALUE=DATE", ";VALUE=PERIOD", ";VALUE=TEXT"),
        *(";TZID=No/Where", ";TZID=W. Europe Standard Time", ';X="a:b;c"', ";;"),
    )
)
_VALUES = st.one_of(
    st.sampled_from(
        (
            *("1", "20261125T150000Z", "20261125T150000", "20261125", "00010101T000000Z", "P1D"),
            *("99991231T235959Z", "PT1H", "-PT1H", "20261125T150000Z/PT1H", "VEVENT", "VCALENDAR"),
            *("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
            *("FREQ=DAILY;UNTIL=20261201", "FREQ=DAILY;COUNT=3", "FREQ=DAILY;INTERVAL=-1"),
            *("FREQ=MONTHLY;BYSETPOS=-1;BYDAY=FR", "FREQ=WEEKLY;WKST=XX", "CANCELLED", "20260230"),
        )
    ),
    st.text(max_size=12),
)
_LINES = st.builds("{}{}:{}".format, _NAMES, _PARTS, _VALUES)
_EVENTS = st.lists(_LINES, max_size=7).map(lambda lines: "|".join(("", *lines)))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_EVENTS, max_size=4), st.text(max_size=20))
def test_any_calendar_is_read_or_refused_and_never_more(events: list[str], around: str) -> None:
    text = calendar(*events, around=around)
    try:
        spans, _left_out = expand.work_out(scan(text, SIGHT), SIGHT)
    except NotRead:
        return
    assert all(SIGHT.since <= begin < end <= SIGHT.until for begin, end in spans)
    assert all(one[1] < other[0] for one, other in pairwise(spans))
