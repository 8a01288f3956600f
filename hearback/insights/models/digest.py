"""That somebody was sent a week in figures."""

from django.db import models

from hearback.accounts.models import Member


class Digest(models.Model):
    """One week's letter to one member; there is one at most, whoever sends it."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+", db_index=False)
    week = models.DateField(help_text="The Monday it was sent on, on the member's clock.")
    at = models.DateTimeField()
    was_sent = models.BooleanField(help_text="False where there was nothing to say.")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["member", "week"], name="one_digest_a_week"),
        ]

    def __str__(self) -> str:
        return f"digest of {self.week}"
