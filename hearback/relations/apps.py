"""Registers the relations chapter with Django."""

from django.apps import AppConfig


class RelationsConfig(AppConfig):
    """The relations chapter."""

    name = "hearback.relations"
    label = "relations"
    default_auto_field = "django.db.models.BigAutoField"
