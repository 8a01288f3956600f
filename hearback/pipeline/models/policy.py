"""Settings an opening follows: how soon we promise an answer, and the stages on its board."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TermsUnit(models.TextChoices):
    """How a term is counted; the values are those of `rules.promises.Unit`."""

    HOURS = "hours", _("hours")
    WORKING_HOURS = "working_hours", _("working hours")
    WORKING_DAYS = "working_days", _("working days")
    DAYS = "days", _("days")


class PromisePolicy(models.Model):
    """How soon a candidate hears first, and again after every answer that is not the last."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    first_amount = models.PositiveSmallIntegerField(_("first answer within"), default=48)
    first_unit = models.CharField(max_length=16, choices=TermsUnit, default=TermsUnit.HOURS)
    next_amount = models.PositiveSmallIntegerField(_("each next answer within"), default=5)
    next_unit = models.CharField(max_length=16, choices=TermsUnit, default=TermsUnit.WORKING_DAYS)
    reply_amount = models.PositiveSmallIntegerField(
        _("a reply to a message within"), default=1, db_default=1
    )
    reply_unit = models.CharField(
        max_length=16,
        choices=TermsUnit,
        default=TermsUnit.WORKING_DAYS,
        db_default=TermsUnit.WORKING_DAYS,
    )
    is_default = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"],
                condition=models.Q(is_default=True),
                name="one_default_promise_policy",
            ),
            models.CheckConstraint(
                condition=models.Q(first_amount__gt=0, next_amount__gt=0, reply_amount__gt=0),
                name="promise_terms_are_positive",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StageKind(models.TextChoices):
    """What a stage is for, whatever the team calls it."""

    NEW = "new", _("New")
    REVIEW = "review", _("Review")
    INTERVIEW = "interview", _("Interview")
    OFFER = "offer", _("Offer")


class Stage(models.Model):
    """A column of every board: the team's word for it and the candidate's sentence."""

    position = models.PositiveSmallIntegerField(unique=True)
    name = models.CharField(_("the team's word"), max_length=60, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=StageKind)
    sentence = models.CharField(
        _("the candidate's sentence"),
        max_length=200,
        help_text=_("Shown on the status page, such as: We are reading your application."),
    )

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name
