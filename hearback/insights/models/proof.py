"""What must never happen, as it was last counted."""

from django.db import models


class Proof(models.Model):
    """The last count of one invariant: how many, when, and since when there were none."""

    name = models.CharField(max_length=60, primary_key=True)
    count = models.PositiveIntegerField()
    counted_at = models.DateTimeField()
    took_ms = models.PositiveIntegerField()
    zero_since = models.DateTimeField(null=True, help_text="The first of the counts of none.")

    def __str__(self) -> str:
        return f"{self.name}: {self.count}"
