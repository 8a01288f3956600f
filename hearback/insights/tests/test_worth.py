"""Money at risk, through its page: every term on the table, and no number that is made up."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from hearback.insights.cells.renew import renew_all
from hearback.insights.models import Calculation
from hearback.insights.worth.actions import keep_sums
from hearback.insights.worth.measured import measured_terms
from hearback.insights.worth.queries import said_now
from hearback.insights.worth.ties import WAYS, customers_by, lost_and_won
from hearback.pipeline.models import Application, Consent, Opening, Purpose
from hearback.relations.customers import tallies
from hearback.relations.customers.models import Customer, Seeker, TakenBack
from hearback.rules.measures import PUBLISHED, Asked, Averaged
from hearback.surveys.models import Asking, Opinion
from tests.cast import NOW, Cast, apply, make_cast
from tests.web_form import forms_in

pytestmark = pytest.mark.django_db

WORTH = "/desk/insights/worth/"
SHARES = ("customers", "unhappy", "acting")
GOLDEN = {
    "survale": ("USD 792,000", "1,980"),
    "hireright": ("USD 2,178,000", "21,780"),
    "starred": ("USD 184,500", "1,845"),
    "virgin": ("GBP 4,428,000", "7,380"),
}


@pytest.fixture
def cast() -> Cast:
    return make_cast()


@pytest.fixture
def nadia(cast: Cast, client: Client) -> Client:
    client.force_login(cast.nadia)
    return client


def typed(preset: str = "starred", **more: str) -> dict[str, str]:
    """The form as a browser sends it, filled with a published calculator."""
    terms = PUBLISHED[preset]
    said = {"kind": terms.kind.value, "currency": terms.currency, "preset": preset, "act": "try"}
    for name, term in terms.named():
        shown = term.value * 100 if name in SHARES else term.value
        said[name] = f"{shown.normalize():f}"
        said[f"{name}_words"] = term.words
    return said | more


def page(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize("preset", GOLDEN)
@pytest.mark.parametrize("way", ["shown", "typed in"])
def test_the_published_cases_come_out_exactly(nadia: Client, preset: str, way: str) -> None:
    """M35, the golden cases of the domain facts 2.3."""
    amount, customers = GOLDEN[preset]
    ask = nadia.get(WORTH, {"preset": preset}) if way == "shown" else None
    told = page(ask or nadia.post(WORTH, typed(preset)))

    assert f"Exactly {amount}. Customers at risk: {customers}." in told
    assert "Published" in told
    assert not Calculation.objects.exists()


def test_every_term_says_where_it_is_from(nadia: Client) -> None:
    more = {"customers": "18", "customers_least": "15", "customers_most": "22.5"}
    told = page(nadia.post(WORTH, typed("virgin", **more, customers_words="their own count")))

    assert "Exactly GBP 797,040" in told
    assert "their own count" in told
    assert "15 % to 22.5 %" in told
    assert "Nineteen times in twenty it lies between GBP" in told
    assert "Not in the range, because nobody said how far they may be off" in told


def test_terms_are_kept_with_who_and_when(nadia: Client, cast: Cast) -> None:
    answer = nadia.post(WORTH, typed(act="keep", people="20000"), follow=True)
    kept = Calculation.objects.get()

    assert (kept.kept_by, kept.value, kept.currency) == (cast.nadia, Decimal(369_000), "USD")
    assert "about USD 370,000, kept by Nadia" in page(answer)
    assert "Exactly USD 369,000" in page(nadia.get(WORTH)), "it begins where she left it"
    assert kept.terms["people"]["source"] == "typed"
    assert kept.terms["unhappy"]["source"] == "published"


def test_resentment_and_detractors_are_never_mixed(nadia: Client) -> None:
    answer = nadia.post(WORTH, typed("starred", kind="resentment"))
    told = page(answer)

    assert "They are never mixed" in told
    assert "Exactly" not in told

    own = typed("starred", kind="resentment", unhappy="12")
    assert "Exactly USD 49,200" in page(nadia.post(WORTH, own)), "her own share is what she says"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"unhappy": "101"}, "less than or equal to 100"),
        ({"reach": "0.5"}, "greater than or equal to 1"),
        ({"people": "-3"}, "greater than or equal to 0"),
        ({"people": "many"}, "Enter a number"),
        ({"people": ""}, "type what you hold possible"),
        ({"value_least": "50"}, "Say both the least and the most"),
        ({"value_least": "120", "value_most": "150"}, "outside its own least and most"),
        ({"currency": "euro"}, "at most 3 characters"),
        ({"currency": "<b>"}, "Three letters, such as EUR"),
        ({"kind": "loyal"}, "Select a valid choice"),
    ],
)
def test_what_cannot_be_is_refused_with_a_sentence(
    nadia: Client, wrong: dict[str, str], sentence: str
) -> None:
    told = page(nadia.post(WORTH, typed(act="keep", **wrong)))

    assert sentence in told
    assert "Exactly" not in told
    assert not Calculation.objects.exists()


@pytest.mark.parametrize("name", ["people", "customers", "unhappy", "acting", "value"])
def test_nobody_and_nothing_are_nought_and_no_error(nadia: Client, name: str) -> None:
    assert "Exactly USD 0." in page(nadia.post(WORTH, typed(**{name: "0"})))


def test_before_anything_is_known_no_number_is_made_up(nadia: Client) -> None:
    told = page(nadia.get(WORTH))

    assert "No amount yet: a term is missing." in told
    assert "Exactly" not in told
    assert 'role="img"' not in told


def test_whoever_decides_finds_no_such_page(cast: Cast, client: Client) -> None:
    for member in (cast.susan, cast.omar, cast.alex, cast.grace, cast.ben):
        client.force_login(member)
        for answer in (client.get(WORTH), client.post(WORTH, typed(act="keep"))):
            assert answer.status_code == 404
        index = client.get("/desk/insights/")
        assert index.status_code == 404 or "Money at risk" not in index.content.decode()
    assert not Calculation.objects.exists()


def a_customer(cast: Cast, name: str, *, tie: int | None, value: int = 40_000) -> Application:
    """Somebody who agreed, was found among the customers, and said what becomes of the tie."""
    application = apply(cast, name)
    known = {"candidate": application.candidate, "application": application}
    consent = Consent.objects.create(
        **known, purpose=Purpose.CUSTOMER, words="You may look.", given_at=NOW
    )
    customer = Customer.objects.create(key=name.encode(), value=value, currency="CAD")
    Seeker.objects.create(consent=consent, customer=customer, looked_at=NOW)
    if tie is not None:
        said_of(cast, application, tie=tie)
    return application


def said_of(cast: Cast, application: Application, *, tie: int) -> None:
    """What somebody said after the answer to this application; it counts."""
    asking = Asking.objects.create(
        application=application,
        candidate_id=application.candidate_id,
        moment="answer",
        opening=cast.opening,
        team=cast.shop,
        stage=cast.new,
        language="en",
        since=NOW,
        asked_at=NOW,
    )
    Opinion.objects.create(
        asking=asking,
        relationship=tie,
        answered_at=NOW,
        counted_at=NOW,
        month=NOW.date().replace(day=1),
    )


def customers(cast: Cast, ties: list[int | None]) -> list[Application]:
    found = [a_customer(cast, f"Ana{n} Moreau", tie=tie) for n, tie in enumerate(ties)]
    renew_all()
    return found


# M32, M35
def test_what_we_measured_comes_first_and_goes_with_the_consent(nadia: Client, cast: Cast) -> None:
    people = customers(cast, [1, 1, 4, 4, 3])
    told = page(nadia.get(WORTH))

    assert "5, applications since" in told
    assert "100, 5 of 5 people, of those who agreed to be matched" in told
    assert "40, 2 of 5 people, asked after the answer since" in told
    assert "400, mean of 5" in told
    assert 'value="CAD"' in told
    assert "No amount yet: a term is missing." in told, "reach and acting are nobody's to measure"

    ours = {f"{name}_ours": "on" for name in ("people", "customers", "unhappy", "value")}
    mine = {"reach": "1", "acting": "50", "kind": "resentment", "currency": "CAD", "act": "keep"}
    answer = nadia.post(WORTH, ours | mine, follow=True)
    assert "Exactly CAD 400. Customers at risk: 1." in page(answer)
    assert "They are never mixed" in page(nadia.post(WORTH, ours | mine | {"kind": "left"}))

    Consent.objects.filter(candidate=people[0].candidate).update(ended_at=NOW)
    told = page(nadia.get(WORTH))
    assert "5 of 5 people" not in told
    assert "mean of" not in told
    assert "Exactly" not in told, "four customers are too few for a share or a mean"


def test_what_never_ends_is_read_in_two_places_and_counts_whole(nadia: Client, cast: Cast) -> None:
    customers(cast, [1, 4, 4, 4, 3, 3, 2])
    answer = nadia.get(WORTH)
    (sent,) = [one for one in forms_in(answer.content.decode()) if "reach" in one.fields]
    told = page(nadia.post(WORTH, {**sent.fields, "reach": "1", "acting": "100"}))

    assert "14.29, 1 of 7 people, asked after the answer" in page(answer)
    assert "Exactly CAD 400. Customers at risk: 1." in told


@pytest.mark.parametrize("way", WAYS)
def test_customers_are_kept_and_lost_in_sums_of_five_and_more(
    nadia: Client, cast: Cast, way: str
) -> None:
    people = customers(cast, [1, 1, 4, 4, 3, None, None])
    told = page(nadia.get(WORTH, {"by": way}))

    assert "3 of 7" in told, "two in five of seven, rounded"
    assert all(name not in told for name in ("Ana0", "ana0", "Moreau"))

    Consent.objects.filter(candidate=people[0].candidate).update(ended_at=NOW)
    told = page(nadia.get(WORTH, {"by": way}))
    assert "3 of 7" not in told
    assert "Too few to say." in told
    assert "4 answers" not in told, "how few there are would tell already"


def test_nobody_who_is_a_customer_is_told_plainly(nadia: Client) -> None:
    assert "Nothing to count yet." in page(nadia.get(WORTH))


# M32, M35
@pytest.mark.parametrize("way", WAYS)
def test_sums_kept_for_long_are_void_once_somebody_takes_their_yes_back(
    nadia: Client, cast: Cast, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    """As in a house so large that adding up takes long."""
    monkeypatch.setattr(tallies, "QUICK_MS", 0)
    people = customers(cast, [1, 1, 4, 4, 3, None, None])
    keep_sums(now=NOW)
    a_customer(cast, "Nel Late", tie=None)
    asked = {"by": way}
    assert "3 of 7" in page(nadia.get(WORTH, asked)), "as it was when it was added up"
    assert "7 of 7 people" in page(nadia.get(WORTH, asked))

    Consent.objects.filter(candidate=people[0].candidate).update(ended_at=NOW)
    told = page(nadia.get(WORTH, asked))
    assert "3 of 7" not in told
    assert "Too few to say." in told
    assert "7 of 7 people" in told, "one gone and one come"

    keep_sums(now=NOW)
    assert not TakenBack.objects.exists()
    Seeker.objects.filter(consent__candidate=people[1].candidate).delete()
    assert "6 of 6 people" in page(nadia.get(WORTH, asked))


def test_sums_are_added_up_again_when_they_are_old(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "QUICK_MS", 0)
    customers(cast, [1] * 5)
    assert keep_sums(now=NOW) == 3 + len(WAYS)
    a_customer(cast, "Nel Late", tie=1)
    assert keep_sums(now=NOW + timedelta(seconds=30)) == 0
    assert customers_by("team")["Shop"].customers == 5
    assert keep_sums(now=NOW + timedelta(hours=1)) == 3 + len(WAYS)
    assert customers_by("team")["Shop"].customers == 6


def test_what_is_added_up_quickly_is_never_old(cast: Cast) -> None:
    customers(cast, [1] * 5)
    keep_sums(now=NOW)
    a_customer(cast, "Nel Late", tie=1)
    assert customers_by("team")["Shop"].customers == 6


def test_of_very_many_openings_those_with_the_most_customers_are_shown(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    many = {f"Opening {n}": Asked(10 + n, {1: 5, 4: 5}) for n in range(60)}
    monkeypatch.setattr("hearback.insights.worth.ties.customers_by", lambda _way: many)
    figure = lost_and_won("opening")

    assert [row[0] for row in figure.table.rows[:2]] == ["Opening 59", "Opening 58"]
    assert len(figure.table.rows) == 16
    assert "16 with the most customers, of 60" in figure.note


def test_a_third_of_all_can_be_read_and_sent_again(nadia: Client, cast: Cast) -> None:
    """What was measured stands in its box as the box takes it, however it goes on."""
    customers(cast, [1, 1, 3, 4, 4, 4])
    told = page(nadia.get(WORTH))
    assert "33.33, 2 of 6 people, asked after the answer" in told
    (shown,) = re.findall(r'name="unhappy" value="([^"]*)"', told)
    assert shown == "33.333333"

    ours = {f"{name}_ours": "on" for name in ("people", "customers", "unhappy", "value")}
    mine = {"reach": "1", "acting": "50", "kind": "resentment", "currency": "CAD", "act": "try"}
    sent = nadia.post(WORTH, ours | mine | {"unhappy": shown})
    assert "Exactly CAD 400. Customers at risk: 1." in page(sent)
    assert "33.33 %" in page(sent)


def test_what_was_measured_is_in_its_own_currency(nadia: Client, cast: Cast) -> None:
    customers(cast, [1, 1, 3, 4, 4])
    ours = {f"{name}_ours": "on" for name in ("people", "customers", "unhappy", "value")}
    mine = {"reach": "1", "acting": "50", "kind": "resentment", "act": "keep"}
    assert "What we measured is in CAD." in page(
        nadia.post(WORTH, ours | mine | {"currency": "USD"})
    )
    assert not Calculation.objects.exists()

    nadia.post(WORTH, ours | mine | {"currency": "CAD"})
    Customer.objects.update(currency="USD")
    told = page(nadia.get(WORTH))
    assert "Exactly USD 400." in told
    assert "CAD" not in told.partition("Kept before")[0]


def test_more_than_there_is_is_a_slip(nadia: Client) -> None:
    most = "9999999999"
    told = page(nadia.post(WORTH, typed(people=most, reach=most, value=most, act="keep")))
    assert "This comes to more than there is." in told
    assert not Calculation.objects.exists()


def test_one_customer_who_applied_five_times_is_one(nadia: Client, cast: Cast) -> None:
    """Five applications of one person are no five people, whose answers could be shown."""
    first = a_customer(cast, "Ana Moreau", tie=1)
    for number in range(4):
        more = Opening.objects.get(pk=cast.opening.pk)
        more.pk, more.public_id, more.slug = None, uuid4(), f"again-{number}"
        more.save()
        again = apply(cast, "Ana Moreau", opening=more)
        assert again.candidate_id == first.candidate_id
        said_of(cast, again, tie=1)
    renew_all()

    for way in WAYS:
        told = page(nadia.get(WORTH, {"by": way}))
        assert "Too few to say." in told
        assert {one.customers for one in customers_by(way).values()} == {1}


def test_the_range_of_a_mean_is_that_of_a_sample(cast: Cast) -> None:
    for number, value in enumerate((10_000, 20_000, 30_000, 40_000, 50_000)):
        a_customer(cast, f"Ana{number} Moreau", tie=None, value=value)
    doubt = measured_terms(now=NOW)["value"].doubt

    assert isinstance(doubt, Averaged)
    assert doubt.of == 5
    assert doubt.deviation == pytest.approx(158.1139)  # by n - 1; by n it were 141.42


def test_a_year_is_never_more_than_twelve_months(cast: Cast) -> None:
    for number in range(5):
        apply(cast, f"Ana{number} Moreau", now=NOW - timedelta(days=370))
    apply(cast, "Eli Roth")
    renew_all()

    assert measured_terms(now=NOW)["people"].value == 1


def test_a_mean_is_not_said_where_the_sum_is_not(cast: Cast) -> None:
    """Of six found one is not in dollars: the mean of five would give the sixth away."""
    customers(cast, [None] * 6)
    Customer.objects.filter(pk=Customer.objects.latest("pk").pk).update(currency="EUR")

    assert "value" not in measured_terms(now=NOW)


def test_the_sum_that_is_sent_leaves_out_who_took_it_back(nadia: Client, cast: Cast) -> None:
    people = customers(cast, [1, 1, 3, 4, 4])
    ours = {f"{name}_ours": "on" for name in ("people", "customers", "unhappy", "value")}
    mine = {"reach": "1", "acting": "50", "kind": "resentment", "currency": "CAD", "act": "keep"}
    nadia.post(WORTH, ours | mine)
    assert said_now(now=NOW).startswith("about CAD 400 (")

    Consent.objects.filter(candidate=people[0].candidate).update(ended_at=NOW)
    assert said_now(now=NOW) == ""
