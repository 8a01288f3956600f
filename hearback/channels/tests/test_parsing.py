"""Mails of every broken and hostile shape are read as far as they can be, and never raise."""

# I 39 41 42 · M 25

from __future__ import annotations

import base64
import os
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hearback.channels.doors.take_in import mail_key
from hearback.channels.parsing import parse
from hearback.channels.parsing.html import sanitised
from hearback.rules.machines import Machine
from tests.letters_in import JOBS, mail

HEAD = b"From: Ana <ana@mail.example>\r\nSubject: Hello\r\n"


def _nested(depth: int) -> bytes:
    parts = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        for n in range(depth)
    )
    return HEAD + parts + b"Content-Type: text/plain\r\n\r\nDeep down\r\n"


@pytest.mark.parametrize(
    ("label", "content", "text"),
    [
        (b"us-ascii", "Grüße aus Köln".encode(), "Grüße aus Köln"),
        (b"iso-8859-1", "Grüße aus Köln".encode(), "Grüße aus Köln"),
        (b"utf-8", "Grüße aus Köln".encode("cp1252"), "Grüße aus Köln"),
        (b"no-such-set", "Grüße".encode(), "Grüße"),
        (b"unicode_escape", b"\\x41 plain", "\\x41 plain"),
        (b"rot13", b"plain", "plain"),
        (b"shift_jis", "こんにちは".encode("shift_jis"), "こんにちは"),
        (b"utf-8", b"NUL\0 and more", "NUL and more"),
    ],
)
def test_labels_that_lie_are_seen_through(label: bytes, content: bytes, text: str) -> None:
    raw = HEAD + b"Content-Type: text/plain; charset=" + label + b"\r\n\r\n" + content
    assert parse(raw, ours=JOBS).new == text


def test_words_after_a_head_that_is_never_closed_are_read() -> None:
    html = b"<html><head><meta charset=utf-8><title>x</title><body><p>Do you take trainees?"
    raw = HEAD + b"Content-Type: text/html\r\n\r\n" + html
    assert parse(raw, ours=JOBS).words == "Do you take trainees?"


def test_a_mail_nested_far_too_deep_is_left_to_its_original() -> None:
    assert parse(_nested(20), ours=JOBS).new == "Deep down"
    for depth in (60, 200, 1000):
        mail_read = parse(_nested(depth), ours=JOBS)
        assert not mail_read.whole
        assert (mail_read.from_address, mail_read.subject) == ("ana@mail.example", "Hello")


def test_ten_thousand_parts_and_a_subject_of_a_megabyte_cost_little() -> None:
    began = time.perf_counter()
    many = b"".join(b"--b\r\n\r\npart %d\r\n" % number for number in range(10_000))
    flat = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + many + b"--b--\r\n"
    assert not parse(flat, ours=JOBS).whole
    long = b"From: a@mail.example\r\nSubject: =?utf-8?q?" + b"=C3=A9" * 170_000 + b"?=\r\n\r\nHi"
    assert parse(long, ours=JOBS).new == "Hi"
    inner = b"From: a@mail.example\r\n\r\nInnermost"
    for _ in range(200):
        inner = b"From: a@mail.example\r\nContent-Type: message/rfc822\r\n\r\n" + inner
    assert parse(inner, ours=JOBS).pieces[0].name == "mail.eml"
    assert time.perf_counter() - began < 15


@pytest.mark.parametrize(
    "text",
    [
        "> " * 9_000,
        "On a " * 3_900,
        "From: x\nTo: y\n   " * 1_200,
        "Am " * 3_000 + "schrieb " * 1_000,
        "CAUTION: mail" + " a," * 6_000,
        "Best regards\n" * 1_500,
        "_" * 1_900 + "\n" + "-\n" * 9_000,
    ],
)
def test_no_text_makes_folding_slow(text: str) -> None:
    began = time.perf_counter()
    parse(HEAD + b"\r\n" + text.encode(), ours=JOBS)
    assert time.perf_counter() - began < 5


def test_thirty_megabytes_come_through_whole() -> None:
    film = os.urandom(22 * 1024 * 1024)
    raw = (
        HEAD
        + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee the film\r\n--b\r\n"
        + b'Content-Type: video/mp4; name="../../etc/film.mp4"\r\n'
        + b"Content-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(film)
        + b"--b--\r\n"
    )
    read = parse(raw, ours=JOBS)
    assert read.new == "See the film"
    assert read.pieces[0].content == film


def test_a_winmail_dat_is_kept_as_a_file() -> None:
    tnef = b"\x78\x9f\x3e\x22" + b"\0" * 40
    read = parse(mail("Hello", files={"winmail.dat": tnef}), ours=JOBS)
    assert [(one.name, one.content) for one in read.pieces] == [("winmail.dat", tnef)]


