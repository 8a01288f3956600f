"""Registers answers with Django."""

from django.apps import AppConfig


class AnswersConfig(AppConfig):
    """The answers room."""

    name = "hearback.answers"
    label = "answers"
    default_auto_field = "django.db.models.BigAutoField"
