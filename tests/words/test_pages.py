"""Each page a candidate can come to, in each language: no English is left on it."""

# M1 M11

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from hearback.accounts.models import Member, Organisation
from hearback.answers.tests.makers import REASON, THANKS
from hearback.careers.tests.conftest import Clock, page_clock, papers
from hearback.inbox.spoken import said_again
from hearback.pipeline.models import (
    Application,
    Conversation,
    Criterion,
    Opening,
    ProcessStep,
    Question,
)
from hearback.portal.tests.makers import address_of
from tests.cast import Cast, apply, make_cast
from tests.words import catalogs
from tests.words.reading import language_of, pieces_of
from tests.words.walk import QUESTION, Walk

if TYPE_CHECKING:
    from tests.relay import TestRelay

__all__ = ["page_clock", "papers"]
pytestmark = pytest.mark.django_db
EACH = pytest.mark.parametrize("language", catalogs.languages())
WORDS = {
    "fr": ("Susan Ito vous dit au plus tard le jeudi 26 novembre à 7\u00a0h\u00a000", "Postuler"),
    "de": ("Susan Ito sagt Ihnen bis Donnerstag, 26. November, 07:00\u00a0Uhr", "Jetzt bewerben"),
    "es": ("Susan Ito le dice a más tardar el jueves 26 de noviembre a las 07:00", "candidatura"),
}
# What the walk types, and the help a no goes with.
TYPED = {
    QUESTION,
    "not one",
    "Ana Moreau CV.txt",
    "https://linkedin.com/in/anamoreau",
    THANKS,
    REASON,
}
HELP = {"Leading a team, evenings", ". Free at the library, ten evenings."}


@pytest.fixture(autouse=True)
def cast() -> Cast:
    return make_cast()


def _walk(cast: Cast, clock: Clock, language: str) -> dict[str, str]:
    walk = Walk(cast, clock, language)
    walk.past_the_public_pages()
    walk.past_every_mistake()
    walk.past_one_s_own_pages()
    walk.past_the_pages_of_a_referral()
    walk.past_every_end()
    return walk.pages


def _not_ours() -> set[str]:
    """What the team and the candidate wrote themselves, and what has no words to it."""
    team = Organisation.objects.get(id=1)
    said = {team.name, team.privacy_line, team.reply_address} | TYPED | HELP
    for member in Member.objects.all():
        said |= {member.name, member.job_title, member.email, member.phone}
    for opening in Opening.objects.select_related("place", "team"):
        said |= {opening.title, opening.place.name, opening.team.name, opening.summary}
        said |= {opening.ai_line, opening.vacancy_line, opening.team_words}
        said |= {opening.place.city, *opening.duties.splitlines()}
    said |= {name for _code, name in settings.LANGUAGES}
    said |= set(Application.objects.values_list("name", flat=True))
    said |= set(Criterion.objects.values_list("text", flat=True))
    said |= set(Question.objects.values_list("text", flat=True))
    for step in ProcessStep.objects.all():
        said |= {step.name, step.usual_time}
    return said


def _same_in(language: str) -> set[str]:
    """Words that happen to be the same in both languages, by their translators' judgement."""
    same = {entry.msgid for entry in catalogs.catalog(language) if entry.msgid == entry.msgstr}
    return same | {f"{word}:" for word in same}


@pytest.mark.slow
def test_no_english_is_left_on_any_page(
    cast: Cast, page_clock: Clock, relay: TestRelay, settings: Any
) -> None:
    """Whatever stays the same as on the English page was written by the team, or is no words."""
    del relay
    settings.HEARBACK_RATE_LIMITS = False
    english = _walk(cast, page_clock, "en")
    left = {}
    for language in catalogs.languages():
        fine = _not_ours() | _same_in(language)
        for name, html in _walk(cast, page_clock, language).items():
            assert language_of(html) == language, name
            same = set(pieces_of(html)) & set(pieces_of(english[name])) - fine
            if odd := sorted(piece for piece in same if _has_words(piece, fine)):
                left[f"{language} {name}"] = odd
    assert left == {}


def _has_words(piece: str, fine: set[str]) -> bool:
    for known in sorted(fine, key=len, reverse=True):
        piece = piece.replace(known, "") if known else piece
    return bool(re.search(r"[a-z]{2}", piece))


@EACH
def test_a_promise_is_made_kept_and_shown_in_the_candidates_language(
    cast: Cast, page_clock: Clock, language: str
) -> None:
    one = Walk(cast, page_clock, language).applied("promised")
    promised, button = WORDS[language]
    assert one.promises.get().words.startswith(promised)
    page = " ".join(pieces_of(Client().get(address_of(one)).content.decode()))
    assert " ".join(promised.split()) in page
    opening = f"/jobs/{cast.opening.slug}/?lang={language}"
    assert button in " ".join(pieces_of(Client().get(opening).content.decode()))


def test_too_many_tries_are_told_in_ones_language(cast: Cast, page_clock: Clock) -> None:
    walk = Walk(cast, page_clock, "fr")
    walk.past_too_many_tries()
    assert "Réessayez dans 1 heure" in walk.pages["too many"]


