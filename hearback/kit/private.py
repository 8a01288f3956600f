"""Pages opened by a secret in their address: kept out of caches, search engines and referrers."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.views.decorators.csrf import csrf_exempt

from hearback.kit.origin import without_cookies

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

P = ParamSpec("P")


def private(
    *, referrer: str = "same-origin", from_anywhere: bool = False
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """For a page whose address is a secret, with its Referrer-Policy.

    A page with a form needs "same-origin": under "no-referrer" older browsers would not say where
    the form comes from. `from_anywhere` takes what mail programs and other sites post: only for
    what the secret alone decides, and what harms nobody when repeated (RFC 8058).
    """
    door_of_forms = _from_anywhere if from_anywhere else without_cookies

    def door(
        view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @door_of_forms
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            response["Cache-Control"] = "private, no-store"
            response["X-Robots-Tag"] = "noindex, nofollow"
            response["Referrer-Policy"] = referrer
            return response

        return guarded

    return door


def _from_anywhere(
    view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
    view.checks_origin = True  # type: ignore[attr-defined]  # the secret does: see `private`
    exempt: Callable[Concatenate[HttpRequest, P], HttpResponseBase] = csrf_exempt(view)
    return exempt
