"""Registers the team chapter with Django."""

from django.apps import AppConfig


class TeamConfig(AppConfig):
    """The team chapter; its nouns live in accounts."""

    name = "hearback.team"
    label = "team"
    default_auto_field = "django.db.models.BigAutoField"
