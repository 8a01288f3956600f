"""Many answers decided at once, and an opening on its way to being filled or closed."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.answers.models.library import Resource
from hearback.pipeline.models import Application, Criterion, Opening


class Outcome(models.TextChoices):
    """How an opening ends; the values are those of its own state."""

    FILLED = "filled", _("Filled")
    CLOSED = "closed", _("Closed without hiring")


class Closings(models.QuerySet["Closing"]):
    """The vocabulary for finding closings."""

    def under_way(self) -> "Closings":
        """Neither finished nor called off."""
        return self.filter(finished_at=None, called_off_at=None)

    def with_nobody_waiting(self) -> "Closings":
        """Those whose opening may end now."""
        waiting = Application.objects.in_progress().filter(opening=models.OuterRef("opening"))
        return self.exclude(models.Exists(waiting))


class Closing(models.Model):
    """Somebody wants this opening to end; it does so once the last person in it has an answer."""

    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="closings")
    outcome = models.CharField(max_length=8, choices=Outcome)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    state_before = models.CharField(max_length=12)
    finished_at = models.DateTimeField(null=True)
    called_off_at = models.DateTimeField(null=True)

    objects = Closings.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opening"],
                condition=models.Q(finished_at__isnull=True, called_off_at__isnull=True),
                name="one_closing_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"closing of opening {self.opening_id}: {self.outcome}"


class BatchState(models.TextChoices):
    """Where a batch of answers stands."""

    RUNNING = "running", _("Running")
    STOPPED = "stopped", _("Stopped")
    DONE = "done", _("Done")


class Batch(models.Model):
    """Many answers decided at once, each letter personal, leaving at a stated pace."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="batches")
    kind = models.CharField(max_length=8, help_text="Decline or hold.")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="batches")
    state = models.CharField(max_length=8, choices=BatchState, default=BatchState.RUNNING)
    thanks = models.JSONField(default=dict, help_text="Stage id to thanks for people there.")
    criterion = models.ForeignKey(Criterion, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=600)
    resource = models.ForeignKey(Resource, on_delete=models.PROTECT, null=True, related_name="+")
    due_at = models.DateTimeField(null=True, help_text="The new date, of a hold.")
    size = models.PositiveIntegerField(default=0)
    zones = models.JSONField(default=dict, help_text="Time zone to how many letters go there.")
    per_minute = models.PositiveIntegerField()
    send_now = models.BooleanField(default=False)
    started_at = models.DateTimeField()
    send_from = models.DateTimeField()
    resumed_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "kind"],
                condition=models.Q(state="running"),
                name="one_running_batch_per_opening",
            ),
            models.CheckConstraint(
                condition=models.Q(kind="decline", resource__isnull=False)
                | models.Q(kind="hold", due_at__isnull=False),
                name="batch_has_what_its_letters_need",
            ),
        ]

    def __str__(self) -> str:
        return f"batch of {self.size} for opening {self.opening_id}"
