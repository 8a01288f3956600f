"""Triggers: an analyst owns, manages, interviews and stands in for nothing, whatever program writes."""

from importlib import import_module
from typing import ClassVar

from django.db import migrations

_before = import_module("hearback.ledger.migrations.0004_members_leave_empty_handed")
_HERE, _DECIDES = "AND is_active FOR KEY SHARE", "AND is_active AND role <> 'analyst' FOR KEY SHARE"
_GONE, _OR_ANALYST = "AND NOT is_active FOR UPDATE", "AND (NOT is_active OR role = 'analyst') FOR UPDATE"


def _functions(sql: str) -> str:
    """The functions of 0004 alone, to be put in the place of those that are there."""
    bare = sql.split("CREATE CONSTRAINT TRIGGER")[0]
    return bare.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


BEFORE = _functions(_before.LEAVES_EMPTY_HANDED) + _functions(_before.OWNER_IS_HERE)
NOW = BEFORE.replace(_HERE, _DECIDES).replace(_GONE, _OR_ANALYST)

MORE = """
CREATE CONSTRAINT TRIGGER member_decides_no_more
    AFTER UPDATE OF role ON accounts_member DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.role = 'analyst' AND OLD.role <> 'analyst')
    EXECUTE FUNCTION ledger_leaves_empty_handed();

CREATE FUNCTION ledger_no_analyst() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    chosen bigint := (to_jsonb(NEW) ->> TG_ARGV[0])::bigint;
BEGIN
    IF EXISTS (SELECT 1 FROM accounts_member WHERE id = chosen AND role = 'analyst') THEN
        RAISE EXCEPTION 'Member % is an analyst and decides about nobody.', chosen
            USING ERRCODE = 'check_violation', CONSTRAINT = 'no_analyst';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER no_analyst AFTER INSERT OR UPDATE ON pipeline_opening_panel
    FOR EACH ROW EXECUTE FUNCTION ledger_no_analyst('member_id');
CREATE TRIGGER no_analyst_stands_in AFTER INSERT OR UPDATE OF stand_in_id ON accounts_member
    FOR EACH ROW WHEN (NEW.stand_in_id IS NOT NULL)
    EXECUTE FUNCTION ledger_no_analyst('stand_in_id');
"""
UNDO = """
DROP TRIGGER no_analyst_stands_in ON accounts_member;
DROP TRIGGER no_analyst ON pipeline_opening_panel;
DROP FUNCTION ledger_no_analyst;
DROP TRIGGER member_decides_no_more ON accounts_member;
"""


class Migration(migrations.Migration):
    """Whoever reads what customers are worth decides about nobody."""

    dependencies: ClassVar = [
        ("accounts", "0006_analysts"),
        ("ledger", "0007_what_contacts_owe"),
        ("pipeline", "0011_consents"),
    ]

    operations: ClassVar = [migrations.RunSQL(NOW + MORE, UNDO + BEFORE)]
