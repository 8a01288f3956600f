"""Who agreed is found by address or number, told in sums only, and gone once they take it back."""

# M32

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connection, transaction
from django.test import Client

from hearback.careers.actions import Correction, correct_details
from hearback.careers.tests.makers import only_application, send
from hearback.inbox.consents.actions import take_back as withdraw_consent
from hearback.ledger.models import Entry
from hearback.pipeline.models import Application, Consent
from hearback.relations.customers import queries
from hearback.relations.customers.actions import forget, seek_anew
from hearback.relations.customers.models import Customer, Seeker
from hearback.relations.customers.tests.makers import (
    PAGE,
    WORDS,
    agree,
    is_found,
    mail_of,
    nadia,
    read_list,
    take_back,
)
from hearback.rules.measures.floor import Unsaid, Why
from hearback.timetable import keep_house
from tests.cast import NOW, Cast, make_cast
from tests.until import somebody_waits_for_a_lock, until

pytestmark = pytest.mark.django_db

NAMES = [f"Ana{letter} Moreau" for letter in "abcdefgh"]
EXTRA = "customers-look"


def _line(name: str, value: int = 1200, currency: str = "CAD", segment: str = "Regular") -> str:
    return f"{mail_of(name)},,{segment},{value},{currency}"


def _form(cast: Cast) -> str:
    return Client().get(f"/jobs/{cast.opening.slug}/").content.decode()


def _linked(*applications: Application) -> list[bool]:
    return [is_found(one) for one in applications]


def test_nobody_is_asked_while_there_is_no_list(cast: Cast) -> None:
    assert EXTRA not in _form(cast)
    send(cast.opening, **{EXTRA: "on"})
    assert not Consent.objects.exists()


def test_the_form_asks_plainly_and_keeps_the_words(cast: Cast) -> None:
    read_list(cast, "ana@mail.example,,,1200,CAD")
    page = _form(cast)
    assert WORDS in page
    assert "It has no weight in the decision, and nobody who decides can see it." in page
    send(cast.opening, **{EXTRA: "on"})
    consent = Consent.objects.get()
    assert consent.words.startswith(WORDS)
    assert _linked(only_application()) == [True]


def test_without_a_tick_nobody_is_looked_for(cast: Cast) -> None:
    read_list(cast, "ana@mail.example,,,1200,CAD")
    send(cast.opening)
    assert not Consent.objects.exists()
    assert not Seeker.objects.exists()


def test_somebody_is_found_by_address_or_by_a_number_only_one_has(cast: Cast) -> None:
    mail, phone, nobody = (agree(cast, name) for name in ("Ana M", "Bo L", "Cy W"))
    Seeker.objects.filter(consent__application=mail).update(phone_key=None)
    Seeker.objects.filter(consent__application=nobody).update(phone_key=None)
    read_list(cast, f"{mail_of('Ana M')},,,1,CAD", ",416 555 0199,,2,CAD")
    assert _linked(mail, phone, nobody) == [True, True, False]


def test_a_familys_number_finds_nobody(cast: Cast) -> None:
    one = agree(cast, "Ana M")
    read_list(cast, "p@x.example,+14165550199,,1,CAD", "q@x.example,+14165550199,,1,CAD")
    assert _linked(one) == [False]


def test_a_list_read_before_they_agree_finds_them_as_they_agree(cast: Cast) -> None:
    read_list(cast, _line("Ana M"))
    assert _linked(agree(cast, "Ana M")) == [True]


def test_taken_back_the_link_is_gone_at_once_and_no_later_list_finds_them(cast: Cast) -> None:
    people = [agree(cast, name) for name in NAMES[:5]]
    read_list(cast, *map(_line, NAMES[:5]))
    assert isinstance(queries.worth_of_everybody(), queries.Worth)
    take_back(people[0])
    assert _linked(*people) == [False, True, True, True, True]
    assert Seeker.objects.count() == 4
    assert queries.worth_of_everybody() == Unsaid(4, Why.TOO_FEW)
    read_list(cast, *map(_line, NAMES[:5]))
    assert _linked(people[0]) == [False]
    entry = Entry.objects.get(kind="consent.taken_back")
    assert entry.application is None


def test_forgetting_an_application_forgets_the_link(cast: Cast) -> None:
    ana = agree(cast, "Ana M")
    read_list(cast, _line("Ana M"))
    forget(application=ana, now=NOW)
    assert not Seeker.objects.exists()
    assert not Consent.objects.standing().exists()


def test_who_was_forgotten_is_found_by_no_later_list_nor_by_new_details(cast: Cast) -> None:
    ana, bo = agree(cast, "Ana M"), agree(cast, "Bo L")
    read_list(cast, _line("Ana M"), _line("Bo L"))
    forget(application=ana, now=NOW)
    forget(application=ana, now=NOW)
    read_list(cast, _line("Ana M"), _line("Bo L"))
    correct_details(application=ana, correction=Correction(phone="+14165550199"), now=NOW)
    assert _linked(ana, bo) == [False, True]
    assert Seeker.objects.get().consent.candidate_id == bo.candidate_id
    ended = Entry.objects.filter(kind="consent.taken_back")
    assert [entry.application for entry in ended] == [None]


