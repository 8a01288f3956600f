"""Wordings of a true reason to start with, and public help that is offered once somebody has checked it."""

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

REASONS = [
    (
        "Others show more of it",
        "This job needs “{criterion}”. Others who applied showed more of it, and we go on with them.",
    ),
    (
        "Not in the papers",
        "This job needs “{criterion}”, and we could not find it in what you sent us.",
    ),
    (
        "Answered with no",
        "This job needs “{criterion}”, and by your answers that is not so yet.",
    ),
    (
        "Heard less of it when we met",
        "This job needs “{criterion}”. When we met we heard less of it than the work asks for.",
    ),
]
# Addresses from general knowledge, so nobody is sent there before somebody here has looked.
RESOURCES = [
    (
        "CareerOneStop",
        "Free help with finding work in the United States, with a centre near most people.",
        "https://www.careeronestop.org/",
    ),
    (
        "National Careers Service",
        "Free advice on work and training for anybody in England, by phone or online.",
        "https://nationalcareers.service.gov.uk/",
    ),
    (
        "Job Bank",
        "Openings all over Canada, and free tools to plan what comes next.",
        "https://www.jobbank.gc.ca/",
    ),
    (
        "Bundesagentur für Arbeit",
        "Free advice and openings all over Germany.",
        "https://www.arbeitsagentur.de/",
    ),
    (
        "France Travail",
        "Free advice, training and openings all over France.",
        "https://www.francetravail.fr/",
    ),
    (
        "EURES",
        "Openings and advice for working in another country of Europe.",
        "https://eures.europa.eu/",
    ),
]


def add(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Add what is not there yet."""
    for name, words in REASONS:
        apps.get_model("answers", "DeclineReason").objects.get_or_create(
            name=name, defaults={"words": words}
        )
    for title, words, url in RESOURCES:
        apps.get_model("answers", "Resource").objects.get_or_create(
            title=title,
            defaults={"kind": "service", "words": words, "url": url, "is_offered": False},
        )


class Migration(migrations.Migration):
    """Reasons to start with, and resources to check."""

    dependencies: ClassVar = [("answers", "0001_initial")]

    operations: ClassVar = [migrations.RunPython(add, migrations.RunPython.noop)]
