"""Names in any script, letters of any length, files of any kind: cleaned or told, never a 500."""

# M1

from __future__ import annotations

import logging
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hearback.careers.cv.kinds import MOST_BYTES
from hearback.careers.tests.makers import cv, files_in, filled_in, only_application, read, send
from hearback.channels.models import Message
from hearback.pipeline.models import Application, Question, QuestionKind
from tests.cast import Cast, make_cast

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db

NAMES = [
    "محمد بن عبد الله الأحمد",
    "שירה כהן־לוי",
    "Nguyễn Thị Minh Khai",
    "李小龍",
    "Зоя Ивановна",
    "ณัฐวุฒิ",
    "Ana 🌻 Moreau 👩🏽‍🍳",
    "Zoë O’Brien-Ó Súilleabháin",
    "Mx",
    "Ö",
]
TEMPLATES = [
    "{{ settings.SECRET_KEY }}",
    "{% include 'kit/base.html' %}",
    "{0.__class__.__mro__}",
    "%(password)s %n %s",
    "${7*1111}",
    "<script>alert(1)</script>",
    "⟦portal:status|1|1⟧",
]


@pytest.fixture(autouse=True)
def cast() -> Cast:
    return make_cast()


def _letter_question(cast: Cast) -> str:
    return f"q_{Question.objects.get(opening=cast.opening, kind=QuestionKind.TEXT).pk}"


@pytest.mark.parametrize("name", NAMES)
def test_a_name_in_any_script_goes_in_and_comes_back_in_the_receipt(cast: Cast, name: str) -> None:
    assert send(cast.opening, name=name).status_code == 302
    assert only_application().name == name
    assert Message.objects.get().to_name == name


def test_a_letter_of_ten_thousand_characters_goes_in(cast: Cast) -> None:
    letter = ("Ich möchte zu Ihnen. مرحبا\n" * 500)[:10_000].strip()
    assert send(cast.opening, **{_letter_question(cast): letter}).status_code == 302
    assert only_application().answers[1]["answer"] == letter


@pytest.mark.parametrize(
    ("field", "limit"), [("name", 200), ("email", 254), ("phone", 40), ("letter", 10_000)]
)
def test_a_limit_is_said_and_nothing_is_cut_in_silence(cast: Cast, field: str, limit: int) -> None:
    """Reliability 89: length first, and quickly."""
    key = _letter_question(cast) if field == "letter" else field
    long = "9" * limit + "@x.example" if field == "email" else "9" * (limit + 1)
    started = perf_counter()
    answer = send(cast.opening, **{key: long})
    assert perf_counter() - started < 2
    assert answer.status_code == 422
    assert f"Please use at most {limit} characters here." in answer.content.decode()
    assert long in answer.content.decode()
    assert not Application.objects.exists()


@pytest.mark.parametrize("field", ["name", "email", "phone"])
def test_a_hundred_thousand_characters_are_answered_at_once(cast: Cast, field: str) -> None:
    """Reliability 89."""
    worst = ("a@" + "." * 50 + "ʹ́" * 20) * 1000
    started = perf_counter()
    assert send(cast.opening, **{field: worst[:100_000]}).status_code == 422
    assert perf_counter() - started < 2


def test_what_is_not_text_is_left_out(cast: Cast) -> None:
    """Reliability 80 and 82: NUL, bidi controls, line breaks in one-line fields."""
    answer = send(
        cast.opening,
        name="Ana\0 \u202eMoreau\u202c\r\nBcc: all@mail.example",
        phone="+1 416\u200b 555 0199",
        **{_letter_question(cast): "One\0\r\n\r\n\r\n\r\nTwo"},
    )
    assert answer.status_code == 302
    application = only_application()
    assert application.name == "Ana Moreau Bcc: all@mail.example"
    assert application.phone == "+14165550199"
    assert application.answers[1]["answer"].startswith("One")
    assert "\0" not in application.answers[1]["answer"]
    assert "\n" not in Message.objects.get().to_name


def test_raw_bytes_that_are_no_text_are_no_error() -> None:
    """Reliability 80: lone surrogates and broken UTF-8."""
    body = b"name=%ED%A0%80%00Ana&email=ana%40mail.example&phone=&q_1=%FF%FE&zone=%C3%28"
    kind = "application/x-www-form-urlencoded"
    assert Client().post("/jobs/shop-manager/", body, content_type=kind).status_code == 302


@pytest.mark.parametrize("words", TEMPLATES)
def test_templates_and_markers_in_a_name_stay_words(cast: Cast, words: str) -> None:
    """Reliability 86 and 87: page and letter."""
    page = send(cast.opening, name=words, email="").content.decode()
    assert "<script>alert" not in page
    assert "7777" not in page
    assert send(cast.opening, name=words).status_code == 302
    letter = Message.objects.get()
    assert "7777" not in letter.text
    assert "<script>" not in letter.html
    assert letter.text.count("⟦") == letter.text.count("⟦portal:status|")
    assert f"|{only_application().public_id}|" in letter.text


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ana@mail.example", "ANA@MAIL.EXAMPLE"),
        ("ana@mail.example", "  ana@mail.example "),
        ("jose\u0301@mail.example", "jos\u00e9@mail.example"),
        ("ana@b\u00fccher.example", "ana@BU\u0308CHER.example"),
    ],
)
def test_two_spellings_of_one_address_are_one_person(cast: Cast, first: str, second: str) -> None:
    """Reliability 84."""
    send(cast.opening, email=first)
    send(cast.opening, email=second)
    assert only_application().candidate.email == first


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("strasse@mail.example", "stra\u00dfe@mail.example"),
        ("info@mail.example", "\u0130nfo@mail.example"),
        ("ann@mail.example", "ann@ma\u0131l.example"),
    ],
)
def test_case_tricks_never_reach_another_persons_mail(cast: Cast, first: str, second: str) -> None:
    """Reliability 84."""
    send(cast.opening, email=first)
    send(cast.opening, email=second)
    assert Application.objects.count() == 2
    assert set(Message.objects.values_list("purpose", flat=True)) == {"careers.receipt"}


