"""Answers given to candidates, what they rest on, and batches of them."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.channels.models import Message
from hearback.ledger.models import Promise
from hearback.pipeline.models import Application, Criterion, Opening, Stage


class ResourceKind(models.TextChoices):
    """What kind of help a resource is."""

    OPENING = "opening", _("Another opening here")
    PARTNER = "partner", _("A partner employer")
    COURSE = "course", _("A course")
    SERVICE = "service", _("A support service")


class Resource(models.Model):
    """Something that helps a person go on looking; every no carries one."""

    kind = models.CharField(_("kind"), max_length=8, choices=ResourceKind)
    title = models.CharField(_("title"), max_length=120)
    words = models.CharField(_("in a sentence"), max_length=300)
    url = models.URLField(_("address"), blank=True)
    opening = models.ForeignKey(
        Opening, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    is_offered = models.BooleanField(_("offered"), default=True)
    checked_on = models.DateField(_("last checked"))

    class Meta:
        ordering = ["kind", "title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="opening", opening__isnull=False)
                | (~models.Q(kind="opening") & ~models.Q(url="")),
                name="resource_leads_somewhere",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DeclineReason(models.Model):
    """A reason's wording the team reuses; the criterion it is about is chosen with each no."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    words = models.CharField(
        _("wording"),
        max_length=300,
        help_text=_("May say {criterion}, which becomes what the job needs."),
    )
    is_offered = models.BooleanField(_("offered"), default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class AnswerKind(models.TextChoices):
    """The four answers."""

    ONWARD = "onward", _("Onward")
    HOLD = "hold", _("Hold")
    DECLINE = "decline", _("Decline")
    HIRE = "hire", _("Hire")


class AnswerState(models.TextChoices):
    """From decision to the person's letter box."""

    PLANNED = "planned", _("Planned in a batch")
    WAITING = "waiting", _("Waiting to leave")
    GIVEN = "given", _("Given")
    RECALLED = "recalled", _("Recalled")


class BatchState(models.TextChoices):
    """Where a batch of answers stands."""

    RUNNING = "running", _("Running")
    STOPPED = "stopped", _("Stopped")
    DONE = "done", _("Done")


class Batch(models.Model):
    """Many answers decided at once, each letter personal, leaving at a stated pace."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="batches")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="batches")
    state = models.CharField(max_length=8, choices=BatchState, default=BatchState.RUNNING)
    thanks = models.CharField(max_length=300)
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300)
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, related_name="+")
    size = models.PositiveIntegerField()
    per_minute = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    send_from = models.DateTimeField()
    stopped_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opening"],
                condition=models.Q(state="running"),
                name="one_running_batch_per_opening",
            ),
        ]

    def __str__(self) -> str:
        return f"batch of {self.size} for {self.opening_id}"


class Answer(models.Model):
    """One decision about one application and the letter that carries it."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="answers_given")
    kind = models.CharField(max_length=8, choices=AnswerKind)
    state = models.CharField(max_length=8, choices=AnswerState, default=AnswerState.WAITING)
    decided_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()
    send_at = models.DateTimeField()
    timing_reason = models.CharField(max_length=200, blank=True)
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, related_name="answers")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, null=True, related_name="+")
    stage_before = models.ForeignKey(Stage, on_delete=models.PROTECT, null=True, related_name="+")
    stage_after = models.ForeignKey(Stage, on_delete=models.PROTECT, null=True, related_name="+")
    promise = models.ForeignKey(
        Promise,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="The next promise this answer makes, if it is not the last.",
    )
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(null=True)
    recalled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(state__in=["planned", "waiting"]),
                name="one_answer_on_its_way",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="decline")
                | (~models.Q(reason="") & models.Q(resource__isnull=False)),
                name="a_no_has_a_reason_and_a_resource",
            ),
        ]
        indexes = [
            models.Index(
                fields=["message"], condition=models.Q(message__isnull=False), name="answer_message"
            ),
            models.Index(
                fields=["batch", "id"],
                condition=models.Q(state="planned"),
                name="answer_to_write",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for application {self.application_id}"
