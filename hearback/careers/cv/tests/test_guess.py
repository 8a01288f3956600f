"""Whose CV it is: names right or blank, mail and telephone right, in bounded time."""

import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.careers.cv import box
from hearback.careers.cv.accepted import Kind
from hearback.careers.cv.guess import Guess, guess
from hearback.careers.cv.kinds import recognise
from hearback.careers.cv.shapes import shaped
from hearback.careers.cv.tests import making
from hearback.careers.cv.tests.corpus import PEOPLE, Person

MAKERS: dict[Kind, Callable[[list[str]], bytes]] = {
    Kind.PDF: making.pdf,
    Kind.DOCX: making.word,
    Kind.ODT: making.open_document,
    Kind.TXT: lambda lines: "\n".join(lines).encode(),
}


# Everyone as PDF, the kind where most goes wrong, and as one of the others in turn.
OTHERS = [Kind.DOCX, Kind.ODT, Kind.TXT]
SENT = [(person, Kind.PDF) for person in PEOPLE]
SENT += [(person, OTHERS[place % 3]) for place, person in enumerate(PEOPLE)]


@pytest.mark.parametrize(
    ("person", "kind"), SENT, ids=[f"{person.key}, {kind}" for person, kind in SENT]
)
def test_a_cv_fills_in_the_form(person: Person, kind: Kind) -> None:
    content = MAKERS[kind](person.lines)
    assert recognise(f"cv.{kind}", content) is kind
    reading = box.read(content, kind)
    guessed = guess(reading.text, person.country, reading.links)
    assert guessed.name == person.name
    assert guessed.email == person.email
    assert guessed.phone == person.phone
    assert guessed.links == person.links


def test_a_name_in_the_page_header_of_a_word_file_is_found() -> None:
    content = making.word(["Store Manager", "ana.silva@example.pt"], header="Ana Silva")
    reading = box.read(content, Kind.DOCX)
    assert guess(reading.text, "PT").name == "Ana Silva"


def test_an_address_behind_a_symbol_is_found() -> None:
    links = ("mailto:ana.silva@example.pt", "https://www.linkedin.com/in/ana-silva-1a2b3c4d")
    guessed = guess("Gestora de Loja\nAna Silva\n✉ in", "PT", links)
    assert guessed.email == "ana.silva@example.pt"
    assert guessed.name == "Ana Silva"
    assert guessed.links == ("https://www.linkedin.com/in/ana-silva-1a2b3c4d",)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Store Manager\nPorto, Portugal",
        "Customer Service\ncustomer.service@example.com",
        "Warm Greetings\nPlease find my details",
        "Green Valley Farms\nPicker",
        "Very Good Communicator\nteamplayer@example.com",
        "Christmas Temp Worker\n+44 7911 123456",
        "Human Resources Department\nhr@example.com",
        "San Francisco\nsan.francisco@example.com",
        "Rue Victor Hugo\n69002 Lyon",
        "Acme Bakery Ltd\nBaker Street 221b",
        "Personal Details\nReferences available",
        "Berufserfahrung\nVerkäuferin",
        "Experiencia Laboral\nEncargada de Tienda",
        "السيرة الذاتية\nمهندس مبيعات",
        "销售经理\n上海",
        "이력서\n경력 기술서",
        "lorem ipsum dolor",
        "12 34 56\n2019 - 2026",
        "A",
        "Page 1 of 2",
        "Name:\nEmail:\nPhone:",
        "{{ 7*7 }}\n<script>alert(1)</script>\n${jndi:ldap://x}",
    ],
)
def test_no_name_is_better_than_a_wrong_one(text: str) -> None:
    assert guess(text, "US").name == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ana Silva", "Ana Silva"),
        ("Lebenslauf von Jörg Groß", "Jörg Groß"),
        ("CV – Ana Silva", "Ana Silva"),
        ("Dr. med. Anna Müller, MBA", "Anna Müller"),
        ("Mrs. Thandiwe Nkosi-Dlamini", "Thandiwe Nkosi-Dlamini"),
        ("Γιώργος Νικολάου\nΠωλητής", "Γιώργος Νικολάου"),
        ("J. R. Okonkwo", "J. R. Okonkwo"),
        ("ANNA-LENA O'NEIL DE WIT", "Anna-Lena O'Neil de Wit"),
        ("Name: Silva, Ana", "Ana Silva"),
        ("Nombre: Ana\nApellidos: García López", "Ana García López"),
        ("ФИО: Екатерина Смирнова", "Екатерина Смирнова"),
        ("氏名：山田 太郎", "山田 太郎"),
        ("이름: 남궁민수", "남궁민수"),
        ("שם מלא: נועה לוי", "נועה לוי"),
        ("فاطمة حسن", "فاطمة حسن"),
        ("Owner\nRecent work\nDoe, Jane\njane.doe@example.org", "Jane Doe"),
        ("Ms Björk Guðmundsdóttir\nbjork@example.is", "Björk Guðmundsdóttir"),
        ("Sales Lead\nJames Lane\njames.lane@example.com", "James Lane"),
        ("John\nSmith\nStore Manager\njohn.smith@example.com", "John Smith"),
        ("Jan de Boer\njdb@example.nl", "Jan de Boer"),
        ("Ольга Коваленко\nsunny@example.ua", "Ольга Коваленко"),
    ],
)
def test_names_are_found_in_many_forms(text: str, name: str) -> None:
    assert guess(f"{text}\nMobile +44 7911 123456", "US").name == name


