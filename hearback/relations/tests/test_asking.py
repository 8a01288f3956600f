"""Whoever is thought of is asked first: one letter, two buttons, and nothing kept without a yes."""

# M13

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from hearback.answers.actions import start_closing
from hearback.answers.models import Outcome
from hearback.channels.models import Message
from hearback.channels.reports import returned
from hearback.ledger.models import Entry, EntryWords, Promise, PromiseState
from hearback.relations.models import AskedAddress, Referral, ReferralState
from hearback.relations.tests import makers
from hearback.relations.tests.makers import KOFI, THOUGHT, letter, link_in, send, tell, text_of
from hearback.team.actions import remove_member
from tests.cast import NOW, Cast, apply
from tests.desk_visit import As, Moment
from tests.relay import TestRelay

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]

DAY = timedelta(days=1)
HALF_A_YEAR = timedelta(days=183)
REFERRALS = "/desk/referrals/"
OTHER = {"opening": "window-dresser"}


def _asked(as_: As, cast: Cast, relay: TestRelay, **more: str) -> str:
    """Omar thinks of Kofi; returns the path of the page in Kofi's letter."""
    assert makers.refer(as_(cast.omar), **more).status_code == 302
    send(NOW)
    return link_in(letter(relay))


def _page(as_: As, member: Any) -> str:
    return makers.words_of(as_(member).get(REFERRALS))


def _kept_of_kofi() -> list[str]:
    """Where the database still says his name, his address or what was said of him."""
    rows = [
        *(
            f"{one.purpose}: {one.to_address} {one.to_name} {one.subject} {one.text} {one.html}"
            for one in Message.objects.all()
        ),
        *(str(one) for one in Entry.objects.values_list("payload", flat=True)),
        *(str(one) for one in EntryWords.objects.values_list("payload", flat=True)),
        *(str(one) for one in [*Referral.objects.values(), *AskedAddress.objects.values()]),
        *(one.words for one in Promise.objects.all()),
    ]
    said = ("Kofi", "kofi", "calm shop", "bookbinding")
    return [row for row in rows if any(word in row for word in said)]


def test_the_letter_says_who_thought_of_them_and_that_nothing_is_kept(
    as_: As, cast: Cast, relay: TestRelay
) -> None:
    link = _asked(as_, cast, relay)
    mail = letter(relay)
    said = " ".join(text_of(mail).split())
    assert mail["Subject"] == "Omar Haddad thought of you: Shop manager"
    assert "Susan Ito" in mail["From"]
    for words in (
        "Hello Kofi",
        "Omar Haddad works at Harbour & Pine",
        "The night class in bookbinding",
        "You run a calm shop.",
        "We keep nothing about you unless you say yes",
        "Tuesday 8 December, 10:00",
    ):
        assert words in said
    # He gave us no papers, so nothing is said of what becomes of them.
    assert "We keep your papers" not in said
    assert Referral.objects.get().state == ReferralState.ASKED
    assert "Yes, show me the job" in makers.words_of(Client().get(link))


@pytest.mark.parametrize(
    ("language", "words"),
    [("de", "hat an Sie gedacht"), ("fr", "a pensé à vous"), ("es", "ha pensado en usted")],
)
def test_they_read_it_in_the_language_they_read(
    as_: As, cast: Cast, relay: TestRelay, language: str, words: str
) -> None:
    link = _asked(as_, cast, relay, language=language)
    assert words in letter(relay)["Subject"]
    page = Client().get(link)
    assert page["Content-Language"] == language
    assert words in makers.words_of(page)


def test_opening_the_link_changes_nothing(as_: As, cast: Cast, relay: TestRelay) -> None:
    link = _asked(as_, cast, relay)
    before = Referral.objects.values().get(), Entry.objects.count()
    for ask in (Client().get, Client().head):
        assert ask(link).status_code == 200
    assert (Referral.objects.values().get(), Entry.objects.count()) == before
    assert Client().post(link, {"act": "else"}).status_code == 200
    assert (Referral.objects.values().get(), Entry.objects.count()) == before


def test_a_link_that_is_not_ours_shows_nothing(cast: Cast) -> None:
    del cast
    page = Client().get("/asked/never-made-by-us/")
    assert page.status_code == 404
    assert "come to rest" in makers.words_of(page)
    assert page["Referrer-Policy"] == "same-origin"
    assert "noindex" in page["X-Robots-Tag"]


