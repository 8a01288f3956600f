"""What people said to us, and what we write to each other about it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.channels.models import Arrival, Channel, Message
from hearback.inbox.book.models import Page, PageVersion
from hearback.inbox.callbacks.models import CallAttempt, Callback
from hearback.inbox.wording.models import LetterVersion
from hearback.pipeline.models import Conversation

__all__ = [
    "Attachment",
    "CallAttempt",
    "Callback",
    "LetterVersion",
    "Note",
    "Page",
    "PageVersion",
    "Received",
    "Reply",
    "ReplyDraft",
]


class Received(models.Model):
    """Something a person said to us, whatever way it came; what we say is a `channels.Message`."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="received", db_index=False
    )
    arrival = models.OneToOneField(
        Arrival, on_delete=models.PROTECT, null=True, related_name="received"
    )
    channel = models.CharField(max_length=8, choices=Channel)
    at = models.DateTimeField()
    from_address = models.CharField(max_length=254, blank=True, help_text="Mail or number.")
    from_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    text = models.TextField(help_text="What is new in it.")
    quoted = models.TextField(blank=True, help_text="What it repeats of earlier words.")
    html = models.TextField(blank=True, help_text="Sanitised when stored.")
    needs_answer = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["conversation", "at"], name="received_in_order")]

    def __str__(self) -> str:
        return f"{self.channel} {self.public_id}"


class Attachment(models.Model):
    """A file that came with words; kept outside the web root, shown as a download only."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    received = models.ForeignKey(Received, on_delete=models.PROTECT, related_name="attachments")
    key = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"attachment {self.public_id}"


class Reply(models.Model):
    """What somebody of the team wrote back: the bare words, beside the letter they left in."""

    message = models.OneToOneField(
        Message, on_delete=models.PROTECT, primary_key=True, related_name="reply"
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="replies", db_index=False
    )
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    text = models.TextField()

    class Meta:
        indexes = [models.Index(fields=["conversation", "at"], name="reply_in_order")]

    def __str__(self) -> str:
        return f"reply {self.pk}"


class Note(models.Model):
    """A word among colleagues; it never leaves the house and keeps no promise."""

    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="notes", db_index=False
    )
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    text = models.TextField(_("note"))

    class Meta:
        indexes = [models.Index(fields=["conversation", "at"], name="note_in_order")]

    def __str__(self) -> str:
        return f"note {self.pk}"


class ReplyDraft(models.Model):
    """A reply somebody is writing; colleagues see it, so that two do not answer at once."""

    conversation = models.OneToOneField(
        Conversation, on_delete=models.CASCADE, related_name="draft", primary_key=True
    )
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.EMAIL)
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"draft in conversation {self.conversation_id}"
