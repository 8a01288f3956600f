"""From what was seen to words for the candidate: drafted, mended, approved, frozen, answered."""

# M25 M30

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from hearback.answers.tests.makers import send
from hearback.channels.models import Message, MessageState
from hearback.feedback.circle.actions import set_level
from hearback.feedback.circle.models import Feedback, FeedbackLevel, Helped, Point
from hearback.feedback.tests.circle_makers import TOLD, held, scored, told_no
from hearback.interviews.kits.actions import write_anew
from hearback.interviews.kits.tests.makers import EVIDENCE, files, seat
from hearback.ledger.models import Promise, PromiseState
from hearback.pipeline.models import Application, ApplicationState
from hearback.portal.tests.makers import address_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from hearback.interviews.models import Interview
    from tests.cast import Cast
    from tests.desk_visit import Moment

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("relay")]

WORDS = "You told us how you led nine people through the move of the shop."
GAP = "You have not led people on the floor through a whole week yet."
LATER = TOLD + timedelta(minutes=11)


@pytest.fixture
def visit(cast: Cast, moment: Moment) -> Interview:
    """Ana met Grace (strong on leading) and Ben (not there yet on Saturdays)."""
    interview = held(cast)
    scored(cast, interview)
    moment.now = TOLD
    return interview


@pytest.fixture
def ana(cast: Cast, visit: Interview) -> Application:
    """Ana, whose no has reached her."""
    return told_no(cast, visit)


def page_of(application: Application) -> str:
    """Where her feedback is written."""
    return reverse("circle:write", args=[application.public_id])


def typed(application: Application, *, words: str = WORDS, **more: str) -> dict[str, str]:
    """The form as the page sends it: one strength."""
    draft = Feedback.objects.drafts().get(application=application)
    strength = draft.points.get(side="strength")
    known = {"revision": str(draft.revision), "row-0-key": strength.key, "row-0-words": words}
    return known | more


def given(client: Client, application: Application) -> Feedback:
    """Draft it, approve the strength, and let it leave."""
    client.post(page_of(application), {"act": "draft"})
    client.post(page_of(application), typed(application, act="approve"))
    send(LATER)
    return Feedback.objects.get(application=application)


def test_from_scorecards_to_the_status_page(
    as_: Callable[[Any], Client], cast: Cast, ana: Application, moment: Moment
) -> None:
    client = as_(cast.susan)
    assert "Draft it from what was seen" in client.get(page_of(ana)).content.decode()
    client.post(page_of(ana), {"act": "draft"})
    page = client.get(page_of(ana)).content.decode()
    assert page.count(EVIDENCE) >= 2, "the evidence stands beside each point"
    assert "Grace Okafor, A visit to the shop" in page
    sides = [point.side for point in Feedback.objects.get().points.all()]
    assert sides == ["strength", "gap"]
    assert client.post(page_of(ana), typed(ana, act="approve")).status_code == 302
    assert "Approved, on its way" in client.get(page_of(ana)).content.decode()
    send(TOLD)
    letter = Message.objects.get(purpose="feedback.given")
    assert letter.state == MessageState.QUEUED, "ten minutes for a second look"
    send(LATER)
    assert f"Two years of leading a team: this was a strength. {WORDS}" in letter.text
    moment.now = LATER
    status = Client().get(address_of(ana)).content.decode()
    assert WORDS in status
    assert "We told you what we saw." in status
    promise = Promise.objects.get(what="feedback")
    assert promise.state == PromiseState.KEPT


def test_feedback_never_precedes_the_decision(
    as_: Callable[[Any], Client], cast: Cast, visit: Interview
) -> None:
    client, ana = as_(cast.susan), visit.application
    page = client.get(page_of(ana)).content.decode()
    assert "Feedback comes after the answer" in page
    assert EVIDENCE not in page
    assert client.post(page_of(ana), {"act": "draft"}).status_code == 409
    assert not Feedback.objects.exists()


def test_interviewers_and_managers_neither_write_nor_approve(
    as_: Callable[[Any], Client], cast: Cast, ana: Application
) -> None:
    for member in (cast.ben, cast.grace):
        for act in ("draft", "approve"):
            assert as_(member).post(page_of(ana), {"act": act}).status_code == 404
    assert not Feedback.objects.exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("You led nine people, but you lack energy.", "“energy” is an impression"),
        ("You led nine people at your age.", "“age” can be read as age"),
        ("You led nine people better than other candidates.", "compares with other people"),
        ("You led nine people!", "exclamation mark"),
        ("You juggle.", "shares no word with its evidence"),
        ("", "has no words"),
    ],
)
def test_words_that_must_not_be_said_are_refused_by_name(
    as_: Callable[[Any], Client], cast: Cast, ana: Application, words: str, why: str
) -> None:
    client = as_(cast.susan)
    client.post(page_of(ana), {"act": "draft"})
    answer = client.post(page_of(ana), typed(ana, words=words, act="approve"))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert why in page
    assert words in page.replace("&#x27;", "'"), "what was typed stays"
    assert not Message.objects.filter(purpose="feedback.given").exists()


