"""A forgotten password: the same answer for any address, a link that works once for an hour."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from procrastinate.contrib.django.models import ProcrastinateJob

from hearback.accounts.models import Member
from hearback.channels.models import Message
from hearback.kit.links import fill
from hearback.ledger.models import Entry
from hearback.team import tasks
from hearback.team.tests.conftest import PASSWORD, As, Moment, later
from tests.cast import Cast

ASK = "/desk/sign-in/forgotten/"
NEW = "a lamp on the pier"


def ask(address: str, client: Client | None = None) -> Any:
    """Ask for a link."""
    return (client or Client()).post(ASK, {"email": address})


def work() -> None:
    """Do what the page left to a worker."""
    for job in ProcrastinateJob.objects.filter(
        task_name="team.send_password_link", status="todo"
    ).order_by("pk"):
        tasks.send_password_link(**job.args)


def path_in(letter: Message) -> str:
    """The path of the link as it leaves the house."""
    found = re.search(r"/desk/sign-in/new-password/[^/]+/", fill(letter.text))
    assert found
    return found[0]


@pytest.fixture
def letter(susan_knows_her_password: Member, moment: Moment) -> Message:
    """Susan's letter."""
    del moment
    ask(susan_knows_her_password.email)
    work()
    return Message.objects.get(purpose="team.password")


@pytest.mark.usefixtures("cast", "moment")
def test_nobody_learns_whether_an_address_is_known() -> None:
    known, unknown = ask("susan@harbour.example"), ask("nobody@harbour.example")
    pages = [
        re.sub(r'nonce="[^"]+"', "", page.content.decode()).replace(name, "x")
        for page, name in ((known, "susan"), (unknown, "nobody"))
    ]
    assert pages[0] == pages[1]
    assert "If x@harbour.example belongs to somebody on the team" in pages[0]
    jobs = ProcrastinateJob.objects.filter(task_name="team.send_password_link")
    assert jobs.count() == 2
    assert "harbour" not in str([job.args for job in jobs])
    work()
    assert Message.objects.get().to_address == "susan@harbour.example"


def test_the_link_lets_her_choose_once_and_signs_nobody_in(letter: Message) -> None:
    path, client = path_in(letter), Client()
    assert path.split("/")[-2] not in letter.text + letter.html
    assert "Susan Ito" in client.get(path).content.decode()
    answer = client.post(path, {"password": NEW})
    assert answer["Location"] == "/desk/sign-in/"
    assert "_auth_user_id" not in client.session
    susan = Member.objects.get(email="susan@harbour.example")
    assert susan.check_password(NEW)
    assert client.post(path, {"password": PASSWORD}).status_code == 409
    assert Entry.objects.filter(kind="team.password_chosen", member=susan).count() == 1
    news = Message.objects.get(purpose="team.sign_in_news")
    assert "A new password was chosen" in news.text


def test_open_sessions_end(letter: Message, as_: As, cast: Cast) -> None:
    client = as_(cast.susan)
    Client().post(path_in(letter), {"password": NEW})
    assert client.get("/desk/team/").status_code == 302


def test_after_an_hour_it_is_dead(letter: Message, moment: Moment) -> None:
    later(moment, minutes=60)
    page = Client().post(path_in(letter), {"password": NEW})
    assert page.status_code == 409
    assert "I forgot my password" in page.content.decode()


def test_a_newer_letter_ends_the_older(letter: Message) -> None:
    ask("susan@harbour.example")
    tasks.send_password_link(Member.objects.get(email="susan@harbour.example").pk)
    assert Client().get(path_in(letter)).status_code == 409


def test_a_weak_password_is_refused(letter: Message) -> None:
    page = Client().post(path_in(letter), {"password": "susan.ito1"})
    assert "too similar" in page.content.decode()
    assert Member.objects.get(email="susan@harbour.example").check_password(PASSWORD)


@pytest.mark.usefixtures("cast")
def test_one_address_gets_three_letters_an_hour(moment: Moment) -> None:
    answers = [ask("susan@harbour.example").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 429, 429]
    later(moment, hours=1)
    assert ask("susan@harbour.example").status_code == 200


@pytest.mark.usefixtures("cast")
def test_and_ten_a_day(moment: Moment) -> None:
    answers = []
    for _ in range(4):
        answers += [ask("susan@harbour.example").status_code for _ in range(3)]
        later(moment, hours=1)
    assert answers.count(200) == 10


def test_somebody_who_has_left_gets_none(cast: Cast, moment: Moment) -> None:
    del moment
    cast.ben.is_active = False
    cast.ben.save()
    ask(cast.ben.email)
    work()
    assert not Message.objects.exists()


def test_the_sign_in_page_leads_there() -> None:
    assert reverse("account_reset_password") == ASK
