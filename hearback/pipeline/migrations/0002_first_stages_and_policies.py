"""The stages and promise policies a new installation starts with; a team changes them later."""

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

STAGES = [
    ("New", "new", "Your papers are in and waiting to be read."),
    ("Review", "review", "We are reading your application."),
    ("Interview", "interview", "We would like to talk with you."),
    ("Offer", "offer", "We are preparing an offer for you."),
]
POLICIES = [
    ("First answer in 48 hours", 48, "hours", 5, "working_days", True),
    ("First answer in 2 working days", 2, "working_days", 5, "working_days", False),
    ("First answer in 5 working days", 5, "working_days", 5, "working_days", False),
]


def add(apps: Apps, _: BaseDatabaseSchemaEditor) -> None:
    """Add what is not there yet."""
    for position, (name, kind, sentence) in enumerate(STAGES, start=1):
        apps.get_model("pipeline", "Stage").objects.get_or_create(
            name=name, defaults={"position": position * 10, "kind": kind, "sentence": sentence}
        )
    for name, first, first_unit, later, later_unit, is_default in POLICIES:
        apps.get_model("pipeline", "PromisePolicy").objects.get_or_create(
            name=name,
            defaults={
                "first_amount": first,
                "first_unit": first_unit,
                "next_amount": later,
                "next_unit": later_unit,
                "is_default": is_default,
            },
        )


class Migration(migrations.Migration):
    """Stages and policies to start with."""

    dependencies: ClassVar = [("pipeline", "0001_initial")]

    operations: ClassVar = [migrations.RunPython(add, migrations.RunPython.noop)]
