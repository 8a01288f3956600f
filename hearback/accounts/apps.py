"""Registers the accounts chapter with Django."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """The accounts room."""

    name = "hearback.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
