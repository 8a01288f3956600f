"""A scorecard is kept as it is typed, asks for evidence, is final, and is nobody else's."""

# M20

from __future__ import annotations

import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from hearback.interviews.kits.actions import file_scorecard
from hearback.interviews.kits.reading import topics_for
from hearback.interviews.kits.tests.makers import (
    AFTER,
    ANCHORS,
    EVIDENCE,
    HOUR,
    as_,
    files,
    filled,
    seat,
    seen,
    visited,
    writes,
)
from hearback.interviews.models import Guide, InterviewState, Score, Scorecard
from hearback.kit.errors import Refused
from hearback.ledger.models import Entry, EntryWords
from hearback.rules.newest import mark_of
from tests.cast import Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.careers.tests.conftest import Clock
    from hearback.interviews.models import Interview, Panelist

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


@pytest.fixture
def visit(cast: Cast, page_clock: Clock) -> Interview:
    """Ana's visit, which is over."""
    page_clock.moment = AFTER
    return visited(cast, apply(cast))


@pytest.fixture
def grace(cast: Cast, visit: Interview) -> Panelist:
    """Grace's part in it."""
    return seat(visit, cast.grace)


def _page(panelist: Panelist) -> str:
    answer = as_(panelist.member).get(_address(panelist))
    assert answer.status_code == 200
    return str(answer.content.decode())


def _address(panelist: Panelist, more: str = "") -> str:
    return f"/desk/interviews/{panelist.interview.public_id}/scorecard/{more}"


def _sends(panelist: Panelist, fields: dict[str, str], act: str = "save", **more: str) -> Any:
    return as_(panelist.member).post(_address(panelist), {**fields, "act": act, **more})


def _types(panelist: Panelist, fields: dict[str, str], **more: str) -> Any:
    """As the page's script sends what was typed."""
    answer = as_(panelist.member).post(_address(panelist, "keep/"), {**fields, **more})
    return answer.status_code, answer.json()


def _key(panelist: Panelist) -> int:
    return topics_for(panelist)[0].criterion.pk


def test_it_has_the_criteria_of_ones_own_parts_with_their_levels_in_words(
    cast: Cast, visit: Interview, grace: Panelist
) -> None:
    page = _page(grace)
    assert "two years of leading a team" in page
    assert "free on Saturdays" not in page
    assert "free on Saturdays" in _page(seat(visit, cast.ben))
    assert all(words in page for words in ANCHORS)
    assert "they may ask for it" in page


def test_looking_at_it_changes_nothing(grace: Panelist) -> None:
    _page(grace)
    assert not Scorecard.objects.exists()


def test_what_is_typed_is_kept_field_by_field(grace: Panelist) -> None:
    words = f"words-{_key(grace)}"
    status, said = _types(grace, {words: "Led nine"}, seen=seen({words: ""}))
    assert (status, said["said"], said["saved"]) == (200, [], "Saved at 13:00")
    assert said["marks"] == {words: mark_of("Led nine")}
    assert "Led nine" in _page(grace)
    assert Scorecard.objects.get().filed_at is None
    assert not Entry.objects.filter(kind__startswith="interview.scorecard").exists()


def test_the_save_button_keeps_it_without_a_script(grace: Panelist) -> None:
    answer = _sends(grace, {"summary": "She led well."})
    assert answer.status_code == 200
    assert "Saved at 13:00" in answer.content.decode()
    assert "She led well." in _page(grace)


def test_two_devices_keep_the_newest_words_and_hear_of_the_others(grace: Panelist) -> None:
    words, empty = f"words-{_key(grace)}", seen({f"words-{_key(grace)}": ""})
    _types(grace, {words: "from the laptop"}, seen=empty)
    _status, said = _types(
        grace, {words: "from the train"}, seen=empty, **{f"age-{words}": "3600000"}
    )
    assert said["stands"] == {words: "from the laptop"}
    assert "Here it said: “from the train”" in said["said"][0]
    _status, said = _types(grace, {words: "from the phone"}, seen=empty)
    assert said["stands"] == {}
    assert "On another device it said: “from the laptop”" in said["said"][0]
    assert Score.objects.get().words == "from the phone"


def test_a_form_left_open_does_not_undo_what_another_device_wrote(grace: Panelist) -> None:
    """Only the summary was touched here; the words were written on the phone meanwhile."""
    words = f"words-{_key(grace)}"
    shown = {words: "", "summary": "", "overall": "", f"level-{_key(grace)}": ""}
    _types(grace, {words: "from the phone"}, seen=seen(shown))
    _sends(grace, {words: "", "summary": "Yes."}, seen=seen(shown))
    assert Score.objects.get().words == "from the phone"
    assert Scorecard.objects.get().summary == "Yes."


def test_what_a_browser_makes_up_is_refused_or_ignored(grace: Panelist) -> None:
    key = _key(grace)
    assert as_(grace.member).post(_address(grace), {"seen": "[1"}).status_code == 400
    status, said = _types(grace, {"seen": "[]"})
    assert (status, "did not arrive whole" in said["said"][0]) == (400, True)
    _types(grace, {f"level-{key}": "9", "overall": "maybe", "level-1": "4", "saw_others": "1"})
    card = Scorecard.objects.get()
    assert (card.overall, card.saw_others) == ("", False)
    assert Score.objects.get().level is None