def test_a_choice_is_carried_from_page_to_page_without_a_cookie(cast: Cast) -> None:
    """A browser that prefers English, and somebody who would rather read German."""
    browser = Client(headers={"accept-language": "en"})
    page = browser.get("/?lang=de").content.decode()
    assert language_of(page) == "de"
    links = set(re.findall(r'(?:href|action|formaction)="(/(?:jobs/|status/|")[^"]*)', page))
    opening = f"/jobs/{cast.opening.slug}/"
    assert f"{opening}?lang=de" in links
    form = browser.get(f"{opening}?lang=de").content.decode()
    ours = re.findall(r'(?:href|action|formaction)="(/(?:\?|jobs/|status/)[^"]*)"', form)
    assert ours
    assert [link for link in ours if not link.endswith("?lang=de")] == []
    fields = {"name": "Ana Moreau", "email": "ana@mail.example", "zone": "Europe/Berlin"}
    sent = browser.post(f"{opening}?lang=de", fields)
    assert sent.headers["Location"] == f"{opening}thanks/?lang=de"
    application = Application.objects.get()
    assert application.language == "de"
    assert not browser.cookies
    status = browser.get(address_of(application)).content.decode()
    assert language_of(status) == "de"
    assert 'href="/?lang=de"' in status


def test_a_search_stays_in_the_language_chosen(cast: Cast) -> None:
    del cast
    page = Client().get("/?lang=es&q=shop").content.decode()
    assert '<input type="hidden" name="lang" value="es">' in page
    assert "?lang=fr&amp;q=shop" in page


@pytest.mark.parametrize(
    ("prefers", "speaks"),
    [
        ("fr-CA,fr;q=0.9,en;q=0.5", "fr"),
        ("it,de;q=0.4,en;q=0.2", "de"),
        ("es-419", "es"),
        ("ja", "en"),
        ("", "en"),
        ("*", "en"),
        ("x" * 3000, "en"),
        ("de;q=oops,,;;", "en"),
    ],
)
def test_the_browser_is_believed_first(prefers: str, speaks: str) -> None:
    answer = Client(headers={"accept-language": prefers}).get("/")
    assert language_of(answer.content.decode()) == speaks
    assert answer.headers["Content-Language"] == speaks
    assert "Accept-Language" in answer.headers["Vary"]


@pytest.mark.parametrize("asked", ["it", "FR", "", "../../etc", "fr\r\nSet-Cookie: a=b", "x" * 999])
def test_a_language_we_do_not_speak_is_passed_over(asked: str) -> None:
    answer = Client().get("/", {"lang": asked})
    assert answer.status_code == 200
    assert answer.headers["Content-Language"] == "en"


def test_search_engines_find_each_language(cast: Cast) -> None:
    address = f"{settings.HEARBACK_URL}/jobs/{cast.opening.slug}/"
    page = Client().get(f"/jobs/{cast.opening.slug}/?lang=fr").content.decode()
    assert f'<link rel="canonical" href="{address}?lang=fr">' in page
    for code, _name in settings.LANGUAGES:
        assert f'hreflang="{code}" href="{address}?lang={code}"' in page
    assert f'hreflang="x-default" href="{address}"' in page
    assert f'"url": "{address}"' in page


def test_the_desk_speaks_english_to_every_browser(cast: Cast) -> None:
    browser = Client(headers={"accept-language": "fr"})
    door = browser.get("/desk/sign-in/?lang=de")
    assert language_of(door.content.decode()) == "en"
    browser.force_login(cast.susan)
    for address in ("/desk/", "/desk/openings/", "/desk/none/", "/desk/search/?q=Ana"):
        page = browser.get(address)
        assert page.headers["Content-Language"] == "en", address
        assert language_of(page.content.decode()) == "en", address


def test_choosing_on_the_status_page_changes_the_page_and_letters_to_come(cast: Cast) -> None:
    """The promise given stays as it was told; the page says the same one in the new language."""
    application = apply(cast)
    before = application.promises.get()
    talk = Conversation.objects.filter(application=application)
    answer = Client().post(address_of(application, "language"), {"lang": "fr"})
    assert answer.headers["Location"] == address_of(application)
    application.refresh_from_db()
    assert application.language == "fr"
    assert not talk.exclude(language="fr").exists()
    page = " ".join(pieces_of(Client().get(address_of(application)).content.decode()))
    assert "Susan Ito vous dit au plus tard le jeudi 26 novembre" in page
    after = application.promises.get()
    assert (after.words, after.due_at) == (before.words, before.due_at)
    entry = application.entries.get(kind="application.language_chosen")
    assert entry.payload["language"] == "Français"
    desk = Client()
    desk.force_login(cast.susan)
    case = desk.get(f"/desk/applications/{application.public_id}/").content.decode()
    assert "Reads Français" in case
    assert "Ana Moreau would like to read Français" in case


@pytest.mark.parametrize("wanted", ["it", "", "en-us", "x" * 500])
def test_choosing_a_language_we_do_not_speak_changes_nothing(cast: Cast, wanted: str) -> None:
    application = apply(cast)
    answer = Client().post(address_of(application, "language"), {"lang": wanted})
    assert answer.status_code == 422
    application.refresh_from_db()
    assert application.language == "en"


def test_choosing_the_same_language_again_is_no_news(cast: Cast) -> None:
    application = apply(cast)
    Client().post(address_of(application, "language"), {"lang": "en"})
    assert not application.entries.filter(kind="application.language_chosen").exists()


def test_a_promise_in_somebodys_own_words_is_described_it_was_given(cast: Cast) -> None:
    promise = apply(cast).promises.get()
    promise.words = "I ring you on Thursday, promised."
    with translation.override("de"):
        assert (
            said_again(promise, zone=ZoneInfo("America/Toronto"))
            == "I ring you on Thursday, promised."
        )


def test_what_the_team_reads_stays_english(cast: Cast) -> None:
    """Somebody fills the form in in Spanish; their answer and their change are told in English."""
    one = Walk(cast, Clock(), "es").applied("answered")
    assert {answer["answer"] for answer in one.answers} <= {"Yes", "No", ""}
