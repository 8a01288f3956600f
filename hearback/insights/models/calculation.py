"""Terms of money at risk somebody kept, with what they came to."""

import uuid

from django.db import models

from hearback.accounts.models import Member


class Calculation(models.Model):
    """One sum as it was kept: its terms, each with its source, who kept it and when.

    Never changed: new terms are a new row. It holds sums only, and nobody's name but the keeper's.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kept_at = models.DateTimeField(db_index=True)
    kept_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="calculations")
    kind = models.CharField(max_length=12, help_text="What the unhappy are a share of.")
    currency = models.CharField(max_length=3)
    preset = models.CharField(max_length=20, blank=True)
    terms = models.JSONField(help_text="By name; see insights.worth.terms.")
    value = models.DecimalField(max_digits=40, decimal_places=2)
    low = models.DecimalField(max_digits=40, decimal_places=2)
    high = models.DecimalField(max_digits=40, decimal_places=2)

    def __str__(self) -> str:
        return f"calculation {self.public_id}"
