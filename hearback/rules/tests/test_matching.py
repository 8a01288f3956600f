"""M32: a candidate and a customer are found to be one person by keyed hashes alone."""

from __future__ import annotations

import hmac
from hashlib import sha256

import pytest
from hypothesis import given

from hearback.rules.matching import SIZE, mail_key, matching_secret, phone_key
from hearback.rules.tests.strategies import anything, few

SECRET = matching_secret(b"an installation's own secret")
OTHER = matching_secret(b"another installation's secret")


def test_one_mailbox_has_one_key_however_it_is_written() -> None:
    written = ["Ana.Perez@Mail.Example", " ana.perez@mail.example ", "ANA.PEREZ@MAIL.EXAMPLE"]
    assert len({mail_key(SECRET, one) for one in written}) == 1
    # Elsewhere these are somebody else, and a wrong match is worse than none.
    others = ["anaperez@mail.example", "ana.perez+jobs@mail.example", "ana.perez@mail2.example"]
    assert len({mail_key(SECRET, one) for one in [written[0], *others]}) == 4


def test_one_number_has_one_key_however_it_is_written() -> None:
    written = [("(416) 555-0199", "CA"), ("+1 416 555 0199", ""), ("001 416 555 0199", "FR")]
    assert len({phone_key(SECRET, *one) for one in written}) == 1
    assert phone_key(SECRET, "416 555 0199") is None


@pytest.mark.parametrize("email", ["", "ana", "ana@", "@mail.example", "a b@mail.example"])
def test_what_nobody_can_reach_has_no_key(email: str) -> None:
    assert mail_key(SECRET, email) is None
    assert phone_key(SECRET, email) is None


def test_the_key_is_hmac_sha256_of_the_one_spelling() -> None:
    key = mail_key(SECRET, "Ana@Mail.example")
    assert key == hmac.digest(SECRET, b"mail|ana@mail.example", sha256)
    assert phone_key(SECRET, "+1 416 555 0199") == hmac.digest(
        SECRET, b"phone|+14165550199", sha256
    )


def test_another_installation_matches_nothing() -> None:
    assert mail_key(SECRET, "ana@mail.example") != mail_key(OTHER, "ana@mail.example")
    assert SECRET != b"an installation's own secret"
    with pytest.raises(ValueError, match="too short"):
        matching_secret(b"short")


@given(anything)
@few
def test_any_text_has_a_key_or_none(typed: str) -> None:
    for key in (mail_key(SECRET, typed), phone_key(SECRET, typed, "DE")):
        assert key is None or len(key) == SIZE
