"""One decision about one application, and the letter that carries it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.answers.models.batch import Batch
from hearback.answers.models.library import Resource
from hearback.channels.models import Message
from hearback.ledger.models import Promise
from hearback.pipeline.models import Application, Criterion, Stage


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


class Answers(models.QuerySet["Answer"]):
    """The vocabulary for finding answers."""

    def on_their_way(self) -> "Answers":
        """Decided, and not yet in anybody's letter box."""
        return self.filter(state__in=[AnswerState.PLANNED, AnswerState.WAITING])


class Answer(models.Model):
    """One decision about one application and the letter that carries it."""

    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="answers_given"
    )
    kind = models.CharField(max_length=8, choices=AnswerKind)
    state = models.CharField(max_length=8, choices=AnswerState, default=AnswerState.WAITING)
    decided_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField()
    send_at = models.DateTimeField()
    sent_now = models.BooleanField(default=False, help_text="Somebody chose not to wait.")
    timing_reason = models.CharField(max_length=200, blank=True)
    form_token = models.UUIDField(
        null=True, help_text="Of the form it was decided with; a second press finds it."
    )
    batch = models.ForeignKey(
        Batch, on_delete=models.PROTECT, null=True, related_name="answers", db_index=False
    )
    position = models.PositiveIntegerField(
        null=True, help_text="Place among those of a batch who live in the same time zone."
    )
    message = models.ForeignKey(
        Message, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    stage_before = models.ForeignKey(
        Stage, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    stage_after = models.ForeignKey(
        Stage, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    promise = models.ForeignKey(
        Promise,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        help_text="The next promise this answer makes, if it is not the last.",
    )
    criterion = models.ForeignKey(
        Criterion, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    words = models.TextField(blank=True, help_text="Own words of who decided; the thanks of a no.")
    reason = models.CharField(max_length=600, blank=True)
    resource = models.ForeignKey(
        Resource, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    given_at = models.DateTimeField(null=True)
    recalled_at = models.DateTimeField(null=True)

    objects = Answers.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(state__in=["planned", "waiting"]),
                name="one_answer_on_its_way",
            ),
            models.UniqueConstraint(
                fields=["form_token"],
                condition=models.Q(form_token__isnull=False),
                name="one_answer_per_form",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="decline")
                | (~models.Q(reason="") & ~models.Q(words="") & models.Q(resource__isnull=False)),
                name="a_no_has_thanks_a_reason_and_a_resource",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="hold") | ~models.Q(reason=""),
                name="a_new_date_has_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["message"], condition=models.Q(message__isnull=False), name="answer_message"
            ),
            models.Index(
                fields=["batch", "position"],
                condition=models.Q(state="planned"),
                name="answer_to_write",
            ),
            models.Index(
                fields=["batch", "state"],
                condition=models.Q(batch__isnull=False),
                name="answer_of_batch",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for application {self.application_id}"
