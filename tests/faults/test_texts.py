"""Names and words in any script, and words meant to break out of where they stand."""

# M1 M2

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote_plus

import pytest

from tests.applying import (
    OPENING,
    SEE_OTHER,
    address_of,
    body_of,
    fill_in,
    kept,
    status_path,
)

if TYPE_CHECKING:
    from tests.house import House
    from tests.visitor import Page, Visitor

pytestmark = pytest.mark.faults

# As typed, and as it is kept: what hides, reorders or breaks lines goes, everything else stays.
NAMES = {
    "Arabic": ("فاطمة الزهراء حسن", "فاطمة الزهراء حسن"),
    "Hebrew": ("נועה בן־דוד", "נועה בן־דוד"),
    "Chinese": ("欧阳晓红", "欧阳晓红"),
    "Thai": ("สมชาย ใจดี", "สมชาย ใจดี"),
    "Hindi": ("प्रिया शर्मा", "प्रिया शर्मा"),
    "Vietnamese, decomposed": ("Nguyê\u0303n Thị Minh", "Nguyễn Thị Minh"),
    "emoji": ("Ana 👩🏽‍🔧 Moreau 🏳️‍🌈", "Ana 👩🏽‍🔧 Moreau 🏳️‍🌈"),
    "one letter": ("O", "O"),
    "turned around": ("Ana \u202egnp.exe", "Ana gnp.exe"),
    "with hidden spaces": ("A\u200bn\u00ada\ufeff Moreau", "Ana Moreau"),
    "with NUL": ("Ana\x00 Moreau", "Ana Moreau"),
    "a header": ("Ana\r\nBcc: everyone@mail.example", "Ana Bcc: everyone@mail.example"),
    "a header by another line break": ("Ana\u2028Subject: Free", "Ana Subject: Free"),
    "an encoded word": ("=?utf-8?q?=0ABcc:_x@mail.example?=", "=?utf-8?q?=0ABcc:_x@mail.example?="),
    "a recipient": ('"Ana" <other@mail.example>', '"Ana" <other@mail.example>'),
    "a template": ("{{ settings.SECRET_KEY }}", "{{ settings.SECRET_KEY }}"),
    "a template tag": ("{% include 'x' %}{% now 'Y' %}", "{% include 'x' %}{% now 'Y' %}"),
    "a format": ("{owner.password} %s %(name)s {0}", "{owner.password} %s %(name)s {0}"),
    "a script": ("<script>alert(1)</script>", "<script>alert(1)</script>"),
    "an attribute": ('" onmouseover="alert(1)', '" onmouseover="alert(1)'),
    "a statement": ("'; DROP TABLE ledger_entry; --", "'; DROP TABLE ledger_entry; --"),
    "our own link marker": ("⟦team:sign_in_link|1|1⟧", "⟦team:sign_in_link|1|1⟧"),
    "a link": ("https://evil.example/ Ana", "https://evil.example/ Ana"),
    "two hundred letters": ("Ä" * 200, "Ä" * 200),
    "a tower of marks": ("A" + "\u0301" * 150, None),
}


@pytest.fixture(scope="module")
def answers(open_house: House) -> dict[str, Page]:
    """What came back for each name; their receipts are written meanwhile."""
    return {
        what: fill_in(open_house.visitor(f"192.0.2.{number}"), typed, email=_address(what), cv=None)
        for number, (what, (typed, _)) in enumerate(NAMES.items())
    }


def _address(what: str) -> str:
    return f"n{list(NAMES).index(what)}@mail.example"


@pytest.mark.parametrize("what", NAMES)
def test_a_name_is_kept_written_and_described_text_and_as_nothing_else(
    open_house: House, answers: dict[str, Page], what: str
) -> None:
    _, wanted = NAMES[what]
    assert answers[what].status in SEE_OTHER, answers[what].words[:400]
    (found,) = kept(open_house, _address(what))
    assert wanted is None or found.name == wanted
    assert len(found.name) <= 200

    (mail,) = open_house.mails_to(_address(what))
    assert mail["Bcc"] is None
    assert len(mail.get_all("Subject", [])) == len(mail.get_all("To", [])) == 1
    assert [one.addr_spec for one in mail["To"].addresses] == [_address(what)]
    assert [one.addr_spec for one in mail["From"].addresses] == ["jobs@harbour.example"]
    html = mail.get_body(("html",))
    assert html is not None
    for page in (html.get_content(), open_house.visitor().get(status_path(open_house, mail)).html):
        assert "<script>alert" not in page
        assert ' onmouseover="alert' not in page
        assert 'href="https://evil.example' not in page
        assert "sign-in/link" not in page
    secret = (open_house.folder / "secret-key").read_text().strip()
    assert secret not in body_of(mail)