@pytest.mark.parametrize(
    "email",
    [
        "ana",
        "ana@",
        "@mail.example",
        "a@b@c.example",
        "ana@mail",
        "ana@[127.0.0.1]",
        "a b@c.example",
        "ana@mail.example\r\nBcc: x@y.example",
        '"ana"@mail.example',
        "ana@mail..example",
    ],
)
def test_what_is_no_address_is_told_so(cast: Cast, email: str) -> None:
    answer = send(cast.opening, email=email)
    assert answer.status_code == 422
    assert "Please check this address." in answer.content.decode()
    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (cv(b""), "This file is empty."),
        (cv(b"x" * (MOST_BYTES + 1)), "larger than 10 MB"),
        (cv(b"\x89PNG\r\n\x1a\n" + b"\0" * 99, "me.png"), "This is a picture."),
        (cv(b"MZ\x90\0" * 50, "cv.pdf"), "We cannot read this kind of file."),
        (cv(b"#!/bin/sh\nrm -rf /", "cv.txt"), "We cannot read this kind of file."),
        (cv(b"<html><script>1</script>", "cv.txt"), "We cannot read this kind of file."),
    ],
)
def test_a_file_that_is_no_cv_is_refused_and_the_rest_kept(
    cast: Cast, papers: Path, file: SimpleUploadedFile, words: str
) -> None:
    """Reliability 72 and 74."""
    for press in (send, read):
        file.seek(0)
        answer = press(cast.opening, resume=file, name="Ana Moreau", email="ana@mail.example")
        page = answer.content.decode()
        assert answer.status_code == 422
        assert words in page
        assert 'value="Ana Moreau"' in page
    assert not Application.objects.exists()
    assert not files_in(papers)


def test_ten_megabytes_to_the_byte_are_taken(cast: Cast, papers: Path) -> None:
    """Reliability 72."""
    assert send(cast.opening, resume=cv(b"a " * (MOST_BYTES // 2))).status_code == 302
    assert [path.stat().st_size for path in files_in(papers)] == [MOST_BYTES]


def test_a_text_larger_than_any_letter_gets_a_sentence(cast: Cast) -> None:
    """Reliability 72: not a bare 413."""
    answer = send(cast.opening, name="x" * 3_000_000)
    assert answer.status_code == 413
    assert "the most we can take at once" in answer.content.decode()


def test_ten_thousand_parts_get_a_sentence() -> None:
    """Reliability 72 and 133."""
    parts = {f"part{number}": "x" for number in range(10_000)}
    answer = Client().post("/jobs/shop-manager/", filled_in(**parts))
    assert answer.status_code == 413
    assert "<h1" in answer.content.decode()


def test_a_form_torn_on_its_way_gets_a_sentence() -> None:
    answer = Client().post(
        "/jobs/shop-manager/", b"--x\r\nno", content_type="multipart/form-data; boundary="
    )
    assert answer.status_code == 400
    assert "did not arrive whole" in answer.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.txt",
        "C:\\cv\\me.txt",
        "a\r\nb.txt",
        "\u202etxt.exe.txt",
        "x" * 300 + ".txt",
        ".txt",
    ],
)
def test_a_file_name_never_leads_anywhere(cast: Cast, papers: Path, name: str) -> None:
    """Reliability 75 and 82."""
    send(cast.opening, resume=cv(name=name))
    document = only_application().documents.get()
    assert len(document.name) <= 120
    assert not set("/\\\r\n\u202e") & set(document.name)
    assert files_in(papers) == [papers / document.key]


def test_a_full_disk_is_told_and_what_was_typed_kept(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hearback.kit.storage.os.fsync", full)
    answer = send(cast.opening, resume=cv())
    assert answer.status_code == 422
    assert "We could not keep your file just now." in answer.content.decode()
    assert 'value="Ana Moreau"' in answer.content.decode()


def test_choices_that_were_not_offered_are_refused(cast: Cast) -> None:
    question = Question.objects.create(
        opening=cast.opening, position=9, text="Which?", kind="choice", choices=["A", "B"]
    )
    assert send(cast.opening, **{f"q_{question.pk}": "C"}).status_code == 422
    assert send(cast.opening, **{f"q_{question.pk}": "B"}).status_code == 302


def test_fields_nobody_asked_for_are_left_alone(cast: Cast) -> None:
    """Reliability 122."""
    more = {"state": "hired", "owner": cast.jo.pk, "stage": 4, "q_999999": "x"}
    send(cast.opening, **more)
    application = only_application()
    assert application.state == "in_progress"
    assert application.owner == cast.susan
    assert len(application.answers) == 2


def test_an_unexpected_error_shows_a_number_and_no_trace(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Reliability 134."""

    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("the secret is ana@mail.example")

    monkeypatch.setattr("hearback.careers.applying.submit_application", broken)
    with caplog.at_level(logging.ERROR):
        answer = Client(raise_request_exception=False).post("/jobs/shop-manager/", filled_in())
    page = answer.content.decode()
    assert answer.status_code == 500
    assert answer["X-Request-Id"] in page
    assert "RuntimeError" not in page
    assert "secret" not in page
