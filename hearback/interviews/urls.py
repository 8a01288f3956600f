"""Addresses of the interviews, under the desk."""

from django.urls import path

from hearback.interviews.asked import views as asked

app_name = "interviews"

urlpatterns = [
    path("how-interviews-went/", asked.coaching, name="coaching"),
]
