"""Stand-ins for the desk's addresses, so that the rail of the specimen has somewhere to point."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def nowhere(_: HttpRequest) -> HttpResponse:
    """Answer with nothing; no specimen goes there."""
    return HttpResponse()


PLACES = ("today", "openings", "search")
DESK = ([path(f"{place}/", nowhere, name=place) for place in PLACES], "desk")
TEAM = ([path(f"{place}/", nowhere, name=place) for place in ("members", "settings")], "team")

urlpatterns = [
    path("desk/", include(DESK)),
    path("desk/", include(TEAM)),
    path("sign-out/", nowhere, name="account_logout"),
]
