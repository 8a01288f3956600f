"""How it was to deal with us: one page without script, and only a person's press counts."""

# M21 M33

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from hearback.accounts.models import Organisation
from hearback.interviews.asked.actions import ask_after
from hearback.interviews.asked.models import Opinion as AskedOpinion
from hearback.interviews.asked.queries import panel_answers_for_figures
from hearback.interviews.models import Interview, InterviewState
from hearback.interviews.tests.makers import MONDAY, PANELIST, booked
from hearback.kit.links import token
from hearback.portal.said.forms import SAID_BY_RULES
from hearback.portal.tests.makers import secret_of, words_of
from hearback.rules.measures import Moment as After
from hearback.rules.measures import ask_of_buying, ask_of_relationship, ask_to_recommend
from hearback.surveys.actions import count_opinions
from hearback.surveys.models import Opinion, Quiet
from hearback.surveys.tests.makers import ANSWERED, DAY, answered_no, asked_now
from tests.cast import NOW, Cast, apply
from tests.desk_visit import Moment, cast, moment

if TYPE_CHECKING:
    from hearback.pipeline.models import Application

__all__ = ["cast", "moment"]
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("relay")]
A_LOOK = timedelta(seconds=8)
LATER = ANSWERED + 3 * DAY


@pytest.fixture
def ana(cast: Cast, moment: Moment) -> Application:
    """Ana, who was told no and is asked how it was."""
    application = answered_no(cast)
    asked_now(application, at=LATER)
    moment.now = LATER
    return application


def _page(application: Application, *, score: int | None = None, of: str = "answer") -> str:
    at = [secret_of(application), of]
    return (
        reverse("portal:said", args=at) if score is None else f"/status/{at[0]}/said/{of}/{score}/"
    )


