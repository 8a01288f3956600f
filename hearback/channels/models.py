"""A message is a row with a state: nothing leaves the building that is not written here first."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageState(models.TextChoices):
    """Every message is in exactly one of these; `docs/promises.md` tells what each means."""

    QUEUED = "queued", _("Waiting to leave")
    HELD = "held", _("Held")
    AT_RELAY = "at_relay", _("Being handed over")
    ACCEPTED = "accepted", _("Sent")
    FAILED = "failed", _("Not sent")
    IN_DOUBT = "in_doubt", _("Outcome unknown")
    RECALLED = "recalled", _("Recalled")
    STOPPED = "stopped", _("Stopped")


class WhenInDoubt(models.TextChoices):
    """What to do when a worker died between handing over and writing down the outcome."""

    SEND_AGAIN = "again", _("Send again with the same Message-ID")
    ASK = "ask", _("Wait for a person")


class Urgency(models.IntegerChoices):
    """Lower leaves first: somebody at the form never waits behind a batch."""

    NOW = 0, _("At once")
    LETTER = 1, _("A letter")
    BATCH = 2, _("One of many")


class Message(models.Model):
    """One letter to one person, rendered and stored before it is sent."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.CharField(max_length=40, help_text="Such as careers.receipt.")
    about = models.UUIDField(null=True, help_text="Public id of what it is about.")
    state = models.CharField(max_length=12, choices=MessageState, default=MessageState.QUEUED)
    urgency = models.PositiveSmallIntegerField(choices=Urgency, default=Urgency.LETTER)
    when_in_doubt = models.CharField(max_length=8, choices=WhenInDoubt, default=WhenInDoubt.ASK)
    to_address = models.CharField(max_length=254)
    to_name = models.CharField(max_length=200, blank=True)
    from_name = models.CharField(max_length=200, blank=True)
    reply_to = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    automatic = models.BooleanField(
        default=False, help_text="Sent without a person's press: marked Auto-Submitted."
    )
    created_at = models.DateTimeField()
    send_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    deaths = models.PositiveSmallIntegerField(default=0)
    accepted_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["urgency", "send_after"],
                condition=models.Q(state="queued"),
                name="message_waiting",
            ),
            models.Index(
                fields=["lease_until"],
                condition=models.Q(state="at_relay"),
                name="message_leased",
            ),
            models.Index(
                fields=["accepted_at"],
                condition=models.Q(state="accepted", settled_at__isnull=True),
                name="message_unsettled",
            ),
            models.Index(
                fields=["state", "created_at"],
                condition=models.Q(state__in=["held", "failed", "in_doubt"]),
                name="message_needs_somebody",
            ),
            models.Index(fields=["about", "created_at"], name="message_about"),
            models.Index(
                fields=["to_address", "created_at"],
                condition=models.Q(purpose__in=["inbox.reminder", "inbox.at_risk", "inbox.broken"]),
                name="message_to_colleague",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.public_id}"


class Outbox(models.Model):
    """The one switch of the outbox: whether sending is held, since when and why."""

    held_since = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    relay_down_since = models.DateTimeField(null=True)
    relay_trouble = models.CharField(max_length=300, blank=True)
    try_after = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="outbox_is_single"),
        ]

    def __str__(self) -> str:
        return "outbox"
