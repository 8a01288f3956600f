"""The public addresses: openings, one opening with its form, and what search engines read."""

from django.urls import path
from django.views.decorators.http import require_safe
from django.views.generic import RedirectView

from hearback.careers import views

TO_THE_LIST = RedirectView.as_view(pattern_name="careers:openings", query_string=True)

app_name = "careers"
urlpatterns = [
    path("", views.openings, name="openings"),
    path("jobs/", require_safe(TO_THE_LIST), name="jobs"),
    path("jobs/<slug:slug>/", views.opening, name="opening"),
    path("jobs/<slug:slug>/read/", views.read, name="read"),
    path("jobs/<slug:slug>/thanks/", views.thanks, name="thanks"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("robots.txt", views.robots, name="robots"),
]
