"""What a contact said, word for word, and how we read it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.channels.models import Arrival, Channel
from hearback.feedback.asking.models import Ask
from hearback.pipeline.models import Contact


class Reading(models.TextChoices):
    """What the first words said."""

    YES = "yes", _("Yes")
    MAYBE = "maybe", _("Maybe")
    NO = "no", _("No")
    LATER = "later", _("Later")
    QUESTION = "question", _("A question")
    AWAY = "away", _("Away, says a machine")
    UNCLEAR = "unclear", _("Not clear")


class Heard(models.Model):
    """One reply; nothing a person wrote is ever dropped or changed.

    `ask` is None while nobody knows which question it answers. What `needs_person` is read by the
    recruiter, who says what it means.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    ask = models.ForeignKey(Ask, on_delete=models.PROTECT, null=True, related_name="heard")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="heard")
    at = models.DateTimeField()
    channel = models.CharField(max_length=8, choices=Channel)
    words = models.TextField(blank=True)
    from_name = models.CharField(max_length=200, blank=True)
    from_address = models.CharField(max_length=254, blank=True)
    reading = models.CharField(max_length=10, choices=Reading)
    until = models.DateTimeField(null=True, help_text="When they will answer, as they said.")
    why = models.CharField(max_length=200, blank=True, help_text="Why a person has to read it.")
    needs_person = models.BooleanField(default=False)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    arrival = models.OneToOneField(Arrival, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["ask", "at"], name="heard_in_order"),
            models.Index(
                fields=["at"],
                condition=models.Q(needs_person=True, settled_at=None),
                name="heard_needs_person",
            ),
        ]

    def __str__(self) -> str:
        return f"heard {self.pk} ({self.reading})"
