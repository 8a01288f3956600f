"""Addresses of the team's pages about one interview, under the desk."""

from django.urls import path

from hearback.interviews.booking import views

app_name = "booking"

_case = "applications/<uuid:public_id>/"

urlpatterns = [
    path(f"{_case}invite/", views.invite, name="invite"),
    path(f"{_case}rounds/<uuid:round_id>/book/", views.by_hand, name="by_hand"),
    path("interviews/<uuid:public_id>/off/", views.off, name="off"),
    path("panelists/<uuid:public_id>/replace/", views.replace, name="replace"),
]
