"""Words owed to us at the desk: asking, reading what came back, ringing, what is agreed."""

# M22 M23 M25

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from hearback.channels.models import Channel, Message
from hearback.clients.actions import take_consent_back
from hearback.clients.tests.makers import a_client, a_contact, forward
from hearback.clients.words import NAMELESS
from hearback.desk.debts import reading, sums
from hearback.feedback.asking.actions import answer, ask, contact_for
from hearback.feedback.asking.models import About, Ask, Tap
from hearback.feedback.hearing.from_page import write_to_recruiter
from hearback.feedback.hearing.models import Heard
from hearback.feedback.tests.makers import LUNCH, agreed, asked, client_contact, page_of
from hearback.ledger.models import Promise, PromiseState
from hearback.pipeline.models import Contact, Order, OrderKind
from tests.cast import NOW, Cast, apply
from tests.desk_visit import As, Moment
from tests.web_form import words_of

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def _case(one: Ask) -> str:
    return f"/desk/applications/{one.application.public_id}/"


def test_an_application_says_who_was_asked_and_what_came_back(as_: As, cast: Cast) -> None:
    one = asked(cast, agreed(contact_for(cast.grace)))
    page = words_of(as_(cast.susan).get(_case(one)).content.decode())
    assert "Grace Okafor" in page
    assert f"L{LUNCH[1:]}. Asked Tue 24 Nov, 10:00, due Thu 26 Nov, 10:00." in page
    answer(ask=one, tap=Tap.NO, line="Never on Saturdays.", channel=Channel.WEB, now=NOW + DAY)
    page = words_of(as_(cast.susan).get(_case(one)).content.decode())
    assert "Never on Saturdays." in page
    assert "said Wed 25 Nov, 10:00" in page


def test_asking_from_an_application(as_: As, cast: Cast, moment: Moment) -> None:
    del moment
    ana, susan = apply(cast), as_(cast.susan)
    path = f"/desk/applications/{ana.public_id}/ask/"
    assert "Grace Okafor" in susan.get(path).content.decode()
    sent = susan.post(path, {"who": f"member:{cast.grace.pk}", "about": "papers"})
    assert sent["Location"].endswith("#words")
    one = Ask.objects.get()
    assert (one.contact.member, one.about, one.asked_by) == (cast.grace, About.PAPERS, cast.susan)
    assert susan.post(path, {"who": "member:0", "about": "papers"}).status_code == 422
    assert as_(cast.grace).post(path, {}).status_code == 404


def test_nobody_at_a_client_is_asked_without_the_candidates_yes(
    as_: As, cast: Cast, moment: Moment
) -> None:
    del moment
    ruth, ana, susan = a_contact(cast, a_client(cast)), apply(cast), as_(cast.susan)
    path, said = f"/desk/applications/{ana.public_id}/ask/", {"about": "papers"}
    who = f"contact:{ruth.public_id}"
    assert who not in susan.get(path).content.decode()
    assert susan.post(path, {**said, "who": who}).status_code == 422
    assert not Ask.objects.exists()
    submission = forward(cast, ana, ruth, allowed=("answers",))
    assert susan.post(path, {**said, "who": who}).status_code == 302
    one = Ask.objects.get()
    assert (one.subject, one.called) == (submission.public_id, NAMELESS)
    take_consent_back(submission=submission, shown="", now=NOW + DAY)
    assert susan.post(path, {**said, "who": who}).status_code == 422
    assert not Message.objects.filter(to_address=ruth.email, text__contains="Ana Moreau").exists()


def test_who_must_not_know_of_somebody_reads_no_word_about_them(as_: As, cast: Cast) -> None:
    lena = client_contact(cast)
    ana = asked(cast, lena)
    asked(cast, lena, name="Ben Ode")
    words = Heard.objects.create(
        contact=lena, at=NOW, channel=Channel.SMS, words="Yes", needs_person=True, why="On whom?"
    )
    path = f"/desk/words/heard/{words.public_id}/"
    assert "Ana Moreau" in as_(cast.jo).get(path).content.decode()
    order = Order.objects.create(
        candidate=ana.application.candidate, kind=OrderKind.PERSON, names=["Jo"], set_at=NOW
    )
    order.bars.set([cast.jo])
    page = as_(cast.jo).get(path).content.decode()
    assert "Ben Ode" in page
    assert "Ana Moreau" not in page
    assert "Ana Moreau" not in as_(cast.jo).get("/desk/words/").content.decode()
    Ask.objects.exclude(pk=ana.pk).update(contact=contact_for(cast.grace))
    assert as_(cast.jo).get(path).status_code == 404