def test_a_point_that_lost_its_evidence_is_refused(
    as_: Callable[[Any], Client], cast: Cast, ana: Application
) -> None:
    client = as_(cast.susan)
    client.post(page_of(ana), {"act": "draft"})
    lost = client.post(page_of(ana), typed(ana, act="approve", **{"row-0-key": ""}))
    assert lost.status_code == 422
    assert "rests on nothing" in lost.content.decode()
    made_up = client.post(page_of(ana), typed(ana, act="approve", **{"row-0-key": "x:1:1"}))
    assert made_up.status_code == 422
    assert not Message.objects.filter(purpose="feedback.given").exists()


def test_what_is_kept_is_not_sent_and_says_what_is_missing(
    as_: Callable[[Any], Client], cast: Cast, ana: Application
) -> None:
    client = as_(cast.susan)
    client.post(page_of(ana), {"act": "draft"})
    kept = client.post(page_of(ana), typed(ana, words="Nice style.", act="keep"), follow=True)
    page = kept.content.decode()
    assert "Nice style." in page
    assert "“style” is about the person" in page
    assert Feedback.objects.get().approved_at is None


def test_two_recruiters_approve_at_once_and_one_letter_goes(
    as_: Callable[[Any], Client], cast: Cast, ana: Application
) -> None:
    as_(cast.susan).post(page_of(ana), {"act": "draft"})
    form = typed(ana, act="approve")
    assert as_(cast.susan).post(page_of(ana), form).status_code == 302
    late = as_(cast.jo).post(page_of(ana), form)
    assert late.status_code == 409
    assert "Susan Ito has approved it already. Nothing was sent twice." in late.content.decode()
    assert Message.objects.filter(purpose="feedback.given").count() == 1


def test_a_colleagues_change_is_not_written_over(
    as_: Callable[[Any], Client], cast: Cast, ana: Application
) -> None:
    as_(cast.susan).post(page_of(ana), {"act": "draft"})
    old = typed(ana, act="approve")
    as_(cast.jo).post(page_of(ana), typed(ana, words="You led nine.", act="keep"))
    assert as_(cast.susan).post(page_of(ana), old).status_code == 409
    assert Point.objects.get().words == "You led nine."


def test_taken_back_before_it_leaves_it_is_a_draft_again(
    as_: Callable[[Any], Client], cast: Cast, ana: Application
) -> None:
    client = as_(cast.susan)
    client.post(page_of(ana), {"act": "draft"})
    client.post(page_of(ana), typed(ana, act="approve"))
    client.post(page_of(ana), {"act": "back"})
    assert send(LATER) == 0
    feedback = Feedback.objects.get()
    assert (feedback.approved_at, feedback.message) == (None, None)
    client.post(page_of(ana), typed(ana, act="approve"))
    recalled = Feedback.objects.get().message
    assert recalled is not None
    client.post(reverse("desk:letter_recall", args=[recalled.public_id]))
    assert Feedback.objects.get().approved_at is None


def test_what_left_is_corrected_by_a_version_beside_the_first(
    as_: Callable[[Any], Client], cast: Cast, ana: Application, moment: Moment
) -> None:
    client = as_(cast.susan)
    given(client, ana)
    assert client.post(page_of(ana), {"act": "back"}).status_code == 409
    assert client.post(page_of(ana), {"act": "anew", "why": ""}).status_code == 409
    client.post(page_of(ana), {"act": "anew", "why": "Two notes were mixed up."})
    new = typed(ana, words="You told us how you led nine people.", act="approve")
    client.post(page_of(ana), new)
    moment.now = LATER + timedelta(hours=1)
    send(moment.now)
    status = Client().get(address_of(ana)).content.decode()
    assert "Two notes were mixed up." in status
    assert WORDS in status
    assert "You told us how you led nine people." in status
    assert "What stood here before" in status
    newest = Message.objects.filter(purpose="feedback.given").latest("pk")
    assert "I have to correct what I told you" in newest.text


