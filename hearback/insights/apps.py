"""Registers the insights with Django."""

from django.apps import AppConfig


class InsightsConfig(AppConfig):
    """The insights."""

    name = "hearback.insights"
    label = "insights"
    default_auto_field = "django.db.models.BigAutoField"
