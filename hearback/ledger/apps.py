"""Registers ledger with Django."""

from django.apps import AppConfig


class LedgerConfig(AppConfig):
    """The ledger room."""

    name = "hearback.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