def test_the_database_freezes_what_was_given(
    as_: Callable[[Any], Client], cast: Cast, ana: Application
) -> None:
    given(as_(cast.susan), ana)
    for change in (
        lambda: Point.objects.update(words="Something else."),
        lambda: Point.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert Point.objects.update(words="", evidence="") == 1, "a person can be forgotten"


def test_a_scorecard_filed_anew_is_flagged_and_changes_nothing(
    as_: Callable[[Any], Client], cast: Cast, visit: Interview, ana: Application
) -> None:
    client = as_(cast.susan)
    client.post(page_of(ana), {"act": "draft"})
    form = typed(ana, act="approve")
    grace = seat(visit, cast.grace)
    write_anew(panelist=grace, why="I mixed up two people.", by=cast.grace, now=TOLD)
    files(visit, cast.grace, level=2, at=TOLD)
    assert Feedback.objects.get().stale_words == "Grace Okafor filed the scorecard anew."
    page = client.get(page_of(ana)).content.decode()
    assert "Grace Okafor filed the scorecard anew." in page
    assert client.post(page_of(ana), form).status_code == 422
    assert not Message.objects.filter(purpose="feedback.given").exists()


def test_after_it_was_given_a_new_scorecard_is_only_flagged(
    as_: Callable[[Any], Client], cast: Cast, visit: Interview, ana: Application
) -> None:
    client = as_(cast.susan)
    given(client, ana)
    write_anew(panelist=seat(visit, cast.grace), why="A slip.", by=cast.grace, now=LATER)
    files(visit, cast.grace, level=2, at=LATER)
    feedback = Feedback.objects.get()
    assert feedback.stale_at == LATER
    assert feedback.points.get().words == WORDS
    assert "write a new version" in client.get(page_of(ana)).content.decode()


def test_a_reopened_application_stops_the_letter(
    as_: Callable[[Any], Client], cast: Cast, ana: Application
) -> None:
    client = as_(cast.susan)
    client.post(page_of(ana), {"act": "draft"})
    client.post(page_of(ana), typed(ana, act="approve"))
    Application.objects.filter(pk=ana.pk).update(state=ApplicationState.WITHDRAWN)
    send(LATER)
    message = Message.objects.get(purpose="feedback.given")
    assert message.state == MessageState.STOPPED
    assert Feedback.objects.get().approved_at is None, "it is a draft again"


def test_a_no_that_came_back_is_told_first(
    as_: Callable[[Any], Client], cast: Cast, ana: Application
) -> None:
    Message.objects.filter(purpose="answers.decline").update(state=MessageState.RETURNED)
    answer = as_(cast.susan).post(page_of(ana), {"act": "draft"})
    assert answer.status_code == 409
    assert "did not reach them" in answer.content.decode()


def test_everybody_met_and_declined_stands_on_the_list_until_told(
    as_: Callable[[Any], Client], cast: Cast, ana: Application
) -> None:
    client = as_(cast.susan)
    listed = reverse("circle:to_give")
    assert "Ana Moreau" in client.get(listed).content.decode()
    promise = Promise.objects.get(what="feedback")
    assert (promise.owner, promise.promisee) == (cast.susan, "team")
    given(client, ana)
    assert "Ana Moreau" not in client.get(listed).content.decode()


def test_the_level_of_the_country_decides(
    as_: Callable[[Any], Client], cast: Cast, ana: Application
) -> None:
    levels = reverse("circle:levels")
    assert as_(cast.susan).get(levels).status_code == 404
    as_(cast.omar).post(levels, {"country": "CA", "level": "reason"})
    client = as_(cast.susan)
    client.post(page_of(ana), {"act": "draft"})
    draft = Feedback.objects.get()
    assert [(point.side, point.words) for point in draft.points.all()] == [("gap", "")]
    form = {"revision": "0", "row-0-key": draft.points.get().key, "act": "approve"}
    assert client.post(page_of(ana), form).status_code == 302
    send(LATER)
    letter = Message.objects.get(purpose="feedback.given")
    assert "- Free on Saturdays: this is what was missing for this job\n" in letter.text
    assert EVIDENCE not in letter.text


def test_where_no_feedback_is_given_nothing_is_owed(
    as_: Callable[[Any], Client], cast: Cast, visit: Interview
) -> None:
    set_level(country="CA", level=FeedbackLevel.NONE, by=cast.omar, now=TOLD)
    ana = told_no(cast, visit)
    assert not Promise.objects.filter(what="feedback").exists()
    client = as_(cast.susan)
    assert "Ana Moreau" not in client.get(reverse("circle:to_give")).content.decode()
    assert client.post(page_of(ana), {"act": "draft"}).status_code == 409
    as_(cast.omar).post(reverse("circle:remove_level", args=["CA"]))
    assert client.post(page_of(ana), {"act": "draft"}).status_code == 302


def test_they_say_that_it_helped_and_the_interviewer_hears(
    as_: Callable[[Any], Client], cast: Cast, ana: Application, moment: Moment
) -> None:
    given(as_(cast.susan), ana)
    moment.now = LATER
    page = address_of(ana, "feedback")
    assert Client().get(f"{page}?tap=yes").status_code == 200
    assert Feedback.objects.get().helped == ""
    for _again in range(2):
        Client().post(page, {"tap": "yes", "line": "Now I know what to practise."})
    assert Feedback.objects.get().helped == Helped.YES
    letter = Message.objects.get(purpose="feedback.it_helped")
    assert letter.to_address == cast.grace.email
    assert "Now I know what to practise." in letter.text
    assert "two years of leading a team" in letter.text
    assert "It helped" in as_(cast.susan).get(page_of(ana)).content.decode()


def test_that_it_did_not_help_is_for_the_recruiter_alone(
    as_: Callable[[Any], Client], cast: Cast, ana: Application, moment: Moment
) -> None:
    given(as_(cast.susan), ana)
    moment.now = LATER
    Client().post(address_of(ana, "feedback"), {"tap": "no", "line": "I knew that."})
    assert not Message.objects.filter(purpose="feedback.it_helped").exists()
    assert "I knew that." in as_(cast.susan).get(page_of(ana)).content.decode()


def test_before_feedback_its_page_is_not_there(ana: Application, moment: Moment) -> None:
    moment.now = LATER
    assert Client().post(address_of(ana, "feedback"), {"tap": "yes"}).status_code == 404
