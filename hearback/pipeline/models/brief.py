"""The parts of an opening's brief that have an order: criteria, questions, steps of the process."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.pipeline.models.opening import Opening


class Criterion(models.Model):
    """Something the job needs; a true reason for a no always names one of these."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="criteria")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("what the job needs"), max_length=200)
    is_must_have = models.BooleanField(_("must have"), default=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["opening", "position"], name="criteria_in_order"),
        ]

    def __str__(self) -> str:
        return self.text


class QuestionKind(models.TextChoices):
    """How a question is answered on the form."""

    TEXT = "text", _("A few words")
    CHOICE = "choice", _("One of several")
    YES_NO = "yes_no", _("Yes or no")


class Question(models.Model):
    """A question on the form; a yes/no one may speak for a must-have."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("question"), max_length=200)
    kind = models.CharField(max_length=8, choices=QuestionKind, default=QuestionKind.TEXT)
    choices = models.JSONField(_("choices"), default=list, blank=True)
    is_required = models.BooleanField(_("needs an answer"), default=False)
    criterion = models.ForeignKey(
        Criterion,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions",
        verbose_name=_("must-have it asks about"),
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["opening", "position"], name="questions_in_order"),
        ]

    def __str__(self) -> str:
        return self.text


class ProcessStep(models.Model):
    """One step from applying to the first day, with the time it usually takes."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("step"), max_length=120)
    usual_time = models.CharField(_("usually"), max_length=80)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["opening", "position"], name="steps_in_order"),
        ]

    def __str__(self) -> str:
        return self.name
