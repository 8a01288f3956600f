"""Two small tables: how often somebody asked, and by how much the demo's clock runs ahead."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now


class Tally(models.Model):
    """How often one (hashed) somebody did one thing within one window of time."""

    key = models.BinaryField(max_length=32)
    window_start = models.DateTimeField()
    hits = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key", "window_start"], name="kit_tally_once_per_window"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["window_start"], name="kit_tally_window_start")]

    def __str__(self) -> str:
        return f"{self.hits} since {self.window_start}"


class ClockShift(models.Model):
    """By how much the demo clock runs ahead; at most one row, none outside a demo."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    ahead = models.DurationField()
    changed_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="kit_clockshift_one_row")
        ]

    def __str__(self) -> str:
        return f"ahead by {self.ahead}"
