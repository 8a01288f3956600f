"""Registers inbox with Django."""

from django.apps import AppConfig


class InboxConfig(AppConfig):
    """The inbox room."""

    name = "hearback.inbox"
    label = "inbox"
    default_auto_field = "django.db.models.BigAutoField"
