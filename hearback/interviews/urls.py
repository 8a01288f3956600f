"""Addresses of the interviews, under the desk."""

from django.urls import path

from hearback.interviews.asked import views as asked
from hearback.interviews.day import views as day

app_name = "interviews"

urlpatterns = [
    path("how-interviews-went/", asked.coaching, name="coaching"),
    path("interviews/today/", day.today, name="today"),
    path("interviews/<uuid:public_id>/rescue/", day.rescue, name="interview_rescue"),
    path("interviews/<uuid:public_id>/sorry/", day.sorry, name="interview_sorry"),
    path("interviews/<uuid:public_id>/happened/", day.happened, name="interview_happened"),
]
