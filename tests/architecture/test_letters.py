"""Every letter, written by the function that really writes it, reads as if a person had."""

# M2 M9 M28

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.utils import translation

from hearback.inbox.wording import registry
from hearback.rules.names import greeting_name
from tests.architecture.letters import (
    LETTERS,
    PRIVACY,
    PRIVACY_URL,
    TO_CANDIDATES,
    TO_COLLEAGUES,
    Desk,
)

if TYPE_CHECKING:
    from hearback.channels.actions import Letter

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# Letters sent for a purpose of another name.
PURPOSES = {
    "inbox.late_reply": {"inbox.apology"},
    "inbox.late_call": {"inbox.apology"},
    "inbox.at_risk": {"inbox.at_risk", "inbox.broken"},
}
LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|%\(|\bNone\b|\[\]|&#|&amp;|</?[a-z]+\b")
CLUMSY = re.compile(r"[^\S\n]{2,}|[^\S\n]+[.,;:?]|\n{3,}|[^\S\n]+$", re.MULTILINE)
LINK = re.compile(r"⟦[^⟧]+⟧[a-z0-9/-]*|https?://\S+")
LONGEST_SUBJECT = 100
CLOSED_BY_THEMSELVES = {"meta", "br", "img"}


class Outline(HTMLParser):
    """The words of a page, and elements that are empty or never closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.odd: list[str] = []
        self._open: list[tuple[str, int]] = []
        self.feed(page)
        self.odd += [f"<{tag}> is never closed" for tag, _words in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember where it began; a picture says its words in their place."""
        if tag == "img":
            self.words.append(dict(attrs).get("alt") or "")
        if tag not in CLOSED_BY_THEMSELVES:
            self._open.append((tag, len(self.words)))

    def handle_endtag(self, tag: str) -> None:
        """Say whether it closes what was opened last, and held anything."""
        opened, words = self._open.pop()
        if opened != tag:
            self.odd.append(f"<{opened}> is closed by </{tag}>")
        if tag in {"p", "li", "ul", "a", "strong", "title"} and len(self.words) == words:
            self.odd.append(f"<{tag}> is empty")

    def handle_data(self, data: str) -> None:
        """Keep words; what only indents is none."""
        if data.strip():
            self.words.append(data)

    @property
    def text(self) -> str:
        """All its words with single spaces."""
        return " ".join(" ".join(self.words).split())


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture(params=sorted(LETTERS))
def written(request: pytest.FixtureRequest, desk: Desk) -> tuple[str, list[Letter]]:
    """A letter's name and how it turns out, each for its own purpose."""
    name: str = request.param
    letters = list(LETTERS[name](desk))
    assert letters
    assert {letter.purpose for letter in letters} <= PURPOSES.get(name, {name})
    return name, letters


def test_every_letter_has_a_row_and_every_row_a_letter() -> None:
    assert set(registry.LETTERS) == set(LETTERS), "add them to tests/architecture/letters.py"


def test_nothing_of_the_template_is_left(written: tuple[str, list[Letter]]) -> None:
    for letter in written[1]:
        outline = Outline(letter.html)
        for part in (letter.subject, letter.text, outline.text):
            assert LEFT_OVER.findall(part) == [], part
        assert CLUMSY.findall(letter.text) == [], letter.text
        assert outline.odd == []


def test_the_subject_is_one_line_that_says_something(written: tuple[str, list[Letter]]) -> None:
    for letter in written[1]:
        assert letter.subject == " ".join(letter.subject.split())
        assert 8 <= len(letter.subject) <= LONGEST_SUBJECT
        assert letter.subject in unescape(letter.html.partition("</title>")[0])


def test_it_greets_its_reader_by_name(written: tuple[str, list[Letter]]) -> None:
    for letter in written[1]:
        name = greeting_name(letter.to_name)
        assert letter.text.startswith(f"Hello {name},\n" if name else "Hello,\n"), letter.text


def test_the_two_forms_say_the_same(written: tuple[str, list[Letter]]) -> None:
    for letter in written[1]:
        seen = Outline(letter.html).text
        for line in letter.text.splitlines():
            words = LINK.sub("", line).removeprefix("- ").rstrip(": ")
            if words.startswith(("Phone", "Mail", "Where you stand")):
                words = words.partition(":")[2].strip()
            assert words in seen, words
        links = {link for link in LINK.findall(letter.text) if "code:" not in link}
        assert [link for link in links if link not in unescape(letter.html)] == []


def test_a_person_stands_below_it(written: tuple[str, list[Letter]], desk: Desk) -> None:
    """A candidate can always reach who wrote; a colleague reads a person's name or the house's."""
    name, letters = written
    team = [desk.cast.susan, desk.cast.omar, desk.cast.jo, desk.cast.alex]
    for letter in letters:
        foot = letter.text.rstrip().rpartition("\n\n" if name in TO_COLLEAGUES else "\n")[2]
        signers = [member for member in team if letter.from_name.startswith(member.name)]
        if name in TO_CANDIDATES:
            (signer,) = signers
            for reach in (signer.name, signer.email):
                assert reach in letter.text
                assert reach in Outline(letter.html).text
        else:
            assert (signers[0].name if signers else desk.cast.organisation.name) in foot


# Somebody a colleague thought of has sent us nothing.
TO_STRANGERS = {"relations.asked"}


def test_only_candidates_read_what_becomes_of_their_papers(
    written: tuple[str, list[Letter]],
) -> None:
    name, letters = written
    for letter in letters:
        for part in (letter.text, letter.html):
            to_candidate = name in TO_CANDIDATES
            gave_papers = to_candidate and name not in TO_STRANGERS
            assert (PRIVACY in part) == (PRIVACY_URL in part) == gave_papers
            if not to_candidate:
                assert "portal:status" not in part


def test_a_house_without_a_privacy_line_points_at_none(desk: Desk) -> None:
    """The no says what is written below only where something is."""
    (letter, _other) = TO_CANDIDATES["answers.decline"](desk)
    assert "is written below" in letter.text
    organisation = desk.cast.organisation
    organisation.privacy_line = organisation.privacy_url = ""
    organisation.save()
    (letter, _other) = TO_CANDIDATES["answers.decline"](desk)
    assert "below" not in letter.text
    assert "nothing more is asked of you" in letter.text


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_a_letter_says_which_language_it_is_in(desk: Desk, language: str) -> None:
    """The reader's own, whatever the page speaks that wrote it."""
    desk.ana.language = language
    with translation.override(None):
        for letter in TO_CANDIDATES["careers.receipt"](desk):
            assert f'<html lang="{language}"' in letter.html
