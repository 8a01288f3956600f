"""Thanks need no answer, machines get none; whatever is in doubt is a person who waits."""

# M31 · I 33

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hearback.rules.machines import Machine, machine_behind
from hearback.rules.thanks import needs_answer

OURS = "jobs@harbour.example"


@pytest.mark.parametrize(
    "words",
    [
        "",
        " \n ",
        "Thanks!",
        "Thank you so much, Susan",
        "Hi Susan, thanks a lot for the quick reply. Have a nice evening",
        "Great, thank you!",
        "Merci beaucoup pour votre réponse. Bonne journée",
        "Vielen Dank für die schnelle Antwort",
        "Muchas gracias por su respuesta",
        "Thanks 🙏",
    ],
)
def test_thanks_alone_need_no_answer(words: str) -> None:
    assert not needs_answer(words, names=["Susan Ito"])


@pytest.mark.parametrize(
    "words",
    [
        "ok",
        "👍",
        "Yes, thanks",
        "No thanks",
        "Thank you, but I have found another job",
        "Thanks! When do you decide?",
        "Thanks, my number is 416 555 0199",
        "Thanks, call me tomorrow",
        "Thank you for nothing",
        "Danke, aber ich kann nicht",
        "Merci, mais je ne peux pas",
        "Gracias, pero no puedo",
        "ありがとうございます",
        "Thanks, Bob withdraws",
        "Thank you in advance for your quick reply",
        "thanks " * 30,
    ],
)
def test_whatever_may_mean_more_needs_one(words: str) -> None:
    assert needs_answer(words, names=["Susan Ito"])


@settings(max_examples=50)
@given(st.text(min_size=1).filter(str.strip))
def test_no_text_without_a_word_of_thanks_goes_unanswered(words: str) -> None:
    thanks = ("thank", "thx", "cheers", "merci", "dank", "gracias", "agradec", "grazie", "obrigad")
    known = (*thanks, "remercie", "vielen", "agradezco")
    if not any(word in words.casefold() for word in known):
        assert needs_answer(words)


@settings(max_examples=50)
@given(st.text(), st.sampled_from(["Thanks", "Merci beaucoup", "Vielen Dank", "Gracias"]))
def test_a_question_always_needs_one(words: str, thanks: str) -> None:
    assert needs_answer(f"{thanks} {words}?")


@pytest.mark.parametrize(
    ("headers", "machine"),
    [
        ({"auto-submitted": ["auto-replied (vacation)"]}, Machine.REPLY),
        ({"auto-submitted": ["auto-replied; owner-email=x@y.example"]}, Machine.REPLY),
        ({"auto-submitted": ["auto-generated"]}, Machine.NOTICE),
        ({"auto-submitted": ["auto-generated"], "subject": ["Out of office: x"]}, Machine.REPLY),
        ({"precedence": ["bulk"]}, Machine.LIST),
        ({"precedence": ["Auto_Reply"]}, Machine.REPLY),
        ({"list-id": ["<news.shop.example>"]}, Machine.LIST),
        ({"list-unsubscribe": ["<mailto:x@y.example>"]}, Machine.LIST),
        ({"x-autoreply": ["yes"]}, Machine.REPLY),
        ({"return-path": ["<>"]}, Machine.NOTICE),
        ({"from": ["Mail Delivery <MAILER-DAEMON@mx.example>"]}, Machine.REPORT),
        ({"content-type": ["multipart/report; report-type=delivery-status"]}, Machine.REPORT),
        (
            {"x-auto-response-suppress": ["All"], "subject": ["Automatische Antwort: Ihre Mail"]},
            Machine.REPLY,
        ),
    ],
)
def test_machines_are_known_by_their_headers(
    headers: dict[str, list[str]], machine: Machine
) -> None:
    assert machine_behind(headers, ours=OURS) == machine


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"auto-submitted": ["no"]},
        {"x-auto-response-suppress": ["All"]},
        {"subject": ["Out of office furniture"]},
        {"return-path": ["<ana@mail.example>"]},
        {"list-id": ["Jobs <jobs.harbour.example>"], "precedence": ["list"]},
        {"list-post": ["<mailto:jobs@harbour.example>"], "list-id": ["<x.y.example>"]},
    ],
)
def test_in_doubt_it_was_a_person(headers: dict[str, list[str]]) -> None:
    assert machine_behind(headers, ours=OURS) is None
