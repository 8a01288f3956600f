"""Registers portal with Django."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """The portal room."""

    name = "hearback.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
