"""Registers interviews with Django."""

from django.apps import AppConfig


class InterviewsConfig(AppConfig):
    """The interviews room."""

    name = "hearback.interviews"
    label = "interviews"
    default_auto_field = "django.db.models.BigAutoField"
