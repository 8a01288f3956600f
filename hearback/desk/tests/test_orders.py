"""Orders on the desk: noted for somebody, refused by name, looked at twice, never told of."""

# M27

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hearback.clients.tests.makers import a_client, a_contact, a_meeting, forward
from hearback.feedback.asking.actions import ask as ask_for_word
from hearback.feedback.asking.actions import contact_for
from hearback.feedback.asking.models import About, Ask
from hearback.inbox.callbacks.actions import ask_for_call, begin_to_ring
from hearback.inbox.callbacks.queries import offered_to
from hearback.inbox.orders.actions import set_order
from hearback.inbox.orders.checking import Wanted
from hearback.interviews.booking.actions import book_by_hand, invite, replace
from hearback.interviews.models import Interview
from hearback.interviews.tests.makers import MONDAY, booked, plan, time_at
from hearback.kit import clock
from hearback.kit.errors import Invalid, Refused
from hearback.pipeline.models import Application, Cleared, Order, OrderKind
from hearback.pipeline.models import Client as Company
from hearback.pipeline.orders import refusal_to
from tests.cast import NOW, Cast, apply, make_cast

pytestmark = pytest.mark.django_db

EVENINGS = {str(day): [["18:00", "21:00"]] for day in range(5)}


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


@pytest.fixture
def ana(cast: Cast) -> Application:
    """Ana, who has applied."""
    return Application.objects.select_related("candidate", "opening__place", "owner").get(
        pk=apply(cast).pk
    )


def _order(ana: Application, kind: OrderKind, **said: Any) -> Order:
    return set_order(application=ana, wanted=Wanted(kind=kind, **said), by=None, now=NOW)


def _as(member: Any) -> Client:
    client = Client()
    client.force_login(member)
    return client


def _at(ana: Application, rest: str = "") -> str:
    return f"/desk/applications/{ana.public_id}/orders/{rest}"


def test_a_recruiter_notes_an_order_and_the_record_says_who(cast: Cast, ana: Application) -> None:
    susan = _as(cast.susan)
    done = susan.post(_at(ana, "company/"), {"names": "Hollis & Finch", "also": ""})
    assert done.status_code == 302
    assert Order.objects.get().set_by == cast.susan
    page = susan.get(_at(ana)).content.decode()
    assert "Hollis &amp; Finch" in page
    assert "noted by Susan Ito" in page


def test_interviewers_and_managers_see_nothing_of_orders(cast: Cast, ana: Application) -> None:
    _order(ana, OrderKind.COMPANY, names=["Hollis & Finch"])
    for member in (cast.ben, cast.grace):
        seen = _as(member)
        assert seen.get(_at(ana)).status_code == 404
        case = seen.get(f"/desk/applications/{ana.public_id}/").content.decode()
        assert "onfidential" not in case
        assert "Hollis" not in case


def test_a_client_on_the_list_is_refused_by_name_and_a_near_one_until_looked_at(
    cast: Cast, ana: Application
) -> None:
    _order(ana, OrderKind.COMPANY, names=["Target"])
    known = {"country": "CA", "owner": cast.susan, "began_at": NOW}
    same = Company.objects.create(name="TARGET Corp.", **known)
    near = Company.objects.create(name="Target Marketing", **known)
    other = Company.objects.create(name="Bloor Books", **known)
    assert "TARGET Corp. must not learn" in refusal_to(ana, client=same)
    assert "may be “Target”" in refusal_to(ana, client=near)
    assert refusal_to(ana, client=other) == ""
    susan = _as(cast.susan)
    assert "Target Marketing may be" in susan.get(_at(ana)).content.decode()
    susan.post(_at(ana, "clear/"), {"key": f"client-{near.pk}"})
    assert refusal_to(ana, client=near) == ""
    assert Cleared.objects.get().by == cast.susan
    assert susan.post(_at(ana, "clear/"), {"key": f"client-{same.pk}"}).status_code == 409


def test_who_worked_there_is_flagged_and_meets_them_only_after_a_look(
    cast: Cast, ana: Application
) -> None:
    _order(ana, OrderKind.COMPANY, names=["Hollis & Finch Ltd"])
    cast.ben.worked_at = [{"company": "hollis and finch", "years": "2014 to 2019"}]
    cast.ben.save()
    visit = plan(cast)
    with pytest.raises(Refused, match="Ben Ruiz worked at hollis and finch"):
        invite(application=ana, round=visit, words="", by=cast.susan, now=NOW)
    assert not Interview.objects.exists()
    invite(application=ana, round=visit, words="", looked=True, by=cast.susan, now=NOW)
    assert Cleared.objects.get().order.name == "Hollis & Finch Ltd"


def test_booking_whom_they_must_not_meet_is_refused_to_everybody(
    cast: Cast, ana: Application
) -> None:
    _order(ana, OrderKind.PERSON, names=["Ben Ruiz"])
    visit = plan(cast)
    with pytest.raises(Refused, match="Ben Ruiz must not learn"):
        book_by_hand(
            application=ana,
            visit=visit,
            slot=time_at(visit, MONDAY),
            looked=True,
            by=cast.susan,
            now=NOW,
        )


