"""What the candidate told us, what we told them of what was seen, and whether that helped."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.channels.models import Message
from hearback.pipeline.models import Application, Contact, Criterion


class Keen(models.TextChoices):
    """One tap after a meeting."""

    STILL = "still", _("Still keen")
    UNSURE = "unsure", _("Not sure")
    NO_LONGER = "no_longer", _("No longer")


class Came(models.TextChoices):
    """How the other side of a client's meeting came, as the candidate says."""

    ON_TIME = "on_time", _("They came on time")
    LATE = "late", _("They came late")
    NOT_MET = "not_met", _("We did not meet")


class Said(models.Model):
    """The candidate's own word after a meeting, to one person of ours who is named.

    `subject` is the public id of the interview or the client's meeting. Said again it takes the
    place of what was said before; the ledger keeps both.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="said")
    subject = models.UUIDField()
    words = models.CharField(max_length=200, help_text="What it is about, as they read it.")
    to = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    message = models.ForeignKey(
        Message, on_delete=models.PROTECT, null=True, related_name="+", help_text="That asked."
    )
    tap = models.CharField(max_length=10, choices=Keen, blank=True)
    line = models.CharField(max_length=500, blank=True, help_text="Verbatim.")
    came = models.CharField(
        max_length=8, choices=Came, blank=True, help_text="Asked after a client's meeting only."
    )
    may_pass_on = models.BooleanField(
        default=False, help_text="They allow it to reach the other side."
    )
    said_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "subject"], name="candidate_asked_once_about_one_meeting"
            ),
            models.CheckConstraint(
                condition=Q(said_at=None, tap="") | (Q(said_at__isnull=False) & ~Q(tap="")),
                name="a_candidates_word_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"said {self.pk}"


class PassedOn(models.Model):
    """Words of a recruiter that told the other side what the candidate said."""

    said = models.ForeignKey(Said, on_delete=models.PROTECT, related_name="passed_on")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=600)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["said", "contact"], name="passed_on_once"),
        ]

    def __str__(self) -> str:
        return f"passed on {self.pk}"


class FeedbackLevel(models.TextChoices):
    """How much feedback says at most; the values are those of `rules.feedback.Level`."""

    NONE = "none", _("None")
    REASON = "reason", _("Only what the reason was about")
    POINTS = "points", _("Two strengths and one gap")


class LevelRule(models.Model):
    """The level of the house (`country` empty) or of openings in one country."""

    country = models.CharField(max_length=2, blank=True, unique=True)
    level = models.CharField(max_length=8, choices=FeedbackLevel)
    set_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    set_at = models.DateTimeField()

    class Meta:
        ordering = ["country"]

    def __str__(self) -> str:
        return f"{self.country or 'everywhere'}: {self.level}"


class Helped(models.TextChoices):
    """One tap about feedback that was given."""

    YES = "yes", _("It helped")
    A_LITTLE = "a_little", _("A little")
    NO = "no", _("It did not help")


class Feedbacks(models.QuerySet["Feedback"]):
    """The vocabulary for finding feedback."""

    def given(self) -> "Feedbacks":
        """Versions that reached the candidate; frozen."""
        return self.filter(given_at__isnull=False)

    def drafts(self) -> "Feedbacks":
        """Versions nobody has approved, or that were taken back before they left."""
        return self.filter(approved_at=None)


class Feedback(models.Model):
    """One version of what a candidate is told of what was seen; given it is frozen.

    A change is a new version with a reason; every version that was given stays readable. A trigger
    refuses any change to the points of one that was given.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="feedback_given"
    )
    version = models.PositiveSmallIntegerField(default=1)
    level = models.CharField(max_length=8, choices=FeedbackLevel)
    language = models.CharField(max_length=12)
    why = models.CharField(max_length=300, blank=True, help_text="Of a later version.")
    drafted_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField()
    revision = models.PositiveSmallIntegerField(
        default=0, help_text="Counts what was written, so that two people do not undo each other."
    )
    approved_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    message = models.ForeignKey(
        Message, on_delete=models.PROTECT, null=True, related_name="feedback"
    )
    given_at = models.DateTimeField(null=True, help_text="When the relay accepted the letter.")
    stale_at = models.DateTimeField(
        null=True, help_text="When a scorecard it rests on was filed anew."
    )
    stale_words = models.CharField(max_length=200, blank=True)
    helped = models.CharField(max_length=10, choices=Helped, blank=True)
    helped_line = models.CharField(max_length=500, blank=True)
    helped_at = models.DateTimeField(null=True)

    objects = Feedbacks.as_manager()

    class Meta:
        ordering = ["application", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "version"], name="feedback_versions_in_order"
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(given_at=None),
                name="one_feedback_on_its_way",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None, message=None, given_at=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False, message__isnull=False),
                name="feedback_is_approved_by_a_person",
            ),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(why=""), name="changed_feedback_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"feedback {self.application_id} version {self.version}"


class PointSide(models.TextChoices):
    """Which way a point speaks; the values are those of `rules.feedback.Side`."""

    STRENGTH = "strength", _("A strength")
    GAP = "gap", _("Not there yet")


class Point(models.Model):
    """One thing feedback says, with the criterion and the evidence it rests on, as they stood."""

    feedback = models.ForeignKey(Feedback, on_delete=models.CASCADE, related_name="points")
    position = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=10, choices=PointSide)
    words = models.CharField(max_length=400, blank=True)
    vouched = models.BooleanField(default=False, help_text="Somebody says it says the same.")
    key = models.CharField(max_length=120, blank=True, help_text="Of the evidence; see circle.")
    criterion = models.ForeignKey(Criterion, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.CharField(max_length=200, help_text="The criterion, as it was worded.")
    evidence = models.TextField(blank=True)
    source = models.CharField(max_length=200, help_text="Who saw it and when.")
    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, related_name="+", help_text="Who saw it."
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["feedback", "position"], name="points_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.side}: {self.text}"
