"""What applying needs to remember for a while: files of unsent forms, fresh codes, lost links."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.channels.models import Message
from hearback.pipeline.models import Application


class Draft(models.Model):
    """A file that came with a form not yet complete; whoever holds its handle may send it along.

    It is never shown again, and forgotten a day later unless it became part of an application.
    """

    fingerprint = models.CharField(max_length=64, unique=True, help_text="Of the handle.")
    key = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField()
    used_by = models.ForeignKey(
        Application, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="draft_created")]

    def __str__(self) -> str:
        return f"draft {self.pk}"


class Purpose(models.TextChoices):
    """What a fresh code allows, once."""

    WITHDRAW = "withdraw", _("Withdraw")
    CORRECT = "correct", _("Correct details")
    LIFT = "lift", _("Lift an order")


class FreshCode(models.Model):
    """A code sent to the address on record; the digits follow from `public_id` and our secret."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="codes")
    purpose = models.CharField(max_length=12, choices=Purpose)
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["created_at"], name="code_created")]

    def __str__(self) -> str:
        return f"code {self.pk} to {self.purpose}"


class LostLink(models.Model):
    """Somebody asked for their links by mail; known address or not, the row is the same."""

    address = models.CharField(max_length=254, help_text="Folded by rules.text.fold_address.")
    asked_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["asked_at"], name="lost_link_asked")]

    def __str__(self) -> str:
        return f"lost link {self.pk}"
