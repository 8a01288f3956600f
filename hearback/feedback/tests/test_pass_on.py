"""What a candidate said reaches the other side: allowed by them, in words a recruiter approved."""

# M25

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from hearback.channels.models import Message
from hearback.feedback.asking.actions import ask, contact_for
from hearback.feedback.asking.models import About
from hearback.feedback.circle.models import PassedOn, Said
from hearback.feedback.tests.circle_makers import held
from hearback.interviews.kits.tests.makers import AFTER
from hearback.pipeline.models import Client as Company
from hearback.pipeline.models import Contact
from hearback.portal.tests.makers import secret_of
from tests.cast import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Cast
    from tests.desk_visit import Moment

pytestmark = pytest.mark.django_db

WORDS = "Ana told us: still keen. She would like to see the stockroom."


@pytest.fixture
def ceo(cast: Cast) -> Contact:
    """Bo, at the client the opening is for."""
    client = Company.objects.create(
        name="Bright & Co", country="CA", owner=cast.susan, began_at=NOW
    )
    cast.opening.client = client
    cast.opening.save(update_fields=["client"])
    return Contact.objects.create(
        client=client, own_name="Bo Lindqvist", own_email="bo@bright.example"
    )


def say(cast: Cast, moment: Moment, **more: str) -> Said:
    """Ana taps on her page."""
    moment.now = AFTER
    interview = held(cast)
    page = reverse("portal:keen", args=[secret_of(interview.application), interview.public_id])
    Client().post(page, {"tap": "still", "line": "May I see the stockroom?", **more})
    return Said.objects.get()


def known(cast: Cast, contact: Contact, said: Said) -> None:
    """The contact was asked about Ana, by her name."""
    ask(
        contact=contact,
        application=said.application,
        about=About.MEETING,
        words="lunch",
        by=cast.susan,
        now=AFTER,
    )


def page_of(said: Said) -> str:
    """Where the recruiter passes it on."""
    return reverse("circle:pass_on", args=[said.public_id])


def test_one_press_tells_the_client_in_the_recruiters_words(
    as_: Callable[[Any], Client], cast: Cast, moment: Moment, ceo: Contact
) -> None:
    said = say(cast, moment, may_pass_on="on")
    known(cast, ceo, said)
    client = as_(cast.susan)
    case = client.get(reverse("desk:application", args=[said.application.public_id]))
    assert "May I see the stockroom?" in case.content.decode()
    first = client.get(page_of(said)).content.decode()
    assert "Ana told us: still keen. “May I see the stockroom?”" in first
    for _again in range(2):
        assert client.post(page_of(said), {"contact": ceo.pk, "words": WORDS}).status_code == 302
    letter = Message.objects.get(purpose="feedback.passed_on")
    assert (letter.to_address, letter.from_name) == (
        "bo@bright.example",
        "Susan Ito, Harbour & Pine",
    )
    assert WORDS in letter.text
    assert PassedOn.objects.get().by == cast.susan


def test_what_was_not_allowed_stays_with_the_recruiter(
    as_: Callable[[Any], Client], cast: Cast, moment: Moment, ceo: Contact
) -> None:
    said = say(cast, moment)
    client = as_(cast.susan)
    assert "did not allow this to be passed on" in client.get(page_of(said)).content.decode()
    assert client.post(page_of(said), {"contact": ceo.pk, "words": WORDS}).status_code == 409
    assert not Message.objects.filter(purpose="feedback.passed_on").exists()


def test_private_life_is_not_passed_on(
    as_: Callable[[Any], Client], cast: Cast, moment: Moment, ceo: Contact
) -> None:
    said = say(cast, moment, may_pass_on="on")
    form = {"contact": ceo.pk, "words": "Ana is keen, though her children start school."}
    answer = as_(cast.susan).post(page_of(said), form)
    assert answer.status_code == 422
    assert "“children” is about family" in answer.content.decode()


def test_whoever_must_not_know_the_name_is_not_told_it(
    as_: Callable[[Any], Client], cast: Cast, moment: Moment, ceo: Contact
) -> None:
    said = say(cast, moment, may_pass_on="on")
    client = as_(cast.susan)
    assert "The candidate told us: still keen." in client.get(page_of(said)).content.decode()
    named = client.post(page_of(said), {"contact": ceo.pk, "words": "Ana is still keen."})
    assert named.status_code == 422
    assert "knows them as the candidate. Leave their name out." in named.content.decode()


def test_a_manager_is_told_too_and_reads_nothing_else(
    as_: Callable[[Any], Client], cast: Cast, moment: Moment
) -> None:
    said = say(cast, moment, may_pass_on="on")
    cast.opening.manager = cast.grace
    cast.opening.save(update_fields=["manager"])
    grace = contact_for(cast.grace)
    assert as_(cast.grace).get(page_of(said)).status_code == 404
    case = as_(cast.grace).get(reverse("desk:application", args=[said.application.public_id]))
    assert "May I see the stockroom?" not in case.content.decode()
    as_(cast.susan).post(page_of(said), {"contact": grace.pk, "words": WORDS})
    assert Message.objects.get(purpose="feedback.passed_on").to_address == cast.grace.email


def test_a_stranger_or_somebody_who_left_is_not_told(
    as_: Callable[[Any], Client], cast: Cast, moment: Moment, ceo: Contact
) -> None:
    said = say(cast, moment, may_pass_on="on")
    other = Company.objects.create(name="Other", country="CA", owner=cast.susan, began_at=NOW)
    stranger = Contact.objects.create(client=other, own_name="Eve", own_email="eve@else.example")
    ceo.left_at = NOW
    ceo.save(update_fields=["left_at"])
    for contact in (stranger, ceo):
        form = {"contact": contact.pk, "words": WORDS}
        assert as_(cast.susan).post(page_of(said), form).status_code == 422
