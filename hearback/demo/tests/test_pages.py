"""The demo's pages: be somebody, read the mail, let time pass; and nowhere outside a demo."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client, override_settings
from procrastinate.contrib.django.models import ProcrastinateJob

from hearback.channels.actions import Letter, queue
from hearback.channels.models import Message, MessageState
from hearback.demo import journey, letters, tasks
from hearback.demo.post import Post
from hearback.kit import clock
from hearback.kit.errors import Refused
from hearback.ledger.models import PromiseState
from tests.cast import NOW, Cast, apply, make_cast

pytestmark = pytest.mark.usefixtures("demo", "still")


@pytest.fixture
def still(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """It is Tuesday morning, and no shift of another test is remembered."""
    monkeypatch.setattr(clock, "_remembered", clock._Remembered())
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def cast(db: None) -> Cast:
    """Susan and the others."""
    del db
    return make_cast()


@pytest.fixture
def mail(cast: Cast, demo: Path) -> list[letters.Head]:
    """Ana's receipt lies in the mailbox."""
    for old in demo.rglob("*.eml"):
        old.unlink()
    apply(cast)
    post = Post()
    post.deliver_due(NOW)
    post.put_away()
    return letters.heads()


def advance(by: timedelta, zone: str) -> None:
    """Let the clock of the test run ahead."""
    journey.advance(by, zone=zone, hands=journey.Clock(clock.now, clock.advance))


def a_worker_comes_by() -> None:
    """Do what a worker does with a press of the button."""
    job = ProcrastinateJob.objects.get(task_name=tasks.NAME, status="todo")
    tasks.let_time_pass(**job.args)
    with connection.cursor() as cursor:
        done = "UPDATE procrastinate_jobs SET status = 'succeeded' WHERE id = %s"
        cursor.execute(done, [job.pk])


def test_who_one_can_be_is_everybody_who_is_here(cast: Cast) -> None:
    page = Client().get("/demo/").content.decode()
    for member in (cast.susan, cast.jo, cast.omar, cast.grace, cast.ben, cast.alex):
        assert f"Be {member.name}" in page
    assert "Tuesday 24 November, 10:00" in page


def test_a_press_of_a_button_and_one_sits_at_that_desk(cast: Cast) -> None:
    browser = Client()
    answer = browser.post(f"/demo/be/{cast.susan.pk}/")
    assert answer["Location"] == "/desk/"
    assert browser.session["_auth_user_id"] == str(cast.susan.pk)
    browser.post(f"/demo/be/{cast.omar.pk}/")
    assert browser.session["_auth_user_id"] == str(cast.omar.pk)


def test_looking_signs_nobody_in_and_nobody_is_nobody(cast: Cast) -> None:
    browser = Client()
    assert browser.get(f"/demo/be/{cast.susan.pk}/").status_code == 405
    assert browser.post("/demo/be/999999/").status_code == 404
    assert "_auth_user_id" not in browser.session


