"""Registers the demo app with Django."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The demo app."""

    name = "hearback.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"
