"""Registers the kit app with Django."""

from django.apps import AppConfig


class KitConfig(AppConfig):
    """The kit app."""

    name = "hearback.kit"
    label = "kit"
    default_auto_field = "django.db.models.BigAutoField"