def test_without_evidence_it_is_not_filed(grace: Panelist) -> None:
    fields = filled(grace) | {f"words-{_key(grace)}": ""}
    answer = _sends(grace, fields, "file")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Say in words what they said or did." in page
    assert "She has done the work." in page
    assert not Scorecard.objects.filed().exists()


def test_not_asked_is_an_answer_when_it_says_why(grace: Panelist) -> None:
    key = _key(grace)
    fields = filled(grace) | {f"level-{key}": "0", f"words-{key}": ""}
    assert "Say why it was not asked." in _sends(grace, fields, "file").content.decode()
    assert (
        _sends(grace, fields | {f"words-{key}": "We ran out of time."}, "file").status_code == 302
    )
    assert "Not asked" in _page(grace)


def test_filed_is_final_and_keeps_the_words_of_its_levels(grace: Panelist) -> None:
    assert _sends(grace, filled(grace), "file").status_code == 302
    Guide.objects.update(level_3="Something else by now")
    page = _page(grace)
    assert ANCHORS[2] in page
    assert EVIDENCE in page
    assert "Something else by now" not in page
    status, said = _types(grace, {"summary": "Changed my mind"})
    assert (status, "is filed" in said["said"][0]) == (409, True)
    assert _sends(grace, {"summary": "Changed my mind"}, "save").status_code == 409
    assert Scorecard.objects.get().summary == "She has done the work."


def test_filing_twice_files_once(grace: Panelist) -> None:
    for _ in range(2):
        _sends(grace, filled(grace), "file")
    assert Scorecard.objects.count() == 1
    assert Entry.objects.filter(kind="interview.scorecard_filed").count() == 1


def test_a_change_after_filing_is_a_new_version_with_a_reason(grace: Panelist) -> None:
    _sends(grace, filled(grace), "file")
    assert _sends(grace, {}, "anew", why=" ").status_code == 409
    assert _sends(grace, {}, "anew", why="I mixed up two people.").status_code == 302
    assert "Version 2, because: I mixed up two people." in _page(grace)
    first = Scorecard.objects.get(version=1)
    assert first.filed_at is not None
    _types(grace, {"summary": "No, it was Bo."}, seen=seen({"summary": first.summary}))
    _sends(grace, {}, "file")
    assert [card.summary for card in Scorecard.objects.order_by("version")] == [
        "She has done the work.",
        "No, it was Bo.",
    ]
    first.refresh_from_db()
    assert first.why == ""


def test_it_cannot_be_filed_before_the_interview_has_begun(
    grace: Panelist, page_clock: Clock
) -> None:
    early = AFTER - timedelta(days=1)
    page_clock.moment = early
    assert "It can be filed once the interview has begun." in _page(grace)
    assert "File it" not in _page(grace)
    writes(grace, filled(grace), at=early)
    with pytest.raises(Refused, match="has not begun"):
        file_scorecard(panelist=grace, by=grace.member, now=early)


@pytest.mark.parametrize(
    ("state", "why"),
    [
        (InterviewState.CANCELLED, "was called off"),
        (InterviewState.MISSED, "did not happen"),
    ],
)
def test_an_interview_that_did_not_happen_is_not_scored(
    grace: Panelist, state: InterviewState, why: str
) -> None:
    grace.interview.state = state
    grace.interview.save()
    status, said = _types(grace, {"summary": "Good"})
    assert (status, why in said["said"][0]) == (409, True)


def test_whoever_was_stood_down_scores_nothing(cast: Cast, grace: Panelist) -> None:
    grace.is_on = False
    grace.save()
    assert as_(cast.grace).get(_address(grace)).status_code == 404


def test_a_scorecard_is_its_panelists_alone(cast: Cast, grace: Panelist) -> None:
    for other in (cast.susan, cast.omar, cast.alex):
        assert as_(other).get(_address(grace)).status_code == 404


def test_the_history_says_who_filed_and_nothing_of_what(cast: Cast, visit: Interview) -> None:
    files(visit, cast.grace, level=1, overall="strong_no", summary="A bad day.")
    said = [str(entry.payload) for entry in Entry.objects.all()]
    said += [str(words.payload) for words in EntryWords.objects.all()]
    assert not [one for one in said if "strong_no" in one or "bad day" in one or EVIDENCE in one]
    assert (
        "Grace Okafor filed a scorecard"
        in as_(cast.susan)
        .get(f"/desk/applications/{visit.application.public_id}/")
        .content.decode()
    )


def test_age_is_counted_by_our_clock(grace: Panelist) -> None:
    words = f"words-{_key(grace)}"
    _types(grace, {words: "an hour ago"}, **{f"age-{words}": str(int(HOUR.total_seconds()) * 1000)})
    assert (
        json.loads(json.dumps(Scorecard.objects.get().touched))[words] == (AFTER - HOUR).isoformat()
    )
