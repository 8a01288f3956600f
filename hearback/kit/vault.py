"""Hides secrets that the database keeps: of no use to whoever steals it without our key."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


class Lost(Exception):
    """A secret that was hidden with another key than the one this installation has now."""


def hide(purpose: str, secret: str) -> str:
    """The secret as it may be stored; `purpose` keeps what hides one kind from opening another."""
    return _cipher(purpose).encrypt(secret.encode()).decode()


def reveal(purpose: str, hidden: str) -> str:
    """What `hide` hid. Raises Lost when the key is another one now, or the text was touched."""
    try:
        return _cipher(purpose).decrypt(hidden.encode()).decode()
    except InvalidToken:
        raise Lost from None


def _cipher(purpose: str) -> Fernet:
    key = sha256(f"hearback.{purpose}|{settings.SECRET_KEY}".encode()).digest()
    return Fernet(urlsafe_b64encode(key))
