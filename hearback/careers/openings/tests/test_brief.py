"""Writing a brief: what it needs before it is read, and what a change may not lose."""  # M10

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from hearback.answers.tests.makers import tell_no
from hearback.careers.openings import actions as act
from hearback.kit.errors import Refused
from hearback.ledger.models import Entry
from hearback.pipeline.gaps import gaps
from hearback.pipeline.models import Opening, OpeningState, QuestionKind
from tests.cast import NOW, Cast, apply, make_cast

NEW = "/desk/openings/new/"
Brief = dict[str, Any]


@pytest.fixture
def cast(db: None) -> Cast:
    """Susan and the others."""
    del db
    return make_cast()


@pytest.fixture
def susan(cast: Cast) -> Client:
    """Susan's browser."""
    client = Client()
    client.force_login(cast.susan)
    return client


@pytest.fixture
def brief(cast: Cast) -> Brief:
    """A whole brief as its form sends it."""
    return {
        "title": "Florist",
        "team": cast.shop.pk,
        "place": cast.toronto.pk,
        "owner": cast.susan.pk,
        "manager": cast.grace.pk,
        "panel": [cast.ben.pk],
        "policy": cast.opening.policy_id,
        "way_of_working": "on_site",
        "employment_type": "PART_TIME",
        "summary": "Flowers for people who come in for a kettle.",
        "duties": "Bind bouquets\nKeep the cold room",
        "team_words": "Two of you, and the shop around you.",
        "benefits": "A tram pass",
        "pay_from": "21",
        "pay_to": "24.50",
        "pay_currency": "cad",
        "pay_period": "HOUR",
        "must_haves": "free on Saturdays\nknows how to bind",
        "helpful": "French",
        "steps": "A call: 20 minutes\nA morning in the shop - a week later",
        "next_step": "Mornings in the shop are next week.",
        "vacancy_line": "This is an existing vacancy.",
        "ai_line": "No software screens or ranks anybody.",
        **questions(("Are you free on Saturdays?", "yes_no", "", "free on Saturdays")),
    }


def questions(*asked: tuple[str, str, str, str], known: tuple[int, ...] = ()) -> Brief:
    """Questions as the form sends them: text, kind, choices, must-have; `known` are row ids."""
    fields: Brief = {"questions-TOTAL_FORMS": len(asked), "questions-INITIAL_FORMS": len(known)}
    for at, (text, kind, choices, must_have) in enumerate(asked):
        fields |= {
            f"questions-{at}-pk": known[at] if at < len(known) else "",
            f"questions-{at}-text": text,
            f"questions-{at}-kind": kind,
            f"questions-{at}-choices": choices,
            f"questions-{at}-must_have": must_have,
        }
    return fields


def written(susan: Client, brief: Brief) -> Opening:
    """The opening this brief makes."""
    answer = susan.post(NEW, brief)
    assert answer.status_code == 302, answer.content.decode()
    return Opening.objects.get(slug=answer["Location"].split("/")[3])


def test_a_brief_is_kept_whole_and_seen_by_nobody_outside(susan: Client, brief: Brief) -> None:
    opening = written(susan, brief)
    assert (opening.state, opening.slug, opening.pay_currency) == ("draft", "florist", "CAD")
    assert [(one.text, one.is_must_have) for one in opening.criteria.all()] == [
        ("free on Saturdays", True),
        ("knows how to bind", True),
        ("French", False),
    ]
    assert [(step.name, step.usual_time) for step in opening.steps.all()] == [
        ("A call", "20 minutes"),
        ("A morning in the shop", "a week later"),
    ]
    question = opening.questions.get()
    assert (question.kind, str(question.criterion)) == (QuestionKind.YES_NO, "free on Saturdays")
    assert [member.name for member in opening.panel.all()] == ["Ben Ruiz"]
    assert Entry.objects.get(opening=opening).kind == "opening.written"
    assert Client().get("/jobs/florist/").status_code == 404


def test_a_complete_brief_is_published_and_its_page_is_there(susan: Client, brief: Brief) -> None:
    opening = written(susan, brief)
    preview = susan.get(f"/desk/openings/{opening.slug}/preview/")
    assert "This is how the page will look." in preview.content.decode()
    assert susan.post(f"/desk/openings/{opening.slug}/publish/").status_code == 302
    opening.refresh_from_db()
    assert opening.state == OpeningState.PUBLISHED
    assert opening.published_at is not None
    assert Client().get("/jobs/florist/").status_code == 200
    assert Entry.objects.filter(opening=opening, kind="opening.published").count() == 1