def test_a_no_erases_name_and_address_at_once(as_: As, cast: Cast, relay: TestRelay) -> None:
    link = _asked(as_, cast, relay)
    assert _kept_of_kofi()
    page = Client().post(link, {"act": "no"})
    assert "Your name and address are erased" in makers.words_of(page)
    assert _kept_of_kofi() == []
    assert Referral.objects.get().state == ReferralState.SAID_NO
    assert "erased" in makers.words_of(Client().get(link))
    again = Client().post(link, {"act": "yes"})
    assert again.status_code == 200
    assert Referral.objects.get().state == ReferralState.SAID_NO


def test_a_yes_keeps_the_link_alone(as_: As, cast: Cast, relay: TestRelay) -> None:
    link = _asked(as_, cast, relay)
    answer = Client().post(link, {"act": "yes"})
    assert answer.status_code == 302
    assert answer["Location"].startswith("/jobs/shop-manager/?friend=l")
    assert _kept_of_kofi() == []
    assert "Go on to the form" in makers.words_of(Client().get(link))
    assert "erased" in makers.words_of(Client().post(link, {"act": "no"}))


def test_a_no_and_silence_look_the_same_to_the_referrer(
    as_: As, cast: Cast, moment: Moment, relay: TestRelay
) -> None:
    people = {cast.omar: "no", cast.ben: ""}
    for who, answer in people.items():
        email = f"{who.pk}@mail.example"
        makers.refer(as_(who), email=email)
        send(moment.now)
        if answer:
            Client().post(link_in(letter(relay, email)), {"act": answer})
        assert "Nothing to tell yet" in _page(as_, who)
    tell(NOW + 13 * DAY)
    assert [mail for who in people for mail in relay.taken_by(who.email)] == []
    moment.now = NOW + 14 * DAY
    tell(moment.now)
    told = {text_of(letter(relay, who.email)).replace(who.name.split()[0], "") for who in people}
    assert len(told) == 1
    assert "It did not come to an application" in told.pop()
    assert _kept_of_kofi() == []
    assert set(Promise.objects.filter(what="referral").values_list("state", flat=True)) == {"kept"}
    assert "It did not come to an application" in _page(as_, cast.omar)


def test_nobody_is_asked_twice_in_half_a_year_or_after_a_no(
    as_: As, cast: Cast, moment: Moment, relay: TestRelay
) -> None:
    _asked(as_, cast, relay)
    for who in (cast.omar, cast.ben):
        answer = makers.refer(as_(who), **OTHER, email=" Kofi@Mail.example")
        assert answer.status_code == 302
    moment.now += HALF_A_YEAR - DAY
    makers.refer(as_(cast.grace), **OTHER)
    send(moment.now)
    assert len(relay.taken_by(KOFI)) == 1
    moment.now += 2 * DAY
    makers.refer(as_(cast.jo), **OTHER)
    send(moment.now)
    assert len(relay.taken_by(KOFI)) == 2
    Client().post(link_in(letter(relay)), {"act": "no"})
    moment.now += 4 * HALF_A_YEAR
    tell(moment.now)
    makers.refer(as_(cast.ben))
    send(moment.now)
    assert len(relay.taken_by(KOFI)) == 2


def test_whoever_applied_already_is_left_in_peace_and_not_given_away(
    as_: As, cast: Cast, relay: TestRelay
) -> None:
    ana = apply(cast)
    known = makers.refer(as_(cast.ben), email=ana.candidate.email)
    unknown = makers.refer(as_(cast.grace))
    send(NOW)
    assert [mail["Subject"] for mail in relay.taken_by(ana.candidate.email)] == [
        mail["Subject"]
        for mail in relay.taken_by(ana.candidate.email)
        if "thought of you" not in mail["Subject"]
    ]
    assert relay.taken_by(KOFI)
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    pages = {_page(as_, who).replace(who.name, "") for who in (cast.ben, cast.grace)}
    assert len(pages) == 1


