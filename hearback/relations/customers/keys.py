"""The keys of this installation: the only form in which somebody's address is kept here."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from hmac import new as hmac

from django.conf import settings

from hearback.rules.matching import matching_secret


def secret() -> bytes:
    """The secret for matching, derived from the installation's."""
    return _derived(settings.SECRET_KEY)


@lru_cache(maxsize=2)
def _derived(installation: str) -> bytes:
    return matching_secret(installation.encode())


def shop_key(kind: str, number: str) -> bytes | None:
    """The key of the number a shop gave a customer; None without one."""
    if not number:
        return None
    return hmac(secret(), f"shop|{kind}|{number}".encode(), sha256).digest()
