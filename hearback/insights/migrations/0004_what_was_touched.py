"""Triggers that note what was touched, one call a statement, in the transaction that did it.

Nobody's number or clock says what is new: a transaction that began earlier and commits later brings
its own rows along. See docs/decisions/0020.
"""

from typing import ClassVar

from django.db import migrations

# For each table: which columns matter, and the subjects (1 application, 2 conversation, 3 promise,
# 4 opening, 5 everything) of a row `r`.
_PROMISE = """
    SELECT CASE WHEN r.application_id IS NOT NULL THEN 1
                WHEN r.conversation_id IS NOT NULL THEN 2 ELSE 3 END,
           coalesce(r.application_id, r.conversation_id, r.id) FROM {rows} r
"""
_OF_INTERVIEW = """
    SELECT DISTINCT 1, i.application_id FROM {rows} r
      JOIN interviews_interview i ON i.id = r.interview_id
"""
TABLES = {
    "pipeline_application": (
        "state, stage_id, owner_id, opening_id, received_at, ended_at",
        "SELECT 1, r.id FROM {rows} r",
    ),
    "ledger_promise": (
        "state, owner_id, due_at, made_at, closed_at, what, promisee, promiser_id, follows_id, "
        "application_id, conversation_id, opening_id",
        _PROMISE,
    ),
    "interviews_interview": (
        "state, begins_at, application_id",
        "SELECT 1, r.application_id FROM {rows} r",
    ),
    "interviews_checkin": ("interview_id, panelist_id, begins_at, said, at", _OF_INTERVIEW),
    "interviews_panelist": ("interview_id, member_id, is_on, is_stand_in", _OF_INTERVIEW),
    "pipeline_opening": ("team_id, client_id, manager_id", "SELECT 4, r.id FROM {rows} r"),
    "pipeline_contact": (
        "member_id, client_id",
        """
    SELECT DISTINCT 1, p.application_id FROM {rows} r
      JOIN ledger_promise p ON p.promiser_id = r.id WHERE p.application_id IS NOT NULL
""",
    ),
    "accounts_organisation": ("zone", "SELECT 5, 0 FROM {rows} r"),
}

INSERTED = """
CREATE FUNCTION insights_{table}_in() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO insights_touched (kind, subject) {subjects};
    RETURN NULL;
END $$;
CREATE TRIGGER insights_in AFTER INSERT ON {table} REFERENCING NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION insights_{table}_in();
"""
DELETED = """
CREATE FUNCTION insights_{table}_out() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO insights_touched (kind, subject) {subjects};
    RETURN NULL;
END $$;
CREATE TRIGGER insights_out AFTER DELETE ON {table} REFERENCING OLD TABLE AS gone
    FOR EACH STATEMENT EXECUTE FUNCTION insights_{table}_out();
"""
# Both as it was and as it is: what left one conversation for another changes both.
CHANGED = """
CREATE FUNCTION insights_{table}_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO insights_touched (kind, subject)
    WITH changed AS MATERIALIZED (
        SELECT n.id FROM fresh n JOIN gone o USING (id)
         WHERE ({new}) IS DISTINCT FROM ({old})
    ), before AS (SELECT o.* FROM gone o JOIN changed USING (id)),
       since AS (SELECT n.* FROM fresh n JOIN changed USING (id))
    {before} UNION {since};
    RETURN NULL;
END $$;
CREATE TRIGGER insights_on AFTER UPDATE ON {table}
    REFERENCING OLD TABLE AS gone NEW TABLE AS fresh
    FOR EACH STATEMENT EXECUTE FUNCTION insights_{table}_on();
"""
# An opening or a contact that is new has nothing yet.
ONLY_CHANGED = ("pipeline_opening", "pipeline_contact", "accounts_organisation")

MOVED = """
CREATE FUNCTION insights_application_moved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO insights_move (application_id, from_stage, to_stage, at)
    VALUES (NEW.id, OLD.stage_id, NEW.stage_id, NEW.stage_since);
    RETURN NULL;
END $$;
CREATE TRIGGER insights_moved AFTER UPDATE OF stage_id ON pipeline_application
    FOR EACH ROW WHEN (OLD.stage_id <> NEW.stage_id)
    EXECUTE FUNCTION insights_application_moved();
"""


def _triggers(table: str, columns: str, subjects: str) -> str:
    """What notes that rows of a table came, changed or went."""
    names = [name.strip() for name in columns.split(",")]
    changed = CHANGED.format(
        table=table,
        new=", ".join(f"n.{name}" for name in names),
        old=", ".join(f"o.{name}" for name in names),
        before=subjects.format(rows="before"),
        since=subjects.format(rows="since"),
    )
    if table in ONLY_CHANGED:
        return changed
    return (
        INSERTED.format(table=table, subjects=subjects.format(rows="fresh"))
        + changed
        + DELETED.format(table=table, subjects=subjects.format(rows="gone"))
    )


def _undo(table: str) -> str:
    ways = ["on"] if table in ONLY_CHANGED else ["in", "on", "out"]
    return "".join(
        f"DROP TRIGGER insights_{way} ON {table}; DROP FUNCTION insights_{table}_{way};"
        for way in ways
    )


DO = "".join(_triggers(table, *about) for table, about in TABLES.items()) + MOVED
UNDO = (
    "DROP TRIGGER insights_moved ON pipeline_application;"
    "DROP FUNCTION insights_application_moved;" + "".join(_undo(table) for table in TABLES)
)
# Whatever is there already is worked out by the first steps.
ALL_OF_IT = "INSERT INTO insights_touched (kind, subject) VALUES (5, 0)"


class Migration(migrations.Migration):
    """What facts rest on is noted whenever it changes, whatever program changes it."""

    dependencies: ClassVar = [
        ("insights", "0003_cells"),
        ("ledger", "0007_what_contacts_owe"),
        ("pipeline", "0011_consents"),
        ("interviews", "0012_version_ahead"),
        ("accounts", "0006_analysts"),
    ]

    operations: ClassVar = [
        migrations.RunSQL(DO, UNDO),
        migrations.RunSQL(ALL_OF_IT, migrations.RunSQL.noop),
    ]
