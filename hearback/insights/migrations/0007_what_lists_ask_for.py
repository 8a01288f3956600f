"""Indexes as the pages ask for them, and one note for somebody who applies instead of two.

Nobody is in progress without an open promise: the database sees to it (ledger 0002), and that
promise is noted with its application. So an application that comes in says nothing of its own, but
when it is over already. Most promises come one by one, and a trigger for each row costs less
than one that is handed a table of one.
"""

from importlib import import_module
from typing import ClassVar

from django.db import migrations, models

_before = import_module("hearback.insights.migrations.0004_what_was_touched")
_INSERTED = "".join(
    _before.INSERTED.format(table=table, subjects=_before.TABLES[table][1].format(rows="fresh"))
    for table in ("pipeline_application", "ledger_promise")
)
_DROP = """
DROP TRIGGER insights_in ON pipeline_application;
DROP FUNCTION insights_pipeline_application_in();
DROP TRIGGER insights_in ON ledger_promise;
DROP FUNCTION insights_ledger_promise_in();
"""
_ONE_BY_ONE = """
CREATE FUNCTION insights_pipeline_application_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO insights_touched (kind, subject) VALUES (1, NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER insights_in AFTER INSERT ON pipeline_application
    FOR EACH ROW WHEN (NEW.state <> 'in_progress')
    EXECUTE FUNCTION insights_pipeline_application_in();
CREATE FUNCTION insights_ledger_promise_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO insights_touched (kind, subject)
    VALUES (CASE WHEN NEW.application_id IS NOT NULL THEN 1
                 WHEN NEW.conversation_id IS NOT NULL THEN 2 ELSE 3 END,
            coalesce(NEW.application_id, NEW.conversation_id, NEW.id));
    RETURN NULL;
END $$;
CREATE TRIGGER insights_in AFTER INSERT ON ledger_promise
    FOR EACH ROW EXECUTE FUNCTION insights_ledger_promise_in();
"""
# How long people stay in stages is asked of teams and everything, never of a person or a client.
_UNREAD = "DELETE FROM insights_cell WHERE scope_kind > 2 AND measure = 'stage'"


class Migration(migrations.Migration):
    """Lists of cases and comparisons are read from an index that begins with what they ask."""

    dependencies: ClassVar = [
        ("insights", "0006_weeks_in_figures"),
        ("ledger", "0007_what_contacts_owe"),
    ]

    operations: ClassVar = [
        migrations.RunSQL(_DROP + _ONE_BY_ONE, _DROP + _INSERTED),
        migrations.RunSQL(_UNREAD, migrations.RunSQL.noop),
        migrations.RemoveIndex("fact", "fact_opening"),
        migrations.RemoveIndex("fact", "fact_contact"),
        migrations.RemoveIndex("fact", "fact_client"),
        migrations.AddIndex(
            "fact",
            models.Index(
                fields=["client", "measure", "bucket", "-at"],
                condition=models.Q(client__isnull=False),
                name="fact_client",
            ),
        ),
        migrations.AddIndex(
            "fact",
            models.Index(
                fields=["manager", "measure", "bucket", "-at"],
                condition=models.Q(manager__isnull=False),
                name="fact_manager",
            ),
        ),
        migrations.RemoveConstraint("cell", "one_cell_each"),
        migrations.AddConstraint(
            "cell",
            models.UniqueConstraint(
                fields=["scope_kind", "measure", "scope", "month", "about", "bucket", "step"],
                name="one_cell_each",
            ),
        ),
    ]
