"""Lets forms be sent without a cookie, and still not from somebody else's page."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.conf import settings
from django.views.csrf import csrf_failure
from django.views.decorators.csrf import csrf_exempt

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

P = ParamSpec("P")

_CHANGES_NOTHING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
_OURS = frozenset({"same-origin", "none"})


def without_cookies(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    """For pages that know nobody by a cookie: refuse what another site makes a browser send.

    The usual token needs a cookie, and candidates must get through with cookies off. Nothing here
    rests on a cookie that a foreign page could borrow; what browsers say about where a request
    comes from (Sec-Fetch-Site, else Origin) is checked all the same.
    """

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method not in _CHANGES_NOTHING and from_elsewhere(request):
            return csrf_failure(request, reason="sent from another site")
        return view(request, *args, **kwargs)

    guarded.checks_origin = True  # type: ignore[attr-defined]  # read by the test of every route
    return guarded


def from_elsewhere(request: HttpRequest) -> bool:
    """Whether a browser says that another site's page sent this; silence is no browser."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site.strip().lower() not in _OURS
    origin = request.headers.get("Origin")
    if origin is None:
        return False
    here = f"{request.scheme}://{request.get_host()}"
    return origin != here and origin not in settings.CSRF_TRUSTED_ORIGINS