def test_the_address_that_carries_the_name_goes_before_a_referee_s() -> None:
    text = "Reference: peter@hollins.example.com\nAna Silva\nana.silva@example.pt"
    assert guess(text, "PT").email == "ana.silva@example.pt"


@pytest.mark.parametrize(
    ("text", "country", "phone", "shown"),
    [
        ("Tel. 030 23125410", "DE", "+493023125410", "030 23125410"),
        ("Tel. 030 23125410", "de", "+493023125410", "030 23125410"),
        ("+49 30 23125410", "PT", "+493023125410", "+49 30 23125410"),
        ("+49 30 23125410", "", "+493023125410", "+49 30 23125410"),
        ("Tel. 030 23125410", "", "", ""),
        ("Fax: 030 23125411", "DE", "", ""),
        ("01/2016 - 10/2026", "DE", "", ""),
        ("2019-2026 2014-2018", "US", "", ""),
        ("www.example.com/in/ana-02079460123", "GB", "", ""),
        ("Tel 020 7946 0123\nMobile 07911 123456", "GB", "+447911123456", "07911 123456"),
        ("هاتف: ٠١٠٠١٢٣٤٥٦٧", "EG", "+201001234567", "010 01234567"),
        ("+44 (0)20 7946 0123", "US", "+442079460123", "+44 20 7946 0123"),
    ],
)
def test_telephone_numbers_are_right_or_blank(
    text: str, country: str, phone: str, shown: str
) -> None:
    guessed = guess(text, country)
    assert (guessed.phone, guessed.phone_shown) == (phone, shown)


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("linkedin.com/in/ana", ("https://linkedin.com/in/ana",)),
        ("see HTTPS://GitHub.com/ana.", ("HTTPS://GitHub.com/ana",)),
        ("Portfolio: anasilva.example", ("https://anasilva.example",)),
        ("https://linkedin.com@evil.example/in/x", ()),
        ("javascript:alert(1) file:///etc/passwd ftp://x.example", ()),
        ("http://[::1]/x http://localhost/x https://a.example:8080/", ()),
        ("x\n" * 900 + "https://employer.example/about", ()),
    ],
)
def test_links_are_the_person_s_own_and_harmless(text: str, links: tuple[str, ...]) -> None:
    found = guess(text).links
    assert tuple(link.lower() for link in found) == tuple(link.lower() for link in links)


WORST = [
    "a" * 100_000,
    "@" * 100_000,
    "a@" * 50_000,
    ("a" * 64 + "@" + "b" * 63 + ".") * 800,
    "a." * 50_000 + "@" + "b." * 50_000,
    "1" * 100_000,
    "1 " * 50_000,
    "+1(" * 33_000,
    "+1 212 555 01" * 7_700,
    "1/1/2019-" * 11_000,
    "http://" * 14_000,
    "www." * 25_000,
    "linkedin.com/in/" * 6_250,
    "https://" + "a" * 99_990,
    " " * 100_000,
    "\n" * 100_000,
    "A B " * 25_000,
    "Ana Silva\n" * 10_000,
    "Name: " * 16_000,
    "A  B" * 25_000,
    "-" * 100_000,
    "王" * 100_000,
    "الاسم " * 16_000,
    "'’" * 50_000,
    "tel" * 33_000,
]


@pytest.mark.parametrize("text", WORST, ids=lambda text: text[:12].strip() or "blank")
def test_a_hundred_thousand_characters_of_the_worst_kind_take_under_50_ms(text: str) -> None:
    guess("Ana Silva, +351 912 345 678, Tel. 030 23125410", "DE")  # load the number tables first
    took = []
    for _ in range(3):
        started = time.process_time()
        guess(text, "DE")
        took.append(time.process_time() - started)
    assert min(took) < 0.05


@given(st.text(st.characters(codec=None), max_size=300), st.sampled_from(["", "DE", "zz", "US"]))
def test_any_text_gives_a_guess_and_never_an_error(text: str, country: str) -> None:
    guessed = guess(text, country, (text, "mailto:" + text))
    assert isinstance(guessed, Guess)
    assert len(guessed.name) <= 60
    assert "\n" not in guessed.name


@given(st.text(max_size=80))
def test_a_shaped_name_keeps_its_shape(text: str) -> None:
    name = shaped(text)
    assert not name or shaped(name) == name
