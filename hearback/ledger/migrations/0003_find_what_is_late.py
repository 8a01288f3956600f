"""Two small indexes over promises that follow another: late ones are found without a scan."""

from typing import ClassVar

from django.db import migrations, models

FOLLOWS = models.Q(("follows__isnull", False), ("state", "open"))


class Migration(migrations.Migration):
    """Today, the board and the openings ask for what is late."""

    dependencies: ClassVar = [("ledger", "0002_the_database_keeps_the_ledger")]

    operations: ClassVar = [
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(
                fields=["owner", "due_at"], condition=FOLLOWS, name="promise_again"
            ),
        ),
        migrations.AddIndex(
            model_name="promise",
            index=models.Index(
                fields=["opening", "due_at"], condition=FOLLOWS, name="promise_again_opening"
            ),
        ),
    ]
