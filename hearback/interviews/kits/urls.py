"""Addresses of kits, scorecards and debriefs, under the desk."""

from django.urls import path

from hearback.interviews.kits.views import debrief, kit, scorecards

app_name = "kits"

_panelist = "panelists/<uuid:public_id>/"
_case = "applications/<uuid:public_id>/"

urlpatterns = [
    path("kits/<uuid:public_id>/", kit.kit, name="kit"),
    path("kits/<uuid:public_id>/edit/", kit.edit, name="edit"),
    path("interviews/<uuid:public_id>/scorecard/", scorecards.scorecard, name="scorecard"),
    path("interviews/<uuid:public_id>/scorecard/keep/", scorecards.keep, name="keep"),
    path(f"{_case}scorecard/", scorecards.mine, name="mine"),
    path(f"{_case}debrief/", debrief.debrief, name="debrief"),
    path(f"{_panelist}remind/", debrief.remind, name="remind"),
    path(f"{_panelist}waive/", debrief.waive, name="waive"),
]
