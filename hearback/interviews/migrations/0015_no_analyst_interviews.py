"""Triggers: an analyst is planned for no interview and gets no seat, whatever program writes."""

from typing import ClassVar

from django.db import migrations

NO_ANALYST = """
CREATE TRIGGER no_analyst AFTER INSERT OR UPDATE OF member_id, is_on ON interviews_seat
    FOR EACH ROW WHEN (NEW.is_on) EXECUTE FUNCTION ledger_no_analyst('member_id');
CREATE TRIGGER no_analyst AFTER INSERT OR UPDATE ON interviews_session_people
    FOR EACH ROW EXECUTE FUNCTION ledger_no_analyst('member_id');
"""
UNDO = """
DROP TRIGGER no_analyst ON interviews_session_people;
DROP TRIGGER no_analyst ON interviews_seat;
"""


class Migration(migrations.Migration):
    """Whoever reads what customers are worth interviews nobody."""

    dependencies: ClassVar = [
        ("interviews", "0014_denied_by_the_candidate"),
        ("ledger", "0008_analysts_decide_nothing"),
    ]

    operations: ClassVar = [migrations.RunSQL(NO_ANALYST, UNDO)]
