"""Which page answers which address."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("hearback.careers.urls")),
    path("status/", include("hearback.portal.urls")),
    path("desk/", include("hearback.team.account_urls")),
    path("desk/", include("hearback.team.urls")),
]
