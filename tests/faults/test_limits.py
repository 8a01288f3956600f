"""Too many tries are turned down with the time to come back, and cost nobody else anything."""

# M1

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest

from tests.applying import OPENING, SEE_OTHER, address_of, fill_in, kept, status_path
from tests.house import House
from tests.until import until
from tests.visitor import Page, Visitor

pytestmark = pytest.mark.faults

WHEN = re.compile(r"try again in \d+ (minute|hour)s?")
MOST_FROM_ONE_PLACE = 40
MOST_FOR_ONE_ADDRESS = 10


def _says_when(page: Page) -> bool:
    return (
        page.status == 429
        and WHEN.search(page.words) is not None
        and int(page.headers["retry-after"]) > 0
    )


def _first_refused(tries: Iterable[Page]) -> Page:
    """The first of these tries that was turned down; it says when to come back."""
    page = next(page for page in tries if page.status not in SEE_OTHER | {200})
    assert _says_when(page), page.words[:400]
    return page


def _ask_for_links(visitor: Visitor, address: str) -> Page:
    page = visitor.get("/status/")
    return visitor.press(page, page.form_with("email"), email=address)


def test_one_place_applies_only_so_often_and_keeps_what_it_typed(open_house: House) -> None:
    visitor = open_house.visitor("192.0.2.1")
    tries = (fill_in(visitor, f"Many {number}", cv=None) for number in range(MOST_FROM_ONE_PLACE))
    page = _first_refused(tries)
    name = page.form_with("email").fields["name"]
    assert name.startswith("Many "), "what was typed is still there"
    assert kept(open_house, address_of(name)) == []
    neighbour = fill_in(open_house.visitor("192.0.2.2"), "Next Door")
    assert neighbour.status in SEE_OTHER


def test_one_address_is_applied_for_only_so_often_wherever_from(open_house: House) -> None:
    mail = address_of("Ever Same")
    pages = [
        fill_in(open_house.visitor(f"198.51.100.{number}"), f"Ever Same {number}", email=mail)
        for number in range(MOST_FOR_ONE_ADDRESS)
    ]
    assert pages[0].status in SEE_OTHER
    assert _says_when(pages[-1])
    assert len(kept(open_house, mail)) == 1
    # Nobody floods somebody else's mailbox either: the receipt, and a few kind reminders of it.
    fill_in(open_house.visitor("198.51.100.250"), "Fence Post", cv=None)
    open_house.mails_to(address_of("Fence Post"))
    assert len(open_house.mails_to(mail, 2)) <= 4


def test_links_are_asked_for_only_so_often(open_house: House) -> None:
    visitor = open_house.visitor("192.0.2.3")
    page = _first_refused(
        _ask_for_links(visitor, "whoever@mail.example") for _ in range(MOST_FROM_ONE_PLACE)
    )
    assert page.form_with("email").fields["email"] == "whoever@mail.example"


def test_asking_for_somebody_elses_links_writes_to_them_three_times_an_hour_at_most(
    open_house: House,
) -> None:
    fill_in(open_house.visitor("192.0.2.4"), "Known Person", cv=None)
    address = address_of("Known Person")
    open_house.mails_to(address)
    said = set()
    for number in range(12):
        visitor = open_house.visitor(f"203.0.113.{number}")
        for asked in (address, "unknown@mail.example"):
            answer = _ask_for_links(visitor, asked)
            said.add((answer.status, answer.words))
        until(
            lambda: open_house.value("SELECT count(*) FROM careers_lostlink") == 0,
            "those who asked are dealt with",
        )
    assert len(said) == 1, "the answer does not tell whether an address is known"
    assert len(open_house.mails_to(address, 4)) == 4, "the receipt and three links"
    assert open_house.relay.taken_by("unknown@mail.example") == []


def test_a_code_is_tried_five_times_and_mailed_five_times(open_house: House) -> None:
    fill_in(open_house.visitor("192.0.2.5"), "Code Guesser", cv=None)
    (mail,) = open_house.mails_to(address_of("Code Guesser"))
    path = f"{status_path(open_house, mail)}withdraw/"
    _first_refused(
        open_house.visitor(f"203.0.113.{100 + number}").post(path, {"act": "send"})
        for number in range(8)
    )
    answers = [
        open_house.visitor(f"203.0.113.{150 + number}").post(path, {"code": f"{number:06d}"})
        for number in range(7)
    ]
    assert {answer.status for answer in answers} == {422}
    assert "new" in answers[-1].words
    assert kept(open_house, address_of("Code Guesser"))[0].state == "in_progress"


def test_the_form_is_reached_although_somebody_hammers_at_it(open_house: House) -> None:
    noisy = open_house.visitor("192.0.2.6")
    for _ in range(MOST_FROM_ONE_PLACE):
        noisy.post(OPENING, {"name": "x"})
    assert fill_in(open_house.visitor("192.0.2.7"), "Quiet One").status in SEE_OTHER
