"""Registers the shared nouns with Django."""

from django.apps import AppConfig


class PipelineConfig(AppConfig):
    """The pipeline room."""

    name = "hearback.pipeline"
    label = "pipeline"
    default_auto_field = "django.db.models.BigAutoField"