def test_ten_thousand_characters_are_kept_and_one_more_is_told(open_house: House) -> None:
    visitor = open_house.visitor("192.0.2.201")
    form = visitor.get(OPENING).form_with("email")
    question = next(name for name in sorted(form.fields) if name.startswith("q_"))
    long = "Ich führe gern. 日本語。" * 600
    fits, too_long = long[:10_000], long[:10_001]

    page = _answer(visitor, question, too_long)
    assert page.status == 422
    assert "10000 characters" in page.words
    assert page.form_with("email").fields[question] == too_long, "nothing typed is cut"

    assert _answer(visitor, question, fits).status in SEE_OTHER
    stored = open_house.value("SELECT answers FROM pipeline_application WHERE name = 'Long Answer'")
    assert fits in {answer["answer"] for answer in stored}


def _answer(visitor: Visitor, question: str, words: str) -> Page:
    page = visitor.get(OPENING)
    typed = {"name": "Long Answer", "email": address_of("Long Answer"), question: words}
    return visitor.press(page, page.form_with("email"), None, None, **typed)


@pytest.mark.parametrize("field", ["name", "email", "phone"])
def test_a_field_filled_with_ten_thousand_letters_is_told_so(open_house: House, field: str) -> None:
    typed = {"name": "Ana Moreau", "email": "ten@mail.example", "phone": "+1 416 555 0100"}
    visitor = open_house.visitor("192.0.2.202")
    page = visitor.get(OPENING)
    answer = visitor.press(
        page, page.form_with("email"), None, None, **{**typed, field: "a" * 10_000}
    )
    assert answer.status == 422
    assert kept(open_house, "ten@mail.example") == []
    others = {name: answer.form_with("email").fields[name] for name in typed if name != field}
    assert others == {name: value for name, value in typed.items() if name != field}


def test_half_a_character_does_no_harm(open_house: House) -> None:
    """A lone surrogate and bytes that are no UTF-8, as only a broken program sends them."""
    visitor = open_house.visitor("192.0.2.203")
    for raw in ("%ED%A0%80Ana", "%FF%FEAna", "%C0%AEAna"):
        body = f"name={raw}&email=half@mail.example&phone=&draft=&zone="
        page = visitor.ask(
            "POST",
            OPENING,
            body.encode(),
            {"Content-Type": "application/x-www-form-urlencoded"},
        )
        assert page.status in SEE_OTHER | {400, 422}, page.words[:300]
    assert len(kept(open_house, "half@mail.example")) <= 1


@pytest.mark.parametrize(
    "zone", ["Mars/Phobos", "../../etc/passwd", "Europe/Paris\x00", "localtime", "x" * 5000]
)
def test_an_unknown_time_zone_falls_back_to_the_places_own(open_house: House, zone: str) -> None:
    name = f"Zone {abs(hash(zone)) % 10**6}"
    assert fill_in(open_house.visitor("192.0.2.204"), name, cv=None, zone=zone).status in SEE_OTHER
    stored = open_house.value("SELECT zone FROM pipeline_application WHERE name = %s", name)
    assert stored in {"America/Toronto", "Europe/Paris"}


def test_the_receipt_speaks_the_readers_clock(open_house: House) -> None:
    page = fill_in(open_house.visitor(), "Kath Mandu", cv=None, zone="Asia/Kathmandu")
    assert page.status in SEE_OTHER
    (mail,) = open_house.mails_to(address_of("Kath Mandu"))
    local = open_house.value(
        """SELECT to_char(p.due_at AT TIME ZONE 'Asia/Kathmandu', 'FMDay FMDD FMMonth, HH24:MI')
             FROM ledger_promise p JOIN pipeline_application a ON a.id = p.application_id
            WHERE a.name = 'Kath Mandu'"""
    )
    assert f"by {local}" in " ".join(body_of(mail).split())


@pytest.mark.parametrize(
    "path",
    [
        f"/?q={quote_plus(chr(0))}",
        "/?q=%FF%FE&place=x&team=9999999999999999999999&way=nonsense&page=-1",
        f"/?q={'a' * 7000}",
        "/jobs/%00/",
        "/jobs/..%2f..%2fetc/passwd",
        "/status/%E2%80%AE/",
        f"/status/{'A' * 3000}/",
        "/status/%E2%9F%A6portal:status%7C1%7C1%E2%9F%A7/",
        "/desk/applications/00000000-0000-0000-0000-000000000000/",
        "/.git/config",
        "/.env",
        "/admin/",
        "/static/../settings.py",
    ],
)
def test_odd_addresses_are_answered_and_never_break_anything(open_house: House, path: str) -> None:
    page = open_house.visitor("192.0.2.205").get(path)
    assert page.status in {200, 301, 302, 400, 404, 414, 431}
    assert "Traceback" not in page.html
    assert "[core]" not in page.html
