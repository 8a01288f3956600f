"""Ending an opening through the desk: everyone in it gets an answer, or it does not end."""

# M10 M29

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from hearback.answers import actions, tasks
from hearback.answers.models import Answer, AnswerKind, Batch, BatchState, Closing, Outcome
from hearback.answers.queries import closing as counting
from hearback.answers.tests.makers import DAY, HOUR, MINUTE, at, helpful, send, tell_no
from hearback.answers.views import closing as pages
from hearback.kit import clock
from hearback.ledger.models import Promise
from hearback.pipeline.models import Application, ApplicationState, OpeningState
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.accounts.models import Member
    from tests.relay import TestRelay

pytestmark = pytest.mark.django_db

NAMES = ["Ana Moreau", "Bo Chen", "Dana Ruiz", "Eero Virtanen"]


class Clock:
    """A clock that stands until a test moves it."""

    now: datetime = NOW


@pytest.fixture(autouse=True)
def hand(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Requests and tasks happen at `hand.now`."""
    standing = Clock()
    monkeypatch.setattr(clock, "now", lambda: standing.now)
    return standing


def as_(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def crowd(cast: Cast) -> list[Application]:
    people = [apply(cast, name) for name in NAMES]
    people[3].stage = cast.interview
    people[3].save()
    Promise.objects.update(due_at=at(2026, 12, 31, 15))
    return people


def address(name: str, cast: Cast) -> str:
    return reverse(f"answers:{name}", args=[cast.opening.slug])


def begin(client: Client, cast: Cast, outcome: str = "filled") -> Any:
    return client.post(address("closing", cast), {"outcome": outcome})


def no_to_all(cast: Cast, **more: str) -> dict[str, str]:
    return {
        f"stage_{cast.new.pk}": "on",
        f"thanks_{cast.new.pk}": "taking the time to apply",
        f"stage_{cast.interview.pk}": "on",
        f"thanks_{cast.interview.pk}": "the time you gave us for the interview",
        "ground": "filled",
        "reason": "",
        "help": f"resource-{helpful().pk}",
        "per_minute": "60",
        **more,
    }


def press(client: Client, where: str, data: dict[str, str], act: str = "send") -> Any:
    """Look at the letter, then press the button under it."""
    html = client.post(where, {**data, "act": "preview"}).content.decode()
    shown = re.search(r'name="seen" value="(\w+)"', html)
    assert shown, re.findall(r"<li>(.*?)</li>", html)
    return client.post(where, {**data, "act": act, "seen": shown[1]})


def test_it_asks_how_it_ends_and_then_shows_who_waits() -> None:
    """Counts by stage, who has a letter on its way, and what can be done."""
    cast = make_cast()
    people = crowd(cast)
    tell_no(cast, people[0])
    client = as_(cast.susan)
    assert "4 people wait for an answer." in client.get(address("closing", cast)).content.decode()
    assert begin(client, cast).status_code == 302
    html = client.get(address("closing", cast)).content.decode()
    rows = re.findall(r'<td class="num">(\d+)</td>', html)
    assert rows == ["3", "1", "2", "1", "0", "1"]
    assert "It ends as filled" in html
    cast.opening.refresh_from_db()
    assert cast.opening.state == OpeningState.PAUSED


def test_without_an_outcome_nothing_begins() -> None:
    """Filled or closed, somebody has to say."""
    cast = make_cast()
    crowd(cast)
    answered = as_(cast.susan).post(address("closing", cast), {"outcome": "maybe"})
    assert answered.status_code == 422
    assert not Closing.objects.exists()
    cast.opening.refresh_from_db()
    assert cast.opening.state == OpeningState.PUBLISHED


def test_from_the_form_to_the_filled_opening(relay: TestRelay, hand: Clock) -> None:
    """The whole way: wizard, letters, progress, end."""
    cast = make_cast()
    crowd(cast)
    send(NOW)
    client = as_(cast.susan)
    begin(client, cast)
    started = press(client, address("decline_all", cast), no_to_all(cast), act="now")
    batch = Batch.objects.get()
    progress = reverse("answers:batch", args=[batch.public_id])
    assert started.headers["Location"] == progress
    assert "4 letters" in client.get(progress).content.decode()
    tasks.write_letters(batch_id=batch.pk)
    html = client.get(progress).content.decode()
    assert 'hx-trigger="every 2s"' in html
    assert "The last one leaves about Tuesday 24 November, 10:00." in html
    hand.now = NOW + HOUR
    send(hand.now)
    tasks.finish_closings()
    done = client.get(progress).content.decode()
    assert "Every letter has left." in done
    assert "every 2s" not in done
    assert '<strong class="figures">4 of 4</strong>' in done
    cast.opening.refresh_from_db()
    assert cast.opening.state == OpeningState.FILLED
    assert not Application.objects.in_progress().exists()
    assert len(relay.taken) == 8


def test_the_letter_of_the_first_person_is_shown_before_anybody_gets_one() -> None:
    """Ana has waited longest."""
    cast = make_cast()
    crowd(cast)
    client = as_(cast.susan)
    begin(client, cast)
    data = {**no_to_all(cast), "act": "preview"}
    html = client.post(address("decline_all", cast), data).content.decode()
    assert "Hello Ana," in html
    assert "We have given this job to somebody else." in html
    assert "Send 4 letters" in html
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"help": ""}, "Choose something that helps"),
        ({"ground": ""}, "Choose what the reason is about."),
        ({"reason": "It was the culture fit."}, "is not a reason tied to the job"),
        ({"per_minute": "7"}, "Select a valid choice"),
    ],
)
def test_an_incomplete_batch_is_turned_down(wrong: dict[str, str], sentence: str) -> None:
    """422, and nobody is told anything."""
    cast = make_cast()
    crowd(cast)
    client = as_(cast.susan)
    begin(client, cast)
    data = {**no_to_all(cast), **wrong, "act": "send", "seen": "whatever"}
    answered = client.post(address("decline_all", cast), data)
    assert answered.status_code == 422
    assert sentence in answered.content.decode()
    assert not Batch.objects.exists()


def test_a_stage_without_thanks_or_no_stage_at_all_is_turned_down() -> None:
    """Everyone is thanked for something."""
    cast = make_cast()
    crowd(cast)
    client = as_(cast.susan)
    begin(client, cast)
    data = no_to_all(cast) | {f"thanks_{cast.interview.pk}": ""}
    answered = client.post(address("decline_all", cast), {**data, "act": "send"})
    assert "Thank the person" in answered.content.decode()
    nobody = {key: value for key, value in data.items() if not key.startswith("stage_")}
    answered = client.post(address("decline_all", cast), {**nobody, "act": "send"})
    assert "Choose at least one stage." in answered.content.decode()
    assert not Batch.objects.exists()


def test_pressing_twice_shows_the_running_batch() -> None:
    """And so does opening the form again."""
    cast = make_cast()
    crowd(cast)
    client = as_(cast.susan)
    begin(client, cast)
    where = address("decline_all", cast)
    html = client.post(where, {**no_to_all(cast), "act": "preview"}).content.decode()
    seen = re.search(r'name="seen" value="(\w+)"', html)
    assert seen is not None
    data = {**no_to_all(cast), "act": "send", "seen": seen[1]}
    first, second = client.post(where, data), client.post(where, data)
    assert first.headers["Location"] == second.headers["Location"]
    assert client.get(where).headers["Location"] == first.headers["Location"]
    assert Batch.objects.count() == 1


def test_it_stops_and_goes_on_from_its_page(relay: TestRelay, hand: Clock) -> None:
    """Stop, look, go on; each press by itself is recorded by the act."""
    cast = make_cast()
    crowd(cast)
    send(NOW)
    client = as_(cast.susan)
    begin(client, cast)
    press(client, address("decline_all", cast), no_to_all(cast), act="now")
    batch = Batch.objects.get()
    tasks.write_letters(batch_id=batch.pk)
    client.post(reverse("answers:stop", args=[batch.public_id]))
    progress = reverse("answers:batch", args=[batch.public_id])
    html = client.get(progress).content.decode()
    assert "Stopped. Nothing more of it leaves." in html
    assert send(NOW + HOUR) == 0
    client.post(reverse("answers:resume", args=[batch.public_id]))
    tasks.write_letters(batch_id=batch.pk)
    hand.now = NOW + HOUR
    send(hand.now)
    batch.refresh_from_db()
    assert batch.state == BatchState.DONE
    assert len(relay.taken) == 8


def test_who_could_not_be_reached_is_named(relay: TestRelay, hand: Clock) -> None:
    """With what the mail server said, and a way to the person."""
    cast = make_cast()
    people = crowd(cast)
    send(NOW)
    client = as_(cast.susan)
    begin(client, cast)
    press(client, address("decline_all", cast), no_to_all(cast), act="now")
    batch = Batch.objects.get()
    tasks.write_letters(batch_id=batch.pk)
    relay.tell("refuse bo.chen@mail.example")
    hand.now = NOW + HOUR
    send(hand.now)
    html = client.get(reverse("answers:batch", args=[batch.public_id])).content.decode()
    assert "Still waiting for an answer" in html
    assert reverse("desk:application", args=[people[1].public_id]) in html
    assert "nobody of that name here" in html
    assert "All that can leave by themselves have left." in html


def test_the_finish_is_honest_about_a_slow_mail_server(hand: Clock) -> None:
    """Due for ten minutes, and nothing leaves: it says so."""
    cast = make_cast()
    crowd(cast)
    actions.start_closing(opening=cast.opening, outcome=Outcome.FILLED, by=cast.susan, now=NOW)
    plan = actions.Plan(
        kind=AnswerKind.DECLINE,
        thanks={cast.new.pk: "taking the time to apply"},
        reason="",
        outcome=Outcome.FILLED,
        resource=helpful(),
        per_minute=60,
        send_now=True,
    )
    batch = actions.start_batch(opening=cast.opening, plan=plan, by=cast.susan, now=NOW)
    tasks.write_letters(batch_id=batch.pk)
    hand.now = NOW + 10 * MINUTE
    html = as_(cast.susan).get(reverse("answers:batch", args=[batch.public_id])).content.decode()
    assert "Letters are due, and none has left for two minutes." in html


def test_a_new_date_for_a_stage_and_decisions_one_by_one() -> None:
    """The others of the wizard's ways: a date for those in New, a page of names for the rest."""
    cast = make_cast()
    people = crowd(cast)
    client = as_(cast.susan)
    begin(client, cast)
    data = {
        f"stage_{cast.new.pk}": "on",
        "reason": "Grace is ill until Friday.",
        "due_at": "2026-12-04T10:00",
        "per_minute": "300",
    }
    press(client, address("hold_all", cast), data)
    assert Batch.objects.get().kind == AnswerKind.HOLD
    page = reverse("answers:waiting", args=[cast.opening.slug, cast.interview.pk])
    html = client.get(page).content.decode()
    assert "Eero Virtanen" in html
    assert reverse("answers:decline", args=[people[3].public_id]) in html
    html = client.get(page.replace(f"/{cast.interview.pk}/", f"/{cast.new.pk}/")).content.decode()
    assert html.count("An answer is on its way.") == 3


def test_keeping_it_open_after_all() -> None:
    """One press; the careers page shows it again."""
    cast = make_cast()
    crowd(cast)
    client = as_(cast.susan)
    begin(client, cast)
    assert client.post(address("keep_open", cast)).status_code == 302
    cast.opening.refresh_from_db()
    assert cast.opening.state == OpeningState.PUBLISHED
    assert client.post(address("keep_open", cast)).status_code == 409


def test_many_people_are_shown_a_page_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five names, then the rest; odd page numbers are the first page."""
    monkeypatch.setattr(counting, "PER_PAGE", 5)
    monkeypatch.setattr(pages, "PER_PAGE", 5)
    cast = make_cast()
    for number in range(8):
        apply(cast, f"Person {number:02}", now=NOW + number * MINUTE)
    client = as_(cast.susan)
    page = reverse("answers:waiting", args=[cast.opening.slug, cast.new.pk])
    first = client.get(page).content.decode()
    second = client.get(page, {"page": "2"}).content.decode()
    assert ("Person 04" in first, "Person 05" in first) == (True, False)
    assert ("Person 04" in second, "Person 07" in second) == (False, True)
    for odd in ("0", "-1", "x", "9" * 40, "²"):
        assert "Person 00" in client.get(page, {"page": odd}).content.decode()


def test_the_pages_are_for_those_who_run_openings_and_looking_changes_nothing() -> None:
    """404 for a manager, 405 for a GET where a press is wanted."""
    cast = make_cast()
    crowd(cast)
    susan = as_(cast.susan)
    begin(susan, cast)
    press(susan, address("decline_all", cast), no_to_all(cast))
    batch = Batch.objects.get()
    shown = [address(name, cast) for name in ("closing", "hold_all")]
    shown += [
        reverse("answers:batch", args=[batch.public_id]),
        reverse("answers:waiting", args=[cast.opening.slug, cast.new.pk]),
    ]
    presses = [address("keep_open", cast)]
    presses += [reverse(f"answers:{n}", args=[batch.public_id]) for n in ("stop", "resume")]
    for member, status in ((cast.grace, 404), (cast.ben, 404), (cast.omar, 200), (cast.alex, 200)):
        client = as_(member)
        assert {client.get(one).status_code for one in shown} == {status}
    assert {as_(cast.grace).post(one).status_code for one in presses} == {404}
    assert {susan.get(one).status_code for one in presses} == {405}
    assert {Client().get(one).status_code for one in shown} == {302}
    states = set(Application.objects.values_list("state", flat=True))
    assert states == {ApplicationState.IN_PROGRESS}
    assert batch.send_from == NOW + DAY
