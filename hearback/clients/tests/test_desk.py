"""Clients and their people at the desk: made, changed, ended, scored."""

# M26

from __future__ import annotations

from datetime import timedelta

import pytest

from hearback.channels.models import Channel
from hearback.clients.score import score_of
from hearback.clients.tests.makers import a_client, a_contact, asked, forward
from hearback.feedback.asking.actions import answer
from hearback.feedback.models import Ask, Tap
from hearback.pipeline.models import Client, Contact
from tests.cast import NOW, Cast, apply
from tests.desk_visit import As

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]


def test_a_client_and_somebody_there_are_made_at_the_desk(cast: Cast, as_: As) -> None:
    susan = as_(cast.susan)
    facts = {"name": "Okafor Furniture", "country": "CA", "owner": cast.susan.pk, "described": ""}
    wrong = susan.post("/desk/clients/new/", {**facts, "is_secret": "on"})
    assert wrong.status_code == 422
    susan.post("/desk/clients/new/", facts)
    assert susan.post("/desk/clients/new/", facts).status_code == 422  # the name is taken
    client = Client.objects.get()
    person = {
        "own_name": "Ruth Abel",
        "own_title": "Director",
        "own_email": "ruth@client.example",
        "own_phone": "416 555 0123",
        "own_zone": "America/Toronto",
        "language": "en",
        "word_amount": "2",
        "word_unit": "working_days",
        "agreed_with": "Ruth, by phone",
    }
    path = f"/desk/clients/{client.public_id}/contacts/new/"
    assert susan.post(path, person).status_code == 302
    assert susan.post(path, {**person, "own_name": "Her double"}).status_code == 422
    assert susan.post(path, {**person, "own_email": "", "own_phone": ""}).status_code == 422
    ruth = Contact.objects.get()
    assert (ruth.own_phone, ruth.agreed_at) == ("+14165550123", NOW)
    # The same person at another client is another contact, with an agreement of its own.
    second = a_client(cast, name="Lakeside Doors", secret=False)
    a_contact(cast, second, own_email="ruth@client.example")
    page = susan.get(f"/desk/clients/{client.public_id}/").content.decode()
    assert "within 2 working days" in page
    assert "agreed: Ruth, by phone" in page
    assert "Lakeside Doors" in susan.get("/desk/clients/").content.decode()


def test_a_client_with_people_put_forward_cannot_end(cast: Cast, as_: As) -> None:
    client = a_client(cast)
    asked(cast, apply(cast), a_contact(cast, client))
    refused = as_(cast.susan).post(f"/desk/clients/{client.public_id}/end/")
    assert refused.status_code == 409
    assert "Ana Moreau (Shop manager)" in refused.content.decode()
    client.refresh_from_db()
    assert client.ended_at is None


def test_managers_do_not_reach_the_pages_of_clients(cast: Cast, as_: As) -> None:
    client = a_client(cast)
    grace = as_(cast.grace)
    assert grace.get("/desk/clients/").status_code == 404
    assert grace.get(f"/desk/clients/{client.public_id}/").status_code == 404


def test_the_score_says_what_it_counts_and_from_how_few(cast: Cast) -> None:
    client = a_client(cast)
    ruth = a_contact(cast, client)
    forward(cast, apply(cast), ruth)
    forward(cast, apply(cast, "Kofi Mensah"), ruth)
    first = Ask.objects.order_by("pk")[0]
    answer(ask=first, tap=Tap.YES, line="", channel=Channel.WEB, now=NOW + timedelta(hours=3))
    in_time, speed, silent = score_of(client, now=NOW + timedelta(days=10))
    assert (in_time.value, in_time.basis, in_time.is_few) == ("1 of 2", "from 2 questions", True)
    assert (speed.value, speed.basis) == ("3 hours", "from 1 question")
    assert silent.value == "1"
