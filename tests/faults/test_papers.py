"""Hostile and broken CVs through the form: a clear sentence or a kept file, never a lost form."""

# M1

from __future__ import annotations

import io
import time
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest

from hearback.careers.cv.tests import making
from tests.applying import OPENING, SEE_OTHER, address_of, fill_in, kept
from tests.until import until

if TYPE_CHECKING:
    from tests.house import House
    from tests.visitor import File, Page

pytestmark = pytest.mark.faults

MB = 1024 * 1024
# Reading for the form is given five seconds of work; a busy machine makes more of them.
QUICKLY = 20.0
PLAIN = b"Ana Moreau\nana@mail.example\nI have led a shop for two years.\n"
PDF = making.pdf(["Ana Moreau", "ana@mail.example", "Two years of leading a shop"])
WORD = making.word(["Ana Moreau", "ana@mail.example", "Two years of leading a shop"])
ENTITIES = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
TENFOLD = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
LAUGHS = f"<!DOCTYPE x [<!ENTITY a0 'ha'>{TENFOLD}]>"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(40)
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4000)


def _bomb() -> bytes:
    """A Word file of one megabyte whose document unpacks to one gigabyte."""
    out = io.BytesIO(WORD)
    with (
        zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as package,
        package.open("word/theme/more.xml", "w") as entry,
    ):
        for _ in range(256):
            entry.write(bytes(4 * MB))
    return out.getvalue()


def _deep_pdf() -> bytes:
    """A PDF whose one page unpacks to two hundred megabytes of text."""
    packed = zlib.compressobj(9)
    content = b"".join(packed.compress(b"(a) Tj " * 100_000) for _ in range(300)) + packed.flush()
    return making.pdf_of(making.packed(content, "/FlateDecode"))


