"""Registers the surveys chapter with Django."""

from django.apps import AppConfig


class SurveysConfig(AppConfig):
    """The surveys chapter."""

    name = "hearback.surveys"
    label = "surveys"
    default_auto_field = "django.db.models.BigAutoField"
