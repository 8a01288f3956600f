"""A batch of declines stopped in the middle: exact counts, and nobody left without an answer."""

# M8 M10 M28 M29

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.applying import OPENING, SEE_OTHER, address_of, fill_in
from tests.deciding import open_the_office
from tests.until import until

if TYPE_CHECKING:
    from tests.house import House
    from tests.visitor import Page, Visitor

pytestmark = [pytest.mark.faults, pytest.mark.timeout(300)]

PEOPLE = 40
NAMES = [f"Person {number}" for number in range(PEOPLE)]
END = "/desk/openings/shop-manager/closing/"


def _applications(house: House) -> dict[str, int]:
    return dict(house.rows("SELECT state, count(*)::int FROM pipeline_application GROUP BY state"))


def _noes(house: House) -> int:
    return sum(len(house.relay.taken_by(address_of(name))) > 1 for name in NAMES)


def _is_alone_in_it(house: House, name: str) -> bool:
    """Whether every letter to somebody has them as its one recipient and names no other address."""
    others = {address_of(one) for one in NAMES} - {address_of(name)}
    return all(
        mail["X-Envelope-To"] == address_of(name)
        and not any(other in mail.as_string() for other in others)
        for mail in house.relay.taken_by(address_of(name))
    )


def _start(susan: Visitor, pace: str) -> Page:
    """Close the opening as filled and tell everyone in it no; returns the page of the batch."""
    page = susan.get(END)
    susan.press(page, page.form_with("outcome"), outcome="filled")
    page = susan.get(f"{END}decline/")
    form = page.form_with("per_minute")
    typed = {"help": form.choice("help", "Window dresser"), "per_minute": pace}
    page = susan.press(page, form, {"name": "act", "value": "preview"}, None, **typed)
    form = page.form_with("seen")
    assert f"{PEOPLE} letters" in page.words
    return susan.follow(susan.press(page, form, {"name": "act", "value": "now"}))


def test_a_batch_stops_when_told_and_goes_on_where_it_stopped(house: House) -> None:
    open_the_office(house)
    house.web()
    house.worker()
    for number, name in enumerate(NAMES):
        visitor = house.visitor(f"192.0.2.{number}")
        assert fill_in(visitor, name, cv=None).status in SEE_OTHER
    for name in NAMES:
        house.mails_to(address_of(name), seconds=60)
    susan = house.signed_in("susan@harbour.example")
    page = _start(susan, "60")
    assert house.visitor().get(OPENING).status in {200, 410}, "nobody new comes in"

    until(lambda: _noes(house) >= 3, "the first letters leave", 90)
    stop = next(form for form in page.forms if form.action.endswith("/stop/"))
    stopped = susan.follow(susan.press(page, stop))
    assert stopped.status == 200
    # Whatever a worker had in hand at that moment arrives and counts; nothing new leaves.
    until(
        lambda: (
            not house.value(
                "SELECT count(*) FROM channels_message WHERE state IN ('at_relay', 'queued')"
                " OR (state = 'accepted' AND settled_at IS NULL)"
            )
        ),
        "what was under way has arrived",
        30,
    )
    sent = _noes(house)
    assert 3 <= sent < PEOPLE
    assert _applications(house) == {"declined": sent, "in_progress": PEOPLE - sent}
    words = susan.get(page.path).words
    assert re.search(rf"arrived {sent}\b", words), words[:800]
    assert house.value(
        "SELECT count(DISTINCT application_id)::int FROM ledger_promise"
        " WHERE state = 'open' AND promisee = 'candidate'"
    ) == (PEOPLE - sent)
    assert house.value("SELECT state FROM pipeline_opening WHERE slug = 'shop-manager'") == "paused"

    (resume,) = (one for one in susan.get(page.path).forms if one.action.endswith("/resume/"))
    susan.press(page, resume)
    house.jump("1h")
    until(lambda: _applications(house) == {"declined": PEOPLE}, "everyone is answered", 120)
    assert [len(house.relay.taken_by(address_of(name))) for name in NAMES] == [2] * PEOPLE
    assert all(_is_alone_in_it(house, name) for name in NAMES)
    until(
        lambda: (
            house.value("SELECT state FROM pipeline_opening WHERE slug = 'shop-manager'")
            == "filled"
        ),
        "the opening ends",
        60,
    )
    assert house.check() == {}
