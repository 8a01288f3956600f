"""Registers the feedback chapter with Django."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    """The feedback chapter."""

    name = "hearback.feedback"
    label = "feedback"
    default_auto_field = "django.db.models.BigAutoField"
