"""The week in figures comes on Monday at eight, once, to those who may read it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from hearback.accounts.models import Member
from hearback.channels.models import Message
from hearback.insights.cells.renew import renew_all
from hearback.insights.digest.actions import send_digests
from hearback.insights.models import Calculation, Digest, Proof
from hearback.insights.worth.terms import kept
from hearback.ledger.actions import sweep
from hearback.rules.measures import PUBLISHED
from tests.cast import NOW, Cast, apply, make_cast

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 30, 13, 0, tzinfo=UTC)
"""Monday 30 November 2026, 08:00 in Toronto."""
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def cast() -> Cast:
    cast = make_cast()
    Member.objects.filter(pk=cast.alex.pk).update(zone="America/Toronto")
    return cast


def letters() -> dict[str, Message]:
    found = Message.objects.filter(purpose="insights.digest")
    return {one.to_address.partition("@")[0]: one for one in found}


def a_week(cast: Cast) -> None:
    for number in range(6):
        apply(cast, f"Ana{number} Moreau")
    for _ in range(3):
        sweep(now=NOW + 3 * DAY)
    renew_all()


def test_it_comes_on_monday_at_eight_to_those_who_may_read_it(cast: Cast) -> None:
    a_week(cast)
    assert send_digests(now=MONDAY - MINUTE) == 0
    assert send_digests(now=MONDAY) == 3
    assert send_digests(now=MONDAY + 3 * HOUR) == 0
    assert send_digests(now=MONDAY + DAY) == 0
    found = letters()

    assert set(found) == {"omar", "alex", "nadia"}
    assert "6 people applied." in found["omar"].text
    assert "6 promises were due; 0 % were kept in time." in found["omar"].text
    assert "Nobody is left without an answer to come." in found["omar"].text
    assert "/desk/insights/" in found["omar"].text


def test_eight_is_eight_on_the_readers_clock(cast: Cast) -> None:
    a_week(cast)
    Member.objects.filter(pk=cast.omar.pk).update(zone="Europe/Berlin")

    assert send_digests(now=MONDAY - 6 * HOUR) == 1
    assert set(letters()) == {"omar"}


def test_its_pictures_say_in_words_what_they_show(cast: Cast) -> None:
    a_week(cast)
    send_digests(now=MONDAY)
    message = letters()["omar"]
    shown = {one.name: bytes(one.png) for one in message.pictures.all()}

    assert set(shown) >= {"promises", "first"}
    for name, png in shown.items():
        assert png.startswith(b"\x89PNG")
        assert len(png) < 80_000
        assert f'src="cid:{name}"' in message.html
    assert "broken 6." in message.text
    assert 'broken 6."' in message.html
    assert "cid:" not in message.text


def test_whoever_decides_reads_nothing_of_worth(cast: Cast) -> None:
    a_week(cast)
    amounts = {"value": Decimal(184_500), "low": Decimal(120_000), "high": Decimal(250_000)}
    known: dict[str, Any] = {"kept_by": cast.nadia, "kept_at": MONDAY, "kind": "resentment"}
    known["terms"] = kept(PUBLISHED["starred"])
    Calculation.objects.create(**known, currency="EUR", **amounts)
    send_digests(now=MONDAY)
    found = letters()

    assert "Money at risk in a year: about EUR 180,000" in found["nadia"].text
    for name in ("omar", "alex"):
        assert "EUR" not in found[name].text + found[name].html
        assert "oney at risk" not in found[name].text + found[name].html


@pytest.mark.usefixtures("cast")
def test_a_week_in_which_nothing_happened_is_passed_over() -> None:
    assert send_digests(now=MONDAY) == 0
    assert letters() == {}
    assert set(Digest.objects.values_list("was_sent", flat=True)) == {False}


@pytest.mark.usefixtures("cast")
def test_a_black_hole_is_told_even_when_nothing_else_happened() -> None:
    counted = {"count": 2, "counted_at": MONDAY, "took_ms": 1}
    Proof.objects.create(name="applications_without_promise", **counted)

    assert send_digests(now=MONDAY) == 3
    assert "1 thing that must never happen has happened" in letters()["omar"].text


def test_one_press_stops_it(cast: Cast, client: Client) -> None:
    a_week(cast)
    client.force_login(cast.omar)
    page = client.get("/desk/team/me/about/")
    assert "Send me the week in figures" in page.content.decode()
    said = {"line": "", "first": "email", "second": "", "third": "", "chat": ""}
    assert client.post("/desk/team/me/about/", said).status_code == 302
    send_digests(now=MONDAY)

    assert set(letters()) == {"alex", "nadia"}


def test_whoever_gets_none_is_not_asked(cast: Cast, client: Client) -> None:
    client.force_login(cast.susan)
    assert "week in figures" not in client.get("/desk/team/me/about/").content.decode()
    said = {"line": "", "first": "email", "second": "", "third": "", "chat": ""}
    client.post("/desk/team/me/about/", said)

    assert Member.objects.get(pk=cast.susan.pk).weekly_digest


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_two_workers_send_it_once() -> None:
    a_week(make_cast())
    barrier = Barrier(2)

    def work(_number: int) -> int:
        barrier.wait()
        try:
            return send_digests(now=MONDAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        sent = list(pool.map(work, range(2)))

    assert sum(sent) == Message.objects.filter(purpose="insights.digest").count()
    assert set(letters()) >= {"omar", "nadia"}
