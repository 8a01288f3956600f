"""Registers the careers app with Django."""

from django.apps import AppConfig


class CareersConfig(AppConfig):
    """The careers app."""

    name = "hearback.careers"
    label = "careers"
    default_auto_field = "django.db.models.BigAutoField"