def test_a_letter_that_comes_back_is_told_with_what_to_do(
    as_: As, cast: Cast, moment: Moment, relay: TestRelay
) -> None:
    _asked(as_, cast, relay)
    asked = Message.objects.get(purpose="relations.asked")
    returned(asked, reason=f"550 5.1.1 <{KOFI}> unknown", permanent=True, now=NOW + DAY)
    assert _kept_of_kofi() == []
    moment.now += DAY
    tell(moment.now)
    said = " ".join(text_of(letter(relay, cast.omar.email)).split())
    assert "did not arrive" in letter(relay, cast.omar.email)["Subject"]
    assert "check the address and ask again" in said
    assert "Tuesday 24 November, 10:00" in said
    assert "Our letter did not arrive" in _page(as_, cast.omar)
    makers.refer(as_(cast.omar))
    send(moment.now)
    assert len(relay.taken_by(KOFI)) == 2


def test_a_letter_the_relay_refuses_is_told_likewise(as_: As, cast: Cast, relay: TestRelay) -> None:
    relay.tell(f"refuse {KOFI}")
    makers.refer(as_(cast.omar))
    send(NOW)
    assert Referral.objects.get().state == ReferralState.UNREACHED
    assert _kept_of_kofi() == []
    tell(NOW + DAY)
    assert "did not arrive" in letter(relay, cast.omar.email)["Subject"]


def test_a_job_that_is_closed_asks_nobody(as_: As, cast: Cast, relay: TestRelay) -> None:
    link = _asked(as_, cast, relay)
    makers.refer(as_(cast.omar), email="noor@mail.example")
    start_closing(opening=cast.opening, outcome=Outcome.FILLED, by=cast.susan, now=NOW)
    send(NOW)
    assert relay.taken_by("noor@mail.example") == []
    tell(NOW + DAY)
    assert "the job is gone" in letter(relay, cast.omar.email)["Subject"]
    assert _kept_of_kofi() == []
    assert "This question is over" in makers.words_of(Client().get(link))
    refused = makers.refer(as_(cast.omar), email="new@mail.example")
    assert refused.status_code == 422


def test_what_cannot_be_asked_is_refused_with_a_sentence(as_: As, cast: Cast) -> None:
    omar = as_(cast.omar)
    for wrong, words in (
        ({"email": "kofi"}, "Please check this address"),
        ({"email": cast.grace.email.upper()}, "This is a colleague"),
        ({"opening": "nowhere"}, "nowhere is not one of the available choices"),
        ({"name": ""}, "Say who it is"),
    ):
        page = makers.refer(omar, **wrong)
        assert page.status_code == 422
        assert words in makers.words_of(page)
    assert Referral.objects.count() == 0
    assert AskedAddress.objects.count() == 0


def test_a_member_asks_ten_people_a_day_at_most(as_: As, cast: Cast, settings: Any) -> None:
    settings.HEARBACK_RATE_LIMITS = True
    omar = as_(cast.omar)
    for number in range(10):
        assert makers.refer(omar, email=f"friend{number}@mail.example").status_code == 302
    assert makers.refer(omar, email="friend11@mail.example").status_code == 429
    assert makers.refer(as_(cast.ben), email="friend12@mail.example").status_code == 302
    assert Referral.objects.count() == 11


def test_what_is_owed_to_a_referrer_is_on_nobodys_list(
    as_: As, cast: Cast, relay: TestRelay
) -> None:
    """The clock keeps it; Susan, who owes it, need do nothing."""
    _asked(as_, cast, relay)
    promise = Promise.objects.get(what="referral")
    assert (promise.owner, promise.promisee) == (cast.susan, "team")
    assert promise.words.startswith("Susan Ito tells Omar Haddad by ")
    assert promise.due_at > NOW + 28 * DAY
    assert promise.words not in as_(cast.susan).get("/desk/").content.decode()


def test_a_referrer_who_left_is_written_to_no_more(as_: As, cast: Cast, relay: TestRelay) -> None:
    makers.refer(as_(cast.ben))
    remove_member(cast.ben, to=cast.susan, by=cast.alex, now=NOW)
    send(NOW)
    tell(NOW + 15 * DAY)
    assert relay.taken_by(KOFI) == []
    assert relay.taken_by(cast.ben.email) == []
    assert Promise.objects.get(what="referral").state == PromiseState.RELEASED
    assert _kept_of_kofi() == []


def test_fingerprints_that_stop_nothing_are_forgotten(
    as_: As, cast: Cast, relay: TestRelay
) -> None:
    _asked(as_, cast, relay)
    assert AskedAddress.objects.count() == 1
    at: datetime = NOW + HALF_A_YEAR + DAY
    tell(at)
    assert AskedAddress.objects.count() == 0
    assert THOUGHT["name"] not in str(list(Message.objects.values()))
