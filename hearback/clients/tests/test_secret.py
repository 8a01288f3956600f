"""A secret client's name stands nowhere a candidate looks: searched for, page by page."""

# M26

from __future__ import annotations

import pytest
from django.test import Client as Browser

from hearback.channels.models import Message
from hearback.clients import actions as act
from hearback.clients.tests.makers import (
    DESCRIBED,
    SECRET,
    a_client,
    a_contact,
    a_meeting,
    all_words,
    asked,
    forward,
    status_path,
)
from hearback.kit.errors import Invalid, Refused
from tests.cast import NOW, Cast, apply
from tests.desk_visit import As

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment")]
PUBLIC = ("/", "/jobs/shop-manager/", "/sitemap.xml", "/robots.txt", "/?q=Zebulon")


def test_no_page_feed_letter_or_calendar_says_it(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana, kofi = apply(cast), apply(cast, "Kofi Mensah")
    submission = forward(cast, ana, ruth)
    a_meeting(cast, ana, ruth)
    waiting = asked(cast, kofi, ruth)
    act.take_consent_back(submission=submission, shown="x", now=NOW)
    browser = Browser()
    theirs = [
        *PUBLIC,
        status_path(ana),
        status_path(ana, f"forward/{submission.public_id}/"),
        status_path(kofi),
        status_path(kofi, f"forward/{waiting.public_id}/"),
    ]
    for language in ("en", "de", "fr", "es"):
        for path in theirs:
            page = browser.get(path, {"lang": language} if path in PUBLIC else {})
            assert page.status_code == 200, path
            assert SECRET.casefold() not in page.content.decode().casefold(), path
    assert DESCRIBED in browser.get("/jobs/shop-manager/").content.decode()
    assert DESCRIBED in browser.get(status_path(ana)).content.decode()
    for message in Message.objects.filter(to_address__endswith="@mail.example"):
        said = all_words(message)
        assert SECRET.casefold() not in said.casefold(), message.purpose
        assert "Ruth" not in said, message.purpose


def test_an_open_client_is_named(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast, name="Okafor Furniture", secret=False))
    ana = apply(cast)
    forward(cast, ana, ruth)
    assert "Okafor Furniture" in Browser().get(status_path(ana)).content.decode()
    page = Browser().get("/jobs/shop-manager/").content.decode()
    assert '"hiringOrganization": {"@type": "Organization", "name": "Okafor Furniture"}' in page


def test_words_that_would_say_it_are_refused(cast: Cast, as_: As) -> None:
    client = a_client(cast)
    ruth = a_contact(cast, client)
    ana = apply(cast)
    with pytest.raises(Invalid):
        asked(cast, ana, ruth, words="zebulon  timber will love her")
    path = f"/desk/openings/{cast.opening.slug}/edit/"
    form = as_(cast.susan).get(path)
    assert "client it is for" in form.content.decode().casefold()
    cast.opening.summary = f"Build chairs with {SECRET}."
    cast.opening.save(update_fields=["summary"])
    open_one = act.ClientFacts(
        name=SECRET, country="CA", is_secret=False, described="", owner=cast.susan
    )
    act.change_client(client=client, facts=open_one, by=cast.susan, now=NOW)
    secret = act.ClientFacts(
        name=SECRET, country="CA", is_secret=True, described=DESCRIBED, owner=cast.susan
    )
    with pytest.raises(Refused, match="Shop manager"):
        act.change_client(client=client, facts=secret, by=cast.susan, now=NOW)
