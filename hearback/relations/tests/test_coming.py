"""Whoever comes through a colleague: who sees that, and what the colleague hears, by promise."""

# M13 M7 M8

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from hearback.answers import actions as answers
from hearback.answers.tests.makers import send as send_post
from hearback.answers.tests.makers import tell_no, tell_onward
from hearback.careers.actions import withdraw
from hearback.ledger.models import Promise, PromiseState
from hearback.pipeline.models import Application
from hearback.portal.tests.makers import secret_of
from hearback.portal.tests.makers import words_of as status_words
from hearback.relations.codes import code_of_member, shared_link
from hearback.relations.models import Milestone, Referral, ReferralState, Way
from hearback.relations.tests import makers
from hearback.relations.tests.makers import KOFI, letter, link_in, send, tell, text_of
from tests.cast import NOW, Cast, apply
from tests.desk_visit import As, Moment
from tests.relay import TestRelay

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.usefixtures("papers"),
]

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
REFERRALS = "/desk/referrals/"


def _yes(as_: As, cast: Cast, relay: TestRelay, **said: str) -> str:
    """Omar thinks of Kofi, who says yes; returns where that leads."""
    makers.refer(as_(cast.omar))
    send(NOW)
    answer = Client().post(link_in(letter(relay)), {"act": "yes", **said})
    return str(answer["Location"])


def _by_letter(as_: As, cast: Cast, relay: TestRelay, **said: str) -> Application:
    """Kofi goes on and applies; returns his application."""
    answer = makers.form_at(_yes(as_, cast, relay), **said)
    assert answer.status_code == 302
    return Application.objects.get(candidate__email=KOFI)


def _by_link(cast: Cast, **said: str) -> Application:
    """Kofi applies through the link Omar passed on."""
    link = shared_link(cast.omar, cast.opening)
    assert makers.form_at(link[link.index("/jobs/") :], **said).status_code == 302
    return Application.objects.get(candidate__email=KOFI)


def _last(relay: TestRelay, cast: Cast) -> str:
    mail = letter(relay, cast.omar.email)
    return " ".join(f"{mail['Subject']} {text_of(mail)}".split())


def _page(as_: As, cast: Cast) -> str:
    return makers.words_of(as_(cast.omar).get(REFERRALS))


def test_the_recruiter_sees_who_referred_them_and_nobody_a_word_of_why(
    as_: As, cast: Cast, relay: TestRelay
) -> None:
    kofi = _by_letter(as_, cast, relay)
    address = f"/desk/applications/{kofi.public_id}/"
    seen = as_(cast.susan).get(address).content.decode()
    assert "Referred by Omar Haddad" in seen
    for who in (cast.susan, cast.grace, cast.ben):
        page = as_(who).get(address).content.decode()
        assert "calm shop" not in page
        assert "bookbinding" not in page
    assert '<li class="chip">Referred by' not in as_(cast.grace).get(address).content.decode()
    assert "You came to us through Omar Haddad" in status_words(kofi)


def test_applying_through_the_letter_keeps_the_promise_to_the_referrer(
    as_: As, cast: Cast, relay: TestRelay
) -> None:
    first = _yes(as_, cast, relay)
    owed = Promise.objects.get(what="referral")
    assert "Nothing to tell yet" in _page(as_, cast)
    makers.form_at(first)
    kofi = Application.objects.get()
    assert Promise.objects.open().filter(application=kofi, promisee="candidate").count() == 1
    tell(NOW + MINUTE)
    owed.refresh_from_db()
    assert owed.state == PromiseState.KEPT
    said = _last(relay, cast)
    assert "Kofi Mensah applied: Shop manager" in said
    assert "this is all you hear from us" in said
    page = _page(as_, cast)
    assert "Kofi Mensah" in page
    assert "More than this is theirs to tell you" in page
    referral = Referral.objects.get()
    assert (referral.state, referral.application) == (ReferralState.APPLIED, kofi)
    assert referral.next_at is None


def test_without_a_yes_to_that_the_referrer_hears_no_more(
    as_: As, cast: Cast, relay: TestRelay
) -> None:
    kofi = _by_letter(as_, cast, relay)
    tell(NOW + MINUTE)
    heard = len(relay.taken_by(cast.omar.email))
    tell_onward(cast, kofi)
    send_post(NOW + DAY)
    tell_no(cast, kofi, now=NOW + 2 * DAY)
    send_post(NOW + 4 * DAY)
    tell(NOW + 60 * DAY)
    assert len(relay.taken_by(cast.omar.email)) == heard
    assert Promise.objects.open().filter(what="referral").count() == 0