def test_another_site_cannot_make_somebody_be_somebody(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/demo/be/{cast.susan.pk}/").status_code == 403


def test_the_strip_is_on_the_candidates_pages_and_on_the_desk(cast: Cast) -> None:
    browser = Client()
    browser.post(f"/demo/be/{cast.susan.pk}/")
    for address in ("/", "/desk/"):
        page = browser.get(address).content.decode()
        assert 'class="demo-strip"' in page
        assert 'href="/demo/mailbox/"' in page


PAGES = ["/demo/", "/demo/mailbox/", "/demo/mailbox/20261124T150002.000000-00000000/"]


@pytest.mark.parametrize("address", PAGES)
def test_outside_a_demo_the_pages_answer_nothing_even_when_routed(cast: Cast, address: str) -> None:
    del cast
    with override_settings(HEARBACK_DEMO=False):
        assert Client().get(address).status_code == 404


def test_outside_a_demo_nobody_becomes_anybody_and_no_clock_moves(cast: Cast) -> None:
    browser = Client()
    with override_settings(HEARBACK_DEMO=False):
        assert browser.post(f"/demo/be/{cast.susan.pk}/").status_code == 404
        assert browser.post("/demo/clock/", {"span": "1d"}).status_code == 404
        with pytest.raises(Refused):
            advance(timedelta(days=1), zone="UTC")
    assert "_auth_user_id" not in browser.session
    assert clock.now() == NOW


def test_the_mailbox_lists_letters_newest_first_and_by_recipient(
    cast: Cast, mail: list[letters.Head]
) -> None:
    apply(cast, "Bo Lindgren", now=NOW + timedelta(minutes=5))
    post = Post()
    post.deliver_due(NOW + timedelta(minutes=5))
    post.put_away()
    browser = Client()
    page = browser.get("/demo/mailbox/").content.decode()
    assert page.index("Bo Lindgren</bdi>") < page.index("Ana Moreau</bdi>")
    only = browser.get("/demo/mailbox/", {"to": mail[0].to_address}).content.decode()
    assert "Ana Moreau</bdi>" in only
    assert "Bo Lindgren</bdi>" not in only
    assert (
        "No letter went there yet" in browser.get("/demo/mailbox/?to=x@y.example").content.decode()
    )


def test_a_letter_is_shown_in_a_frame_that_can_do_nothing(mail: list[letters.Head]) -> None:
    browser = Client()
    page = browser.get(f"/demo/mailbox/{mail[0].name}/").content.decode()
    frame = re.search(r'<iframe [^>]*src="([^"]+)"[^>]*sandbox="([^"]+)"', page)
    assert frame is not None
    assert "allow-scripts" not in frame[2]
    assert "allow-same-origin" not in frame[2]
    sheet = browser.get(frame[1])
    policy = sheet["Content-Security-Policy"]
    assert policy.startswith("sandbox ")
    assert "default-src 'none'" in policy
    assert "allow-scripts" not in policy
    assert sheet["X-Frame-Options"] == "SAMEORIGIN"
    assert '<base target="_top">' in sheet.content.decode()


def test_the_link_in_a_letter_opens_the_status_page(mail: list[letters.Head]) -> None:
    text = letters.letter(mail[0].name).text
    link = re.search(r"http://testserver(/status/\S+)", text)
    assert link is not None
    assert Client().get(link[1]).status_code == 200


@pytest.mark.parametrize("name", ["..", "20261124", "%2e%2e%2fsecret-key", "x" * 300])
def test_what_is_no_letter_is_not_shown(cast: Cast, mail: list[letters.Head], name: str) -> None:
    del cast, mail
    browser = Client()
    assert browser.get(f"/demo/mailbox/{name}/").status_code == 404
    assert browser.get(f"/demo/mailbox/{name}/html/").status_code == 404


def test_a_letter_that_tries_to_be_a_page_stays_text(cast: Cast, demo: Path) -> None:
    evil = "<script>alert(1)</script>"
    letter = Letter(
        purpose="test.letter",
        to_address="ana@mail.example",
        to_name=evil,
        from_name="Susan",
        reply_to=cast.organisation.reply_address,
        subject=evil,
        text=evil,
        html="",
    )
    queue(letter, now=NOW + timedelta(hours=1))
    post = Post()
    post.deliver_due(NOW + timedelta(hours=1))
    post.put_away()
    [head] = [one for one in letters.heads() if one.subject == evil]
    for address in ("/demo/mailbox/", f"/demo/mailbox/{head.name}/"):
        assert evil not in Client().get(address).content.decode()
    assert Client().get(f"/demo/mailbox/{head.name}/html/").status_code == 404
    (demo / "mailbox" / f"{head.name}.eml").unlink()


def test_the_pictures_of_a_letter_stand_in_it(cast: Cast, demo: Path) -> None:
    letter = Letter(
        purpose="test.letter",
        to_address="omar@harbour.example",
        to_name="Omar",
        from_name="Hearback",
        reply_to=cast.organisation.reply_address,
        subject="With a picture",
        text="Kept 4.",
        html='<html><head></head><body><p><img src="cid:kept" alt="Kept 4."></p></body></html>',
        pictures=(("kept", b"\x89PNG\r\n\x1a\n"),),
    )
    queue(letter, now=NOW + timedelta(hours=1))
    post = Post()
    post.deliver_due(NOW + timedelta(hours=1))
    post.put_away()
    [head] = [one for one in letters.heads() if one.subject == "With a picture"]
    sheet = Client().get(f"/demo/mailbox/{head.name}/html/").content.decode()
    assert '<img src="data:image/png;base64,iVBORw0KGgo=" alt="Kept 4.">' in sheet
    (demo / "mailbox" / f"{head.name}.eml").unlink()


def test_an_hour_passes_at_the_press_of_a_button(cast: Cast) -> None:
    del cast
    browser = Client()
    assert browser.post("/demo/clock/", {"span": "1h"}).headers["Location"] == "/demo/clock/"
    a_worker_comes_by()
    assert browser.get("/demo/clock/").headers["Location"] == "/demo/#clock"
    assert clock.now() == NOW + timedelta(hours=1)
    assert "Tuesday 24 November, 11:00" in browser.get("/demo/").content.decode()


def test_the_page_says_how_far_the_clock_has_run_and_looks_again(cast: Cast) -> None:
    """The press answers at once; a worker does the rest."""
    del cast
    browser = Client()
    assert browser.get("/demo/clock/").status_code == 302  # nothing is under way
    browser.post("/demo/clock/", {"span": "1d"})
    clock.advance(timedelta(hours=6))
    answer = browser.get("/demo/clock/")
    page = answer.content.decode()
    assert answer.headers["Refresh"] == "1"
    assert "Tuesday 24 November, 16:00" in page
    assert "Wednesday 25 November, 10:00" in page
    assert '<progress value="360" max="1440"' in page
    assert "Time is passing: see how far" in browser.get("/demo/").content.decode()


def test_time_passes_once_at_a_time(cast: Cast) -> None:
    del cast
    browser = Client()
    assert browser.post("/demo/clock/", {"span": "1d"}).status_code == 302
    again = browser.post("/demo/clock/", {"span": "3d"})
    assert again.status_code == 409
    assert "running already" in again.content.decode()
    a_worker_comes_by()
    assert clock.now() == NOW + timedelta(days=1)
    assert not tasks.is_under_way()


@pytest.mark.parametrize("span", ["", "1y", "-1d"])
def test_a_span_that_is_not_offered_moves_nothing(cast: Cast, span: str) -> None:
    del cast
    assert Client().post("/demo/clock/", {"span": span}).status_code == 422
    assert clock.now() == NOW


def test_in_three_days_a_promise_is_reminded_of_broken_and_apologised_for(
    cast: Cast, settings: Any
) -> None:
    settings.HEARBACK_RELAY = None
    ana = apply(cast)
    browser = Client()
    browser.post("/demo/clock/", {"span": "3d"})
    a_worker_comes_by()
    page = browser.get("/demo/clock/", follow=True).content.decode()
    assert clock.now() == NOW + timedelta(days=3)
    first = ana.promises.get(what="first_answer", follows=None)
    assert first.state == PromiseState.BROKEN
    assert ana.promises.open().get().due_at >= clock.now()
    assert re.search(r"Ana Moreau: .*Promise broken", page)
    assert "Susan Ito was reminded" in page
    assert "Susan Ito apologised for being late" in page
    assert "1 apology" in page
    sorry = [head for head in letters.heads(to="ana.moreau@mail.example") if head.at > first.due_at]
    assert sorry, "an apology lies in the mailbox"
    assert sorry[-1].at - first.due_at < timedelta(minutes=1)


def test_letters_that_wait_leave_on_the_way_and_say_when(cast: Cast, settings: Any) -> None:
    settings.HEARBACK_RELAY = None
    ana = apply(cast)
    advance(timedelta(minutes=30), zone="America/Toronto")
    [receipt] = Message.objects.filter(about=ana.public_id)
    assert receipt.state == MessageState.ACCEPTED
    assert receipt.accepted_at is not None
    assert receipt.accepted_at - NOW < timedelta(seconds=10)


def test_nothing_leaves_while_sending_is_held(cast: Cast, settings: Any) -> None:
    from hearback.channels.actions import hold_sending  # noqa: PLC0415  only here

    settings.HEARBACK_RELAY = None
    ana = apply(cast)
    hold_sending(reason="restored", now=NOW)
    advance(timedelta(hours=1), zone="UTC")
    assert Message.objects.get(about=ana.public_id).state == MessageState.QUEUED


@pytest.mark.parametrize("span", [timedelta(0), timedelta(days=-1), timedelta(weeks=9)])
def test_the_clock_goes_forward_only_and_not_too_far(cast: Cast, span: timedelta) -> None:
    del cast
    with pytest.raises(Refused):
        advance(span, zone="UTC")
    assert clock.now() == NOW