def test_what_they_said_by_phone_is_taken_down_once(as_: As, cast: Cast) -> None:
    one = asked(cast)
    path = f"/desk/words/{one.public_id}/settle/"
    susan = as_(cast.susan)
    assert susan.get(path).status_code == 200
    assert susan.post(path, {"line": "Hm"}).status_code == 422
    criterion = cast.opening.criteria.get(position=1)
    said = {"tap": "no", "line": "Led nobody yet.", "criterion": str(criterion.pk)}
    assert susan.post(path, said).status_code == 302
    one.refresh_from_db()
    assert (one.answer, one.line, one.criterion) == (Tap.NO, "Led nobody yet.", criterion)
    assert susan.post(path, {"tap": "yes"}).status_code == 409


def test_a_no_by_mail_is_tied_to_a_criterion_at_the_desk(
    as_: As, cast: Cast, moment: Moment
) -> None:
    del moment
    one = asked(cast)
    path, susan = f"/desk/words/{one.public_id}/tie/", as_(cast.susan)
    criterion = cast.opening.criteria.get(position=1)
    said = {"criterion": str(criterion.pk)}
    assert susan.post(path, said).status_code == 409, "nothing was said yet"
    answer(ask=one, tap=Tap.NO, line="Too junior.", channel=Channel.EMAIL, now=NOW)
    assert "What is the no about?" in susan.get(_case(one)).content.decode()
    elsewhere = cast.other_opening.criteria.create(position=99, text="Drives a van")
    for wrong in ({}, {"criterion": "x"}, {"criterion": str(elsewhere.pk)}):
        assert susan.post(path, wrong).status_code == 422
    assert as_(cast.grace).post(path, said).status_code == 404
    assert susan.post(path, said).status_code == 302
    page = words_of(susan.get(_case(one)).content.decode())
    assert f"The no is about: {criterion.text}" in page
    assert "What is the no about?" not in page
    assert f"The no of Grace Okafor about Ana Moreau is about: {criterion.text}" in page
    assert susan.post(path, said).status_code == 409


def test_words_of_several_are_not_on_today_of_who_must_not_know(
    as_: As, cast: Cast, moment: Moment
) -> None:
    del moment
    one = asked(cast)
    write_to_recruiter(ask=one, words="Is Ana from Maple Yards?", now=NOW)
    susan = as_(cast.susan)
    assert "Maple Yards" in susan.get("/desk/").content.decode()
    order = Order.objects.create(
        candidate=one.application.candidate, kind=OrderKind.PERSON, names=["Susan"], set_at=NOW
    )
    order.bars.set([cast.susan])
    assert "Maple Yards" not in susan.get("/desk/").content.decode()


def test_what_nobody_could_read_is_on_today_until_somebody_did(as_: As, cast: Cast) -> None:
    one = asked(cast)
    heard = write_to_recruiter(ask=one, words="Sure, why not, hire everyone", now=NOW)
    susan = as_(cast.susan)
    assert "Sure, why not, hire everyone" in words_of(susan.get("/desk/").content.decode())
    assert "hire everyone" not in as_(cast.jo).get("/desk/").content.decode()
    settle = susan.get(f"/desk/words/{one.public_id}/settle/").content.decode()
    assert "Sure, why not" in settle  # to be read beside the choice
    susan.post(f"/desk/words/{one.public_id}/settle/", {"tap": "maybe", "line": heard.words})
    heard.refresh_from_db()
    assert (heard.settled_by, heard.settled_at) == (cast.susan, NOW)
    assert "hire everyone" not in susan.get("/desk/").content.decode()


