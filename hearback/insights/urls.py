"""Addresses of the insights, under the desk."""

from django.urls import path

from hearback.insights.views import black_hole, index, worth

app_name = "insights"

urlpatterns = [
    path("insights/", index.index, name="index"),
    path("insights/black-hole/", black_hole.black_hole, name="black_hole"),
    path("insights/worth/", worth.worth, name="worth"),
]
