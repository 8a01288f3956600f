"""What a kit says of each criterion, and what each interviewer made of a person."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.interviews.models.interview import Panelist
from hearback.ledger.models import Promise
from hearback.pipeline.models import Criterion

NOT_ASKED = 0


class Guide(models.Model):
    """How a criterion is asked about, the same for everyone, and what each of four levels means."""

    criterion = models.OneToOneField(
        Criterion, on_delete=models.CASCADE, primary_key=True, related_name="guide"
    )
    questions = models.TextField(_("core questions, one a line"), blank=True)
    follow_ups = models.TextField(_("follow-ups, one a line"), blank=True)
    level_1 = models.CharField(max_length=300, blank=True)
    level_2 = models.CharField(max_length=300, blank=True)
    level_3 = models.CharField(max_length=300, blank=True)
    level_4 = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"guide to {self.criterion_id}"

    @property
    def anchors(self) -> tuple[str, str, str, str]:
        """What each level means, from the lowest."""
        return self.level_1, self.level_2, self.level_3, self.level_4

    @property
    def is_anchored(self) -> bool:
        """Whether each level is told in words."""
        return all(self.anchors)


class Overall(models.TextChoices):
    """What somebody who met the person would do, all in all."""

    STRONG_YES = "strong_yes", _("Strong yes")
    YES = "yes", _("Yes")
    NO = "no", _("No")
    STRONG_NO = "strong_no", _("Strong no")


class Scorecards(models.QuerySet["Scorecard"]):
    """The vocabulary for finding scorecards."""

    def filed(self) -> "Scorecards":
        """Those that are final."""
        return self.filter(filed_at__isnull=False)

    def drafts(self) -> "Scorecards":
        """Those still being written."""
        return self.filter(filed_at=None)


class Scorecard(models.Model):
    """What one panelist saw in one interview; filed it is final, a change is a new version.

    `touched` says when each field was written last, so that two devices do not undo each other.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    panelist = models.ForeignKey(Panelist, on_delete=models.PROTECT, related_name="scorecards")
    version = models.PositiveSmallIntegerField(default=1)
    why = models.CharField(max_length=300, blank=True, help_text="Of a later version.")
    overall = models.CharField(max_length=12, choices=Overall, blank=True)
    summary = models.CharField(_("in one sentence"), max_length=500, blank=True)
    touched = models.JSONField(default=dict)
    began_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True)
    saw_others = models.BooleanField(
        default=False, help_text="Whether the others' could be read before it was filed."
    )

    objects = Scorecards.as_manager()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(
                fields=["panelist", "version"], name="scorecard_versions_in_order"
            ),
            models.UniqueConstraint(
                fields=["panelist"],
                condition=models.Q(filed_at=None),
                name="one_scorecard_being_written",
            ),
            models.CheckConstraint(
                condition=models.Q(filed_at=None) | (~models.Q(overall="") & ~models.Q(summary="")),
                name="filed_scorecard_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"scorecard {self.panelist_id} version {self.version}"


class Score(models.Model):
    """One criterion on a scorecard: a level with its evidence, or why it was not asked.

    The words of the criterion and of the level are those the interviewer read.
    """

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(
        Criterion, on_delete=models.SET_NULL, null=True, related_name="scores"
    )
    position = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=200)
    level = models.PositiveSmallIntegerField(null=True, help_text="1 to 4; 0 was not asked.")
    anchor = models.CharField(max_length=300, blank=True)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "criterion"], name="one_score_each"),
            models.CheckConstraint(
                condition=models.Q(level=None) | models.Q(level__lte=4), name="score_on_the_scale"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text}: {self.level}"

    @property
    def was_asked(self) -> bool:
        """Whether it came up in the interview."""
        return self.level != NOT_ASKED


class Debt(models.Model):
    """The scorecard somebody owes since their interview ended: the promise, or who waived it."""

    panelist = models.OneToOneField(
        Panelist, on_delete=models.PROTECT, primary_key=True, related_name="scorecard_debt"
    )
    promise = models.OneToOneField(
        Promise, on_delete=models.PROTECT, null=True, related_name="scorecard_debt"
    )
    reminded_at = models.DateTimeField(null=True)
    waived_at = models.DateTimeField(null=True)
    waived_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    why_waived = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(waived_at=None, waived_by=None)
                | (
                    models.Q(waived_at__isnull=False, waived_by__isnull=False)
                    & ~models.Q(why_waived="")
                ),
                name="waiver_says_who_and_why",
            ),
        ]

    def __str__(self) -> str:
        return f"scorecard owed by panelist {self.panelist_id}"
