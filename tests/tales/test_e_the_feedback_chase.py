"""Story E, told as it should end: a safe place, a word within minutes, one line, nobody chased."""

# M22 M23 M24 M25 M26 M27

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.applying import address_of, apply, body_of, status_path
from tests.furnish_client import CHIEF, CLIENT, MOBILE, client_in
from tests.tales.browsing import DESK, PHONE, open_case, open_page, sign_in
from tests.tales.texting import send_texts_by, write_back
from tests.twilio import TestTwilio
from tests.until import until

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.house import House

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.timeout(600)]

ANA = "Ana Moreau"
SUSAN = "susan@harbour.example"
TORONTO = ZoneInfo("America/Toronto")
ANA_S_NUMBER = "+14165550199"
LINE = "Yes, she is sharp. See her again next week."
HER_LINE = "She asked what I would change first. I have ideas."
SEEN_AT, SAFE = "The Pear Tree", "Harbour Reading Room"
ON_SCREEN_SECONDS = 5.0
MOST_REMINDERS, MOST_STEPS = 3, 8


class Stands(NamedTuple):
    """How a question stands: what happens next, and how often it was asked again."""

    next_at: datetime
    is_a_call: bool
    reminders: int


@pytest.fixture
def twilio() -> Iterator[TestTwilio]:
    """The gateway the house sends its texts by."""
    gateway = TestTwilio()
    yield gateway
    gateway.die()


def _not_there(phone: Page, status: str) -> None:
    """Ana orders a place to be avoided: her manager eats there."""
    phone.goto(f"{status}orders/place/")
    phone.get_by_label("What it is called").fill(SEEN_AT)
    phone.get_by_role("button", name="Set this order").click()
    expect(phone.locator("main")).to_contain_text(SEEN_AT)


def _put_forward(desk: Page, phone: Page, status: str) -> None:
    """Susan asks, Ana says yes, and only then somebody at the client reads of her."""
    open_case(desk, ANA)
    desk.get_by_role("link", name="Put forward").click()
    desk.get_by_role("button", name=f"Ask {ANA}").click()
    phone.goto(status)
    expect(phone.locator("main")).to_contain_text(f"May we put you forward to {CLIENT}?")
    phone.get_by_role("button", name="Yes, put me forward").click()
    expect(phone.locator("main")).to_contain_text(f"Put forward: {CLIENT}")


def _set_lunch(desk: Page, at: datetime) -> None:
    """Lunch where she must not be seen is refused by name; where she may, both are told."""
    open_case(desk, ANA)
    desk.get_by_role("link", name="Set a meeting").click()
    desk.get_by_label("What it is").fill("Lunch")
    desk.get_by_label("Where").fill(SEEN_AT)
    desk.get_by_label("It begins").fill(at.astimezone(TORONTO).strftime("%Y-%m-%dT%H:%M"))
    desk.get_by_role("button", name="Set it").click()
    expect(desk.locator("main")).to_contain_text(f"“{SEEN_AT}”, a place this person avoids")
    desk.get_by_label("Where").fill(SAFE)
    desk.get_by_role("button", name="Set it").click()
    expect(desk.get_by_text("Both sides are told.")).to_be_visible()


def _text_to(twilio: TestTwilio, number: str, words: str) -> str:
    """The newest text to this number that says so, once there is one."""

    def there() -> str | None:
        return next((one for one in reversed(twilio.texts_to(number)) if words in one), None)

    return until(there, f"a text that says {words!r} to {number}", 90)


def _path_in(house: House, text: str) -> str:
    """The path of the page a text leads to."""
    url = house.environ["HEARBACK_URL"]
    return next(word for word in text.split() if word.startswith(url)).removeprefix(url)


def _lunch_is_over(house: House, twilio: TestTwilio, chromium: Browser) -> tuple[Page, Page]:
    """Up to the minutes after lunch; returns Ana's phone and Susan's desk."""
    send_texts_by(house, twilio)
    client_in(house)
    house.jump_to(_next_tuesday(house))
    house.web()
    house.worker()
    phone, desk = open_page(chromium, house, PHONE), open_page(chromium, house, DESK)
    apply(house, ANA, texts="on")
    (receipt,) = house.mails_to(address_of(ANA), seconds=60)
    status = status_path(house, receipt)
    sign_in(desk, house, SUSAN)
    _not_there(phone, status)
    _put_forward(desk, phone, status)
    _text_to(twilio, MOBILE, "what do you think of Ana")
    write_back(house, "Yes, let us have lunch", number=MOBILE, sid="SM-1")
    lunch = house.now().replace(minute=0, second=0, microsecond=0) + timedelta(hours=2)
    _set_lunch(desk, lunch)
    house.jump_to(lunch + timedelta(hours=1, minutes=10))
    until(lambda: _is_asked(house), "both sides are asked", 60)
    return phone, desk


def _is_asked(house: House) -> bool:
    """Whether the lunch is over and somebody was asked about it."""
    house.ring("end_meetings")
    return bool(house.value("SELECT count(*) FROM feedback_ask WHERE about = 'meeting'"))


