"""Lost your link? The same answer for everybody, and the mail only to its owner."""

# M11

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hearback.careers.actions import send_links, withdraw
from hearback.careers.models import LostLink
from hearback.careers.tasks import send_links_asked_for
from hearback.channels.models import Message
from hearback.kit.links import fill
from hearback.ledger.models import Entry
from hearback.portal.tests.makers import address_of
from tests.cast import NOW, apply, make_cast

if TYPE_CHECKING:
    from django.http import HttpResponse

    from hearback.careers.tests.conftest import Clock

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)


def _ask(email: str, **more: Any) -> HttpResponse:
    return cast("HttpResponse", Client(**more).post("/status/", {"email": email}))


def _letters() -> list[Message]:
    return list(Message.objects.filter(purpose="careers.lost_links").order_by("pk"))


def test_one_mail_with_the_links_to_all_applications() -> None:
    people = make_cast()
    one, two = apply(people), apply(people, opening=people.other_opening, now=NOW + HOUR)
    assert _ask(" ANA.Moreau@MAIL.example ").status_code == 200
    assert send_links(now=NOW) == 1
    (letter,) = _letters()
    text = fill(letter.text)
    assert letter.to_address == "ana.moreau@mail.example"
    assert f"http://testserver{address_of(one)}" in text
    assert f"http://testserver{address_of(two)}" in text
    assert "Shop manager, received" in text
    assert "Window dresser, received" in text
    assert text.index("Window dresser") < text.index("Shop manager")
    assert Entry.objects.filter(kind="application.link_sent").count() == 1
    assert not LostLink.objects.exists()


def test_nobody_learns_whether_an_address_is_known() -> None:
    apply(make_cast())
    known, unknown = _ask("ana.moreau@mail.example"), _ask("nobody@mail.example")
    assert known.content == unknown.content
    assert known.status_code == unknown.status_code == 200
    assert known.headers.keys() == unknown.headers.keys()
    assert send_links(now=NOW) == 1
    assert [letter.to_address for letter in _letters()] == ["ana.moreau@mail.example"]


def test_a_known_address_costs_the_page_exactly_what_any_other_does() -> None:
    """Timing tells nothing when the statements are the same."""
    apply(make_cast())

    def cost(email: str) -> list[str]:
        with CaptureQueriesContext(
            connection,
        ) as asked:
            _ask(email)
        return [re.sub(r"'[^']*'|\d+", "?", one["sql"]) for one in asked]

    assert cost("ana.moreau@mail.example") == cost("bob.nobody@mail.example")


def test_three_an_hour_and_ten_a_day(page_clock: Clock, settings: Any) -> None:
    """Reliability 112: a thousand requests for somebody else's address."""
    settings.HEARBACK_RATE_LIMITS = False
    apply(make_cast())
    for _ in range(50):
        _ask("ana.moreau@mail.example")
        send_links(now=page_clock.moment)
    assert len(_letters()) == 3
    for hour in range(1, 24):
        page_clock.moment = NOW + hour * HOUR
        for _ in range(5):
            _ask("ana.moreau@mail.example")
            send_links(now=page_clock.moment)
    assert len(_letters()) == 10


def test_asking_five_times_at_once_sends_one_mail() -> None:
    apply(make_cast())
    for _ in range(5):
        _ask("ana.moreau@mail.example")
    assert send_links(now=NOW) == 1
    assert len(_letters()) == 1


def test_one_network_is_told_when_to_come_back() -> None:
    make_cast()
    for number in range(20):
        assert _ask(f"nobody{number}@mail.example").status_code == 200
    answer = _ask("ana@mail.example")
    assert answer.status_code == 429
    assert "Please try again in 1 hour." in answer.content.decode()
    assert 'value="ana@mail.example"' in answer.content.decode()
    assert LostLink.objects.count() == 20


@pytest.mark.parametrize("email", ["", "ana", "ana@mail\0.", "x" * 300 + "@y.example"])
def test_what_is_no_address_is_told_so(email: str) -> None:
    make_cast()
    answer = _ask(email)
    assert answer.status_code == 422
    assert "One thing to mend" in answer.content.decode()
    assert not LostLink.objects.exists()


def test_case_tricks_do_not_reach_another_mailbox() -> None:
    """Reliability 84."""
    apply(make_cast(), "Info Person")
    _ask("\u0130nfo.person@mail.example")
    _ask("info.person@ma\u0131l.example")
    assert send_links(now=NOW) == 0


def test_a_link_at_rest_is_replaced_by_a_new_one(page_clock: Clock) -> None:
    application = apply(make_cast())
    withdraw(application=application, now=NOW)
    old = address_of(application)
    page_clock.moment = NOW + timedelta(days=200)
    assert Client().get(old).status_code == 404
    _ask("ana.moreau@mail.example")
    send_links(now=page_clock.moment)
    application.refresh_from_db()
    new = address_of(application)
    assert new != old
    assert f"http://testserver{new}" in fill(_letters()[0].text)
    assert Client().get(new).status_code == 200
    assert Client().get(old).status_code == 404
    page_clock.moment += timedelta(days=31)
    assert Client().get(new).status_code == 404


def test_the_bell_and_the_clock_do_the_same_work() -> None:
    apply(make_cast())
    _ask("ana.moreau@mail.example")
    send_links_asked_for()
    assert len(_letters()) == 1
    assert send_links(now=NOW) == 0


def test_asking_again_rings_a_bell_without_the_address() -> None:
    make_cast()
    _ask("ana.moreau@mail.example")
    with connection.cursor() as cursor:
        cursor.execute("SELECT args::text FROM procrastinate_jobs WHERE task_name LIKE 'careers%'")
        (arguments,) = cursor.fetchone() or ("",)
    assert arguments == "{}"


def test_a_lost_link_form_needs_no_cookie() -> None:
    make_cast()
    assert _ask("ana@mail.example", enforce_csrf_checks=True).status_code == 200
