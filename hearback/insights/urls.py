"""Addresses of the insights, under the desk."""

from django.urls import path

from hearback.insights.views import black_hole, figures, index, lines, worth

app_name = "insights"

urlpatterns = [
    path("insights/", index.index, name="index"),
    path("insights/black-hole/", black_hole.black_hole, name="black_hole"),
    path("insights/funnel/", figures.funnel, name="funnel"),
    path("insights/times/", figures.times, name="times"),
    path("insights/heat/", figures.heat, name="heat"),
    path("insights/experience/", figures.experience, name="experience"),
    path("insights/experience/lines/", lines.lines, name="lines"),
    path("insights/teams/", figures.teams, name="teams"),
    path("insights/worth/", worth.worth, name="worth"),
]
