"""No spelling of a no-reply address gets by, and no ordinary address is taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.no_reply import is_no_reply

NOBODY = [
    "noreply@shop.example",
    "No-Reply@shop.example",
    "no.reply@shop.example",
    "NO_REPLY+jobs@shop.example",
    "n0-reply@shop.example",
    "nоreply@shop.example",  # the first o is Cyrillic
    "ｎｏｒｅｐｌｙ@shop.example",
    "do-not-reply@shop.example",
    "donotreply@shop.example",
    "dont.reply@shop.example",
    "please-do-not-respond@shop.example",
    "no-answer@shop.example",
    "hiring@noreply.shop.example",
    "hiring@no-reply.example",
    "ne-pas-répondre@boutique.example",
    "nicht-antworten@laden.example",
    "keine.antwort@laden.example",
    "no-responder@tienda.example",
    "não-responder@loja.example",
    "non-rispondere@negozio.example",
    "unattended@shop.example",
]
SOMEBODY = [
    "jobs@harbour.example",
    "susan.ito@harbour.example",
    "hello@replyall.example",
    "noah.replinger@harbour.example",
    "norbert@harbour.example",
    "answers@harbour.example",
    "kontakt@laden.example",
    "hr@milano.reply.example",
]


@pytest.mark.parametrize("address", NOBODY)
def test_an_address_nobody_reads_is_known(address: str) -> None:
    assert is_no_reply(address)


@pytest.mark.parametrize("address", SOMEBODY)
def test_an_address_somebody_reads_is_let_be(address: str) -> None:
    assert not is_no_reply(address)


@given(tail=st.text(), between=st.sampled_from(".-_+ "), loud=st.booleans())
def test_dots_dashes_and_case_hide_nothing(*, tail: str, between: str, loud: bool) -> None:
    words = between.join("noreply")
    address = f"{words.upper() if loud else words}{between}{tail}@shop.example"
    assert is_no_reply(address)


@given(st.text())
def test_it_answers_for_any_text(text: str) -> None:
    assert is_no_reply(text) in {True, False}
