"""One index finds words, the opening and the hour of arrival together, so search never reads it all.

A plain index of words finds every application that ever held a common one, a million of them, to
show the newest fifty. This one also knows in which opening, on which day and in which hour an
application came in, so that a search can ask for "manager, this week" and widen from there.
"""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

# Immutable, so that it can be indexed: hours and days are counted in UTC. The first character of
# each mark is one no text can hold once it is parsed into words.
MARK_AND_INDEX = r"""
CREATE FUNCTION pipeline_findable(words tsvector, opening_id bigint, received_at timestamptz)
RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN words || array_to_tsvector(ARRAY[
    chr(1) || 'o' || opening_id,
    chr(1) || 'd' || floor(extract(epoch FROM received_at AT TIME ZONE 'UTC') / 86400),
    chr(1) || 'h' || floor(extract(epoch FROM received_at AT TIME ZONE 'UTC') / 3600)]);

CREATE INDEX text_found ON pipeline_applicationtext
 USING gin (pipeline_findable(search, opening_id, received_at));
"""
UNDO = """
DROP INDEX text_found;
DROP FUNCTION pipeline_findable(tsvector, bigint, timestamptz);
"""


class Migration(migrations.Migration):
    """Search stays as fast at a million applications as at ten thousand."""

    dependencies: ClassVar = [("pipeline", "0003_document_reading_until")]

    operations: ClassVar = [
        migrations.RunSQL(MARK_AND_INDEX, UNDO),
        migrations.RemoveIndex("applicationtext", "text_search"),
        migrations.AlterField(
            "applicationtext",
            "opening",
            models.ForeignKey(
                "pipeline.opening",
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                db_index=False,
            ),
        ),
        migrations.AddIndex(
            "applicationtext",
            models.Index(fields=["opening", "-received_at"], name="text_of_opening"),
        ),
    ]