def test_corrected_details_are_looked_for_instead(cast: Cast) -> None:
    ana = agree(cast, "Ana M")
    read_list(cast, "ana@new.example,,,1,CAD")
    assert _linked(ana) == [False]
    correct_details(application=ana, correction=Correction(email="ana@new.example"), now=NOW)
    assert _linked(ana) == [True]


def test_a_list_without_them_takes_the_link_away(cast: Cast) -> None:
    ana = agree(cast, "Ana M")
    read_list(cast, _line("Ana M"))
    read_list(cast, "other@x.example,,,1,CAD", is_whole="on")
    assert _linked(ana) == [False]
    assert Customer.objects.count() == 1


def test_the_analyst_reads_sums_from_five_up_and_no_name(cast: Cast) -> None:
    for name in NAMES[:4]:
        agree(cast, name)
    read_list(cast, *map(_line, NAMES))
    page = nadia(cast).get(PAGE).content.decode()
    assert "Too few to say" in page
    assert "4 answers" not in page, "how few there are would tell already"
    agree(cast, NAMES[4])
    page = nadia(cast).get(PAGE).content.decode()
    assert "6,000" in page
    assert "Regular" in page
    assert "Moreau" not in page
    assert "mail.example" not in page


def test_what_few_of_another_currency_have_is_not_left_over(cast: Cast) -> None:
    """Six found, five of them in dollars: the total would give the sixth away, so none is said."""
    for name in NAMES[:6]:
        agree(cast, name)
    read_list(cast, *map(_line, NAMES[:5]), _line(NAMES[5], currency="EUR"))
    worth = queries.worth_of_everybody()
    assert worth == queries.Worth(6, 6, {})


def test_who_was_not_found_is_not_given_away_by_who_was(cast: Cast) -> None:
    for name in NAMES[:7]:
        agree(cast, name)
    Seeker.objects.update(phone_key=None)
    read_list(cast, *map(_line, NAMES[:6]))
    assert queries.worth_of_everybody() == Unsaid(6, Why.GIVES_AWAY)


def test_a_large_customer_cannot_be_read_off_a_sum(cast: Cast) -> None:
    for name in NAMES[:5]:
        agree(cast, name)
    lines = [*map(_line, NAMES[:4]), _line(NAMES[4], 9_876)]
    read_list(cast, *lines)
    worth = queries.worth_of_everybody()
    assert isinstance(worth, queries.Worth)
    assert worth.value == {"CAD": 15_000}


def test_a_sum_that_is_nearly_one_customers_own_is_not_said(cast: Cast) -> None:
    """990,000 of five people would be 987,654 of one, to half a percent."""
    for name in NAMES[:5]:
        agree(cast, name)
    read_list(cast, *map(_line, NAMES[:4]), _line(NAMES[4], 987_654))
    assert queries.worth_of_everybody() == queries.Worth(5, 5, {})


def test_a_customer_found_under_two_addresses_is_worth_their_value_once(cast: Cast) -> None:
    people = [agree(cast, name) for name in NAMES[:6]]
    read_list(cast, *map(_line, NAMES[:5]))
    same = Seeker.objects.get(consent__application=people[0]).customer
    Seeker.objects.filter(consent__application=people[5]).update(customer=same)
    worth = queries.worth_of_everybody()
    assert isinstance(worth, queries.Worth)
    assert worth.value == {"CAD": 6000}


def test_a_second_application_of_the_same_person_counts_the_person_once(cast: Cast) -> None:
    for name in NAMES[:5]:
        agree(cast, name)
    again = agree(cast, NAMES[0], opening=cast.other_opening)
    read_list(cast, *map(_line, NAMES[:5]))
    worth = queries.worth_of_everybody()
    assert isinstance(worth, queries.Worth)
    assert replace(worth, value={}) == queries.Worth(5, 5)
    assert _linked(again) == [True]


def test_who_slipped_by_is_found_at_night(cast: Cast) -> None:
    """Somebody who agrees in the moment in which a list is read sees neither the other."""
    ana = agree(cast, "Ana M")
    read_list(cast, _line("Ana M"))
    Seeker.objects.update(customer=None)
    keep_house(timestamp=0)
    assert _linked(ana) == [True]


@pytest.mark.django_db(transaction=True)
def test_taken_back_while_details_are_corrected_leaves_no_link() -> None:
    ana = agree(make_cast(), "Ana M")

    def correct() -> None:
        try:
            with transaction.atomic():
                seek_anew(Entry(application=ana), now=NOW)
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            withdraw_consent(consent=Consent.objects.get(), now=NOW)
            running = pool.submit(correct)
            until(somebody_waits_for_a_lock, "the correction waits for its turn")
        running.result(20)
    assert not Seeker.objects.exists()
