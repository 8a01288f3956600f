"""A client's page: opened by link, logged, expiring, and only what was allowed; a press answers."""

# M26

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client as Browser

from hearback.clients import actions as act
from hearback.clients.models import Look
from hearback.clients.tests.makers import (
    a_client,
    a_contact,
    forward,
    letters_to,
    review_path,
    status_path,
)
from hearback.feedback.models import Ask, Tap
from hearback.pipeline.models import Document
from hearback.pipeline.models.document import TextState
from hearback.portal.word.press import FIELD, shown_at
from tests.cast import NOW, Cast, apply
from tests.desk_visit import As, Moment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("moment", "papers")]
BROWSES = {"Sec-Fetch-Mode": "navigate"}
SHOWN = {FIELD: shown_at(NOW - timedelta(minutes=1))}


def _cv(application: Any) -> Document:
    content = b"Ana Moreau, two years of leading a shop"
    key = default_storage.save("aa/bb/cv-of-ana", ContentFile(content))
    return Document.objects.create(
        public_id="5f3c8f4e-3d2a-4d8e-9a55-0f0a6b3f8a11",
        application=application,
        key=key,
        name="Ana.txt",
        kind="txt",
        size=len(content),
        sha256="0" * 64,
        text_state=TextState.READ,
        created_at=NOW,
    )


def test_a_press_answers_and_a_look_only_leaves_its_mark(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    submission = forward(cast, ana, ruth)
    page = review_path(submission.links.get())
    browser = Browser()
    browser.head(page)
    browser.get(page)  # a scanner of mail
    assert "They have not opened it yet" in browser.get(status_path(ana)).content.decode()
    browser.get(page, headers=BROWSES)
    assert [one.by_machine for one in Look.objects.order_by("pk")] == [True, False]
    assert "They have opened your application" in browser.get(status_path(ana)).content.decode()
    assert Ask.objects.get().answered_at is None
    browser.post(page, {"answer": "yes", "line": "A scanner presses at once"})
    assert Ask.objects.get().answered_at is None
    for _replayed in range(2):
        browser.post(page, {**SHOWN, "answer": "yes", "line": "Sounds right"})
    ask = Ask.objects.get()
    assert (ask.answer, ask.line) == (Tap.YES, "Sounds right")
    status = browser.get(status_path(ana)).content.decode()
    assert "They would like to meet you" in status
    assert "Sounds right" not in status
    other = browser.post(page, {**SHOWN, "answer": "no", "line": "Or not"})
    assert other.status_code == 409
    assert Ask.objects.get().answer == Tap.YES


def test_a_no_names_a_criterion_and_the_candidate_hears_it_from_a_person(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    submission = forward(cast, ana, ruth)
    criterion = cast.opening.criteria.order_by("position")[1]
    page = review_path(submission.links.get())
    said = {"answer": "no", "line": "Not on Saturdays", "who": "Tom, for Ruth"}
    Browser().post(page, {**SHOWN, **said})
    Browser().post(page, {**SHOWN, "why": "1", "criterion": criterion.pk})
    ask = Ask.objects.get()
    assert (ask.criterion, ask.answered_by) == (criterion, "Tom, for Ruth")
    status = Browser().get(status_path(ana)).content.decode()
    assert "They have answered. Susan Ito tells you what they said by" in status
    assert "Saturdays" not in status.split('id="forward"')[1].split("</section>")[0]
    ana.refresh_from_db()
    assert ana.state == "in_progress"
    assert ana.promises.open().to_candidate().exists()


def test_the_page_closes_by_itself_and_a_new_link_replaces_the_old(
    cast: Cast, as_: As, moment: Moment
) -> None:
    ruth = a_contact(cast, a_client(cast))
    submission = forward(cast, apply(cast), ruth)
    link = submission.links.get()
    page = review_path(link)
    moment.now = NOW + timedelta(days=14)
    closed = Browser().get(page)
    assert closed.status_code == 410
    assert "ask Susan Ito for a new link" in closed.content.decode()
    as_(cast.susan).post(f"/desk/review-links/{link.public_id}/renew/")
    link.refresh_from_db()
    assert Browser().get(page).status_code == 404
    assert Browser().get(review_path(link)).status_code == 200
    assert f"|{link.generation}⟧" in letters_to("ruth@client.example")[-1].text
    assert Ask.objects.get().page.endswith(f"|{link.generation}⟧")
    as_(cast.susan).post(f"/desk/review-links/{link.public_id}/close/")
    assert Browser().get(review_path(link)).status_code == 410


def test_papers_are_served_only_while_they_are_allowed(cast: Cast) -> None:
    ruth = a_contact(cast, a_client(cast))
    ana = apply(cast)
    document = _cv(ana)
    submission = forward(cast, ana, ruth, allowed=("name", "cv"))
    path = f"{review_path(submission.links.get())}papers/{document.public_id}/"
    served = Browser().get(path, headers=BROWSES)
    assert served.status_code == 200
    assert served["Content-Disposition"].startswith("attachment")
    assert "sandbox" in served["Content-Security-Policy"]
    assert Look.objects.get().what == "Ana.txt"
    act.say_yes(submission=submission, allowed=["name"], shown="x", now=NOW)
    assert Browser().get(path).status_code == 404
    act.take_consent_back(submission=submission, shown="x", now=NOW)
    assert Browser().get(path).status_code == 404


def test_whoever_reads_a_shared_mailbox_says_their_name(cast: Cast) -> None:
    desk = a_contact(cast, a_client(cast), "The office", is_shared=True)
    submission = forward(cast, apply(cast), desk)
    page = review_path(submission.links.get())
    assert Browser().post(page, {**SHOWN, "answer": "yes", "line": ""}).status_code == 422
    Browser().post(page, {**SHOWN, "answer": "yes", "line": "", "who": "Tom Bell"})
    assert Ask.objects.get().answered_by == "Tom Bell"


def test_whoever_left_sees_nothing_and_what_they_owed_is_the_recruiters(
    cast: Cast, as_: As
) -> None:
    client = a_client(cast)
    ruth, tom = a_contact(cast, client), a_contact(cast, client, "Tom Bell")
    submission = forward(cast, apply(cast), ruth, tom)
    pages = {one.contact_id: review_path(one) for one in submission.links.all()}
    as_(cast.susan).post(f"/desk/clients/contacts/{ruth.public_id}/left/")
    assert Browser().get(pages[ruth.pk]).status_code == 410
    assert Browser().get(pages[tom.pk]).status_code == 200
    assert Ask.objects.get(contact=ruth).to_ring_at is not None
    assert Ask.objects.get(contact=tom).to_ring_at is None
