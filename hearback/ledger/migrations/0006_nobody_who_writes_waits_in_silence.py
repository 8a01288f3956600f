"""Triggers: nobody who wrote to us waits without a promise; a reply stands for no other answer."""

from typing import ClassVar

from django.db import migrations

# As in 0002, and blind to promised replies: a kind word about the weather is no word about the job.
BLACK_HOLE = """
CREATE OR REPLACE FUNCTION ledger_check_black_hole(checked bigint, is_new boolean) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT is_new THEN
        PERFORM 1 FROM pipeline_application WHERE id = checked FOR NO KEY UPDATE;
    END IF;
    IF EXISTS (SELECT 1 FROM pipeline_application WHERE id = checked AND state = 'in_progress')
       AND NOT EXISTS (SELECT 1 FROM ledger_promise
                        WHERE application_id = checked AND state = 'open'
                          AND promisee = 'candidate' %s) THEN
        RAISE EXCEPTION 'Application %% would be left without an open promise to its candidate.',
            checked USING ERRCODE = 'check_violation', CONSTRAINT = 'no_black_hole';
    END IF;
END $$;
"""

NO_SILENCE = """
CREATE FUNCTION ledger_check_silence(checked bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM pipeline_conversation WHERE id = checked FOR NO KEY UPDATE;
    IF EXISTS (SELECT 1 FROM pipeline_conversation WHERE id = checked AND state = 'awaits_us')
       AND NOT EXISTS (SELECT 1 FROM ledger_promise
                        WHERE conversation_id = checked AND state = 'open') THEN
        RAISE EXCEPTION 'Conversation % would await us without an open promise.', checked
            USING ERRCODE = 'check_violation', CONSTRAINT = 'no_silence';
    END IF;
END $$;

CREATE FUNCTION ledger_conversation_has_promise() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ledger_check_silence(NEW.id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER no_silence AFTER INSERT OR UPDATE OF state ON pipeline_conversation
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.state = 'awaits_us')
    EXECUTE FUNCTION ledger_conversation_has_promise();

CREATE FUNCTION ledger_reply_was_last() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ledger_check_silence(OLD.conversation_id);
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER no_silence_closed
    AFTER UPDATE OF state, conversation_id ON ledger_promise
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.state = 'open' AND OLD.conversation_id IS NOT NULL)
    EXECUTE FUNCTION ledger_reply_was_last();
CREATE CONSTRAINT TRIGGER no_silence_deleted AFTER DELETE ON ledger_promise
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    WHEN (OLD.state = 'open' AND OLD.conversation_id IS NOT NULL)
    EXECUTE FUNCTION ledger_reply_was_last();
"""

UNDO = """
DROP TRIGGER no_silence_deleted ON ledger_promise;
DROP TRIGGER no_silence_closed ON ledger_promise;
DROP TRIGGER no_silence ON pipeline_conversation;
DROP FUNCTION ledger_reply_was_last, ledger_conversation_has_promise, ledger_check_silence;
"""


class Migration(migrations.Migration):
    """The same promise to those who write as to those who apply."""

    dependencies: ClassVar = [("ledger", "0005_conversations")]

    operations: ClassVar = [
        migrations.RunSQL(
            BLACK_HOLE % "AND conversation_id IS NULL" + NO_SILENCE, UNDO + BLACK_HOLE % ""
        ),
    ]
