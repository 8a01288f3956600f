"""Triggers that make the ledger true whatever program writes to the database."""

from typing import ClassVar

from django.db import migrations

APPEND_ONLY = """
CREATE FUNCTION ledger_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Entries are written once: % is refused.', lower(TG_OP)
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'ledger_append_only';
END $$;

CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE ON ledger_entry
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
CREATE TRIGGER ledger_words_stay BEFORE DELETE ON ledger_entrywords
    FOR EACH ROW EXECUTE FUNCTION ledger_refuse_change();
"""

# Two transactions may each close one of two promises, seeing the other still open. So the check
# locks the application first; in READ COMMITTED every statement of the function then reads what the
# other has committed. A new application is seen by nobody else, so it needs no lock.
NO_BLACK_HOLE = """
CREATE FUNCTION ledger_check_black_hole(checked bigint, is_new boolean) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT is_new THEN
        PERFORM 1 FROM pipeline_application WHERE id = checked FOR NO KEY UPDATE;
    END IF;
    IF EXISTS (SELECT 1 FROM pipeline_application WHERE id = checked AND state = 'in_progress')
       AND NOT EXISTS (SELECT 1 FROM ledger_promise
                        WHERE application_id = checked AND state = 'open'
                          AND promisee = 'candidate') THEN
        RAISE EXCEPTION 'Application % would be left without an open promise to its candidate.',
            checked USING ERRCODE = 'check_violation', CONSTRAINT = 'no_black_hole';
    END IF;
END $$;

CREATE FUNCTION ledger_application_has_promise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Shared with other applicants, exclusive to whoever closes the opening: see below.
    PERFORM pg_advisory_xact_lock_shared(hashtext('hearback.opening'), NEW.opening_id::int);
    IF NOT EXISTS (SELECT 1 FROM pipeline_opening
                    WHERE id = NEW.opening_id AND state IN ('published', 'paused')) THEN
        RAISE EXCEPTION 'Opening % is not running, so nobody can be in progress in it.',
            NEW.opening_id USING ERRCODE = 'check_violation', CONSTRAINT = 'opening_is_running';
    END IF;
    PERFORM ledger_check_black_hole(NEW.id, TG_OP = 'INSERT');
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER no_black_hole_applied
    AFTER INSERT ON pipeline_application DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.state = 'in_progress')
    EXECUTE FUNCTION ledger_application_has_promise();
CREATE CONSTRAINT TRIGGER no_black_hole_changed
    AFTER UPDATE OF state, opening_id ON pipeline_application DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.state = 'in_progress')
    EXECUTE FUNCTION ledger_application_has_promise();

CREATE FUNCTION ledger_promise_was_last() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ledger_check_black_hole(OLD.application_id, false);
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER no_black_hole_closed
    AFTER UPDATE OF state, application_id, promisee ON ledger_promise
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.state = 'open' AND OLD.application_id IS NOT NULL)
    EXECUTE FUNCTION ledger_promise_was_last();
CREATE CONSTRAINT TRIGGER no_black_hole_deleted
    AFTER DELETE ON ledger_promise DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.state = 'open' AND OLD.application_id IS NOT NULL)
    EXECUTE FUNCTION ledger_promise_was_last();
"""

# Closing takes the lock alone, so no application can slip in between its look and its commit.
EVERYONE_IS_ANSWERED = """
CREATE FUNCTION ledger_everyone_is_answered() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    waiting bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('hearback.opening'), NEW.id::int);
    SELECT count(*) INTO waiting FROM pipeline_application
     WHERE opening_id = NEW.id AND state = 'in_progress';
    IF waiting > 0 THEN
        RAISE EXCEPTION 'Opening % cannot stop: % people in it have no answer yet.', NEW.id, waiting
            USING ERRCODE = 'check_violation', CONSTRAINT = 'everyone_is_answered';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER everyone_is_answered
    AFTER UPDATE OF state ON pipeline_opening DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (NEW.state NOT IN ('published', 'paused'))
    EXECUTE FUNCTION ledger_everyone_is_answered();
"""

UNDO = """
DROP TRIGGER everyone_is_answered ON pipeline_opening;
DROP TRIGGER no_black_hole_deleted ON ledger_promise;
DROP TRIGGER no_black_hole_closed ON ledger_promise;
DROP TRIGGER no_black_hole_changed ON pipeline_application;
DROP TRIGGER no_black_hole_applied ON pipeline_application;
DROP TRIGGER ledger_words_stay ON ledger_entrywords;
DROP TRIGGER ledger_append_only ON ledger_entry;
DROP FUNCTION ledger_everyone_is_answered, ledger_promise_was_last,
    ledger_application_has_promise, ledger_check_black_hole, ledger_refuse_change;
"""


class Migration(migrations.Migration):
    """Entries append-only; no application in progress without a promise; no closing in silence."""

    dependencies: ClassVar = [("ledger", "0001_initial"), ("pipeline", "0001_initial")]

    operations: ClassVar = [
        migrations.RunSQL(APPEND_ONLY + NO_BLACK_HOLE + EVERYONE_IS_ANSWERED, UNDO),
    ]
