"""The candidate's own addresses, opened by the link in their letters."""

from django.urls import path

from hearback.portal import views
from hearback.portal.calls import views as calls

app_name = "portal"
urlpatterns = [
    path("", views.lost, name="lost"),
    path("<str:token>/", views.status, name="status"),
    path("<str:token>/ask/", views.ask, name="ask"),
    path("<str:token>/language/", views.language, name="language"),
    path("<str:token>/withdraw/", views.withdraw, name="withdraw"),
    path("<str:token>/details/", views.details, name="details"),
    path("<str:token>/call/", calls.call, name="call"),
]