@pytest.mark.parametrize(
    ("left_out", "named"),
    [
        ("duties", "the duties"),
        ("must_haves", "at least one must-have"),
        ("team_words", "a few words about the team"),
        ("steps", "the steps of the process"),
        ("vacancy_line", "whether this is a vacancy"),
        ("ai_line", "how software helps"),
    ],
)
def test_nothing_is_published_with_a_gap_and_the_gap_is_named(
    susan: Client, brief: Brief, left_out: str, named: str
) -> None:
    opening = written(susan, {**brief, left_out: "", **questions()})
    answer = susan.post(f"/desk/openings/{opening.slug}/publish/")
    assert answer.status_code == 409
    assert named in answer.content.decode()
    assert named in susan.get(f"/desk/openings/{opening.slug}/brief/").content.decode()
    opening.refresh_from_db()
    assert opening.state == OpeningState.DRAFT


def test_nothing_is_published_without_pay(susan: Client, brief: Brief) -> None:
    opening = written(susan, {**brief, "pay_from": "", "pay_to": ""})
    assert gaps(opening) == ["the pay"]
    with pytest.raises(Refused, match="the pay"):
        act.publish_opening(opening=opening, by=opening.owner, now=NOW)


def test_a_published_brief_gets_no_gap(cast: Cast, susan: Client, brief: Brief) -> None:
    address = f"/desk/openings/{cast.opening.slug}/edit/"
    answer = susan.post(address, {**brief, "duties": ""})
    assert answer.status_code == 422
    assert "It still needs: the duties." in answer.content.decode()
    assert "Bind bouquets" not in Opening.objects.get(pk=cast.opening.pk).duties
    assert "knows how to bind" in answer.content.decode()  # what was typed is still there


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"title": ""}, "Title"),
        ({"pay_from": "30", "pay_to": "20"}, "This is less than"),
        ({"pay_currency": "C$"}, "Three letters"),
        ({"steps": "A call"}, "Add the time to “A call”"),
        ({"helpful": "free on Saturdays"}, "among the must-haves too"),
        ({"duties": "x" * 5000, "must_haves": "y" * 300}, "Make this line shorter"),
        ({"must_haves": "\n".join(map(str, range(40)))}, "Keep it to 30 lines"),
        ({"owner": "999999"}, "Answered by"),
        (questions(("Which?", "choice", "one", "")), "at least two choices"),
        (questions(("Why?", "text", "", "French")), "Select a valid choice"),
        (questions(("Why?", "text", "", "free on Saturdays")), "Only a yes or no question"),
        (
            questions(("Why?", "text", "", ""), ("Why?", "text", "", "")),
            "A question is there twice",
        ),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    susan: Client, brief: Brief, wrong: Brief, said: str
) -> None:
    before = Opening.objects.count()
    answer = susan.post(NEW, {**brief, **wrong})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert "A tram pass" in page
    assert Opening.objects.count() == before


def test_who_may_not_answer_cannot_own_an_opening(cast: Cast, susan: Client, brief: Brief) -> None:
    assert susan.post(NEW, {**brief, "owner": cast.grace.pk}).status_code == 422


def test_more_questions_are_a_press_away_and_nothing_typed_is_lost(
    susan: Client, brief: Brief
) -> None:
    page = susan.post(NEW, {**brief, "more": "1"}).content.decode()
    assert 'name="questions-5-text"' in page
    assert "Are you free on Saturdays?" in page
    assert "A tram pass" in page


def test_many_questions_are_warned_of_and_very_many_need_a_reason(
    susan: Client, brief: Brief
) -> None:
    def many(number: int) -> Brief:
        asked = [(f"Question {at}?", "text", "", "") for at in range(number)]
        return {**brief, **questions(*asked)}

    warned = susan.post(NEW, many(16), follow=True).content.decode()
    assert "The form asks 16 questions." in warned
    refused = susan.post(NEW, many(26))
    assert refused.status_code == 422
    assert "26 questions are more than 25" in refused.content.decode()
    explained = {**many(26), "questions_reason": "The licence asks for them."}
    assert susan.post(NEW, explained).status_code == 302
    assert Entry.objects.filter(kind="opening.questions_explained").count() == 1


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Shop manager", "shop-manager-2"),
        ("Boulanger·ère", "boulangerere"),
        ("店長", "opening"),
        ("New", "new-1"),
    ],
)
def test_every_opening_has_an_address_of_plain_letters_of_its_own(
    susan: Client, brief: Brief, title: str, slug: str
) -> None:
    assert written(susan, {**brief, "title": title}).slug == slug


