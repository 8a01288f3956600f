"""The address of the question whether a job is still open, as it stands in mails and texts."""

from django.urls import path

from hearback.portal.still_open import views

app_name = "still_open"
urlpatterns = [path("<str:token>/", views.answer, name="answer")]
