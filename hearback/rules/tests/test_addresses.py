"""Folding addresses: nobody receives another person's link (cases 84 and 89)."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules import addresses
from hearback.rules.tests.strategies import anything, few, is_quick
from hearback.rules.text import fold_address, plausible_address, wire_address

LONG_S, KELVIN, DOTTED_I, DOTLESS_I = "\u017f", "\u212a", "\u0130", "\u0131"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (" Ana@Example.ORG ", "ana@example.org"),
        ("jose\u0301@example.org", "josé@example.org"),  # NFD and NFC
        ("ana@BÜCHER.de", "ana@bücher.de"),
        ("ana@bu\u0308cher.de", "ana@xn--bcher-kva.de"),
        ("ana@XN--BCHER-KVA.de", "ana@bücher.de"),
        ("ana@ΣΟΦΟΣ.gr", "ana@σοφοσ.gr"),
    ],
)
def test_spellings_of_one_mailbox_fold_together(one: str, other: str) -> None:
    assert fold_address(one) == fold_address(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("strasse@example.org", "straße@example.org"),
        ("ana@strasse.de", "ana@straße.de"),
        ("ana@STRASSE.de", "ana@straße.de"),
        ("ana@straSSe.de", "ana@stra\u1e9ee.de"),
        (f"m{DOTTED_I}ke@example.org", "mike@example.org"),
        (f"m{DOTLESS_I}ke@example.org", "mike@example.org"),
        (f"ana@w{DOTTED_I}k{DOTTED_I}.org", "ana@wiki.org"),
        (f"ana@wi{KELVIN}i.org", "ana@wiki.org"),
        (f"mi{KELVIN}e@example.org", "mike@example.org"),
        (f"{LONG_S}usan@example.org", "susan@example.org"),
        ("ana@ex\uff41mple.org", "ana@example.org"),  # full-width letter
        ("\uff41na@example.org", "ana@example.org"),
        ("ﬁona@example.org", "fiona@example.org"),
        ("ana+jobs@example.org", "ana@example.org"),
        ("a.na@example.org", "ana@example.org"),
        ("ana@example.org", "ana\u200b@example.org"),
        ("ÉMILE@example.org", "émile@example.org"),  # in front of the @ only A to Z are lowered
    ],
)
def test_spellings_of_different_mailboxes_stay_apart(one: str, other: str) -> None:
    assert fold_address(one) != fold_address(other)


# Where letters have a case or another form; the blocks left out are Han, Hangul and signs.
LETTERS_WITH_CASE_OR_FORMS = [
    chr(point)
    for block in (range(0x80, 0x3400), range(0xA640, 0xAC00), range(0xF900, 0x10600))
    for point in block
] + [chr(point) for point in range(0x1D400, 0x1D800)]


def can_change(letter: str) -> bool:
    """Whether any kind of folding does something to a letter."""
    changed = (letter.lower(), letter.upper(), unicodedata.normalize("NFKC", letter))
    return any(form != letter for form in changed)


def test_no_character_outside_ascii_ever_folds_to_one_inside() -> None:
    for letter in LETTERS_WITH_CASE_OR_FORMS:
        if can_change(letter) and not letter.isspace():
            local, _, domain = fold_address(f"{letter}@{letter}").partition("@")
            assert not local.isascii(), hex(ord(letter))
            assert domain.startswith("xn--"), hex(ord(letter))


@few
@given(anything)
def test_folding_never_fails_and_folding_twice_changes_nothing(typed: str) -> None:
    folded = fold_address(typed)
    assert fold_address(folded) == folded
    assert folded.encode() is not None


@pytest.mark.parametrize(
    "address",
    [
        "ana@example.org",
        "Ana.Silva+jobs@mail.example.co.uk",
        "o'neil@example.org",
        "josé@example.org",
        "ana@bücher.de",
        "用户@例子.广告",
        "a" * 64 + "@example.org",
        "ana@xn--bcher-kva.de",
    ],
)
def test_real_addresses_are_plausible(address: str) -> None:
    assert plausible_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "ana",
        "@example.org",
        "ana@",
        "ana@localhost",
        "ana@example.org ",
        "ana silva@example.org",
        "ana@exa mple.org",
        "ana@example..org",
        "ana@.org",
        "ana@-example.org",
        "ana@example-.org",
        "ana@10.0.0.1",
        ".ana@example.org",
        "ana.@example.org",
        "a..na@example.org",
        "ana@example.org\r\nBcc: all@example.org",
        "ana\x00@example.org",
        "ana\ud800@example.org",
        "ana\u202e@example.org",
        "ana\u200b@example.org",
        "ana@exam\u200bple.org",
        f"mi{KELVIN}e@example.org",
        "<ana@example.org>",
        "ana@example.org,bo@example.org",
        '"ana"@example.org',
        "a" * 65 + "@example.org",
        "é" * 33 + "@example.org",
        "ana@" + "a" * 64 + ".org",
        "ana@" + "a." * 130 + "org",
    ],
)
def test_what_could_not_receive_mail_or_would_break_a_header_is_not(address: str) -> None:
    assert not plausible_address(address)


@few
@given(st.emails(domains=st.just("example.org")).filter(lambda e: ".." not in e and len(e) < 76))
def test_an_ordinary_address_stays_plausible_when_folded(address: str) -> None:
    assert plausible_address(address)
    assert plausible_address(fold_address(address))


@pytest.mark.parametrize(
    "typed", ["a" * 100_000, "@" * 100_000, "a." * 50_000, "ana@" + "é" * 100_000, "\u0301" * 9**5]
)
def test_a_hundred_thousand_characters_cost_next_to_nothing(typed: str) -> None:
    assert not plausible_address(typed)
    assert is_quick(lambda: (fold_address(typed), plausible_address(typed)))


def test_only_three_characters_turn_into_ascii_under_nfc() -> None:
    turned = [
        c for c in map(chr, range(0x80, 0x20000)) if unicodedata.normalize("NFC", c).isascii()
    ]
    assert turned == ["\u037e", "\u1fef", KELVIN]


@few
@given(st.emails())
def test_on_the_wire_an_ordinary_address_is_itself_but_for_the_case_of_its_domain(
    email: str,
) -> None:
    local, _, domain = email.rpartition("@")
    assert wire_address(email) == f"{local}@{domain.lower()}"
    assert wire_address(wire_address(email)) == wire_address(email)
    assert fold_address(wire_address(email)) == fold_address(email)


# What an address is made of, and what breaks one; often enough of a length that matters.
NEARLY = st.lists(
    st.sampled_from(
        [*"aZ09.-@!+_,< \n\x1c\x7f", "ana", "@a.b", ".org", "1.2", "a" * 62, "b." * 60]
    ),
    max_size=12,
).map("".join)


@given(NEARLY)
def test_an_address_in_ascii_is_judged_and_folded_as_by_its_letters(typed: str) -> None:
    assert plausible_address(typed) == addresses._plausible_by_letter(typed)
    assert fold_address(typed) == addresses._folded_by_letter(typed.strip()[:1016])
