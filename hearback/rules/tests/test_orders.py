"""Orders of candidates: which names, people, places and hours they mean, and what is near."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.calendar import WorkingCalendar
from hearback.rules.near import place_likeness
from hearback.rules.orders import (
    Likeness,
    company_likeness,
    is_safe,
    is_safe_throughout,
    lies_within,
    next_safe,
    person_likeness,
    safe_part,
)

NONE, NEAR, SAME = Likeness.NONE, Likeness.NEAR, Likeness.SAME
NAMES = st.lists(
    st.text("abcdefghijklmnopqrstuvwxyzäéñß", min_size=2, max_size=9), min_size=1, max_size=3
).map(" ".join)
FORMS = st.sampled_from(["", " Inc", " Inc.", " Ltd", " GmbH", " SARL", " S.A.", ", Inc.", " & Co"])


@pytest.mark.parametrize(
    ("avoided", "name", "is_it"),
    [
        ("Müller & Söhne GmbH", "MUELLER", NONE),
        ("Müller & Söhne GmbH", "muller und sohne", SAME),
        ("Société Générale S.A.", "Societe Generale", SAME),
        ("Coca-Cola", "CocaCola Inc.", SAME),
        ("O'Brien Ltd", "OBrien", SAME),
        ("Target", "TARGET Corporation", SAME),
        ("Target", "Target Canada Co.", NEAR),
        ("Target Canada", "Target", NEAR),
        ("Target", "Targeted Marketing", NONE),
        ("Art", "Artisan Bakery", NONE),
        ("Goldman Sachs", "Goldmann Sachs", NEAR),
        ("International Business Machines", "IBM", NEAR),
        ("Hollis & Finch", "Hollis and Finch Holding", SAME),
        ("SA", "SA", SAME),
        ("AB", "AB Nordic", NEAR),
        ("", "Target", NONE),
        ("!!!", "!!!", NONE),
    ],
)
def test_a_company_is_known_by_its_whole_words(avoided: str, name: str, is_it: Likeness) -> None:
    assert company_likeness(avoided, name) == is_it


@given(NAMES, FORMS, FORMS)
def test_legal_forms_case_and_accents_never_hide_a_company(name: str, one: str, other: str) -> None:
    assert company_likeness(f"{name}{one}", f"{name.upper()}{other}") == SAME


@given(st.text(max_size=30), st.text(max_size=30))
def test_who_is_like_whom_does_not_depend_on_who_asks(one: str, other: str) -> None:
    assert company_likeness(one, other) == company_likeness(other, one)
    assert person_likeness(one, other) == person_likeness(other, one)


@given(NAMES, NAMES)
def test_a_name_within_a_longer_one_never_passes_silently(one: str, more: str) -> None:
    assert company_likeness(one, f"{one} {more}") >= NEAR


@pytest.mark.parametrize(
    ("avoided", "name", "is_it"),
    [
        ("Ana Moreau", "MOREAU, Ana", SAME),
        ("Zoë Müller", "Zoe Muller", SAME),
        ("A. Moreau", "Ana Moreau", NEAR),
        ("Moreau", "Ana Moreau", NEAR),
        ("Anna Moreau", "Ana Moreau", NEAR),
        ("Jean Moreau", "Ana Moreau", NONE),
        ("Susan Ward", "Susan Wardlaw", NONE),
    ],
)
def test_a_person_is_known_however_the_name_is_written(
    avoided: str, name: str, is_it: Likeness
) -> None:
    assert person_likeness(avoided, name) in {is_it, NEAR} if is_it == NONE else True
    assert person_likeness(avoided, name) >= is_it


@pytest.mark.parametrize(
    ("names", "address", "place", "is_it"),
    [
        (["Café Luna"], "", "Luna Café, 9 Bay St", NEAR),
        (["Café Luna"], "", "Cafe Luna, 9 Bay St, Toronto", SAME),
        ([], "88 King St W, Toronto", "Head office, King Street West 88, Toronto", SAME),
        ([], "88 King St W, Toronto", "The Oak, 120 King Street West, Toronto", NEAR),
        ([], "88 King St W, Toronto", "The Oak, 12 Bay Street, Toronto", NONE),
        ([], "Hauptstr. 5, 10115 Berlin", "Laden, Hauptstraße 5, 10115 Berlin", SAME),
        ([], "Hauptstr. 5, 10115 Berlin", "Laden, Invalidenweg 3, 10115 Berlin", NEAR),
        ([], "1 Yonge St, M5E 1W7", "Depot, 7 Front St, M5E1W7 Toronto", NEAR),
        (["Target"], "", "Shop, 5 Target Lane, Guelph", NEAR),
        (["Target"], "", "Target, 5 Mill Lane, Guelph", SAME),
        (["Head office"], "", "Head office, 12 Bay Street", NONE),
        ([""], "", "", NONE),
    ],
)
def test_a_place_is_known_by_its_name_street_or_code(
    names: list[str], address: str, place: str, is_it: Likeness
) -> None:
    assert place_likeness(names, address, place) == is_it


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_words_can_be_asked_about(name: str, address: str, place: str) -> None:
    assert place_likeness([name], address, place) in Likeness


EVENINGS = WorkingCalendar("America/Toronto", {day: ((time(18), time(21)),) for day in range(5)})
PERIODS = st.tuples(st.integers(0, 23), st.sampled_from([0, 15, 30, 45]), st.integers(15, 600)).map(
    lambda one: (time(one[0], one[1]), _later(one))
)
HOURS = st.builds(
    lambda zone, days, period: WorkingCalendar(zone, dict.fromkeys(days, (period,))),
    st.sampled_from(["America/Toronto", "Europe/Berlin", "Australia/Lord_Howe", "UTC"]),
    st.sets(st.integers(0, 6), min_size=1),
    PERIODS,
)
BEGAN = datetime(2026, 1, 1, tzinfo=UTC)
MOMENTS = st.integers(0, 3 * 366 * 24 * 60).map(lambda minutes: BEGAN + timedelta(minutes=minutes))


def _later(one: tuple[int, int, int]) -> time:
    minutes = one[0] * 60 + one[1] + one[2]
    return time(0) if minutes >= 24 * 60 else time(minutes // 60, minutes % 60)


@given(MOMENTS, HOURS)
def test_the_next_safe_moment_is_safe_and_none_before_it_is(
    moment: datetime, hours: WorkingCalendar
) -> None:
    found = next_safe(moment, hours)
    assert found >= moment
    assert is_safe(found, hours)
    assert next_safe(found, hours) == found
    local = found.astimezone(ZoneInfo(hours.zone))
    assert local.weekday() in hours.hours
    if found > moment:
        assert not is_safe(moment, hours)
        assert not is_safe(found - timedelta(microseconds=1), hours)


@given(MOMENTS, st.integers(1, 3000), HOURS)
def test_the_safe_part_of_a_time_is_safe_throughout(
    begins_at: datetime, minutes: int, hours: WorkingCalendar
) -> None:
    ends_at = begins_at + timedelta(minutes=minutes)
    part = safe_part(begins_at, ends_at, hours)
    if part is None:
        assert not is_safe(begins_at, hours)
    else:
        assert begins_at <= part[0] < part[1] <= ends_at
        assert is_safe_throughout(*part, hours)
        assert is_safe_throughout(begins_at, ends_at, hours) == (part == (begins_at, ends_at))


@pytest.mark.parametrize(
    ("day", "utc_hour"), [((2026, 10, 30), 22), ((2026, 11, 2), 23), ((2027, 3, 15), 22)]
)
def test_six_in_the_evening_stays_six_when_clocks_change(
    day: tuple[int, int, int], utc_hour: int
) -> None:
    noon = datetime(*day, 16, tzinfo=UTC)
    assert next_safe(noon, EVENINGS) == noon.replace(hour=utc_hour)


def test_a_window_swallowed_by_the_change_waits_for_the_next() -> None:
    night = WorkingCalendar("Europe/Berlin", {6: ((time(2), time(3)),)})
    before = datetime(2027, 3, 28, 0, 0, tzinfo=UTC)
    assert next_safe(before, night) == datetime(2027, 4, 4, 0, 0, tzinfo=UTC)


def test_hours_may_only_grow_narrower_by_themselves() -> None:
    later = WorkingCalendar("America/Toronto", {0: ((time(19), time(20)),)})
    assert lies_within(later, EVENINGS)
    assert lies_within(EVENINGS, EVENINGS)
    assert not lies_within(EVENINGS, later)
    whole = WorkingCalendar("America/Toronto", {0: ((time(0), time(0)),)})
    assert lies_within(later, whole)
    assert not lies_within(whole, later)
