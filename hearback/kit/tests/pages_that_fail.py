"""Addresses whose pages do not work out, for the tests of what is said then."""

from collections.abc import Callable
from datetime import timedelta

from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path

from hearback.kit import clock
from hearback.kit.errors import Invalid, NotYours, Refused, TooMany
from hearback.kit.htmx import page_or_fragment
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address

SECRET_WORDS = "ana.moreau@mail.example"


def refused(_request: HttpRequest) -> HttpResponse:
    """Refuse."""
    raise Refused("This opening was closed an hour ago.")


def not_yours(_request: HttpRequest) -> HttpResponse:
    """Hide."""
    raise NotYours("There is no such application here.")


def invalid(_request: HttpRequest) -> HttpResponse:
    """Ask for a correction."""
    raise Invalid("Two things need a look.", {"email": "This is not an address."})


def too_many(_request: HttpRequest) -> HttpResponse:
    """Slow down."""
    raise TooMany("Please try again in 5 minutes.", retry_after=300)


def missing(_request: HttpRequest) -> HttpResponse:
    """Be nowhere."""
    raise Http404


def broken(_request: HttpRequest, token: str) -> HttpResponse:
    """Break, with personal data in the error's words."""
    raise RuntimeError(f"{SECRET_WORDS} {token}")


def fine(request: HttpRequest) -> HttpResponse:
    """Say who asks and over what."""
    return HttpResponse(f"{client_address(request)} {request.scheme}")


def piece(request: HttpRequest) -> HttpResponse:
    """Answer with a page or a piece."""
    return page_or_fragment(request, "page.html", "piece", {"name": "Ana"})


def post_only(request: HttpRequest) -> HttpResponse:
    """Take a form."""
    return HttpResponse(str(len(request.body)))


def counted(request: HttpRequest) -> HttpResponse:
    """Let everybody in once a minute."""
    throttle("page", client_address(request), 1, timedelta(minutes=1), clock.now())
    return HttpResponse("in")


def breaks_outside(_get_response: object) -> Callable[[HttpRequest], HttpResponse]:
    """A middleware that breaks before any view is asked; with `?gone` the database is."""

    def answer(request: HttpRequest) -> HttpResponse:
        raise OperationalError(SECRET_WORDS) if "gone" in request.GET else RuntimeError

    return answer


urlpatterns = [
    path("refused/", refused, name="refused"),
    path("not-yours/", not_yours, name="not_yours"),
    path("invalid/", invalid, name="invalid"),
    path("too-many/", too_many, name="too_many"),
    path("missing/", missing, name="missing"),
    path("broken/<token>/", broken, name="broken"),
    path("fine/", fine, name="fine"),
    path("piece/", piece, name="piece"),
    path("post/", post_only, name="post_only"),
    path("counted/", counted, name="counted"),
]