def _next_tuesday(house: House) -> datetime:
    """Tuesday, ten in the morning where everybody in this story is."""
    here = house.now().astimezone(TORONTO)
    days = (1 - here.weekday()) % 7 or 7
    day = (here + timedelta(days=days)).date()
    return datetime(day.year, day.month, day.day, 10, tzinfo=TORONTO)


def _her_word(house: House, twilio: TestTwilio, phone: Page) -> None:
    """Ana is asked by text minutes after lunch: one tap and a line, which may be passed on."""
    phone.goto(_path_in(house, _text_to(twilio, ANA_S_NUMBER, "how do you see it")))
    phone.get_by_role("checkbox").check()
    phone.get_by_role("textbox").fill(HER_LINE)
    phone.get_by_role("button", name="Still keen").click()
    expect(phone.get_by_role("status")).to_contain_text("Susan Ito has your word")


def _one_line(house: House, desk: Page) -> None:
    """The managing director answers by text; seconds later it is on Susan's screen."""
    open_case(desk, ANA)
    write_back(house, LINE, number=MOBILE, sid="SM-2")
    wrote = time.monotonic()
    heard = "SELECT 1 FROM feedback_ask WHERE line = %s"
    until(lambda: house.value(heard, LINE), "it is read", 30)
    desk.reload()
    expect(desk.locator("[aria-labelledby=words]")).to_contain_text(LINE)
    assert time.monotonic() - wrote <= ON_SCREEN_SECONDS


def _follow_up(house: House) -> None:
    """Let the days pass, reminder by reminder, until it is for a person to ring."""
    for _ in range(MOST_STEPS):
        stands = until(lambda: _stands(house), "what happens next is planned", 60)
        if stands.is_a_call:
            return
        house.jump_to(stands.next_at + timedelta(minutes=1))
        until(lambda before=stands: _stands(house) not in (None, before), "it happens", 90)  # type: ignore[misc]  # lambda with a default
    raise AssertionError(f"Never handed to a person: {_stands(house)}")


def _stands(house: House) -> Stands | None:
    """How the open question stands; None while nobody has planned what comes next."""
    house.ring("follow_up_words")
    open_ask = "FROM feedback_ask WHERE answered_at IS NULL"
    ((next_at, rings_at),) = house.rows(f"SELECT next_at, to_ring_at {open_ask}")
    reminders = house.value("SELECT count(*) FROM feedback_reminder")
    if next_at is None and rings_at is None:
        return None
    return Stands(next_at, rings_at is not None, reminders)


def _ring(desk: Page) -> None:
    """Susan finds the number on Today, rings, and takes down what she hears."""
    desk.goto("/desk/")
    calls = desk.locator("[aria-labelledby=words-ring]")
    expect(calls).to_contain_text(CHIEF)
    expect(calls).to_contain_text("+1 416-555-0142")


def _she_hears_on_time(house: House, desk: Page) -> None:
    """Susan tells Ana how it goes on, though the other side has said nothing."""
    open_case(desk, ANA)
    desk.get_by_role("link", name="Onward").click()
    desk.get_by_role("button", name="Send").first.click()
    expect(desk.get_by_role("heading", level=1)).to_contain_text(ANA)
    kept = "SELECT count(*) FROM ledger_promise WHERE state = 'kept' AND what = 'first_answer'"
    until(lambda: house.value(kept) == 1, "her answer has reached her", 90)
    assert house.value("SELECT count(*) FROM ledger_promise WHERE state = 'broken'") == 0


def test_lunch_in_a_safe_place_and_one_line_by_text(
    house: House, twilio: TestTwilio, chromium: Browser
) -> None:
    """Ana says how it was within minutes, the managing director with one line; both are told."""
    phone, desk = _lunch_is_over(house, twilio, chromium)
    _her_word(house, twilio, phone)
    assert "Ana is waiting" in _text_to(twilio, MOBILE, "Lunch")
    asked = len(twilio.texts_to(MOBILE))
    _one_line(house, desk)
    expect(desk.locator("main")).to_contain_text(HER_LINE)

    desk.get_by_role("link", name="Tell the other side").click()
    desk.locator("textarea").fill("Ana enjoyed your question and has ideas for it.")
    desk.get_by_role("button", name="Tell them").click()
    told = house.mails_to("clara@client.example", 2, seconds=60)[1]
    assert "has ideas for it" in body_of(told)
    _she_hears_on_time(house, desk)
    assert len(twilio.texts_to(MOBILE)) == asked, "nobody was chased"
    assert house.check() == {}


def test_the_other_side_never_answers_and_she_still_hears_on_time(
    house: House, twilio: TestTwilio, chromium: Browser
) -> None:
    """At most three reminders, one a day, then it is for Susan to ring; Ana is answered in time."""
    phone, desk = _lunch_is_over(house, twilio, chromium)
    _her_word(house, twilio, phone)
    _follow_up(house)
    days = [day for (day,) in house.rows("SELECT day FROM feedback_reminder")]
    assert len(days) == len(set(days)) <= MOST_REMINDERS
    _ring(desk)
    _she_hears_on_time(house, desk)
    assert house.check() == {}
