"""Addresses of members' calendars: the page about them, and the feed of their interviews."""

from django.urls import path

from hearback.interviews.calendars import views

app_name = "calendars"

urlpatterns = [
    path("desk/calendars/", views.mine, name="mine"),
    path("desk/calendars/feed/", views.new_feed, name="new_feed"),
    path("desk/calendars/<uuid:public_id>/again/", views.again, name="again"),
    path("desk/calendars/<uuid:public_id>/remove/", views.remove, name="remove"),
    path("calendar/<str:token>.ics", views.feed, name="feed"),
]
