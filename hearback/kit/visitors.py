"""Who is asking, as far as the network says: only our own proxies are believed."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from django.http import HttpRequest

FORWARDED = (
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_FORWARDED_PROTO",
    "HTTP_X_FORWARDED_HOST",
    "HTTP_X_FORWARDED_PORT",
    "HTTP_FORWARDED",
)


def trusted(address: str) -> bool:
    """Whether this address is one of our own reverse proxies (HEARBACK_PROXIES)."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return False
    return any(known in network for network in settings.HEARBACK_PROXIES)


def client_address(request: HttpRequest) -> str:
    """Return the address of whoever asks. It exists for throttling; never store it."""
    return str(request.META.get("REMOTE_ADDR", ""))


def believe_proxies(request: HttpRequest) -> None:
    """Take scheme and visitor from a trusted proxy; forget forwarded headers from anyone else.

    The visitor is the last address in the chain that is not a proxy of ours: everything
    before it may be made up.
    """
    if not trusted(client_address(request)):
        for name in FORWARDED:
            request.META.pop(name, None)
        return
    if request.META.get("HTTP_X_FORWARDED_PROTO", "").strip().lower() == "https":
        request.META["wsgi.url_scheme"] = "https"
    chain = [word.strip() for word in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    while chain and chain[-1] and trusted(client_address(request)):
        request.META["REMOTE_ADDR"] = chain.pop()