# What is turned down at the door: its name, its bytes, words of the sentence that says why.
TURNED_DOWN: dict[str, tuple[File, str]] = {
    "nothing": (("cv.pdf", b""), "empty"),
    "only spaces": (("cv.txt", b" \n\t\n"), "empty"),
    "eleven megabytes": (("cv.pdf", PDF + bytes(11 * MB)), "10 MB"),
    "a program called pdf": (("cv.pdf", b"MZ\x90\x00" + bytes(9000)), "PDF"),
    "a page called txt": (("cv.txt", b"<html><script>alert(1)</script></html>"), "PDF"),
    "a drawing with script": (("cv.svg", b"<svg onload='alert(1)'/>"), "PDF"),
    "a picture": (("cv.pdf", PNG), "picture"),
    "a shell script": (("cv.sh", b"#!/bin/sh\nrm -rf /\n"), "PDF"),
    "an old Word file": (("cv.doc", OLD_WORD), "docx"),
    "rich text": (("cv.rtf", b"{\\rtf1 Ana}"), "PDF"),
    "another zip": (("cv.docx", making.zipped({"hello.txt": "hello"})), "PDF"),
    "letters among zeros": (("cv.txt", b"A\x00n\x00a\x00 \x01\x02\x03" + bytes(600)), "PDF"),
}
# What is kept for a person to open, and what becomes of its words.
TAKEN: dict[str, tuple[File, str]] = {
    "a PDF": (("cv.pdf", PDF), "read"),
    "a Word file": (("cv.docx", WORD), "read"),
    "a PDF that claims to be text": (("cv.txt", PDF), "read"),
    "a PDF with a password": (("cv.pdf", making.locked_pdf(b"secret")), "unreadable"),
    "half a PDF": (("cv.pdf", PDF[: len(PDF) // 2]), "unreadable"),
    "a PDF of one line": (("cv.pdf", b"%PDF-1.7\n"), "unreadable"),
    "a bomb in a PDF": (("cv.pdf", _deep_pdf()), "unreadable"),
    "a file called ../../x": (("../../../tmp/x.txt", PLAIN), "read"),
    "a file with a long name": (("履" * 250 + ".txt", PLAIN), "read"),
    "a file named to break headers": (('a"\r\nX-Evil: 1\r\n.txt', PLAIN), "read"),
}
# What may be turned down or kept, but must do no harm either way.
HARMLESS: dict[str, File] = {
    "a bomb in a Word file": ("cv.docx", _bomb()),
    "a Word file that wants our files": ("cv.docx", making.word_of("<w:p>&f;</w:p>", ENTITIES)),
    "a Word file of many laughs": ("cv.docx", making.word_of("<w:p>&a11;</w:p>", LAUGHS)),
    "an OpenDocument of many laughs": (
        "cv.odt",
        making.odt_of("<text:p>&a11;</text:p>", prolog=LAUGHS),
    ),
    "a Word file with a foreign entry": (
        "cv.docx",
        making.rezipped(WORD, {"../../../../tmp/hearback-evil": "x"}),
    ),
    "a PDF full of NUL": ("cv.pdf", b"%PDF-1.4" + bytes(300_000)),
    "text with NUL": ("cv.txt", b"Ana\x00Moreau\n" * 50),
}


def _files(house: House) -> int:
    return sum(1 for path in (house.folder / "files").rglob("*") if path.is_file())


@pytest.mark.parametrize("what", TURNED_DOWN)
def test_what_is_no_cv_is_turned_down_with_a_reason_and_the_form_stays(
    open_house: House, what: str
) -> None:
    cv, why = TURNED_DOWN[what]
    name = f"Turned {list(TURNED_DOWN).index(what)}"
    before = _files(open_house)
    page = fill_in(open_house.visitor(f"192.0.2.{len(what)}"), name, cv=cv)
    assert page.status == 422
    assert why in page.words
    form = page.form_with("email")
    assert form.fields["name"] == name, "what was typed is still there"
    assert form.fields["email"] == address_of(name)
    assert kept(open_house, address_of(name)) == []
    assert _files(open_house) == before


@pytest.fixture(scope="module")
def answers(open_house: House) -> dict[str, tuple[str, Page]]:
    """Who sent each of those that may be taken, and what came back; reading goes on meanwhile."""
    papers = {**{what: cv for what, (cv, _) in TAKEN.items()}, **HARMLESS}
    sent = {}
    for number, (what, cv) in enumerate(papers.items()):
        name = f"Sender {number}"
        sent[what] = name, fill_in(open_house.visitor(f"192.0.2.{100 + number}"), name, cv=cv)
    return sent


@pytest.mark.parametrize("what", TAKEN)
def test_what_may_be_a_cv_is_kept_byte_for_byte_and_read_as_far_as_possible(
    open_house: House, answers: dict[str, tuple[str, Page]], what: str
) -> None:
    cv, reading = TAKEN[what]
    name, page = answers[what]
    assert page.status in SEE_OTHER, page.words[:500]
    (found,) = kept(open_house, address_of(name))
    assert found.file == cv[1]
    until(lambda: _reading(open_house, name) == reading, f"{what} is {reading}", 60)
    (stored_name,) = open_house.rows(
        "SELECT d.name FROM pipeline_document d JOIN pipeline_application a"
        " ON a.id = d.application_id WHERE a.name = %s",
        name,
    )[0]
    assert not set(stored_name) & set('/\\\r\n"'), stored_name


def _reading(house: House, name: str) -> str:
    return str(
        house.value(
            "SELECT d.text_state FROM pipeline_document d JOIN pipeline_application a"
            " ON a.id = d.application_id WHERE a.name = %s",
            name,
        )
    )


@pytest.mark.parametrize("what", HARMLESS)
def test_what_means_harm_does_none(
    open_house: House, answers: dict[str, tuple[str, Page]], what: str
) -> None:
    name, page = answers[what]
    assert page.status in SEE_OTHER | {422}, page.words[:500]
    if page.status == 422:
        assert kept(open_house, address_of(name)) == []
        return
    until(lambda: _reading(open_house, name) in {"read", "unreadable"}, "it was dealt with", 60)
    words = open_house.value(
        "SELECT t.text FROM pipeline_applicationtext t JOIN pipeline_application a"
        " ON a.id = t.application_id WHERE a.name = %s",
        name,
    )
    assert "root:" not in str(words)
    assert len(str(words)) < MB


@pytest.mark.parametrize("what", [*TURNED_DOWN, *TAKEN, *HARMLESS])
def test_reading_it_into_the_form_answers_quickly_and_keeps_what_was_typed(
    open_house: House, what: str
) -> None:
    everything = {
        **{key: cv for key, (cv, _) in {**TURNED_DOWN, **TAKEN}.items()},
        **HARMLESS,
    }
    visitor = open_house.visitor(f"198.51.100.{list(everything).index(what)}")
    page = visitor.get(OPENING)
    form = page.form_with("email")
    (read,) = (button for button in form.buttons if button.get("value") == "read")
    began = time.monotonic()
    answer = visitor.press(
        page, form, read, {"resume": everything[what]}, email="typed@mail.example"
    )
    assert time.monotonic() - began < QUICKLY
    assert answer.status in {200, 422}
    assert answer.form_with("email").fields["email"] == "typed@mail.example"


def test_a_body_larger_than_anything_is_refused_with_a_sentence(open_house: House) -> None:
    page = fill_in(open_house.visitor(), "Too Large", cv=("cv.pdf", PDF + bytes(26 * MB)))
    assert page.status == 413
    assert "MB" in page.words
    assert kept(open_house, address_of("Too Large")) == []


def test_the_worker_has_survived_all_of_them(open_house: House) -> None:
    fill_in(open_house.visitor(), "Last One")
    open_house.mails_to(address_of("Last One"), seconds=60)
    assert all(program.running for program in open_house.programs)
