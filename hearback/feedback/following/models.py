"""Reminders that went out: what the next one is learned from, and what the caps count."""

from django.db import models

from hearback.channels.models import Channel, Message
from hearback.feedback.asking.models import Ask
from hearback.pipeline.models import Contact


class Reminder(models.Model):
    """One reminder to one contact about everything they owe: a digest when that is more than one.

    The database lets no contact have two on one local day of theirs, whoever sends them.
    """

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="reminders")
    asks = models.ManyToManyField(Ask, related_name="reminders")
    at = models.DateTimeField()
    day = models.DateField(help_text="Where the contact is.")
    channel = models.CharField(max_length=8, choices=Channel)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contact", "day"], name="one_reminder_a_day"),
        ]

    def __str__(self) -> str:
        return f"reminder {self.pk}"
