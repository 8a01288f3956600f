"""Addresses of the answers, under the desk."""

from django.urls import path

from hearback.answers.views import batches, closing, library, reasons, single, undo

app_name = "answers"

_case = "applications/<uuid:public_id>/"
_end = "openings/<slug:slug>/closing/"

urlpatterns = [
    path(f"{_case}onward/", single.onward, name="onward"),
    path(f"{_case}hold/", single.hold, name="hold"),
    path(f"{_case}decline/", single.decline, name="decline"),
    path(f"{_case}hire/", single.hire, name="hire"),
    path(f"{_case}recall/", undo.recall, name="recall"),
    path("answers/<int:pk>/recall/", undo.undo, name="undo"),
    path("answers/<int:pk>/now/", undo.send_now, name="send_now"),
    path("answers/<int:pk>/new-address/", undo.new_address, name="new_address"),
    path(_end, closing.closing, name="closing"),
    path(f"{_end}keep-open/", closing.keep_open, name="keep_open"),
    path(f"{_end}decline/", batches.decline_all, name="decline_all"),
    path(f"{_end}hold/", batches.hold_all, name="hold_all"),
    path(f"{_end}waiting/<int:stage_id>/", closing.waiting, name="waiting"),
    path("batches/<uuid:public_id>/", batches.batch, name="batch"),
    path("batches/<uuid:public_id>/stop/", batches.stop, name="stop"),
    path("batches/<uuid:public_id>/resume/", batches.resume, name="resume"),
    path("settings/resources/", library.resources, name="resources"),
    path("settings/resources/add/", library.resource_new, name="resource_new"),
    path("settings/resources/add/opening/", library.add_opening, name="add_opening"),
    path("settings/resources/<int:pk>/", library.resource, name="resource"),
    path("settings/resources/<int:pk>/offer/", library.offer_resource, name="offer_resource"),
    path("settings/resources/<int:pk>/stop/", library.stop_resource, name="stop_resource"),
    path("settings/reasons/", reasons.reasons, name="reasons"),
    path("settings/reasons/add/", reasons.reason_new, name="reason_new"),
    path("settings/reasons/<int:pk>/", reasons.reason, name="reason"),
    path("settings/reasons/<int:pk>/offer/", reasons.offer_reason, name="offer_reason"),
    path("settings/reasons/<int:pk>/stop/", reasons.stop_reason, name="stop_reason"),
]
