"""People who applied pass an opening on: friends say what may be told, rewards go by rule, once."""

# M34

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hearback.answers import actions as answers
from hearback.answers.tests.makers import send, tell_no
from hearback.pipeline.models import Application
from hearback.portal.tests.makers import address_of
from hearback.relations.friends.actions import reward_friends
from hearback.relations.friends.codes import code_of as friend_code
from hearback.relations.friends.codes import link_of
from hearback.relations.models import Brought, Code, FriendRules
from hearback.relations.tests.makers import KOFI, form_at, words_of
from hearback.relations.tests.offer_makers import letter_to, running
from tests.cast import NOW, Cast, apply
from tests.desk_visit import As, Moment
from tests.relay import TestRelay

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.usefixtures("papers", "moment"),
]
A_DAY = timedelta(days=1)


def _typed(cast: Cast, **more: str) -> dict[str, str]:
    questions = cast.opening.questions.all()
    answers = {f"q_{one.pk}": "yes" if one.kind == "yes_no" else "The books." for one in questions}
    return {**answers, **more}


def _by_link(cast: Cast, referrer: Application, **said: str) -> Application:
    """Kofi opens the link that Ana passed on, and applies."""
    link = link_of(referrer, cast.opening)
    answer = form_at(link[link.index("/jobs/") :], **_typed(cast, **said))
    assert answer.status_code == 302, answer.content.decode()
    return Application.objects.latest("pk")


def _page(application: Application) -> str:
    return words_of(Client().get(address_of(application, "friends")))


def _hire(cast: Cast, application: Application) -> None:
    answers.hire(
        application=application,
        words="Welcome.",
        caller=cast.susan,
        ring_by=NOW + 6 * A_DAY,
        by=cast.susan,
        now=NOW,
        send_now=True,
    )
    send(NOW + timedelta(minutes=1))


def test_a_friend_who_ticks_nothing_stays_somebody(cast: Cast) -> None:
    ana = apply(cast)
    kofi = _by_link(cast, ana)
    assert "Somebody you told applied: Shop manager." in _page(ana)
    assert "Kofi" not in _page(ana)
    _hire(cast, kofi)
    assert "hired" not in _page(ana).replace("whether I am hired", "")


def test_a_friend_says_that_name_and_end_may_be_told(cast: Cast, relay: TestRelay) -> None:
    del relay
    ana = apply(cast)
    kofi = _by_link(cast, ana, tell_friend="on", tell_friend_end="on")
    assert "Kofi applied: Shop manager." in _page(ana)
    brought = Brought.objects.get()
    assert brought.name_words == "Ana may know that it was me who applied"
    assert brought.end_words == "Ana may hear how it ends: whether I am hired or not"
    _hire(cast, kofi)
    assert "Kofi was hired: Shop manager." in _page(ana)


def test_who_was_turned_down_passes_openings_on_too(cast: Cast, relay: TestRelay) -> None:
    del relay
    ana = apply(cast)
    tell_no(cast, ana)
    send(NOW + 3 * A_DAY)
    assert "Pass an opening on" in words_of(Client().get(address_of(ana)))
    assert (
        "/jobs/shop-manager/?friend=a" in Client().get(address_of(ana, "friends")).content.decode()
    )


def test_the_form_says_who_sent_them_and_nothing_is_ticked(cast: Cast) -> None:
    link = link_of(apply(cast), cast.opening)
    page = Client().get(link[link.index("/jobs/") :]).content.decode()
    assert "Ana sent you here." in page
    assert "checked" not in page


def test_nobody_brings_themselves(cast: Cast) -> None:
    ana = apply(cast)
    other = apply(cast, opening=cast.other_opening)
    for said in (
        {"email": "Ana.Moreau@mail.example"},
        {"email": "x@b.example", "phone": ana.phone},
    ):
        link = link_of(other, cast.opening)
        form_at(link[link.index("/jobs/") :], **_typed(cast, **said))
    assert not Brought.objects.exists()


def test_a_code_that_is_not_ours_says_nothing(cast: Cast) -> None:
    ana = apply(cast)
    forged = friend_code(ana, cast.opening)[:-1] + "0"
    for code in (forged, f"a{ana.pk}-", "a999999-aaaaaaaaaaaaaaaaaaaa", "x" * 500):
        assert (
            "sent you here"
            not in Client().get(f"/jobs/{cast.opening.slug}/?friend={code}").content.decode()
        )


def test_both_are_rewarded_once_when_the_friend_applies(cast: Cast) -> None:
    running(cast, name="Friend", aim="friend", in_receipt=False)
    running(cast, name="Referrer", aim="referrer", in_receipt=False)
    ana = apply(cast)
    kofi = _by_link(cast, ana)
    for _ in range(2):
        reward_friends(now=NOW)
    assert [code.application_id for code in Code.objects.exclude(given_at=None).order_by("pk")] == [
        kofi.pk,
        ana.pk,
    ]
    assert "Your code" in words_of(Client().get(address_of(ana)))
    assert "Your code" in words_of(Client().get(address_of(kofi)))


