"""Makes the counts forgettable (no write-ahead log) and adds the cache table web processes share."""

from typing import ClassVar

from django.db import migrations


class Migration(migrations.Migration):
    """A crash may forget how often somebody tried; that is cheaper than logging every try."""

    dependencies: ClassVar = [("kit", "0001_first")]
    operations: ClassVar = [
        migrations.RunSQL("ALTER TABLE kit_tally SET UNLOGGED", "ALTER TABLE kit_tally SET LOGGED"),
        migrations.RunSQL(
            """
            CREATE UNLOGGED TABLE kit_cache (
                cache_key varchar(255) PRIMARY KEY,
                value text NOT NULL,
                expires timestamptz NOT NULL
            );
            CREATE INDEX kit_cache_expires ON kit_cache (expires);
            """,
            "DROP TABLE kit_cache",
        ),
    ]