def test_with_their_yes_the_referrer_hears_each_step_by_a_date(
    as_: As, cast: Cast, moment: Moment, relay: TestRelay
) -> None:
    kofi = _by_letter(as_, cast, relay, tell_friend="on")
    tell(NOW + MINUTE)
    first = Promise.objects.open().get(what="referral")
    assert "They said you may hear how it goes on. I tell you by" in _last(relay, cast)
    assert "They said you may hear how it goes on" in _page(as_, cast)
    tell_onward(cast, kofi)
    send_post(NOW + DAY)
    tell(NOW + DAY)
    first.refresh_from_db()
    assert first.state == PromiseState.KEPT
    assert "We are in conversation with Kofi Mensah" in _last(relay, cast)
    second = Promise.objects.open().get(what="referral")
    moment.now = second.due_at - DAY
    tell(moment.now)
    second.refresh_from_db()
    assert second.state == PromiseState.KEPT
    assert "You hear again by" in _last(relay, cast)
    assert "We are in conversation with them" in _page(as_, cast)


def test_they_take_back_by_themselves_that_the_referrer_hears_more(
    as_: As, cast: Cast, relay: TestRelay
) -> None:
    kofi = _by_letter(as_, cast, relay, tell_friend="on")
    tell(NOW + MINUTE)
    heard = len(relay.taken_by(cast.omar.email))
    assert "Tell Omar Haddad no more" in status_words(kofi)
    page = reverse("portal:friend", args=[secret_of(kofi)])
    assert Client().get(page).status_code == 405  # looking takes nothing back
    for _ in range(2):
        assert Client().post(page).status_code == 302
    said = status_words(kofi)
    assert "Tell Omar Haddad no more" not in said
    assert said.count("We tell Omar Haddad no more, as you wished.") == 1
    tell_onward(cast, kofi)
    send_post(NOW + DAY)
    tell_no(cast, kofi, now=NOW + 2 * DAY)
    send_post(NOW + 4 * DAY)
    tell(NOW + 60 * DAY)
    assert len(relay.taken_by(cast.omar.email)) == heard
    assert Promise.objects.get(what="referral", state="released").reason
    assert "More than this is theirs to tell you" in _page(as_, cast)


def test_taken_back_before_anything_was_told_the_referrer_hears_that_they_applied(
    as_: As, cast: Cast, relay: TestRelay
) -> None:
    kofi = _by_letter(as_, cast, relay, tell_friend="on")
    Client().post(reverse("portal:friend", args=[secret_of(kofi)]))
    tell(NOW + MINUTE)
    assert "this is all you hear from us" in _last(relay, cast)
    assert Promise.objects.open().filter(what="referral").count() == 0


@pytest.mark.parametrize("how", ["no", "withdrawn"])
def test_a_decision_is_told_a_day_later_and_not_which_way(
    as_: As, cast: Cast, moment: Moment, relay: TestRelay, how: str
) -> None:
    kofi = _by_letter(as_, cast, relay, tell_friend="on")
    tell(NOW + MINUTE)
    heard = len(relay.taken_by(cast.omar.email))
    if how == "no":
        tell_no(cast, kofi)
        send_post(NOW + DAY)
    else:
        withdraw(application=kofi, now=NOW + DAY)
    tell(NOW + DAY + 23 * 60 * MINUTE)
    assert len(relay.taken_by(cast.omar.email)) == heard
    moment.now = NOW + 2 * DAY + MINUTE
    tell(moment.now)
    said = _last(relay, cast)
    assert "it is decided" in said
    for word in ("declined", "withdrew", "sorry", "led a team for longer"):
        assert word not in said.lower()
    assert "It is decided. How is theirs to tell you" in _page(as_, cast)
    assert Promise.objects.open().filter(what="referral").count() == 0
    assert Referral.objects.get().told == Milestone.DECIDED


def test_whoever_is_hired_is_told_of_as_hired(as_: As, cast: Cast, relay: TestRelay) -> None:
    kofi = _by_letter(as_, cast, relay, tell_friend="on")
    tell(NOW + MINUTE)
    answers.hire(
        application=kofi,
        words="We look forward to you.",
        caller=cast.susan,
        ring_by=NOW + 3 * DAY,
        by=cast.susan,
        now=NOW,
        form_token=uuid4(),
    )
    send_post(NOW + DAY)
    tell(NOW + 3 * DAY)
    assert "Kofi Mensah is hired" in _last(relay, cast)


def test_what_they_tick_on_the_form_counts_and_the_page_of_the_letter_is_remembered(
    as_: As, cast: Cast, relay: TestRelay
) -> None:
    address = _yes(as_, cast, relay, tell="on")
    page = Client().get(address).content.decode()
    box = page[page.index('name="tell_friend"') - 60 :][:160]
    assert "checked" in box
    assert "hears only whether you applied" in page
    makers.form_at(address)  # the box not ticked any more
    assert Referral.objects.get().consent_words == ""


def test_the_words_they_agreed_to_are_kept(as_: As, cast: Cast, relay: TestRelay) -> None:
    _by_letter(as_, cast, relay, tell_friend="on")
    words = "Omar Haddad may hear how it goes on: that we are in conversation"
    assert Referral.objects.get().consent_words.startswith(words)


