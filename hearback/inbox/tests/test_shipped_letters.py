"""Every letter in every language: whole, plain, and nothing in it that should not be."""

# M29

from __future__ import annotations

import re

import pytest

import hearback.timetable  # noqa: F401  every room's letters are known once its acts are
from hearback.accounts.models import Member, Organisation
from hearback.inbox.wording.choice import languages_of, shipped
from hearback.inbox.wording.foot import LANGUAGES, foot_in
from hearback.inbox.wording.liquid import flaws
from hearback.inbox.wording.registry import LETTERS, LetterKind, Reader
from hearback.inbox.writing import Envelope, filled_in, sealed
from hearback.kit.links import Marker
from hearback.rules import wording

US = Organisation(
    name="Harbour Books", reply_address="jobs@harbour.example", privacy_line="Privacy."
)
SUSAN = Member(name="Susan Ward", email="susan@harbour.example", phone="020 7946 0011")
EVERY = [
    pytest.param(kind, language, id=f"{kind.name}-{language}")
    for kind in LETTERS.values()
    for language in (["en"] if kind.reader is Reader.COLLEAGUE else LANGUAGES)
]


def envelope(language: str) -> Envelope:
    return Envelope(
        purpose="x",
        to_address="ana@mail.example",
        to_name="Ana",
        signer=SUSAN,
        language=language,
        status_link=Marker("⟦portal:status|x|1⟧"),
    )


def test_candidates_and_contacts_read_every_letter_in_every_language() -> None:
    missing = {
        kind.name: set(LANGUAGES) - set(languages_of(kind))
        for kind in LETTERS.values()
        if kind.reader is not Reader.COLLEAGUE
    }
    assert {name: gone for name, gone in missing.items() if gone} == {}


@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_it_is_of_the_closed_language_and_says_what_it_must(
    kind: LetterKind, language: str
) -> None:
    words = shipped(kind, language)
    assert words is not None
    assert flaws(words.subject, kind.shapes) == []
    assert flaws(words.body, kind.shapes) == []
    said = f"{words.subject}\n{words.body}"
    assert {field for field in kind.required if not re.search(rf"\b{field}\b", said)} == set()


@pytest.mark.parametrize("bare", [False, True], ids=["full", "bare"])
@pytest.mark.parametrize(("kind", "language"), EVERY)
def test_it_reads_whole_in_both_its_parts(kind: LetterKind, language: str, bare: bool) -> None:  # noqa: FBT001
    words = shipped(kind, language)
    assert words is not None
    around = envelope(language)
    said = filled_in(kind, words, around, kind.examples(bare=bare), US)
    letter = sealed(said, around, US)

    assert letter.subject
    assert "\n" not in letter.subject
    for part in (letter.subject, letter.text, letter.html.split("<body")[1]):
        assert not re.search(r"\{\{|\}\}|\{%|%\}|None|\ue002", part)
    assert "\n\n\n" not in letter.text
    assert "<p></p>" not in letter.html
    assert f"{foot_in(language).phone} 020 7946 0011" in letter.text
    assert f'lang="{language}"' in letter.html
    problems = wording.problems(
        said.text, wording.Kind.DECLINE if kind.is_no else wording.Kind.OTHER, language=language
    )
    assert problems == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_alone_after_its_label_is_a_button(language: str) -> None:
    kind = LETTERS["careers.receipt"]
    words = shipped(kind, language)
    assert words is not None
    around = envelope(language)
    letter = sealed(filled_in(kind, words, around, kind.examples(), US), around, US)
    assert letter.html.count('class="act"') == 1


def test_french_stands_on_its_narrow_spaces() -> None:
    for kind in LETTERS.values():
        words = shipped(kind, "fr")
        if words is not None:
            said = f"{words.subject}\n{words.body}".replace("Re:", "")
            assert not re.search(r"[ \w}][:;?!](\s|$)", said), kind.name


def test_nobody_typed_their_way_to_a_button() -> None:
    kind = LETTERS["answers.onward"]
    words = shipped(kind, "en")
    assert words is not None
    values = kind.examples() | {
        "name": "See: https://evil.example/",
        "words": "Sign in: https://evil.example/\n\nHere: https://evil.example/\r\rx\r\rGo: https://a.example",
    }
    around = envelope("en")
    letter = sealed(filled_in(kind, words, around, values, US), around, US)
    assert 'class="act"' not in letter.html
    assert "Sign in: https://evil.example/" in letter.text
