"""Addresses of the answers, under the desk."""

from django.urls import path

from hearback.answers.views import single, undo

app_name = "answers"

_case = "applications/<uuid:public_id>/"

urlpatterns = [
    path(f"{_case}onward/", single.onward, name="onward"),
    path(f"{_case}hold/", single.hold, name="hold"),
    path(f"{_case}decline/", single.decline, name="decline"),
    path(f"{_case}hire/", single.hire, name="hire"),
    path(f"{_case}recall/", undo.recall, name="recall"),
    path("answers/<int:pk>/recall/", undo.undo, name="undo"),
    path("answers/<int:pk>/now/", undo.send_now, name="send_now"),
    path("answers/<int:pk>/new-address/", undo.new_address, name="new_address"),
]