def test_read_and_nothing_more(as_: As, cast: Cast) -> None:
    one = asked(cast)
    heard = write_to_recruiter(ask=one, words="Does she speak French?", now=NOW)
    for _ in range(2):
        as_(cast.susan).post(f"/desk/words/heard/{heard.public_id}/read/")
    heard.refresh_from_db()
    assert heard.settled_by == cast.susan
    one.refresh_from_db()
    assert one.answered_at is None


def test_words_of_which_nobody_knew_the_question_find_it(as_: As, cast: Cast) -> None:
    one = asked(cast)
    heard = write_to_recruiter(ask=one, words="Fine by me I suppose", now=NOW)
    Heard.objects.filter(pk=heard.pk).update(ask=None)
    susan = as_(cast.susan)
    assert "Nobody knows about whom" in susan.get("/desk/").content.decode()
    path = f"/desk/words/heard/{heard.public_id}/"
    assert "Ana Moreau" in susan.get(path).content.decode()
    assert susan.post(path, {"tap": "yes"}).status_code == 422
    assert susan.post(path, {"ask": str(one.public_id), "tap": "maybe"}).status_code == 302
    one.refresh_from_db()
    assert (one.answer, one.line) == (Tap.MAYBE, "Fine by me I suppose")


def test_what_became_a_call_is_on_today_with_all_at_hand(as_: As, cast: Cast) -> None:
    one = asked(cast, client_contact(cast, own_phone="+14165550177"))
    Ask.objects.filter(pk=one.pk).update(to_ring_at=NOW, why_then="Three reminders went unheard.")
    page = words_of(as_(cast.susan).get("/desk/").content.decode())
    for words in ("Ring them for a word", "Lena Fox", "Birch Works", "Three reminders", "0177"):
        assert words in page
    assert "Ana is waiting to hear from us" in page
    assert "Lena Fox" not in as_(cast.jo).get("/desk/").content.decode()


def test_who_owes_a_word_sees_it_without_reproach(as_: As, cast: Cast) -> None:
    one = asked(cast)
    grace = as_(cast.grace)
    for path in ("/desk/", "/desk/words/"):
        html = grace.get(path).content.decode()
        assert "Your word is waited for" in html
        assert page_of(one) in html
    assert "Your word is waited for" not in as_(cast.ben).get("/desk/").content.decode()
    assert as_(cast.ben).get("/desk/words/").status_code == 200


def test_the_debt_of_each_is_summed_for_a_lead(as_: As, cast: Cast, moment: Moment) -> None:
    for name in ("Ana Moreau", "Kofi Mensah"):
        asked(cast, name=name)
    asked(cast, client_contact(cast))
    moment.now = NOW + 5 * DAY
    page = as_(cast.omar).get("/desk/words/")
    sums = {one.contact.name: (one.side, one.open, one.late) for one in page.context["sums"]}
    assert sums == {"Grace Okafor": ("Shop", 2, 2), "Lena Fox": ("Birch Works", 1, 1)}
    assert len(page.context["rows"]) == 3
    assert as_(cast.jo).get("/desk/words/").context["rows"] == []


def test_reminding_by_hand_goes_once_a_day(as_: As, cast: Cast, moment: Moment) -> None:
    one = asked(cast)
    moment.now = NOW + DAY
    path = f"/desk/words/{one.public_id}/remind/"
    assert as_(cast.susan).post(path).status_code == 302
    again = as_(cast.susan).post(path)
    assert again.status_code == 409
    assert "was reminded today" in again.content.decode()
    assert one.reminders.count() == 1


def test_whoever_stands_in_rings_for_who_is_away(as_: As, cast: Cast) -> None:
    one = asked(cast, client_contact(cast))
    Ask.objects.filter(pk=one.pk).update(to_ring_at=NOW)
    day = NOW.date()
    cast.susan.absences.create(first_day=day, last_day=day)
    assert "Lena Fox" in as_(cast.jo).get("/desk/").content.decode()


def test_ending_says_why(as_: As, cast: Cast) -> None:
    one = asked(cast)
    path = f"/desk/words/{one.public_id}/end/"
    assert as_(cast.susan).post(path, {"why": " "}).status_code == 409
    as_(cast.susan).post(path, {"why": "Decided without."})
    one.refresh_from_db()
    one.promise.refresh_from_db()
    assert one.why_over == "Decided without."
    assert one.promise.state == PromiseState.RELEASED


