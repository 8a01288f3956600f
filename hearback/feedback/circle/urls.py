"""Addresses of the circle at the desk: writing feedback, who waits for it, passing words on."""

from django.urls import path

from hearback.feedback.circle import settings_views, views

app_name = "circle"
_case = "applications/<uuid:public_id>/"
urlpatterns = [
    path("feedback-to-give/", views.to_give, name="to_give"),
    path(f"{_case}feedback/", views.write, name="write"),
    path("said/<uuid:public_id>/pass-on/", views.pass_on, name="pass_on"),
    path("settings/feedback/", settings_views.levels, name="levels"),
    path("settings/feedback/<str:country>/remove/", settings_views.remove, name="remove_level"),
]
