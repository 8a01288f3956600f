"""An opinion that counts changes no more; only its line may be blanked, for who is forgotten."""

from django.db import migrations

STAYS = """
CREATE FUNCTION surveys_what_counts_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.asking_id, NEW.recommend, NEW.relationship, NEW.buying, NEW.answered_at, NEW.counted_at,
      NEW.month) IS DISTINCT FROM (OLD.asking_id, OLD.recommend, OLD.relationship, OLD.buying,
      OLD.answered_at, OLD.counted_at, OLD.month)
     OR NEW.line NOT IN (OLD.line, '') THEN
    RAISE EXCEPTION 'opinion % counts already', OLD.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER what_counts_stays BEFORE UPDATE ON surveys_opinion
  FOR EACH ROW WHEN (OLD.counted_at IS NOT NULL) EXECUTE FUNCTION surveys_what_counts_stays();
"""
GONE = """
DROP TRIGGER what_counts_stays ON surveys_opinion;
DROP FUNCTION surveys_what_counts_stays();
"""


class Migration(migrations.Migration):
    """Adds the trigger."""

    dependencies = [("surveys", "0001_asked_of_everyone")]
    operations = [migrations.RunSQL(STAYS, GONE)]
