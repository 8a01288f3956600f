"""The answer book: written, confirmed, stale, found, and read by candidates."""

# M37

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from hearback.accounts.models import Member
from hearback.channels.models import Channel, Message
from hearback.inbox.actions import Heard, conversation_about, hear
from hearback.inbox.book.actions import (
    PageWords,
    ask_to_confirm,
    confirm_page,
    retire_page,
    write_page,
)
from hearback.inbox.book.models import Page, Topic
from hearback.inbox.book.queries import found_pages, public_pages
from hearback.inbox.tests.makers import ANSWER, TITLE, a_page
from hearback.kit import clock
from hearback.kit.errors import Refused
from hearback.ledger.actions import sweep
from hearback.ledger.models import Promise, PromiseState
from hearback.portal.tests.makers import words_of
from tests.cast import NOW, Cast, apply, make_cast

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)
STALE = NOW + 181 * DAY


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    """The shop and its people, on Tuesday morning."""
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return make_cast()


@pytest.fixture(name="later")
def _later(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Half a year has passed."""
    del cast
    monkeypatch.setattr(clock, "now", lambda: STALE)


def _desk(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def _text(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def test_every_version_of_a_page_is_kept(cast: Cast) -> None:
    page = a_page(cast, now=NOW)
    typed = {"title": TITLE, "answer": "Yes, always.", "topic": "process", "language": "en"}
    typed |= {"owner": str(cast.susan.pk), "confirm_every": "90"}
    where = reverse("desk:page_edit", args=[page.public_id])
    assert _desk(cast.jo).post(where, typed).status_code == 302
    assert [one.answer for one in page.versions.order_by("number")] == [ANSWER, "Yes, always."]
    assert "Jo Lind" in _text(_desk(cast.jo).get(where))


def test_a_page_without_an_answer_is_refused_and_what_was_typed_stays(cast: Cast) -> None:
    typed = {"title": "How many are you?", "answer": "", "topic": "opening", "language": "en"}
    typed |= {"owner": str(cast.susan.pk), "confirm_every": "90"}
    answer = _desk(cast.jo).post(reverse("desk:page_new"), typed)
    assert answer.status_code == 422
    assert "Say which opening it is about." in _text(answer)
    assert "How many are you?" in _text(answer)
    assert "Write the answer: a page without one helps nobody." in _text(answer)
    assert not Page.objects.exists()


@pytest.mark.usefixtures("later")
def test_a_page_nobody_confirmed_becomes_a_promise_of_its_owner(cast: Cast) -> None:
    page = a_page(cast, now=NOW)
    assert ask_to_confirm(now=NOW + 179 * DAY) == 0
    assert [ask_to_confirm(now=STALE) for _ in range(3)] == [1, 0, 0]
    promise = Promise.objects.get(what="confirm_page")
    assert (promise.owner, promise.promisee) == (cast.susan, "team")
    today = _text(_desk(cast.susan).get("/desk/"))
    assert f"Say whether this is still right: {TITLE}" in today
    assert "Look at it" in today
    stale = _text(_desk(cast.susan).get("/desk/book/"))
    assert "One wants to be looked at." in stale
    _desk(cast.susan).post(reverse("desk:page_confirm", args=[page.public_id]))
    promise.refresh_from_db()
    assert promise.state == PromiseState.KEPT
    assert "want to be looked at" not in _text(_desk(cast.susan).get("/desk/book/"))


def test_nobody_is_written_to_about_a_stale_page(cast: Cast) -> None:
    a_page(cast, now=NOW)
    ask_to_confirm(now=STALE)
    promise = Promise.objects.get(what="confirm_page")
    for moment in (promise.remind_at, promise.escalate_at, promise.due_at + DAY):
        sweep(now=moment)
    assert not Message.objects.exists()
    assert Promise.objects.get(pk=promise.pk).state == PromiseState.BROKEN
    assert ask_to_confirm(now=promise.due_at + DAY) == 1


def test_a_page_taken_out_is_owed_nothing_and_read_by_nobody(cast: Cast) -> None:
    page = a_page(cast, now=NOW)
    ask_to_confirm(now=STALE)
    retire_page(page=page, by=cast.susan, now=STALE)
    assert Promise.objects.get(what="confirm_page").state == PromiseState.RELEASED
    assert public_pages(cast.opening, "en") == []
    for act in (retire_page, confirm_page):
        with pytest.raises(Refused, match="taken out"):
            act(page=page, by=cast.susan, now=STALE)


def test_whoever_confirms_a_page_whose_owner_has_left_owns_it(cast: Cast) -> None:
    page = a_page(cast, now=NOW, owner=cast.alex)
    Member.objects.filter(pk=cast.alex.pk).update(is_active=False)
    assert confirm_page(page=page, by=cast.jo, now=STALE).owner == cast.jo


def test_the_best_page_comes_first_with_who_vouches_for_it_and_since_when(cast: Cast) -> None:
    a_page(cast, now=NOW)
    a_page(cast, now=NOW, title="Is there a car park?", answer="Behind the shop.")
    where = reverse("desk:book_search")
    found = _text(_desk(cast.jo).get(where, {"q": "interv"}))
    assert TITLE in found
    assert "Susan Ito, 24 Nov 2026" in found
    assert "car park" not in found
    asked = {"q": "", "asked": "Hello, can I park my car somewhere?"}
    assert "Behind the shop." in _text(_desk(cast.jo).get(where, asked))
    unknown = _desk(cast.jo).get(where, {"q": "bring my dog"}).content.decode()
    assert f"{reverse('desk:page_new')}?title=bring%20my%20dog" in unknown
    nothing = _text(_desk(cast.jo).get(where, {"q": "' | & :* \\ ("}))
    assert "Type what was asked." in nothing or "nothing about this" in nothing


def test_who_takes_part_in_one_opening_reads_no_page_of_another(cast: Cast) -> None:
    a_page(cast, now=NOW, topic=Topic.OPENING, opening=cast.other_opening)
    assert found_pages(cast.ben, "interview") == []
    assert len(found_pages(cast.jo, "interview")) == 1


def test_candidates_read_the_public_part_on_the_opening_and_on_their_page(cast: Cast) -> None:
    a_page(cast, now=NOW)
    a_page(cast, now=NOW, title="What do we pay at most?", is_public=False)
    other = {"topic": Topic.OPENING, "opening": cast.other_opening}
    a_page(cast, now=NOW, title="How many windows are there?", **other)
    page = Client().get(reverse("careers:opening", args=[cast.opening.slug])).content.decode()
    assert "Questions people ask" in page
    assert f"<summary>{TITLE}</summary><p>Yes. Keep the ticket" in page
    assert "What do we pay at most?" not in page
    assert "How many windows" not in page
    assert TITLE in words_of(apply(cast))


def test_what_somebody_typed_into_the_book_is_text_to_candidates(cast: Cast) -> None:
    a_page(cast, now=NOW, answer="<script>alert(1)</script>")
    page = Client().get(reverse("careers:opening", args=[cast.opening.slug])).content.decode()
    assert "<script>alert" not in page


def test_a_question_asked_twice_proposes_a_page(cast: Cast) -> None:
    for name, question in (
        ("Ana Moreau", "Is there a discount for the staff in the shop?"),
        ("Bo Lindqvist", "Hello. Do staff have a discount? Thanks."),
    ):
        heard = Heard(channel=Channel.EMAIL, text=question, at=NOW)
        hear(conversation=conversation_about(apply(cast, name), now=NOW), heard=heard, now=NOW)
    page = _text(_desk(cast.susan).get("/desk/book/"))
    assert "Asked more than once, and not in the book" in page
    assert "2 people" in page
    a_page(cast, now=NOW, title="Is there a discount for staff?")
    assert "Asked more than once" not in _text(_desk(cast.susan).get("/desk/book/"))


def test_writing_a_page_anew_keeps_what_its_owner_was_asked(cast: Cast) -> None:
    page = a_page(cast, now=NOW)
    ask_to_confirm(now=STALE)
    words = PageWords(title=TITLE, answer="Always.", topic=Topic.PROCESS, owner=cast.susan)
    page = write_page(page=page, words=words, by=cast.susan, now=STALE)
    assert Promise.objects.get(what="confirm_page").state == PromiseState.KEPT
    assert page.confirmed_at == STALE
