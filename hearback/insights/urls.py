"""Addresses of the insights, under the desk."""

from django.urls import path

from hearback.insights.views import (
    black_hole,
    board,
    figures,
    index,
    lines,
    me,
    service,
    worth,
)

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
    path("insights/reputation/", figures.reputation, name="reputation"),
    path("insights/board.pdf", board.board, name="board"),
    path("insights/worth/", worth.worth, name="worth"),
    path("insights/service/", service.service, name="service"),
    path("insights/service/<slug:grouping>/", service.service, name="service_by"),
    path("insights/service/<slug:grouping>/<int:pk>/", service.group, name="group"),
    path("insights/cases/<slug:grouping>/<int:pk>/<slug:figure>/", service.cases, name="cases"),
    path("me/", me.me, name="me"),
]
