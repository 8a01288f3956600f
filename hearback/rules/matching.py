"""Keys under which a candidate and a customer are found to be one person, without either's address.

A key is HMAC-SHA256 (RFC 2104, FIPS 180-4) of what it is a key of, a bar and the address in the one
spelling that `addresses` and `numbers` give it, under a key of the installation. A plain hash would
not do: there are few enough phone numbers to try them all. Whoever takes the table without the
installation's key learns nothing; another installation's table matches nothing here.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from hmac import new as hmac
from typing import TYPE_CHECKING

from hearback.rules.addresses import fold_address, plausible_address
from hearback.rules.numbers import e164

if TYPE_CHECKING:
    from hmac import HMAC

# Bytes of a key, and of the least an installation's secret may have.
SIZE, LEAST_SECRET = 32, 16


def matching_secret(installation: bytes) -> bytes:
    """The secret for matching, derived from the installation's, of which it tells nothing.

    When the installation's secret changes, every key has to be made anew from the customer file.
    Raises ValueError for one of fewer than 16 bytes.
    """
    if len(installation) < LEAST_SECRET:
        raise ValueError("The installation's secret is too short to keep anything.")
    return hmac(installation, b"hearback.matching", sha256).digest()


def mail_key(secret: bytes, email: str) -> bytes | None:
    """The key of an address; None where no mail could go.

    Spellings are one only where they must be one mailbox: dots and plus signs are not folded, for
    outside one provider they tell people apart, and a wrong match is worse than none.
    """
    email = email.strip()
    return _key(secret, "mail", fold_address(email)) if plausible_address(email) else None


def phone_key(secret: bytes, typed: str, country: str = "") -> bytes | None:
    """The key of a number; None where nobody could ring it. `country`: as `numbers.e164` has it."""
    number = e164(typed, country)
    return _key(secret, "phone", number) if number else None


def _key(secret: bytes, what: str, spelling: str) -> bytes:
    key = _begun(secret, what).copy()
    key.update(spelling.encode())
    return key.digest()


@lru_cache(maxsize=8)
def _begun(secret: bytes, what: str) -> HMAC:
    """What all keys of a sort begin with: a list has a million, and the secret is taken in once."""
    return hmac(secret, f"{what}|".encode(), sha256)