def test_a_shared_link_ties_the_application_and_names_nobody_without_their_yes(
    as_: As, cast: Cast, relay: TestRelay
) -> None:
    page = _page(as_, cast)
    assert "Your links" in page
    shown = as_(cast.omar).get(REFERRALS).content.decode()
    assert shared_link(cast.omar, cast.opening) in shown
    kofi = _by_link(cast)
    tell(NOW)
    said = _last(relay, cast)
    assert "Somebody you sent applied: Shop manager" in said
    assert "Kofi" not in said
    assert "Kofi" not in _page(as_, cast)
    referral = Referral.objects.get()
    assert (referral.way, referral.referrer, referral.application) == (Way.LINK, cast.omar, kofi)
    desk = as_(cast.susan).get(f"/desk/applications/{kofi.public_id}/").content.decode()
    assert "Referred by Omar Haddad" in desk


def test_a_shared_link_with_their_yes_names_them(as_: As, cast: Cast, relay: TestRelay) -> None:
    _by_link(cast, tell_friend="on")
    tell(NOW)
    assert "Kofi Mensah applied: Shop manager" in _last(relay, cast)
    assert "Kofi Mensah" in _page(as_, cast)


def test_the_code_is_carried_through_a_form_with_mistakes(cast: Cast) -> None:
    link = shared_link(cast.omar, cast.opening)
    page = makers.form_at(link[link.index("/jobs/") :], name="", tell_friend="on")
    assert page.status_code == 422
    again = page.content.decode()
    assert code_of_member(cast.omar, cast.opening) in again
    assert "checked" in again[again.index('name="tell_friend"') :][:160]


def test_a_code_that_says_nothing_changes_nothing(cast: Cast) -> None:
    good = code_of_member(cast.omar, cast.opening)
    other = code_of_member(cast.omar, cast.other_opening)
    for number, code in enumerate(
        ("", "x" * 500, good[:-1] + "0", other, "m999-" + good[-20:], "l1-" + good[-20:], "m1-é")
    ):
        page = Client().get("/jobs/shop-manager/", {"friend": code})
        assert page.status_code == 200
        assert "tell_friend" not in page.content.decode()
        form: dict[str, Any] = {"friend": code, "name": "Ana", "tell_friend": "on"}
        answer = Client().post("/jobs/shop-manager/", {**form, "email": f"a{number}@mail.example"})
        assert answer.status_code == 302
    assert Referral.objects.count() == 0


def test_nobody_refers_themselves_and_whoever_left_refers_nobody(cast: Cast) -> None:
    link = shared_link(cast.omar, cast.opening)
    address = link[link.index("/jobs/") :]
    makers.form_at(address, email=cast.omar.email)
    cast.omar.is_active = False
    cast.omar.save()
    makers.form_at(address)
    assert Application.objects.count() == 2
    assert Referral.objects.count() == 0


def test_a_letter_passed_on_brings_a_second_person_as_by_a_link(
    as_: As, cast: Cast, relay: TestRelay
) -> None:
    address = _yes(as_, cast, relay)
    makers.form_at(address)
    makers.form_at(address, name="Noor Haddad", email="noor@mail.example")
    ways = Referral.objects.order_by("pk").values_list("way", "application__name")
    assert list(ways) == [(Way.LETTER, "Kofi Mensah"), (Way.LINK, "Noor Haddad")]


def test_whoever_applied_before_is_not_tied_by_a_second_form(cast: Cast) -> None:
    ana = apply(cast)
    link = shared_link(cast.omar, cast.opening)
    makers.form_at(link[link.index("/jobs/") :], email=ana.candidate.email)
    assert Referral.objects.count() == 0


def test_a_referrer_sees_their_own_and_a_lead_counts_alone(
    as_: As, cast: Cast, relay: TestRelay
) -> None:
    kofi = _by_link(cast, tell_friend="on")
    tell(NOW)
    for who in (cast.ben, cast.grace, cast.susan):
        page = makers.words_of(as_(who).get(REFERRALS))
        assert "You have referred nobody yet" in page
        assert "Everybody's referrals" not in page
    lead = makers.words_of(as_(cast.alex).get(REFERRALS))
    assert "Shop manager 0 1 1" in lead
    assert kofi.name not in lead
    assert relay.taken


def test_the_same_letter_is_written_once_whoever_looks_twice(
    as_: As, cast: Cast, relay: TestRelay
) -> None:
    _by_letter(as_, cast, relay, tell_friend="on")
    for _ in range(3):
        tell(NOW + MINUTE)
    assert len(relay.taken_by(cast.omar.email)) == 1


def test_a_row_that_fails_steps_aside_and_the_others_go_on(
    as_: As, cast: Cast, relay: TestRelay
) -> None:
    """Omar's clock names a place that is not on the map, so nothing can be said to him."""
    makers.refer(as_(cast.omar))
    makers.refer(as_(cast.ben), opening="window-dresser", email="noor@mail.example")
    cast.omar.zone = "Nowhere/Atall"
    cast.omar.save()
    tell(NOW + 14 * DAY)
    assert relay.taken_by(cast.ben.email)
    assert Referral.objects.get(referrer=cast.omar).next_at == NOW + 14 * DAY + 10 * MINUTE
    cast.omar.zone = "America/Toronto"
    cast.omar.save()
    tell(NOW + 15 * DAY)
    assert "nothing came of it" in _last(relay, cast)