def test_an_html_mail_is_read_as_text_and_kept_harmless() -> None:
    html = (
        "<p>Dear Susan,<br>is there parking?</p><script>alert(1)</script>"
        "<img src='https://evil.example/seen.png'><form action='/x'><input name=a></form>"
        "<a href='javascript:x()'>one</a> <a href='https://fine.example/' onclick='x()'>two</a>"
        "<base href='https://evil.example'><meta http-equiv=refresh content='0;url=x'>"
        "<svg onload=x()></svg><p style='background:url(https://evil.example)'>end</p>"
        "<blockquote>What you wrote</blockquote>"
    )
    raw = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + html.encode()
    read = parse(raw, ours=JOBS)
    assert "Dear Susan,\nis there parking?" in read.new
    assert "alert" not in read.new + read.html
    for word in ("script", "img", "evil", "form", "onclick", "style", "svg", "meta", "base "):
        assert word not in read.html
    assert 'href="https://fine.example/"' in read.html
    assert "noreferrer" in read.html


def test_html_of_half_a_megabyte_and_more_is_text_only() -> None:
    assert sanitised("<p>x</p>" * 100_000) == ""


def test_lines_in_names_make_no_headers() -> None:
    raw = b"From: =?utf-8?q?Ana=0D=0ABcc=3A_eve=40mail.example?= <ana@mail.example>\r\n"
    raw += b"Subject: =?utf-8?q?One=0ATwo=00?=\r\n\r\nHi"
    read = parse(raw, ours=JOBS)
    assert "\n" not in read.from_name + read.subject
    assert "\r" not in read.from_name + read.subject
    assert read.from_address == "ana@mail.example"


def test_a_mail_without_a_number_is_known_again_by_what_it_says() -> None:
    raw = mail("Hello", Message_ID="")
    assert parse(raw, ours=JOBS).message_id == ""
    passed = b"Received: by mx.example\r\nX-Spam: no\r\n" + raw.replace(b"\r\n", b"\n")
    assert mail_key(raw) == mail_key(passed)
    assert mail_key(raw) != mail_key(raw.replace(b"Hello", b"Hullo"))


def test_an_answer_below_the_quotation_is_heard_whole() -> None:
    text = "On Tuesday Susan wrote:\n> Can you come at nine?\n\nYes, gladly.\n> And at ten?\n\nNo."
    read = parse(mail(text), ours=JOBS)
    assert "Yes, gladly." in read.new
    assert "No." in read.new


@pytest.mark.parametrize(
    "text",
    [
        "Ja, gerne.\n\nAm Di., 24. Nov. 2026 um 10:00 schrieb Susan Ito <s@h.example>:\n> Hallo",
        "Ja, gerne.\n\nLe mar. 24 nov. 2026 à 10:00, Susan <s@h.example> a écrit :\n> Bonjour",
        "Ja, gerne.\n\nEl mar, 24 nov 2026 a las 10:00, Susan Ito escribió:\n> Hola",
        "Ja, gerne.\n\n-----Original Message-----\nFrom: Susan\nSent: Today\nSubject: x\n\nHi",
    ],
)
def test_quotations_of_four_languages_are_folded(text: str) -> None:
    read = parse(mail(text), ours=JOBS)
    assert read.new == "Ja, gerne."
    assert read.quoted


def test_flowed_lines_are_joined() -> None:
    raw = (
        HEAD + b"Content-Type: text/plain; format=flowed\r\n\r\nOne long \r\nline.\r\n\r\nNext.\r\n"
    )
    assert parse(raw, ours=JOBS).new == "One long line.\n\nNext."


def test_a_bounce_of_an_older_kind_is_read() -> None:
    raw = (
        b"From: Mail Delivery System <MAILER-DAEMON@mx.example>\r\nMessage-ID: <1@mx.example>\r\n"
        b"X-Failed-Recipients: ana@mail.example\r\n\r\nNot delivered. The letter was:\r\n\r\n"
        b"From: jobs@harbour.example\r\nMessage-ID: <letter@harbour.example>\r\n"
    )
    read = parse(raw, ours=JOBS)
    assert read.machine == Machine.REPORT
    assert read.report is not None
    assert (read.report.message_id, read.report.failed) == ("<letter@harbour.example>", True)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.binary(max_size=400), st.binary(max_size=400))
def test_no_bytes_at_all_make_it_raise(head: bytes, body: bytes) -> None:
    read = parse(b"From: " + head + b"\r\nContent-Type: " + body + b"\r\n\r\n" + body, ours=JOBS)
    for text in (read.new, read.quoted, read.html, read.subject, read.from_name):
        assert "\0" not in text
        text.encode("utf-8")
