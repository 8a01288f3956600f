"""A call somebody waits for and every try to make it; its promise says whether it is owed."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.channels.models import Channel
from hearback.ledger.models import Promise, PromiseState
from hearback.pipeline.models import Conversation


class CallbackKind(models.TextChoices):
    """How exactly a moment was named."""

    WINDOW = "window", _("Within a window")
    MOMENT = "moment", _("At a moment")


class Callbacks(models.QuerySet["Callback"]):
    """The vocabulary for finding calls."""

    def owed(self) -> "Callbacks":
        """Those still to be made."""
        return self.filter(promise__state=PromiseState.OPEN)


class Callback(models.Model):
    """When and where somebody wants to be rung; it is over when its promise is."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, related_name="callbacks"
    )
    promise = models.OneToOneField(
        Promise, on_delete=models.PROTECT, related_name="callback", help_text="The one owed now."
    )
    kind = models.CharField(max_length=8, choices=CallbackKind, default=CallbackKind.WINDOW)
    number = models.CharField(_("number"), max_length=20, help_text="E.164, such as +14165550123.")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=64, help_text="The clock the window was named on.")
    about = models.CharField(_("what it is about"), max_length=200, blank=True)
    asked_by = models.CharField(
        max_length=8, choices=Channel, blank=True, help_text="Empty when we offered it."
    )
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    alarmed = models.PositiveSmallIntegerField(
        default=0, help_text="The last alarm of a booked call that rang; see rules.calls.Alarm."
    )
    ringing_at = models.DateTimeField(null=True, help_text="When somebody last began to ring.")

    objects = Callbacks.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["begins_at"],
                condition=models.Q(kind="moment", alarmed__lt=3),
                name="callback_alarms",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(begins_at__lte=models.F("ends_at")),
                name="call_window_is_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class Outcome(models.TextChoices):
    """What came of a try."""

    SPOKE = "spoke", _("We spoke")
    NO_ANSWER = "no_answer", _("No answer")
    VOICEMAIL = "voicemail", _("Left a message")
    WRONG_NUMBER = "wrong", _("Wrong number")


class CallAttempt(models.Model):
    """One try to ring somebody, and what came of it."""

    callback = models.ForeignKey(
        Callback, on_delete=models.PROTECT, related_name="attempts", db_index=False
    )
    at = models.DateTimeField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=12, choices=Outcome)
    words = models.CharField(_("a few words"), max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=["callback", "at"], name="call_attempt_in_order")]

    def __str__(self) -> str:
        return f"{self.outcome} {self.pk}"
