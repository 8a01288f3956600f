"""Triggers that note whom we asked what they say of us, and whether they said it; see 0004."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations, models

_before = import_module("hearback.insights.migrations.0004_what_was_touched")

_ASKING = (
    "surveys_asking",
    "asked_at, moment, team_id",
    "SELECT 8, r.id FROM {rows} r WHERE r.asked_at IS NOT NULL",
)
# That somebody answered, never what: only a row that comes or goes.
ANSWERED = """
CREATE FUNCTION insights_answered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO insights_touched (kind, subject) SELECT 8, r.asking_id FROM changed r;
    RETURN NULL;
END $$;
CREATE TRIGGER insights_answered AFTER INSERT ON surveys_opinion REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION insights_answered();
CREATE TRIGGER insights_unanswered AFTER DELETE ON surveys_opinion REFERENCING OLD TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION insights_answered();
"""
UNANSWERED = """
DROP TRIGGER insights_answered ON surveys_opinion;
DROP TRIGGER insights_unanswered ON surveys_opinion;
DROP FUNCTION insights_answered;
"""
DO = _before._triggers(*_ASKING) + ANSWERED  # noqa: SLF001
UNDO = _before._undo(_ASKING[0]) + UNANSWERED  # noqa: SLF001
ALL_OF_IT = "INSERT INTO insights_touched (kind, subject) VALUES (5, 0)"
KINDS = [
    (1, "Application"),
    (2, "Conversation"),
    (3, "Promise"),
    (4, "Opening"),
    (5, "Everything"),
    (6, "Opinion"),
    (7, "Panel Opinion"),
    (8, "Asking"),
]


class Migration(migrations.Migration):
    """How many of those we ask answer is counted like everything else."""

    dependencies: ClassVar = [
        ("insights", "0007_what_lists_ask_for"),
        ("surveys", "0002_what_counts_stays"),
    ]

    operations: ClassVar = [
        migrations.AlterField("fact", "subject_kind", models.SmallIntegerField(choices=KINDS)),
        migrations.AlterField("touched", "kind", models.SmallIntegerField(choices=KINDS)),
        migrations.AddIndex(
            "fact",
            models.Index(
                fields=["opening"],
                condition=models.Q(subject_kind__in=[2, 3]),
                name="fact_talk",
            ),
        ),
        migrations.RunSQL(DO, UNDO),
        migrations.RunSQL(ALL_OF_IT, migrations.RunSQL.noop),
    ]
