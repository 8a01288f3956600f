"""The first start makes one administrator, whose link works once and asks for names."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from hearback.accounts import actions as accounts
from hearback.accounts.models import Member, Organisation, Role, SignInLink
from hearback.kit.errors import Refused
from hearback.ledger.models import Entry
from hearback.team import actions
from hearback.team.tests.conftest import PASSWORD, As, Moment, later
from tests.cast import NOW, Cast

NAMES = {
    "name": "Mara Quinn",
    "email": "Mara@harbour.example",
    "password": PASSWORD,
    "organisation": "Harbour & Pine",
    "reply_address": "jobs@harbour.example",
    "zone": "america/toronto",
}


@pytest.fixture
def link(db: None, moment: Moment) -> str:
    """The path of the link that the first start prints."""
    del db
    member = accounts.make_first_administrator(now=moment.now)
    address = accounts.make_sign_in_link(member, now=moment.now)
    assert address.startswith("http://testserver/desk/sign-in/link/")
    return address.removeprefix("http://testserver")


def test_an_empty_house_gets_an_organisation_and_one_administrator(db: None) -> None:
    del db
    member = accounts.make_first_administrator(now=NOW)
    assert member.role == Role.ADMINISTRATOR
    assert not member.has_usable_password()
    assert Organisation.objects.get().reply_address == "hiring@testserver"
    with pytest.raises(Refused):
        accounts.make_first_administrator(now=NOW)
    assert Member.objects.count() == 1


def test_only_the_fingerprint_of_a_link_is_stored(link: str) -> None:
    token = link.split("/")[-2]
    assert len(token) >= 43
    stored = SignInLink.objects.get()
    assert token not in (stored.fingerprint, str(stored))


def test_looking_at_the_link_changes_nothing_and_its_button_signs_in_once(link: str) -> None:
    client = Client()
    for _ in range(3):
        page = client.get(link)
        assert "Sign me in" in page.content.decode()
        client.head(link)
    assert SignInLink.objects.get().used_at is None
    answer = client.post(link)
    assert answer["Location"] == reverse("team:first_day")
    assert Entry.objects.filter(kind="team.signed_in_by_link").count() == 1
    again = Client().post(link)
    assert again.status_code == 409
    assert "hearback member link" in again.content.decode()
    assert Client().get(link).status_code == 409


def test_a_link_of_yesterday_is_too_old(link: str, moment: Moment) -> None:
    later(moment, hours=24)
    assert Client().post(link).status_code == 409


def test_a_new_link_ends_the_old_one(link: str, moment: Moment) -> None:
    newer = accounts.make_sign_in_link(
        Member.objects.get(), now=moment.now, expires_in=timedelta(minutes=5)
    )
    assert Client().get(link).status_code == 409
    assert Client().get(newer.removeprefix("http://testserver")).status_code == 200


def test_nobody_else_gets_in_by_a_made_up_link(link: str) -> None:
    del link
    assert Client().post("/desk/sign-in/link/" + "A" * 43 + "/").status_code == 409


def test_the_administrator_names_everything_and_may_begin(link: str) -> None:
    client = Client()
    client.post(link)
    answer = client.post(reverse("team:first_day"), NAMES)
    assert answer["Location"] == reverse("team:settings"), answer.content.decode()
    member, organisation = Member.objects.get(), Organisation.objects.get()
    assert (member.name, member.email, member.zone) == (
        "Mara Quinn",
        "mara@harbour.example",
        "America/Toronto",
    )
    assert (organisation.name, organisation.reply_address) == (
        "Harbour & Pine",
        "jobs@harbour.example",
    )
    assert client.get(reverse("team:settings")).status_code == 200
    fresh = Client()
    assert (
        fresh.post("/desk/sign-in/", {"login": member.email, "password": PASSWORD})["Location"]
        == "/desk/"
    )
    assert set(Entry.objects.values_list("kind", flat=True)) == {
        "team.signed_in_by_link",
        "setting.changed",
        "team.member_changed",
    }


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("reply_address", "No-Reply@harbour.example", "no-reply address cannot be used"),
        ("reply_address", "n0reply@harbour.example", "no-reply address cannot be used"),
        ("reply_address", "jobs", "valid email"),
        ("zone", "Mars/Olympus", "not a time zone"),
        ("password", "password12", "too common"),
        ("password", "maraquinn1", "too similar"),
        ("password", "short", "at least 10"),
        ("name", "", "required"),
    ],
)
def test_what_cannot_be_is_said_beside_the_question(
    link: str, field: str, value: str, words: str
) -> None:
    client = Client()
    client.post(link)
    page = client.post(reverse("team:first_day"), NAMES | {field: value})
    assert page.status_code == 200
    assert words in page.content.decode()
    assert not Member.objects.get().has_usable_password()


def test_it_happens_once(link: str) -> None:
    client = Client()
    client.post(link)
    client.post(reverse("team:first_day"), NAMES)
    answer = client.post(reverse("team:first_day"), NAMES | {"organisation": "Evil Corp"})
    assert answer["Location"] == reverse("team:settings")
    assert Organisation.objects.get().name == "Harbour & Pine"
    with pytest.raises(Refused):
        actions.settle_in(
            Member.objects.get(),
            name="x",
            email="x@harbour.example",
            password=PASSWORD,
            organisation="x",
            reply_address="jobs@harbour.example",
            zone="UTC",
            now=NOW,
        )


def test_a_later_administrator_without_a_password_cannot_rename_the_house(
    cast: Cast, as_: As
) -> None:
    cast.alex.set_unusable_password()
    cast.alex.save()
    answer = as_(cast.alex).post(reverse("team:first_day"), NAMES)
    assert answer["Location"] == reverse("team:settings")
    assert Member.objects.filter(email="mara@harbour.example").count() == 0


def test_somebody_locked_out_comes_back_by_a_link_and_chooses_a_password(
    cast: Cast, moment: Moment
) -> None:
    cast.susan.set_unusable_password()
    cast.susan.save()
    address = accounts.make_sign_in_link(cast.susan, now=moment.now)
    client = Client()
    answer = client.post(address.removeprefix("http://testserver"))
    assert answer["Location"] == reverse("account_set_password")
    told = {"password1": PASSWORD, "password2": PASSWORD}
    assert client.post(answer["Location"], told).status_code == 302
    cast.susan.refresh_from_db()
    assert cast.susan.check_password(PASSWORD)


def test_no_link_is_made_for_somebody_who_has_left(cast: Cast, moment: Moment) -> None:
    cast.ben.is_active = False
    with pytest.raises(Refused, match="has left"):
        accounts.make_sign_in_link(cast.ben, now=moment.now)
