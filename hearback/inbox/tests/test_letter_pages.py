"""A team gives letters its own words: checked, shown before they stand, with a way back."""

# M28 M29

from __future__ import annotations

from html import unescape
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.urls import reverse

from hearback.answers import letters as answers
from hearback.answers.tests.makers import REASON, THANKS, helpful
from hearback.careers import letters as careers
from hearback.channels.models import Message
from hearback.inbox.actions import ask
from hearback.inbox.wording.actions import go_back, save_words
from hearback.inbox.wording.choice import shipped
from hearback.inbox.wording.foot import LANGUAGES
from hearback.inbox.wording.models import LetterVersion
from hearback.inbox.wording.queries import compared
from hearback.inbox.wording.registry import LETTERS, letters_to_candidates
from hearback.kit import clock
from hearback.kit.errors import Refused
from hearback.ledger.models import Entry
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from hearback.accounts.models import Member
    from hearback.inbox.wording.choice import Wording
    from hearback.pipeline.models import Opening

RECEIPT = LETTERS["careers.receipt"]
DECLINE = LETTERS["answers.decline"]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def cast(db: None, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Susan and the others, on a morning that stands still."""
    del db
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return make_cast()


def browser(member: Member) -> Client:
    client = Client()
    client.force_login(member)
    return client


def page(language: str = "en", letter: str = "careers.receipt", opening: str = "") -> str:
    path = reverse("letters:letter", args=[letter, language])
    return f"{path}?opening={opening}" if opening else path


def as_shipped(letter: str = "careers.receipt", language: str = "en") -> Wording:
    words = shipped(LETTERS[letter], language)
    assert words is not None
    return words


def typed(
    letter: str = "careers.receipt", language: str = "en", **more: object
) -> dict[str, object]:
    words = as_shipped(letter, language)
    return {"subject": words.subject, "body": words.body, "after": 0, "goes_to": "", **more}


def put(cast: Cast, body: str, *, language: str = "en", opening: Opening | None = None) -> None:
    newest = LetterVersion.objects.of("careers.receipt", language, opening).first()
    save_words(
        kind=RECEIPT,
        language=language,
        opening=opening,
        subject="Here it is: {{ opening }}",
        body=body,
        after=newest.number if newest else 0,
        by=cast.omar,
        now=NOW,
    )


OURS = "Hello {{ name }},\n\nyour application as {{ opening }} is here. {{ promise }}.\n"


def receipt_of(cast: Cast, language: str = "en", opening: Opening | None = None) -> str:
    """The text of a receipt that goes out now."""
    application = apply(cast, f"Ana {language}", opening=opening or cast.opening)
    application.language = language
    return careers.receipt(application, application.promises.get()).text


def test_the_list_shows_every_letter_in_every_language(cast: Cast) -> None:
    words = browser(cast.omar).get(reverse("letters:letters")).content.decode()
    for kind in letters_to_candidates():
        assert str(kind.title) in words.replace("&#x27;", "'")
        for language in LANGUAGES:
            assert page(language, kind.name) in words
    assert "team.invitation" not in words


def test_only_who_may_change_settings_comes_in(cast: Cast) -> None:
    for member in (cast.susan, cast.grace, cast.ben):
        assert browser(member).get(page()).status_code == 404
        assert browser(member).post(page(), typed()).status_code == 404
    assert browser(cast.omar).get(page()).status_code == 200


@pytest.mark.parametrize("letter", ["team.invitation", "careers.nothing", "inbox.reminder"])
def test_letters_to_colleagues_and_unknown_ones_are_not_there(cast: Cast, letter: str) -> None:
    assert browser(cast.omar).get(page("en", letter)).status_code == 404
    assert browser(cast.omar).get(page("nl")).status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", letters_to_candidates(), ids=lambda kind: kind.name)
def test_every_shipped_letter_may_be_saved_as_it_is(
    cast: Cast, kind: object, language: str
) -> None:
    """The words it came with pass their own checks, and every page opens."""
    name = getattr(kind, "name", "")
    client = browser(cast.omar)
    apply(cast, "Ana Moreau")
    shown = client.get(page(language, name))
    assert shown.status_code == 200
    assert '<article class="letter"' in shown.content.decode()
    body = f"{as_shipped(name, language).body}\n—\n"
    windows = body.replace("\n", "\r\n")
    saved = client.post(page(language, name), typed(name, language, body=windows))
    assert saved.status_code == 302, saved.content.decode()
    version = LetterVersion.objects.get()
    assert (version.letter, version.language, version.number) == (name, language, 1)
    assert version.body == body


def test_new_words_stand_in_the_next_letter_and_in_the_history(cast: Cast) -> None:
    body = OURS + "\nWe are glad you came.\n"
    assert browser(cast.omar).post(page(), typed(body=body)).status_code == 302
    assert "We are glad you came." in receipt_of(cast)
    assert "We are glad you came." not in receipt_of(cast, "fr")
    entry = Entry.objects.get(kind="setting.changed")
    assert entry.payload == {"what": "The letter “Receipt” in English", "change": "version 1"}
    assert entry.by == cast.omar


def test_the_same_words_again_are_no_new_version(cast: Cast) -> None:
    client = browser(cast.omar)
    client.post(page(), typed(body=OURS))
    client.post(page(), typed(body=OURS, after=1))
    assert LetterVersion.objects.count() == 1


def test_an_openings_words_come_before_the_languages_and_those_before_the_shipped(
    cast: Cast,
) -> None:
    other = cast.other_opening
    put(cast, f"{OURS}\nFor all.\n")
    put(cast, f"{OURS}\nFor window dressers.\n", opening=other)
    assert "For all." in receipt_of(cast)
    assert "For window dressers." in receipt_of(cast, opening=other)
    go_back(kind=RECEIPT, language="en", opening=other, number=0, by=cast.omar, now=NOW)
    assert "For all." in receipt_of(cast, opening=other)
    go_back(kind=RECEIPT, language="en", opening=None, number=0, by=cast.omar, now=NOW)
    assert "Thank you for applying" in receipt_of(cast)


def test_a_language_nobody_wrote_falls_back_to_the_houses_then_to_english(cast: Cast) -> None:
    assert "Hello Ana" in receipt_of(cast, "it")
    cast.organisation.language = "de"
    cast.organisation.save()
    assert "Guten Tag Ana" in receipt_of(cast, "it")
    assert "Bonjour Ana" in receipt_of(cast, "fr-CA")
    put(cast, f"{OURS}\nBesonders.\n", language="de")
    assert "Besonders." in receipt_of(cast, "it")


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"subject": ""}, "Give the letter a subject."),
        ({"body": " \n "}, "Write the letter."),
        ({"subject": "x" * 201}, "at most 200"),
        ({"body": OURS + "x" * 6_001}, "at most 6000"),
        ({"body": OURS + "{{ application.candidate.email }}"}, "Line 4: There is no field “app"),
        ({"body": OURS + "{% include 'x' %}"}, "Line 4"),
        ({"body": OURS + "{% for i in (1..99999999) %}x{% endfor %}"}, "not known here"),
        ({"subject": "{{ nobody }}"}, "no field “nobody”"),
        ({"body": "Hello {{ name }}, {{ opening }} is here."}, "“promise” has to be said"),
        (
            {"body": OURS.replace("{{ promise }}", "{% if has_cv %}{{ promise }}{% endif %}")},
            "“promise” has to be said",
        ),
        ({"body": OURS + "Dear candidate,"}, "stock phrase"),
        ({"body": OURS + "We keep your CV on file."}, "promises to keep papers"),
        ({"body": OURS + "Write to no-reply@harbour.example."}, "nobody reads it"),
        ({"body": OURS + "⟦portal:status|x|1⟧"}, "a meaning of its own"),
        ({"subject": "{% if next_step %}x{% endif %}"}, "subject is empty"),
    ],
)
def test_words_that_cannot_stand_are_refused_with_a_sentence(
    cast: Cast, change: dict[str, str], told: str
) -> None:
    refused = browser(cast.omar).post(page(), typed(**change))
    assert refused.status_code == 422
    assert told in refused.content.decode()
    assert LetterVersion.objects.count() == 0


@pytest.mark.parametrize(
    ("language", "no", "guessing"),
    [
        ("en", "We will not be taking", "We have thought long about"),
        ("fr", "Nous ne donnerons pas suite à", "Nous avons longuement réfléchi à"),
        ("de", "nicht weiter verfolgen", "lange und gründlich ansehen"),
        ("es", "No seguiremos adelante con", "Hemos pensado mucho en"),
    ],
)
def test_a_no_that_does_not_say_no_is_refused_in_four_languages(
    cast: Cast, language: str, no: str, guessing: str
) -> None:
    name = "answers.decline"
    body = as_shipped(name, language).body
    assert no in body
    sent = typed(name, language, body=body.replace(no, guessing))
    refused = browser(cast.omar).post(page(language, name), sent)
    assert refused.status_code == 422
    assert "do not say no" in refused.content.decode()


def test_of_two_who_write_at_once_the_second_keeps_their_words(cast: Cast) -> None:
    put(cast, f"{OURS}\nOmar was first.\n")
    late = browser(cast.alex).post(page(), typed(body=f"{OURS}\nAlex was second.\n"))
    assert late.status_code == 422
    words = late.content.decode()
    assert "Omar" in words
    assert "Alex was second." in words
    assert LetterVersion.objects.get().by == cast.omar


def test_what_is_shown_is_what_goes_out(cast: Cast) -> None:
    """The preview of the words as typed, with a real application; nothing is stored or sent."""
    application = apply(cast, "Ana Moreau")
    put(cast, OURS)
    before = Message.objects.count()
    shown = browser(cast.omar).post(
        page(),
        typed(subject="Here it is: {{ opening }}", body=OURS, act="preview", after=1)
        | {"goes_to": str(application.public_id)},
        headers=HTMX,
    )
    assert shown.status_code == 200
    words = unescape(shown.content.decode())
    assert "<html" not in words
    letter = careers.receipt(application, application.promises.get())
    assert letter.subject in words
    for line in letter.text.splitlines():
        if "⟦" not in line:
            assert line in words
    assert "⟦" not in words
    assert "/status/" not in words
    assert Message.objects.count() == before


def test_a_preview_speaks_one_language_and_of_the_application(cast: Cast) -> None:
    """Whoever applied in English and asked something is shown the German letter all in German."""
    application = apply(cast, "Ana Moreau")
    ask(application=application, words="May I bring my dog?", now=NOW)
    body = as_shipped(language="de").body
    reader = {"goes_to": str(application.public_id)}
    preview = typed(language="de", body=body, act="preview") | reader
    shown = browser(cast.omar).post(page("de"), preview, headers=HTMX)
    words = unescape(shown.content.decode())
    assert "Susan Ito sagt Ihnen bis" in words
    assert "Susan Ito tells you" not in words
    assert "replies to your message" not in words


def test_a_preview_says_what_is_wrong_and_never_fails(cast: Cast) -> None:
    for body in ("{{ nobody }}", "{% if name %}", "{% for", "", "{{ promise }}"):
        shown = browser(cast.omar).post(page(), typed(body=body, act="preview"), headers=HTMX)
        assert shown.status_code == 200
        assert "Before this can be saved" in shown.content.decode()


def test_somebody_elses_application_is_not_shown(cast: Cast) -> None:
    """The list offers what a member may see; an id typed in by hand is somebody made up."""
    apply(cast, "Ana Moreau")
    sent = typed(act="preview") | {"goes_to": "00000000-0000-0000-0000-000000000000"}
    words = browser(cast.omar).post(page(), sent, headers=HTMX).content.decode()
    assert "Ana Moreau, Shop manager" not in words


def test_one_press_leads_back_to_any_version(cast: Cast) -> None:
    for number in (1, 2):
        put(cast, f"{OURS}\nThis is word {number}.\n")
    client = browser(cast.omar)
    words = client.get(reverse("letters:versions", args=["careers.receipt", "en"])).content.decode()
    assert "<ins>This is word 2.</ins>" in words
    assert "<del>Any question about our process?" in words
    back = reverse("letters:go_back", args=["careers.receipt", "en", 1])
    assert client.get(back).status_code == 405
    assert client.post(back).status_code == 302
    assert "This is word 1." in receipt_of(cast)
    assert client.post(back.replace("/1/", "/0/")).status_code == 302
    assert "Thank you for applying" in receipt_of(cast)
    assert client.post(back.replace("/1/", "/2/")).status_code == 302
    assert "This is word 2." in receipt_of(cast)
    assert client.post(back.replace("/1/", "/9/")).status_code == 409
    assert [one.number for one in LetterVersion.objects.order_by("number")] == [1, 2, 3, 4, 5]


def test_broken_words_stop_no_letter_and_are_shown(cast: Cast) -> None:
    """An update renamed a field: the shipped words go out, and the list says why."""
    put(cast, OURS)
    LetterVersion.objects.update(body="Hello {{ nmae }}, {% if")
    assert "Thank you for applying" in receipt_of(cast)
    words = browser(cast.omar).get(reverse("letters:letters")).content.decode()
    assert "cannot be used" in words
    assert "nmae" in words


def test_a_broken_version_cannot_come_back(cast: Cast) -> None:
    put(cast, f"{OURS}\nOne.\n")
    put(cast, f"{OURS}\nTwo.\n")
    LetterVersion.objects.filter(number=1).update(body="Hello {{ nmae }}")
    with pytest.raises(Refused):
        go_back(kind=RECEIPT, language="en", opening=None, number=1, by=cast.omar, now=NOW)


def test_a_no_is_read_in_the_words_it_goes_out_in(cast: Cast) -> None:
    """A team's own no carries what the recruiter typed, in the reader's language."""
    words = as_shipped("answers.decline", "fr")
    save_words(
        kind=DECLINE,
        language="fr",
        opening=None,
        subject=words.subject,
        body=f"{words.body}\nBonne suite à vous.\n",
        after=0,
        by=cast.omar,
        now=NOW,
    )
    application = apply(cast, "Ana Moreau")
    application.language = "fr"
    letter = answers.decline(
        application, thanks=THANKS, reason=REASON, resource=helpful(), signer=cast.susan
    )
    assert "Bonne suite à vous." in letter.text
    assert "Où en est votre candidature" in letter.text
    assert "Rester en contact" in letter.text
    assert letter.html.count('class="act"') == 2


def test_the_last_letter_to_an_old_address_shows_no_link(cast: Cast) -> None:
    apply(cast, "Ana Moreau")
    client = browser(cast.omar)
    assert "[their status page]" in client.get(page()).content.decode()
    last = client.get(page("en", "careers.address_changed")).content.decode()
    assert "[their status page]" not in last


def test_lines_are_compared_with_the_shipped_ones() -> None:
    lines = compared("a\n\nb\nc", "a\nx\n\nc\nd")
    assert [(line.how, line.words) for line in lines] == [
        ("same", "a"),
        ("gone", "b"),
        ("new", "x"),
        ("same", "c"),
        ("new", "d"),
    ]