def test_an_agreement_is_kept_with_who_agreed_and_every_change(as_: As, cast: Cast) -> None:
    susan = as_(cast.susan)
    path = f"/desk/words/members/{cast.grace.pk}/"
    assert "Nothing yet" in susan.get(path).content.decode()
    said = {"amount": "4", "unit": "working_hours", "first": "sms", "then": "email"}
    wrong = susan.post(path, {**said, "most_reminders": "2"})
    assert wrong.status_code == 422
    assert not Ask.objects.exists()
    kept = susan.post(path, {**said, "most_reminders": "2", "agreed_with": "Grace, over coffee."})
    assert kept.status_code == 302
    page = words_of(susan.get(kept["Location"]).content.decode())
    assert "They answer within 4 working hours" in page
    assert "Agreed with Grace Okafor: within 4 working hours (Grace, over coffee.)" in page
    contact = contact_for(cast.grace)
    assert (contact.word_amount, contact.ways, contact.most_reminders) == (4, ["sms", "email"], 2)
    assert as_(cast.grace).get(path).status_code == 404


def test_today_costs_the_same_for_one_word_and_for_many(
    as_: As, cast: Cast, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(6):
        one = asked(cast, name=f"Person {number}")
        write_to_recruiter(ask=one, words="Well, well", now=NOW)
        Ask.objects.filter(pk=one.pk).update(to_ring_at=NOW)
    susan = as_(cast.susan)
    susan.get("/desk/")
    with django_assert_max_num_queries(19):
        susan.get("/desk/")
    with django_assert_max_num_queries(15):
        susan.get("/desk/words/")


def test_what_is_owed_is_summed_by_team_and_client(as_: As, cast: Cast) -> None:
    lena = client_contact(cast)
    asked(cast, lena, name="Bo Chen")
    asked(cast, lena, name="Chen Wei")
    both = asked(cast, contact_for(cast.ben), name="Ana Moreau")
    ask_again(both, contact_for(cast.grace), cast)
    waits = both.application.promises.get(what="first_answer")
    page = words_of(as_(cast.susan).get("/desk/words/").content.decode())
    # Name, people, words, late, oldest, candidates who wait.
    assert "Birch Works Client 1 2 0 Tue 24 Nov, 10:00 2" in page
    assert "Shop 2 2 0 Tue 24 Nov, 10:00 1" in page
    type(waits).objects.filter(pk=waits.pk).update(told_by=_unseen(waits))
    assert "Shop 2 2 0 Tue 24 Nov, 10:00 0" in words_of(
        as_(cast.susan).get("/desk/words/").content.decode()
    )


def ask_again(one: Ask, contact: Contact, cast: Cast) -> None:
    """Somebody else is asked about the same person."""
    ask(contact=contact, application=one.application, about=About.MEETING, words=LUNCH,
        by=cast.susan, now=NOW)  # fmt: skip


def _unseen(waits: Promise) -> Message:
    """A letter of a person's that has not left: nobody was told of what it promises."""
    letter = Message.objects.filter(about=waits.application.public_id).earliest("pk")  # type: ignore[union-attr]
    Message.objects.filter(pk=letter.pk).update(automatic=False)
    return letter


def test_what_is_owed_goes_on_over_pages(
    as_: As, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (sums, reading):
        monkeypatch.setattr(module, "PAGE", 1)
    asked(cast, client_contact(cast), name="Bo Chen")
    asked(cast, contact_for(cast.grace), name="Ana Moreau", now=NOW + DAY)
    susan = as_(cast.susan)
    first = susan.get("/desk/words/").content.decode()
    people, each = (re.search(rf"\?{name}=[0-9-]+", first) for name in ("people", "after"))
    assert people is not None
    assert each is not None
    assert "By team and client" in first
    for more in (people.group(), each.group()):
        page = susan.get(f"/desk/words/{more}").content.decode()
        assert "Grace Okafor" in page
        assert "Lena Fox" not in page
        assert "By team and client" not in page
        assert "?after=" not in page
    assert (
        "Nothing more here" in susan.get("/desk/words/?after=99999999999999999-1").content.decode()
    )
