"""Addresses of the circle at the desk: writing feedback, who waits for it, passing words on."""

from django.urls import path

from hearback.feedback.circle.views import levels, writing

app_name = "circle"
_case = "applications/<uuid:public_id>/"
urlpatterns = [
    path("feedback-to-give/", writing.to_give, name="to_give"),
    path(f"{_case}feedback/", writing.write, name="write"),
    path("said/<uuid:public_id>/pass-on/", writing.pass_on, name="pass_on"),
    path("settings/feedback/", levels.levels, name="levels"),
    path("settings/feedback/<str:country>/remove/", levels.remove, name="remove_level"),
]
