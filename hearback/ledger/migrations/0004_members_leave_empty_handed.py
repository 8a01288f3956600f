"""Triggers: nobody who has left owns what candidates wait for, whatever program writes."""

from typing import ClassVar

from django.db import migrations

# The row of the member is where a giver and somebody who removes the member meet. Whoever gives takes
# it FOR KEY SHARE, as the foreign key does anyway; removing takes it FOR UPDATE. So the one waits for
# the other's commit, and in READ COMMITTED then sees what the other has done.
LEAVES_EMPTY_HANDED = """
CREATE FUNCTION ledger_leaves_empty_handed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM accounts_member WHERE id = NEW.id AND NOT is_active FOR UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF EXISTS (SELECT 1 FROM ledger_promise WHERE owner_id = NEW.id AND state = 'open')
       OR EXISTS (SELECT 1 FROM pipeline_application
                   WHERE owner_id = NEW.id AND state = 'in_progress')
       OR EXISTS (SELECT 1 FROM pipeline_opening
                   WHERE NEW.id IN (owner_id, manager_id) AND state NOT IN ('closed', 'filled'))
    THEN
        RAISE EXCEPTION 'Member % cannot leave: they still own something.', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'member_leaves_empty_handed';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER member_leaves_empty_handed
    AFTER UPDATE OF is_active ON accounts_member DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.is_active AND NOT NEW.is_active)
    EXECUTE FUNCTION ledger_leaves_empty_handed();
"""
# Asked at commit, when the row may have changed hands once more: only what it says then counts.
OWNER_IS_HERE = """
CREATE FUNCTION ledger_owner_is_here() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    still boolean;
BEGIN
    PERFORM 1 FROM accounts_member WHERE id = NEW.owner_id AND is_active FOR KEY SHARE;
    IF NOT FOUND THEN
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %I WHERE id = $1 AND owner_id = $2 AND %s)',
                       TG_TABLE_NAME, TG_ARGV[0]) INTO still USING NEW.id, NEW.owner_id;
        IF still THEN
            RAISE EXCEPTION 'Member % has left and cannot be given anything.', NEW.owner_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'owner_is_here';
        END IF;
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION ledger_manager_is_here() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM accounts_member WHERE id = NEW.manager_id AND is_active FOR KEY SHARE;
    IF NOT FOUND AND EXISTS (SELECT 1 FROM pipeline_opening
                              WHERE id = NEW.id AND manager_id = NEW.manager_id
                                AND state NOT IN ('closed', 'filled')) THEN
        RAISE EXCEPTION 'Member % has left and cannot be given anything.', NEW.manager_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'manager_is_here';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER owner_is_here AFTER INSERT OR UPDATE OF owner_id, state
    ON ledger_promise DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.state = 'open')
    EXECUTE FUNCTION ledger_owner_is_here('state = ''open''');
CREATE CONSTRAINT TRIGGER owner_is_here AFTER INSERT OR UPDATE OF owner_id, state
    ON pipeline_application DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.state = 'in_progress')
    EXECUTE FUNCTION ledger_owner_is_here('state = ''in_progress''');
CREATE CONSTRAINT TRIGGER owner_is_here AFTER INSERT OR UPDATE OF owner_id, state
    ON pipeline_opening DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.state NOT IN ('closed', 'filled'))
    EXECUTE FUNCTION ledger_owner_is_here('state NOT IN (''closed'', ''filled'')');
CREATE CONSTRAINT TRIGGER manager_is_here AFTER INSERT OR UPDATE OF manager_id, state
    ON pipeline_opening DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.state NOT IN ('closed', 'filled') AND NEW.manager_id IS NOT NULL)
    EXECUTE FUNCTION ledger_manager_is_here();
"""
UNDO = """
DROP TRIGGER manager_is_here ON pipeline_opening;
DROP TRIGGER owner_is_here ON pipeline_opening;
DROP TRIGGER owner_is_here ON pipeline_application;
DROP TRIGGER owner_is_here ON ledger_promise;
DROP TRIGGER member_leaves_empty_handed ON accounts_member;
DROP FUNCTION ledger_manager_is_here, ledger_owner_is_here, ledger_leaves_empty_handed;
"""


class Migration(migrations.Migration):
    """Nothing candidates wait for is owned by somebody who has left."""

    dependencies: ClassVar = [
        ("accounts", "0002_invitations_and_password_links"),
        ("ledger", "0003_find_what_is_late"),
        ("pipeline", "0001_initial"),
    ]

    operations: ClassVar = [migrations.RunSQL(LEAVES_EMPTY_HANDED + OWNER_IS_HERE, UNDO)]