def test_a_change_keeps_the_address_and_says_what_changed(susan: Client, brief: Brief) -> None:
    opening = written(susan, brief)
    known = opening.questions.get()
    changed = {
        **brief,
        "title": "Florist, weekends",
        **questions(("Are you free on Saturdays?", "yes_no", "", ""), known=(known.pk,)),
    }
    assert susan.post(f"/desk/openings/{opening.slug}/edit/", changed).status_code == 302
    opening.refresh_from_db()
    assert (opening.title, opening.slug) == ("Florist, weekends", "florist")
    assert opening.questions.get().pk == known.pk
    entry = Entry.objects.filter(opening=opening).latest("pk")
    assert (entry.kind, entry.payload) == ("opening.changed", {"fields": "title, questions"})


def test_keeping_a_brief_as_it_is_records_nothing(susan: Client, brief: Brief) -> None:
    opening = written(susan, brief)
    known = opening.questions.get()
    asked = questions(
        ("Are you free on Saturdays?", "yes_no", "", "free on Saturdays"), known=(known.pk,)
    )
    before = Entry.objects.count()
    susan.post(f"/desk/openings/{opening.slug}/edit/", {**brief, **asked})
    assert Entry.objects.count() == before


def test_a_criterion_mended_in_its_spelling_is_still_the_same(susan: Client, brief: Brief) -> None:
    opening = written(susan, brief)
    first = opening.criteria.get(text="knows how to bind")
    mended = {**brief, "must_haves": "knows how to bind flowers\nfree on Saturdays", **questions()}
    susan.post(f"/desk/openings/{opening.slug}/edit/", mended)
    assert opening.criteria.get(text="knows how to bind flowers").pk == first.pk
    assert [one.position for one in opening.criteria.all()] == [1, 2, 3]


def test_the_reason_of_an_answer_cannot_vanish(
    cast: Cast, susan: Client, brief: Brief
) -> None:  # M10
    tell_no(cast, apply(cast, "Ana Moreau"))
    before = [one.text for one in cast.opening.criteria.all()]
    answer = susan.post(f"/desk/openings/{cast.opening.slug}/edit/", brief)
    assert answer.status_code == 422
    assert "is the reason of an answer somebody was given" in answer.content.decode()
    assert [one.text for one in cast.opening.criteria.all()] == before


def test_an_opening_that_is_over_is_not_rewritten(cast: Cast, susan: Client, brief: Brief) -> None:
    Opening.objects.filter(pk=cast.other_opening.pk).update(state=OpeningState.CLOSED)
    answer = susan.post(f"/desk/openings/{cast.other_opening.slug}/edit/", brief)
    assert answer.status_code == 422
    assert "This opening is over." in answer.content.decode()


def test_pausing_takes_nobody_new_and_forgets_nobody(cast: Cast, susan: Client) -> None:  # M10
    application = apply(cast, "Ana Moreau")
    slug = cast.opening.slug
    assert susan.post(f"/desk/openings/{slug}/pause/").status_code == 302
    with pytest.raises(Refused):
        apply(cast, "Ben Okafor", opening=Opening.objects.get(slug=slug))
    assert application.promises.get().state == "open"
    assert susan.post(f"/desk/openings/{slug}/pause/").status_code == 409
    assert susan.post(f"/desk/openings/{slug}/resume/").status_code == 302
    assert Opening.objects.get(slug=slug).state == OpeningState.PUBLISHED
    kinds = Entry.objects.filter(opening=cast.opening, application=None).values_list(
        "kind", flat=True
    )
    assert list(kinds) == ["opening.paused", "opening.resumed"]


def test_a_draft_can_be_dropped_and_a_published_opening_cannot(
    cast: Cast, susan: Client, brief: Brief
) -> None:  # M10
    opening = written(susan, brief)
    assert susan.post(f"/desk/openings/{opening.slug}/drop/").status_code == 302
    opening.refresh_from_db()
    assert opening.state == OpeningState.CLOSED
    apply(cast, "Ana Moreau")
    assert susan.post(f"/desk/openings/{cast.opening.slug}/drop/").status_code == 409
    assert Opening.objects.get(pk=cast.opening.pk).state == OpeningState.PUBLISHED


def test_the_history_of_an_opening_is_told_in_sentences(susan: Client, brief: Brief) -> None:
    opening = written(susan, brief)
    susan.post(f"/desk/openings/{opening.slug}/publish/")
    page = susan.get(f"/desk/openings/{opening.slug}/brief/").content.decode()
    assert "The brief of “Florist” was begun" in page
    assert "Published at /jobs/florist/" in page
