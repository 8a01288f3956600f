"""What both sides said on the day, who was left alone, and how a meeting ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.interviews.models.interview import Interview, Panelist
from hearback.ledger.models import Promise


class Said(models.TextChoices):
    """What can be pressed on the day."""

    HERE = "here", _("I am here")
    LATE = "late", _("Running late")
    ALONE = "alone", _("Nobody is here")


class CheckIn(models.Model):
    """One press on the day; `panelist` is None for the candidate. What stands is the latest."""

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="check_ins")
    panelist = models.ForeignKey(
        Panelist, on_delete=models.PROTECT, null=True, related_name="check_ins"
    )
    begins_at = models.DateTimeField(help_text="When the interview was to begin.")
    said = models.CharField(max_length=8, choices=Said)
    minutes = models.PositiveSmallIntegerField(default=0, help_text="Of how late, from when said.")
    at = models.DateTimeField()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["interview", "at"], name="check_in_in_order")]

    def __str__(self) -> str:
        return f"{self.said} {self.at:%H:%M}"


class Missing(models.TextChoices):
    """Which side did not come."""

    GUEST = "guest", _("the candidate")
    HOSTS = "hosts", _("we")


class Alone(models.Model):
    """That one side was left alone, and who was told; once for each side of a booked time."""

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="left_alone")
    begins_at = models.DateTimeField()
    missing = models.CharField(max_length=8, choices=Missing)
    since = models.DateTimeField()
    alarmed_at = models.DateTimeField()
    apologised_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "begins_at", "missing"], name="one_alarm_for_a_side"
            ),
        ]

    def __str__(self) -> str:
        return f"alone since {self.since:%H:%M}"


class How(models.TextChoices):
    """How a meeting ended."""

    HELD = "held", _("It took place")
    MISSED = "missed", _("It did not take place")
    EXCUSED = "excused", _("It did not take place, and they had told us why")


class Ending(models.Model):
    """How a meeting ended, said by both sides' presses or by a person; or that a person is asked.

    `how` is empty while whoever coordinates is asked: we do not guess.
    """

    interview = models.OneToOneField(Interview, on_delete=models.PROTECT, related_name="ending")
    how = models.CharField(max_length=8, choices=How, blank=True)
    missing = models.CharField(max_length=8, choices=Missing, blank=True)
    words = models.CharField(_("a few words"), max_length=200, blank=True)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    denied_at = models.DateTimeField(
        null=True, help_text="When the candidate said that it did not take place."
    )
    denied_words = models.CharField(max_length=200, blank=True, help_text="Theirs, verbatim.")
    promise = models.ForeignKey(
        Promise, on_delete=models.PROTECT, null=True, related_name="+", help_text="To the team."
    )

    def __str__(self) -> str:
        return f"{self.how or 'asked'} {self.pk}"