def test_one_reward_for_each_friend_whatever_they_apply_for(cast: Cast) -> None:
    running(cast, name="Referrer", aim="referrer", in_receipt=False)
    ana, bo = apply(cast), apply(cast, "Bo Lee", opening=cast.other_opening)
    _by_link(cast, ana)
    link = link_of(bo, cast.other_opening)
    fields = {f"q_{one.pk}": "yes" for one in cast.other_opening.questions.all()}
    assert form_at(link[link.index("/jobs/") :], **fields).status_code == 302
    reward_friends(now=NOW)
    assert Brought.objects.count() == 2
    assert Code.objects.exclude(given_at=None).count() == 1


def test_more_than_twenty_a_day_are_no_friends_of_one_person_by_any_of_their_links(
    cast: Cast,
) -> None:
    ana = apply(cast)
    again = apply(cast, opening=cast.other_opening)
    for number in range(20):
        friend = apply(cast, f"Friend {number:02}")
        Brought.objects.create(
            referrer=(ana, again)[number % 2], application=friend, came_at=NOW - A_DAY / 2
        )
    _by_link(cast, ana)
    assert Brought.objects.count() == 20
    Brought.objects.update(came_at=NOW - A_DAY)
    _by_link(cast, ana, email="lena@mail.example")
    assert Brought.objects.count() == 21


def test_the_page_asks_the_database_no_more_for_more_friends(cast: Cast) -> None:
    ana = apply(cast)
    counts = []
    for name in ("Bo Lee", "Cy Day", "Di Fox"):
        Brought.objects.create(referrer=ana, application=apply(cast, name), came_at=NOW)
        with CaptureQueriesContext(connection) as asked:
            _page(ana)
        counts.append(len(asked))
    assert len(set(counts)) == 1


def test_rewards_a_year_are_bounded(cast: Cast) -> None:
    FriendRules.objects.create(pk=1, most_a_year=1)
    running(cast, name="Referrer", aim="referrer", in_receipt=False)
    ana = apply(cast)
    for name in ("kofi", "lena"):
        _by_link(cast, ana, email=f"{name}@mail.example")
    reward_friends(now=NOW)
    assert Code.objects.exclude(given_at=None).count() == 1


@pytest.mark.parametrize("may_hear", [True, False])
def test_a_reward_for_a_hire_needs_the_friends_own_words(
    cast: Cast, relay: TestRelay, *, may_hear: bool
) -> None:
    del relay
    running(cast, name="Referrer", aim="referrer", reward_when="hired", in_receipt=False)
    ana = apply(cast)
    kofi = _by_link(cast, ana, **({"tell_friend_end": "on"} if may_hear else {}))
    reward_friends(now=NOW)
    assert not Code.objects.exclude(given_at=None).exists()
    _hire(cast, kofi)
    reward_friends(now=NOW + A_DAY)
    assert Code.objects.exclude(given_at=None).exists() is may_hear


def test_the_line_stands_in_letters_with_an_answer_only_where_the_house_says_so(
    as_: As, cast: Cast
) -> None:
    ana, bo = apply(cast), apply(cast, "Bo Lee")
    tell_no(cast, ana)
    assert "pass it on" not in letter_to(ana, "answers.decline").text
    sent = {"is_on": "on", "in_letters": "on", "most_a_year": "5"}
    assert as_(cast.omar).post("/desk/offers/friends/", sent).status_code == 302
    tell_no(cast, bo)
    letter = letter_to(bo, "answers.decline")
    assert "You can pass it on." in letter.text
    assert "friends/" in letter.html


def test_switched_off_no_link_works_and_none_is_shown(as_: As, cast: Cast) -> None:
    ana = apply(cast)
    as_(cast.omar).post("/desk/offers/friends/", {"most_a_year": "5"})
    link = link_of(ana, cast.opening)
    assert "sent you here" not in Client().get(link[link.index("/jobs/") :]).content.decode()
    assert "Tell a friend" not in words_of(Client().get(address_of(ana)))
    assert Client().get(address_of(ana, "friends")).status_code == 302


def test_a_link_to_the_shop_names_who_sent_it(as_: As, cast: Cast, moment: Moment) -> None:
    del moment
    ana = apply(cast)
    path = link_of(ana, None)[link_of(ana, None).index("/friends/") :]
    assert Client().get(path).status_code == 404
    sent: dict[str, Any] = {"is_on": "on", "shop_url": "shop.example.org", "most_a_year": "5"}
    as_(cast.omar).post("/desk/offers/friends/", sent)
    page = Client().get(path)
    assert "Ana thought of you" in words_of(page)
    assert "https://shop.example.org" in page.content.decode()
    assert KOFI not in page.content.decode()
