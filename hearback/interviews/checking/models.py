"""What was asked about a job before its interviews, and how its interviews are stopped."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.channels.models import Message
from hearback.interviews.models.interview import Interview
from hearback.ledger.models import Promise
from hearback.pipeline.models import Opening


class Moment(models.TextChoices):
    """Which of the two times it is asked."""

    DAYS_BEFORE = "before", _("Two working days before")
    MORNING = "morning", _("On the day")


class Tap(models.TextChoices):
    """What whoever is asked can press."""

    YES = "yes", _("Yes, it is still open")
    PAUSED = "paused", _("No: it is paused")
    FILLED = "filled", _("No: it is filled")


NOT_OPEN: frozenset[str] = frozenset({Tap.PAUSED, Tap.FILLED})


class Asks(models.QuerySet["Ask"]):
    """The vocabulary for finding questions."""

    def unanswered(self) -> "Asks":
        """Those somebody may still answer."""
        return self.filter(answered_at=None, over_at=None)


class Ask(models.Model):
    """One question about one opening: for all its interviews of a day, once for each moment.

    Whoever was asked and whoever was told of their silence have a link each, so that we know who
    answered. `over_at` says when nobody needed an answer any more: the trips began, or everything
    was called off.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="asks")
    day = models.DateField(help_text="Of the interviews, where the opening is.")
    moment = models.CharField(max_length=8, choices=Moment)
    asked_at = models.DateTimeField()
    asked_of = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, related_name="+")
    fingerprint = models.CharField(max_length=64, unique=True)
    answer_by = models.DateTimeField()
    last_call = models.DateTimeField()
    escalated_at = models.DateTimeField(null=True)
    escalated_to = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    cover_fingerprint = models.CharField(max_length=64, unique=True)
    promise = models.ForeignKey(
        Promise, on_delete=models.PROTECT, null=True, related_name="+", help_text="To the team."
    )
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.CharField(max_length=8, choices=Tap, blank=True)
    over_at = models.DateTimeField(null=True)

    objects = Asks.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "day", "moment"], name="asked_once_a_day_and_moment"
            ),
        ]
        indexes = [
            models.Index(
                fields=["answer_by"],
                condition=models.Q(answered_at=None, over_at=None),
                name="ask_unanswered",
            ),
        ]

    def __str__(self) -> str:
        return f"ask {self.pk} ({self.moment} {self.day})"


class Check(models.Model):
    """That it is to be asked before an interview as it is booked; one moved is asked about anew."""

    interview = models.ForeignKey(Interview, on_delete=models.CASCADE, related_name="checks")
    moment = models.CharField(max_length=8, choices=Moment)
    begins_at = models.DateTimeField(help_text="When the interview began as it was planned.")
    ask_at = models.DateTimeField()
    answer_by = models.DateTimeField()
    last_call = models.DateTimeField()
    ask = models.ForeignKey(Ask, on_delete=models.CASCADE, null=True, related_name="checks")
    rung_at = models.DateTimeField(null=True, help_text="When a call was owed for want of a word.")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "moment", "begins_at"], name="one_check_per_moment"
            ),
            models.CheckConstraint(
                condition=models.Q(ask_at__lte=models.F("answer_by"))
                & models.Q(answer_by__lte=models.F("last_call")),
                name="check_is_in_order",
            ),
        ]
        indexes = [
            models.Index(fields=["ask_at"], condition=models.Q(ask=None), name="check_to_be_asked"),
        ]

    def __str__(self) -> str:
        return f"check {self.pk} ({self.moment})"


class Why(models.TextChoices):
    """Why interviews of an opening were stopped."""

    PAUSED = "paused", _("paused")
    ENDING = "ending", _("being filled or closed")


class Freezes(models.QuerySet["Freeze"]):
    """The vocabulary for finding freezes."""

    def under_way(self) -> "Freezes":
        """Those with interviews still to be called off."""
        return self.filter(done_at=None)


class Freeze(models.Model):
    """An opening stopped, and every interview of it is called off, in as many steps as it takes."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="freezes")
    why = models.CharField(max_length=8, choices=Why)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    frozen_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    called_off = models.PositiveIntegerField(default=0)

    objects = Freezes.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opening"],
                condition=models.Q(done_at=None),
                name="one_freeze_of_an_opening",
            ),
        ]

    def __str__(self) -> str:
        return f"freeze {self.pk} ({self.why})"


class RungOff(models.Model):
    """Somebody who was booked for the hours after a freeze, and what is owed to them for it."""

    freeze = models.ForeignKey(Freeze, on_delete=models.CASCADE, related_name="rung_off")
    interview = models.OneToOneField(Interview, on_delete=models.CASCADE, related_name="rung_off")
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="+")
    begins_at = models.DateTimeField(help_text="When it would have begun.")
    told_at = models.DateTimeField(null=True, help_text="When whoever rings was written to.")

    def __str__(self) -> str:
        return f"rung off {self.pk}"
