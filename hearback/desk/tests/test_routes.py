"""Every route of the desk against every role, and what a look may change: nothing."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse

from hearback.accounts.models import Member
from hearback.channels.models import Message
from hearback.desk import urls
from hearback.desk.tests.conftest import As, attach, read
from hearback.inbox.actions import ask
from hearback.ledger.models import Entry
from hearback.pipeline.models import Application, Conversation, Document
from tests.cast import NOW, Cast, apply

EVERYBODY = ("interviewer", "manager", "recruiter", "lead", "administrator")
ANSWERERS = EVERYBODY[2:]
SEEN_BY_ALL = (
    "today",
    "today_list",
    "search",
    "openings",
    "opening_brief",
    "board",
    "people",
    "lane",
    "ended",
    "application",
    "document",
    "document_pages",
    "document_page",
    "inbox",
    "conversation",
    "beside",
    "attachment",
)
# What a conversation without a file or a reply has nothing to show for.
NOTHING_THERE = {"document_page", "attachment", "arrival"}
TALKS = {
    *("conversation", "beside", "attachment", "reply", "draft", "talk_done", "talk_snooze"),
    *("talk_wake", "talk_assign", "talk_note", "talk_link"),
}
ALLOWED: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(SEEN_BY_ALL, EVERYBODY),
    **dict.fromkeys(
        [
            "outbox",
            "outbox_hold",
            "outbox_release",
            "letter_again",
            "letter_arrived",
            "letter_recall",
            "letter_aside",
            "move",
            "call",
            "hand_over",
            "write_to",
            "reply_undo",
            "reply_now",
            "arrival",
            "arrival_again",
            "arrival_aside",
            *sorted(TALKS - set(SEEN_BY_ALL)),
            "opening_new",
            "opening_edit",
            "opening_preview",
            "opening_publish",
            "opening_pause",
            "opening_resume",
            "opening_drop",
        ],
        ANSWERERS,
    ),
}
ABOUT_AN_OPENING = ("opening_brief", "board", "people", "lane", "ended")
ABOUT_SOMEBODY = ("application", "document", "document_pages", "document_page")
pytestmark = [pytest.mark.usefixtures("files"), pytest.mark.slow]


def routes() -> dict[str, URLPattern]:
    """Every route by name, those that are included too."""
    found: dict[str, URLPattern] = {}
    waiting: list[Any] = list(urls.urlpatterns)
    while waiting:
        route = waiting.pop()
        if isinstance(route, URLResolver):
            waiting += route.url_patterns
        else:
            found[str(route.name)] = route
    return found


@pytest.fixture
def people(cast: Cast) -> dict[str, Member]:
    """Somebody of each role; Ben and Grace take part in the shop manager's opening only."""
    return {
        "interviewer": cast.ben,
        "manager": cast.grace,
        "recruiter": cast.jo,
        "lead": cast.omar,
        "administrator": cast.alex,
    }


@pytest.fixture
def ana(cast: Cast) -> Application:
    """Somebody who applied to the opening everybody takes part in, with a paper."""
    application = apply(cast, "Ana Moreau")
    attach(application, b"words", "Ana.txt")
    read(application, "words")
    ask(application=application, words="Is there a car park?", now=NOW)
    return application


def address(name: str, cast: Cast, application: Application) -> str:
    """The route, asked about somebody and their opening."""
    document = Document.objects.filter(application=application).first()
    letter = Message.objects.filter(about=application.public_id).first()
    talk = Conversation.objects.filter(application=application).first()
    known = {
        "public_id": talk.public_id if talk and name in TALKS else application.public_id,
        "file_id": uuid4(),
        "arrival_id": uuid4(),
        "document_id": document.public_id if document else uuid4(),
        "letter_id": letter.public_id if letter else uuid4(),
        "slug": application.opening.slug,
        "stage_id": cast.new.pk,
        "state": "declined",
        "name": "coming",
        "number": 1,
    }
    pattern = routes()[name].pattern
    inner = {key for key in known if f":{key}>" in str(pattern)}
    return reverse(f"desk:{name}", kwargs={key: known[key] for key in inner})


def test_every_row_has_a_route() -> None:
    """That every route has a row somewhere is the business of `tests/architecture`."""
    assert set(ALLOWED) <= set(routes())


@pytest.mark.parametrize("role", EVERYBODY)
def test_each_role_gets_what_it_may_and_nothing_else(
    as_: As, cast: Cast, people: dict[str, Member], ana: Application, role: str
) -> None:
    client = as_(people[role])
    for name, allowed in ALLOWED.items():
        where = address(name, cast, ana)
        status = client.get(where).status_code
        if role not in allowed:
            assert status in {404, 405}, name
            assert client.post(where).status_code == 404, name
        else:
            # A text has no pages to show as pictures, and nobody sent a file.
            assert status in ({404} if name in NOTHING_THERE else {200, 405}), name


@pytest.mark.parametrize("role", ["interviewer", "manager"])
def test_openings_of_others_are_not_there(
    as_: As, cast: Cast, people: dict[str, Member], role: str
) -> None:
    chen = apply(cast, "Chen Wei", opening=cast.other_opening)
    attach(chen, b"words", "Chen.txt")
    client = as_(people[role])
    for name in ABOUT_AN_OPENING + ABOUT_SOMEBODY:
        assert client.get(address(name, cast, chen)).status_code == 404, name


def test_somebody_who_is_not_signed_in_is_asked_to(cast: Cast, ana: Application) -> None:
    for name in ALLOWED:
        where = address(name, cast, ana)
        for answer in (Client().get(where), Client().post(where)):
            assert answer.status_code == 302, name
            assert "sign-in" in answer["Location"], name


def test_looking_changes_nothing(as_: As, cast: Cast, ana: Application) -> None:
    client = as_(cast.alex)
    before = (Entry.objects.count(), list(Message.objects.values()), ana.stage_id)
    for name in ALLOWED:
        where = address(name, cast, ana)
        client.get(where)
        client.head(where)
        ana.refresh_from_db()
        after = (Entry.objects.count(), list(Message.objects.values()), ana.stage_id)
        assert after == before, name


def test_a_form_from_elsewhere_changes_nothing(as_: As, cast: Cast, ana: Application) -> None:
    client = Client(enforce_csrf_checks=True)
    client.cookies = as_(cast.alex).cookies
    entries = Entry.objects.count()
    for name in ALLOWED:
        where = address(name, cast, ana)
        answer = client.post(where, headers={"origin": "https://evil.example"})
        assert answer.status_code == 403, name
    assert Entry.objects.count() == entries
