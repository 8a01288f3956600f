"""A trigger that keeps what a candidate was told as it was told; it may only be blanked."""

from typing import ClassVar

from django.db import migrations

FROZEN = """
CREATE FUNCTION feedback_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM feedback_feedback
                    WHERE id = OLD.feedback_id AND given_at IS NOT NULL) THEN
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.feedback_id = OLD.feedback_id AND NEW.side = OLD.side
       AND NEW.key = OLD.key AND NEW.text IN (OLD.text, '') AND NEW.words IN (OLD.words, '')
       AND NEW.evidence IN (OLD.evidence, '') AND NEW.source IN (OLD.source, '') THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Feedback that was given is frozen: % is refused.', lower(TG_OP)
        USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = 'given_feedback_is_frozen';
END $$;

CREATE TRIGGER given_feedback_is_frozen BEFORE UPDATE OR DELETE ON feedback_point
    FOR EACH ROW EXECUTE FUNCTION feedback_refuse_change();
"""
THAW = """
DROP TRIGGER given_feedback_is_frozen ON feedback_point;
DROP FUNCTION feedback_refuse_change();
"""


class Migration(migrations.Migration):
    """See above."""

    dependencies: ClassVar = [("feedback", "0003_the_circle")]
    operations: ClassVar = [migrations.RunSQL(FROZEN, THAW)]