def _text(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def _press(address: str, moment: Moment, *, after: timedelta = A_LOOK, **data: str) -> Any:
    """Open a page, look at it for a while, and send what is given."""
    page = Client().get(address).content.decode()
    found = re.search(r'name="shown" value="([^"]+)"', page)
    moment.now += after
    return Client().post(address, {"shown": found[1] if found else "", **data}, follow=True)


def test_a_number_tapped_in_the_mail_is_chosen_and_nothing_is_kept(
    ana: Application,
) -> None:
    answer = Client().get(_page(ana, score=9))
    html = answer.content.decode()
    assert re.search(r'value="9"[^>]*checked', html)
    assert "<script" not in html
    assert "no-store" in answer["Cache-Control"]
    assert "Based on your whole experience" in _text(answer)
    assert "no weight in any decision" in _text(answer)
    Client().head(_page(ana, score=3))
    assert not Opinion.objects.exists()


def test_one_press_keeps_it(ana: Application, moment: Moment) -> None:
    said = _press(_page(ana, score=9), moment, recommend="9", relationship="4", line="Kind  words")
    assert said.redirect_chain
    assert "We have your answer" in _text(said)
    opinion = Opinion.objects.get()
    assert (opinion.recommend, opinion.relationship, opinion.line) == (9, 4, "Kind words")


def test_the_last_press_holds_until_it_counts(ana: Application, moment: Moment) -> None:
    _press(_page(ana), moment, recommend="9")
    _press(_page(ana), moment, recommend="2")
    assert Opinion.objects.get().recommend == 2
    count_opinions(now=LATER + 2 * DAY)
    moment.now = LATER + 2 * DAY
    page = Client().get(_page(ana, score=7))
    assert "counts already" in _text(page)
    assert 'name="recommend"' not in page.content.decode()
    assert _press(_page(ana), moment, recommend="7").status_code == 409
    assert Opinion.objects.get().recommend == 2


@pytest.mark.parametrize("shown", ["none", "forged", "at once"])
def test_a_program_that_presses_says_nothing(ana: Application, moment: Moment, shown: str) -> None:
    data: dict[str, Any] = {"recommend": "0", "line": "mine"} | (
        {"shown": "x"} if shown == "forged" else {}
    )
    if shown == "at once":
        answer = _press(_page(ana), moment, after=timedelta(), **data)
    else:
        answer = Client().post(_page(ana), data)
    assert answer.status_code == 422
    assert "press once more" in _text(answer)
    assert "mine" in answer.content.decode()
    assert not Opinion.objects.exists()
    act = Client().post(_page(ana), {"act": "not_again"})
    assert (act.status_code, Quiet.objects.count()) == (422, 0)


def test_an_empty_or_wrong_press_is_refused_in_a_sentence(ana: Application, moment: Moment) -> None:
    wrong: list[dict[str, Any]] = [
        {},
        {"recommend": "11"},
        {"relationship": "0"},
        {"recommend": "ten"},
    ]
    for data in wrong:
        answer = _press(_page(ana), moment, **data)
        assert answer.status_code == 422
        assert "at least one of the questions" in _text(answer)
    assert not Opinion.objects.exists()


def test_a_line_is_kept_whole_or_refused_in_a_sentence(ana: Application, moment: Moment) -> None:
    line = "\r\n".join("ö" * 250)
    _press(_page(ana), moment, recommend="9", line=f"  {line}\u202e ")
    assert Opinion.objects.get().line == " ".join("ö" * 250)
    longer = _press(_page(ana), moment, recommend="1", line="ö" * 501)
    assert longer.status_code == 422
    assert "Please keep it to 500 characters" in _text(longer)
    assert "at least one of the questions" not in _text(longer)
    assert "ö" * 501 in longer.content.decode()
    assert Opinion.objects.get().recommend == 9


def test_signs_nobody_sees_are_no_answer(ana: Application, moment: Moment) -> None:
    assert _press(_page(ana), moment, line="\u200b\u202e \u2060").status_code == 422
    assert not Opinion.objects.exists()


def test_do_not_ask_me_again_is_one_press(ana: Application, moment: Moment) -> None:
    answer = _press(_page(ana), moment, act="not_again")
    assert "We do not ask you this again" in _text(answer)
    assert Quiet.objects.get().candidate == ana.candidate
    assert "Do not ask me again" not in _text(answer)


def test_whether_they_still_buy_is_asked_where_people_buy(ana: Application, moment: Moment) -> None:
    assert "still buy" not in _text(Client().get(_page(ana)))
    Organisation.objects.update(sells=True)
    assert "Would you still buy from Harbour & Pine?" in _text(Client().get(_page(ana))).replace(
        "&amp;", "&"
    )
    _press(_page(ana), moment, buying="never_did")
    assert Opinion.objects.get().buying == "never_did"


def test_who_was_not_asked_and_who_comes_late_read_a_kind_sentence(
    ana: Application, moment: Moment
) -> None:
    nothing = Client().get(_page(ana, of="application"))
    assert "There is nothing to ask you just now." in _text(nothing)
    assert _press(_page(ana, of="application"), moment, recommend="9").status_code == 422
    assert Client().get(_page(ana, of="elsewhere")).status_code == 404
    moment.now = LATER + 59 * DAY
    shown = re.search(r'name="shown" value="([^"]+)"', Client().get(_page(ana)).content.decode())
    moment.now = LATER + 61 * DAY
    assert "no longer ask" in _text(Client().get(_page(ana)))
    assert shown is not None
    late = Client().post(_page(ana), {"shown": shown[1], "recommend": "9"})
    assert late.status_code == 409
    assert Client().get("/status/unknown/said/answer/").status_code == 404


def test_their_own_page_asks_until_they_answer(ana: Application, moment: Moment) -> None:
    assert "Tell how it was" in words_of(ana)
    _press(_page(ana), moment, recommend="9")
    assert "Tell how it was" not in words_of(ana)


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_it_is_asked_in_the_candidates_language(ana: Application, language: str) -> None:
    ana.language = language
    ana.save()
    answer = Client().get(_page(ana))
    with translation.override(language):
        asked = translation.gettext(ask_to_recommend(After.ANSWER, "").one)
        said = " ".join((asked % {"company": "Harbour &amp; Pine"}).split())
        assert said in _text(answer)
    assert f'lang="{language}"' in answer.content.decode()


def test_the_page_asks_in_the_words_of_the_rules() -> None:
    question, ties = ask_of_relationship("x")
    buys, answers = ask_of_buying("x")
    asked = [ask_to_recommend(one, "x") for one in After]
    ours = [*asked, question, *ties.values(), buys, *answers.values()]
    assert tuple(words.one for words in ours) == SAID_BY_RULES


@pytest.fixture
def held(cast: Cast, moment: Moment) -> Interview:
    """Ana's visit, which is over; both sides were asked."""
    interview = booked(cast, apply(cast))
    interview.state, interview.ended_at = InterviewState.HELD, MONDAY
    interview.save()
    ask_after(interview=interview, now=MONDAY)
    moment.now = MONDAY
    return interview


def _after(interview: Interview) -> str:
    at = [secret_of(interview.application), interview.public_id]
    return reverse("portal:interview_after", args=at)


def test_after_an_interview_the_same_page_asks(held: Interview, moment: Moment) -> None:
    page = _text(Client().get(_after(held)))
    assert "Two questions we ask everyone" in page
    assert "Based on your interview" in page
    answer = _press(_after(held), moment, on_time="yes", recommend="8", relationship="3")
    assert "This helps whoever comes next." in _text(answer)
    opinion = Opinion.objects.get()
    assert (opinion.recommend, opinion.relationship) == (8, 3)
    assert (opinion.asking.moment, AskedOpinion.objects.get().on_time) == ("interview", True)


def test_on_that_page_too_a_program_says_nothing(held: Interview) -> None:
    answer = Client().post(_after(held), {"on_time": "no", "recommend": "0"})
    assert answer.status_code == 422
    assert not Opinion.objects.exists()
    assert not AskedOpinion.objects.exists()


def test_what_that_page_does_not_ask_stays_as_it_was_said(held: Interview, moment: Moment) -> None:
    Organisation.objects.update(sells=True)
    own = _page(held.application, of="interview")
    _press(own, moment, recommend="8", buying="yes", line="The stairs were steep")
    Organisation.objects.update(sells=False)
    _press(_after(held), moment, on_time="yes", recommend="4")
    opinion = Opinion.objects.get()
    assert (opinion.recommend, opinion.buying, opinion.line) == (4, "yes", "The stairs were steep")
    _press(_after(held), moment, on_time="no")
    assert Opinion.objects.get().recommend == 4, "left empty there, it stays"


def test_on_that_page_both_are_kept_or_neither(held: Interview, moment: Moment) -> None:
    _press(_after(held), moment, on_time="yes")
    AskedOpinion.objects.update(interview=None, panelist=None)
    shown = re.search(
        r'name="shown" value="([^"]+)"',
        Client().get(_page(held.application, of="interview")).content.decode(),
    )
    assert shown is not None
    moment.now += A_LOOK
    sent = {"shown": shown[1], "on_time": "no", "recommend": "2"}
    refused = Client().post(_after(held), sent)
    assert refused.status_code == 409
    assert "Nothing was changed." in _text(refused)
    assert not Opinion.objects.exists()


def test_who_would_rather_not_sees_only_what_the_interview_asks(held: Interview) -> None:
    Quiet.objects.create(candidate=held.application.candidate, since=NOW)
    assert "Two questions we ask everyone" not in _text(Client().get(_after(held)))


def test_interviewers_are_asked_whether_they_would_recommend_it(
    held: Interview, moment: Moment
) -> None:
    panelist = held.panelists.get(member__name="Ben Ruiz")
    address = reverse("portal:seat_after", args=[token(PANELIST, panelist.public_id, 1)])
    page = _text(Client().get(address))
    assert "recommend interviewing with us to a colleague" in page
    assert "Two questions we ask everyone" not in page
    _press(address, moment, on_time="yes", recommend="7")
    assert panel_answers_for_figures() == [], "not before the candidate has their answer"
    AskedOpinion.objects.update(interview=None, panelist=None)
    (said,) = panel_answers_for_figures()
    assert (said.recommend, said.team) == (7, held.application.opening.team_id)
