"""Registers the desk with Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The team's pages; no nouns of their own."""

    name = "hearback.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
