"""Triggers: nobody leaves a candidate before an empty chair, and nobody who left gets a seat."""

from typing import ClassVar

from django.db import migrations

# As in the ledger's 0004: the member's row is where whoever seats somebody and whoever removes them
# meet. A seat takes it FOR KEY SHARE, removing takes it FOR UPDATE, so one waits for the other's
# commit and then sees what it did. Deferred, because one act may hand over and remove.
LEAVES_NO_SEAT_EMPTY = """
CREATE FUNCTION interviews_leaves_no_seat_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM accounts_member WHERE id = NEW.id AND NOT is_active FOR UPDATE;
    IF NOT FOUND THEN
        RETURN NULL;
    END IF;
    IF EXISTS (SELECT 1 FROM interviews_seat s
                 JOIN interviews_panelist p ON p.id = s.panelist_id
                 JOIN interviews_interview i ON i.id = p.interview_id
                WHERE s.member_id = NEW.id AND s.is_on AND i.state = 'booked'
                  AND s.ends_at > coalesce(NEW.left_at, now())) THEN
        RAISE EXCEPTION 'Member % cannot leave: a candidate would meet nobody.', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'member_leaves_no_seat_empty';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER member_leaves_no_seat_empty
    AFTER UPDATE OF is_active ON accounts_member DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (OLD.is_active AND NOT NEW.is_active)
    EXECUTE FUNCTION interviews_leaves_no_seat_empty();
"""
WHO_SITS_IS_HERE = """
CREATE FUNCTION interviews_who_sits_is_here() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM 1 FROM accounts_member WHERE id = NEW.member_id AND is_active FOR KEY SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'Member % has left and cannot be given a seat.', NEW.member_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'who_sits_is_here';
    END IF;
    RETURN NULL;
END $$;

CREATE TRIGGER who_sits_is_here AFTER INSERT OR UPDATE OF member_id, is_on ON interviews_seat
    FOR EACH ROW WHEN (NEW.is_on) EXECUTE FUNCTION interviews_who_sits_is_here();
"""
UNDO = """
DROP TRIGGER who_sits_is_here ON interviews_seat;
DROP TRIGGER member_leaves_no_seat_empty ON accounts_member;
DROP FUNCTION interviews_who_sits_is_here, interviews_leaves_no_seat_empty;
"""


class Migration(migrations.Migration):
    """Whoever is booked into an interview to come stays until somebody stands in."""

    dependencies: ClassVar = [
        ("accounts", "0003_somebody_reads_replies"),
        ("interviews", "0003_booking"),
    ]

    operations: ClassVar = [migrations.RunSQL(LEAVES_NO_SEAT_EMPTY + WHO_SITS_IS_HERE, UNDO)]
