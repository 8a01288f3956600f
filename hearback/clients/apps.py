"""Registers the clients chapter with Django."""

from django.apps import AppConfig


class ClientsConfig(AppConfig):
    """The clients chapter."""

    name = "hearback.clients"
    label = "clients"
    default_auto_field = "django.db.models.BigAutoField"
