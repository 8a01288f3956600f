"""The demo company lives as real ones do: promises, letters and answers by the house's own acts."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.storage import default_storage

from hearback.accounts.models import Member, Organisation, Place, Role
from hearback.accounts.queries import is_away
from hearback.answers.models import Answer, AnswerState, DeclineReason, Resource, ResourceKind
from hearback.careers.actions import read_documents
from hearback.channels.models import Message, MessageState
from hearback.demo import letters
from hearback.demo.load import load_demo, sign_ins
from hearback.demo.load.fates import FATES
from hearback.demo.tests.conftest import SMALL
from hearback.insights.invariants import all_invariants
from hearback.interviews.kits.reading import gaps_of_kit
from hearback.interviews.models import Limit, Room
from hearback.interviews.plan.programme import programme_of, uncovered
from hearback.kit.errors import Refused
from hearback.ledger.models import Entry, Promise, PromiseState
from hearback.pipeline.models import (
    Application,
    ApplicationState,
    ApplicationText,
    Conversation,
    ConversationState,
    Opening,
    OpeningState,
    StageKind,
)
from tests.cast import NOW

pytestmark = [pytest.mark.usefixtures("company"), pytest.mark.slow]

ENDS = {
    "hired": ApplicationState.HIRED,
    "withdrew": ApplicationState.WITHDRAWN,
    "withdrew_later": ApplicationState.WITHDRAWN,
    **dict.fromkeys(("no", "no_review", "no_meeting", "filled", "slow"), ApplicationState.DECLINED),
}
STAGES = {
    "fresh": StageKind.NEW,
    "reading": StageKind.REVIEW,
    "interview": StageKind.INTERVIEW,
    "offer": StageKind.OFFER,
    "late": StageKind.REVIEW,
    "soon": StageKind.REVIEW,
}


def of(fate: str) -> Application:
    """The application of the one who has this fate."""
    person = next(one for one in SMALL if one.fate == fate)
    return Application.objects.get(candidate__email=person.email)


def owed(application: Application) -> Promise:
    """The one open promise about this application."""
    return application.promises.open().to_candidate().about_the_application().get()


def letters_of(application: Application, purpose: str) -> list[Message]:
    return list(Message.objects.filter(about=application.public_id, purpose=purpose))


def test_a_shop_with_five_places_nine_colleagues_and_seven_published_openings() -> None:
    assert Organisation.objects.get().name == "Harbour & Pine"
    assert Place.objects.count() == 5
    assert {place.zone for place in Place.objects.all()} == {
        "America/Toronto",
        "America/Halifax",
        "Europe/London",
    }
    assert Member.objects.count() == 9
    assert set(Member.objects.values_list("role", flat=True)) == set(Role)
    assert [one.name for one in Member.objects.all() if is_away(one, now=NOW)] == ["Mathieu Gagnon"]
    assert Opening.objects.filter(state=OpeningState.PUBLISHED).count() == 7
    assert not Opening.objects.filter(criteria=None).exists()


def test_people_can_be_invited_to_every_round_of_every_opening() -> None:
    for opening in Opening.objects.all():
        rounds = programme_of(opening)
        assert rounds, opening.title
        assert [one.gaps for one in rounds if not one.is_open] == []
        assert [list(gaps_of_kit(one.round)) for one in rounds] == [[] for _one in rounds]
        assert uncovered(opening) == [] or opening.slug == "web-developer"
    assert Room.objects.count() == 5
    assert Limit.objects.count() == 3


def test_something_helpful_is_offered_and_reasons_have_words() -> None:
    offered = set(Resource.objects.filter(is_offered=True).values_list("kind", flat=True))
    assert offered >= {ResourceKind.PARTNER, ResourceKind.COURSE, ResourceKind.SERVICE}
    assert DeclineReason.objects.filter(is_offered=True).count() > 4


@pytest.mark.parametrize("fate", FATES)
def test_each_life_is_where_its_fate_leads(fate: str) -> None:
    application = of(fate)
    assert application.state == ENDS.get(fate, ApplicationState.IN_PROGRESS)
    assert application.stage.kind == STAGES.get(fate, application.stage.kind)
    assert application.received_at < NOW
    assert application.answers
    receipt = MessageState.FAILED if fate == "bounced" else MessageState.ACCEPTED
    assert [one.state for one in letters_of(application, "careers.receipt")] == [receipt]


def test_nobody_waits_without_a_promise_that_is_still_to_come() -> None:
    waiting = Application.objects.in_progress()
    assert len(waiting) == len(FATES) - len(ENDS)
    for application in waiting:
        assert owed(application).due_at > NOW, application.name


def test_what_the_house_counts_as_broken_is_nowhere() -> None:
    counts = {one.name: one.count(NOW) for one in all_invariants() if one.must_be_zero}
    assert counts == dict.fromkeys(counts, 0)


def test_somebody_asked_and_a_stranger_wrote_and_both_are_promised_a_reply() -> None:
    asked, stranger = Conversation.objects.order_by("application")
    assert asked.application == of("interview")
    assert stranger.name == "Gwendolyn Pike"
    for conversation in (asked, stranger):
        assert conversation.state == ConversationState.AWAITS_US
        assert conversation.due_at is not None
        assert conversation.due_at > NOW


def test_one_is_due_within_the_hour() -> None:
    promise = owed(of("soon"))
    assert timedelta(minutes=40) < promise.due_at - NOW <= timedelta(hours=1)
    assert promise.ladder_step == 2


def test_whoever_waits_too_long_has_been_told_sorry_with_a_new_date() -> None:
    application = of("late")
    broken = application.promises.get(state=PromiseState.BROKEN)
    assert broken.due_at < NOW
    assert owed(application).follows == broken
    [apology] = letters_of(application, "inbox.apology")
    assert apology.state == MessageState.ACCEPTED
    assert apology.accepted_at is not None
    assert apology.accepted_at < broken.due_at + timedelta(minutes=1)


def test_an_answer_after_an_apology_leaves_the_broken_promise_on_record() -> None:
    states = {promise.state for promise in of("slow").promises.all()}
    assert states == {PromiseState.KEPT, PromiseState.BROKEN}


def test_a_no_waits_to_leave_with_thanks_a_reason_and_something_that_helps() -> None:
    answer = of("leaving").answers_given.get(state=AnswerState.WAITING)
    assert answer.send_at > NOW
    assert answer.words
    assert answer.reason
    assert answer.resource is not None
    [letter] = letters_of(answer.application, "answers.decline")
    assert letter.state == MessageState.QUEUED
    assert answer.resource.title in letter.text


def test_one_letter_came_back_and_of_one_nobody_knows() -> None:
    [receipt] = letters_of(of("bounced"), "careers.receipt")
    assert "550" in receipt.trouble
    [answer] = letters_of(of("doubt"), "answers.decline")
    assert answer.state == MessageState.IN_DOUBT
    told = Entry.objects.filter(kind="letter.undelivered").values_list("application", flat=True)
    assert set(told) == {of("bounced").pk, of("doubt").pk}


def test_a_new_date_was_told_before_the_old_one() -> None:
    application = of("held")
    assert application.promises.filter(state=PromiseState.RENEGOTIATED).exists()
    assert owed(application).reason


def test_the_hired_were_rung_as_promised() -> None:
    call = of("hired").promises.get(what="call")
    assert call.state == PromiseState.KEPT


def test_every_letter_that_left_can_be_read_in_the_mailbox() -> None:
    sent = Message.objects.filter(state=MessageState.ACCEPTED)
    found = letters.heads()
    assert len(found) == len(sent)
    assert [head.at for head in found] == sorted((head.at for head in found), reverse=True)
    assert {head.to_address for head in found} == set(sent.values_list("to_address", flat=True))
    texts = [letters.letter(head.name).text for head in found]
    assert not [text for text in texts if "⟦" in text or "{" in text]


def test_nothing_happened_after_now() -> None:
    soon = NOW + timedelta(seconds=5)
    assert not Entry.objects.filter(at__gt=soon).exists()
    assert not Message.objects.filter(accepted_at__gt=soon).exists()
    assert not Answer.objects.filter(given_at__gt=soon).exists()


def test_every_cv_is_a_file_whose_words_are_about_its_sender() -> None:
    dealt_with = read_documents(clock=lambda: NOW)
    assert dealt_with == len(FATES)
    for text in ApplicationText.objects.select_related("application"):
        # Some fonts and machines write letters in other forms; the family name's start is enough.
        assert text.application.name.split()[0][:4] in text.text
    names = [document.name for one in Application.objects.all() for document in one.documents.all()]
    assert {name.rpartition(".")[2] for name in names} == {"pdf", "docx", "txt"}


def test_a_second_company_is_turned_away_and_nothing_changes(demo: Path) -> None:
    before = Entry.objects.count(), len(list(demo.rglob("*")))
    with pytest.raises(Refused, match="empty house"):
        load_demo(now=NOW)
    assert (Entry.objects.count(), len(list(demo.rglob("*")))) == before


def test_who_may_come_in_is_told_with_links_that_work_once_for_every_role() -> None:
    ways = sign_ins(now=NOW)
    assert [who for who, _way in ways[1:]] == [
        "Recruiter",
        "Lead",
        "Hiring manager",
        "Interviewer",
        "Administrator",
        "Analyst",
    ]
    assert ways[0][1].endswith("/demo/")
    assert len({way for _who, way in ways}) == len(ways)


def test_files_are_kept_where_the_house_keeps_them(demo: Path) -> None:
    keys = [document.key for one in Application.objects.all() for document in one.documents.all()]
    assert len(keys) == len(FATES)
    assert all(default_storage.exists(key) for key in keys)
    assert (demo / "files").is_dir()


def test_progress_is_told(said: list[str]) -> None:
    assert "Harbour & Pine" in said[0]
    assert said[-1] == "Their letters are put into the mailbox."
