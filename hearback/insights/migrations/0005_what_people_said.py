"""Triggers that note answers which begin to count; see 0004."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations, models

_before = import_module("hearback.insights.migrations.0004_what_was_touched")

TABLES = {
    "surveys_opinion": (
        "counted_at, month, recommend, relationship, buying",
        "SELECT 6, r.id FROM {rows} r WHERE r.counted_at IS NOT NULL",
    ),
    "interviews_opinion": (
        "interview_id, month, recommend, team_id",
        "SELECT 7, r.id FROM {rows} r WHERE r.interview_id IS NULL AND r.side = 'panel'",
    ),
}
DO = "".join(_before._triggers(table, *about) for table, about in TABLES.items())  # noqa: SLF001
UNDO = "".join(_before._undo(table) for table in TABLES)  # noqa: SLF001
ALL_OF_IT = "INSERT INTO insights_touched (kind, subject) VALUES (5, 0)"
KINDS = [
    (1, "Application"),
    (2, "Conversation"),
    (3, "Promise"),
    (4, "Opening"),
    (5, "Everything"),
    (6, "Opinion"),
    (7, "Panel Opinion"),
]


class Migration(migrations.Migration):
    """What candidates and interviewers say is counted like everything else."""

    dependencies: ClassVar = [
        ("insights", "0004_what_was_touched"),
        ("surveys", "0002_what_counts_stays"),
        ("interviews", "0013_would_recommend_interviewing"),
    ]

    operations: ClassVar = [
        migrations.AlterField("fact", "subject_kind", models.SmallIntegerField(choices=KINDS)),
        migrations.AlterField("touched", "kind", models.SmallIntegerField(choices=KINDS)),
        migrations.RunSQL(DO, UNDO),
        migrations.RunSQL(ALL_OF_IT, migrations.RunSQL.noop),
    ]
