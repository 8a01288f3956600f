"""Addresses of the letters' words, under the desk."""

from django.urls import path

from hearback.inbox.wording import views

app_name = "letters"

_one = "settings/letters/<str:letter>/<str:language>/"

urlpatterns = [
    path("settings/letters/", views.letters, name="letters"),
    path(_one, views.letter, name="letter"),
    path(f"{_one}versions/", views.versions, name="versions"),
    path(f"{_one}versions/<int:number>/", views.go_back, name="go_back"),
]
