"""A conversation: every word between one person and the team, whatever way it came."""

import uuid

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.pipeline.models.application import Application
from hearback.pipeline.models.opening import Opening


class ConversationState(models.TextChoices):
    """Whose turn it is."""

    AWAITS_US = "awaits_us", _("Waits for us")
    AWAITS_THEM = "awaits_them", _("Answered")
    DONE = "done", _("Done")


class Conversations(models.QuerySet["Conversation"]):
    """The vocabulary for finding conversations."""

    def awaiting_us(self) -> "Conversations":
        """Those in which the person spoke last and waits for a word."""
        return self.filter(state=ConversationState.AWAITS_US)


class Conversation(models.Model):
    """One person's talk with us, about an application or about nothing we know yet.

    While it awaits us, the database asks for an open promise: see `ledger` migrations.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, null=True, related_name="conversation"
    )
    opening = models.ForeignKey(
        Opening, on_delete=models.PROTECT, null=True, related_name="conversations", db_index=False
    )
    owner = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="conversations", db_index=False
    )
    state = models.CharField(
        max_length=12, choices=ConversationState, default=ConversationState.AWAITS_US
    )
    address = models.CharField(_("e-mail"), max_length=254, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(max_length=12, default="en")
    zone = models.CharField(max_length=64, default="UTC")
    subject = models.CharField(max_length=300, blank=True)
    begun_at = models.DateTimeField()
    last_heard_at = models.DateTimeField(null=True)
    last_said_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField(help_text="When anything was last said by anybody.")
    last_words = models.CharField(max_length=200, blank=True)
    due_at = models.DateTimeField(null=True, help_text="When the answer it waits for is promised.")
    snoozed_until = models.DateTimeField(null=True)
    part_of = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        related_name="parts",
        db_index=False,
        help_text="Where its words went, once we knew whose it is.",
    )

    objects = Conversations.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["address"],
                condition=models.Q(application__isnull=True) & ~models.Q(address=""),
                name="one_conversation_per_stranger",
            ),
            models.UniqueConstraint(
                fields=["phone"],
                condition=models.Q(application__isnull=True, address="") & ~models.Q(phone=""),
                name="one_conversation_per_number",
            ),
        ]
        indexes = [
            models.Index(
                fields=["owner", "due_at"],
                condition=models.Q(state="awaits_us"),
                name="conversation_awaits_owner",
            ),
            models.Index(
                fields=["due_at"],
                condition=models.Q(state="awaits_us"),
                name="conversation_awaits_us",
            ),
            models.Index(fields=["state", "-last_at"], name="conversation_recent"),
            models.Index(fields=["owner", "state", "-last_at"], name="conversation_of_owner"),
            models.Index(fields=["opening", "state", "-last_at"], name="conversation_of_opening"),
            models.Index(
                fields=["owner", "snoozed_until"],
                condition=models.Q(snoozed_until__isnull=False),
                name="conversation_snoozed",
            ),
            GinIndex(SearchVector("name", "address", config="simple"), name="conversation_by_name"),
            models.Index(
                fields=["phone"], condition=~models.Q(phone=""), name="conversation_phone"
            ),
        ]

    def __str__(self) -> str:
        return f"conversation {self.pk}"
