"""Sums over everybody who agreed, and what says that none of them holds any more."""

from typing import ClassVar

from django.db import migrations, models

DO = """
CREATE FUNCTION relations_yes_taken_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO relations_takenback DEFAULT VALUES;
    RETURN NULL;
END $$;
CREATE TRIGGER tallies_void AFTER DELETE ON relations_seeker
    FOR EACH ROW EXECUTE FUNCTION relations_yes_taken_back();
CREATE TRIGGER tallies_void AFTER UPDATE OF ended_at ON pipeline_consent
    FOR EACH ROW WHEN (NEW.purpose = 'customer' AND NEW.ended_at IS NOT NULL)
    EXECUTE FUNCTION relations_yes_taken_back();
CREATE TRIGGER tallies_void AFTER DELETE ON relations_customer
    FOR EACH STATEMENT EXECUTE FUNCTION relations_yes_taken_back();
"""
UNDO = """
DROP TRIGGER tallies_void ON relations_customer;
DROP TRIGGER tallies_void ON pipeline_consent;
DROP TRIGGER tallies_void ON relations_seeker;
DROP FUNCTION relations_yes_taken_back();
"""


class Migration(migrations.Migration):
    """A yes that is taken back voids what was added up before, in the same transaction."""

    dependencies: ClassVar = [
        ("relations", "0006_codes_given"),
        ("pipeline", "0012_a_contact_has_a_chat"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            "TakenBack",
            [
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            "Tally",
            [
                ("name", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("told", models.JSONField(null=True)),
                ("counted_at", models.DateTimeField()),
                ("took_ms", models.PositiveIntegerField()),
            ],
        ),
        migrations.RunSQL(DO, UNDO),
    ]