def test_an_avoided_place_is_refused_and_one_nearby_asks_twice(
    cast: Cast, ana: Application
) -> None:
    visit = plan(cast)
    at_the_shop = {"words": "", "round": visit.pk}
    _order(ana, OrderKind.PLACE, address="12 Queen Street West, Toronto")
    susan = _as(cast.susan)
    invite_at = reverse("booking:invite", args=[ana.public_id])
    first = susan.post(invite_at, at_the_shop)
    assert first.status_code == 422
    assert "This is near “12 Queen Street West, Toronto”" in first.content.decode()
    assert 'name="looked"' in first.content.decode()
    assert susan.post(invite_at, {**at_the_shop, "looked": "on"}).status_code == 302
    _order(ana, OrderKind.PLACE, address="471 Queen Street West")
    page = susan.get(_at(ana)).content.decode()
    assert "This is at “471 Queen Street West”" in page
    assert "Move it or change who comes" in page


def test_a_stand_in_is_looked_at_too(cast: Cast, ana: Application) -> None:
    interview = booked(cast, ana)
    _order(ana, OrderKind.PERSON, names=["Jo Lind"])
    panelist = interview.panelists.get(member=cast.ben)
    with pytest.raises(Refused, match="Jo Lind must not learn"):
        replace(panelist=panelist, stand_in=cast.jo, reason="Ill.", by=cast.susan, now=NOW)


def test_an_order_after_a_booking_shows_on_today_and_calls_nothing_off(
    cast: Cast, ana: Application
) -> None:
    interview = booked(cast, ana)
    susan = _as(cast.susan)
    assert "Goes against an order" not in susan.get("/desk/").content.decode()
    _order(ana, OrderKind.PERSON, names=["Ben Ruiz"])
    today = susan.get("/desk/").content.decode()
    assert "Goes against an order" in today
    assert "Ben Ruiz must not learn of this person" in today
    interview.refresh_from_db()
    assert interview.state == "booked"


def test_ringing_outside_the_safe_hours_is_refused_with_the_next_moment(
    cast: Cast, ana: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    offered, _zone = offered_to(ana, now=NOW)
    callback = ask_for_call(
        application=ana, choice=offered[0].key, number="+1 416 555 0142", now=NOW
    )
    _order(ana, OrderKind.HOURS, hours=EVENINGS, zone="America/Toronto")
    _order(ana, OrderKind.NO_VOICEMAIL)
    with pytest.raises(Refused, match="Next: Tuesday 24 November, 18:00"):
        begin_to_ring(promise=callback.promise, by=cast.susan, now=NOW)
    page = _as(cast.susan).get("/desk/calls/").content.decode()
    assert "They are reached only at these hours" in page
    assert "leave no message" in page
    assert "tel:+14165550142" not in page
    windows, _zone = offered_to(ana, now=NOW)
    assert [one.part.value for one in windows] == ["after_five", "after_five"]


def test_only_allowed_numbers_are_rung(ana: Application) -> None:
    _order(ana, OrderKind.NUMBERS, names=["+1 416 555 0142"])
    offered, _zone = offered_to(ana, now=NOW)
    with pytest.raises(Invalid, match="Your order allows only"):
        ask_for_call(application=ana, choice=offered[0].key, number="+1 416 555 0199", now=NOW)
    assert (
        ask_for_call(
            application=ana, choice=offered[0].key, number="+1 416 555 0142", now=NOW
        ).number
        == "+14165550142"
    )


def test_what_goes_on_with_a_client_is_shown_until_it_is_mended_or_looked_at(
    cast: Cast, ana: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    company = a_client(cast, name="Finch Marketing", secret=False)
    ruth = a_contact(cast, company)
    forward(cast, ana, ruth)
    a_meeting(cast, ana, ruth)
    colleague = contact_for(cast.grace)
    ask_for_word(
        contact=colleague, application=ana, about=About.PAPERS, words="their papers",
        by=cast.susan, now=NOW,
    )  # fmt: skip
    susan = _as(cast.susan)
    assert "Goes against an order" not in susan.get("/desk/").content.decode()
    _order(ana, OrderKind.PERSON, names=["Ruth Abel", "G. Okafor"])
    page = susan.get(_at(ana)).content.decode()
    assert "The meeting “Lunch” with Ruth Abel" in page
    assert "Move it or call it off" in page
    assert "Goes against an order" in susan.get("/desk/").content.decode()
    # Those sure to be barred are asked no more; one who only comes near is for a person.
    asked = [one.contact for one in Ask.objects.open()]
    assert asked == [colleague]
    assert "A question to Grace Okafor" in page
    susan.post(_at(ana, "clear/"), {"key": f"ask-{Ask.objects.open().get().pk}"})
    page = susan.get(_at(ana)).content.decode()
    assert "A question to Grace Okafor" not in page
    assert "The meeting “Lunch”" in page


def test_a_submission_that_slipped_past_an_order_is_shown(cast: Cast, ana: Application) -> None:
    """As when a client is renamed: the order forbids what went on before."""
    company = a_client(cast, name="Birch Works", secret=False)
    forward(cast, ana, a_contact(cast, company))
    _order(ana, OrderKind.COMPANY, names=["Target"])
    Company.objects.filter(pk=company.pk).update(name="Target Corp.")
    page = _as(cast.susan).get(_at(ana)).content.decode()
    assert "Put forward to Target Corp." in page
    assert "A question to Ruth Abel" in page
    assert "Close this submission" in page
