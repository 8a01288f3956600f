"""Who writes STOP is heard, in four languages; who only mentions it is read by a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.opting import Wish, wish_of

TWILIO = "STOP STOPALL UNSUBSCRIBE CANCEL END QUIT REVOKE OPTOUT"


@pytest.mark.parametrize("word", TWILIO.split())
def test_every_stop_word_of_the_provider_stops(word: str) -> None:
    assert wish_of(word) is Wish.STOP
    assert wish_of(word.lower()) is Wish.STOP
    assert wish_of(f"  {word.title()}. ") is Wish.STOP


@pytest.mark.parametrize(
    "text",
    [
        *("Arrêt", "ARRÊTEZ !", "arreter", "Stopp", "Abmelden", "kündigen", "Baja", "¡Basta!"),
        *("opt out", "Please stop", "Bitte aufhören!", "Darme de baja"),
        *("STOP.", "stop\n", "“STOP”", "ＳＴＯＰ"),
    ],
)
def test_people_stop_in_their_own_language(text: str) -> None:
    assert wish_of(text) is Wish.STOP


@pytest.mark.parametrize("text", ["START", "unstop", "Commencer", "Starten", "Alta"])
def test_people_start_again(text: str) -> None:
    assert wish_of(text) is Wish.START


@pytest.mark.parametrize("text", ["HELP", "Info?", "aide", "Hilfe", "Ayuda"])
def test_people_ask_what_this_is(text: str) -> None:
    assert wish_of(text) is Wish.HELP


def test_yes_starts_again_only_for_who_has_stopped() -> None:
    assert wish_of("Yes") is None
    assert wish_of("Yes", is_stopped=True) is Wish.START


@pytest.mark.parametrize(
    "text",
    [
        *("Please don't stop reading", "I can start on Monday", "At the end", "", "😀"),
        *("stopover", "Can you help me?", "Is the car park at the end of the street?"),
    ],
)
def test_words_for_a_person_go_to_a_person(text: str) -> None:
    assert wish_of(text) is None


@given(st.text(max_size=200))
def test_any_text_can_be_asked(text: str) -> None:
    assert wish_of(text) in {None, *Wish}
    assert wish_of(f" {text}\n") == wish_of(text)
