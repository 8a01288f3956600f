"""Addresses of the answers, under the desk."""

from django.urls import path

from hearback.answers.views import batches, closing, single, undo

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
]
