"""A trigger: nobody is invited to a job nobody has described, or to a round that is a draft (M14)."""

from typing import ClassVar

from django.db import migrations

# Whoever changes a round holds its row FOR UPDATE, so an invitation waits here and then sees what
# became of it. What else a round may lack is told by `plan.gate`.
DESCRIBED_FIRST = """
CREATE FUNCTION interviews_described_first() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM interviews_round WHERE id = NEW.round_id AND ready_at IS NOT NULL
        FOR KEY SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Round % is a draft: nobody can be invited to it.', NEW.round_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'invited_to_a_ready_round';
    END IF;
    PERFORM 1 FROM interviews_round r JOIN pipeline_opening o ON o.id = r.opening_id
     WHERE r.id = NEW.round_id AND btrim(o.duties) <> '' AND btrim(o.team_words) <> ''
       AND coalesce(o.pay_from, o.pay_to) IS NOT NULL
       AND EXISTS (SELECT 1 FROM pipeline_criterion c
                    WHERE c.opening_id = o.id AND c.is_must_have)
       AND EXISTS (SELECT 1 FROM pipeline_processstep s WHERE s.opening_id = o.id);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'The brief of round % is not complete.', NEW.round_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'invited_to_a_described_job';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER described_first BEFORE INSERT ON interviews_interview
    FOR EACH ROW EXECUTE FUNCTION interviews_described_first();
"""
UNDO = """
DROP TRIGGER described_first ON interviews_interview;
DROP FUNCTION interviews_described_first;
"""


class Migration(migrations.Migration):
    """An interview begins with a whole brief and a round that is open for invitations."""

    dependencies: ClassVar = [
        ("interviews", "0008_packs"),
        ("pipeline", "0008_first_answer_by"),
    ]

    operations: ClassVar = [migrations.RunSQL(DESCRIBED_FIRST, UNDO)]
