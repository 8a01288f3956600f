"""Whom we ask after what, what they say, and who would rather not be asked."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Team
from hearback.channels.models import Message
from hearback.pipeline.models import Application, Candidate, Opening, Stage
from hearback.rules.measures import Buying, Moment

MOMENTS = [
    (Moment.APPLICATION.value, _("After applying")),
    (Moment.INTERVIEW.value, _("After an interview")),
    (Moment.ANSWER.value, _("After the answer")),
]
BUYING = [
    (Buying.YES.value, _("Yes")),
    (Buying.UNSURE.value, _("Not sure")),
    (Buying.NO.value, _("No")),
    (Buying.NEVER_DID.value, _("Never did")),
]


class Why(models.TextChoices):
    """Why somebody is not asked after all."""

    LATELY = "lately", _("Asked lately")
    NOT_AGAIN = "not_again", _("Would rather not be asked")
    OVER = "over", _("It was over before")
    CAME_BACK = "came_back", _("The letter before it came back")


class Asking(models.Model):
    """That one person is asked after one moment of an application; never what they say.

    `after` is the letter that has to have left first; an interview's page asks without a letter of
    ours. `dropped` says why nobody is asked after all. Opening, team, stage and language are as
    they were at the moment, which is what the answer is about; of several interviews at the last.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    moment = models.CharField(max_length=12, choices=MOMENTS)
    after = models.ForeignKey(
        Message, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    opening = models.ForeignKey(Opening, on_delete=models.PROTECT, related_name="+", db_index=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", db_index=False)
    stage = models.ForeignKey(Stage, on_delete=models.PROTECT, related_name="+", db_index=False)
    language = models.CharField(max_length=12)
    since = models.DateTimeField(help_text="When what it is about happened.")
    due_at = models.DateTimeField(null=True, help_text="When its letter is due; none has its own.")
    asked_at = models.DateTimeField(null=True)
    message = models.OneToOneField(
        Message, on_delete=models.PROTECT, null=True, related_name="+", help_text="That asks."
    )
    dropped = models.CharField(max_length=12, choices=Why, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["application", "moment"], name="asked_once_after_each_moment"
            ),
            models.CheckConstraint(
                condition=Q(message=None) | Q(asked_at__isnull=False),
                name="a_letter_that_asks_says_when",
            ),
            models.CheckConstraint(
                condition=Q(message=None) | Q(after__isnull=False),
                name="a_letter_that_asks_comes_after_another",
            ),
        ]
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(asked_at=None, dropped=""), name="asking_due"
            ),
            models.Index(fields=["candidate", "-asked_at"], name="asking_of_person"),
        ]

    def __str__(self) -> str:
        return f"asking {self.pk}"


class Opinions(models.QuerySet["Opinion"]):
    """The vocabulary for finding opinions."""

    def counted(self) -> "Opinions":
        """Those that count: their candidate has had the answer, and they change no more."""
        return self.filter(counted_at__isnull=False)


class Opinion(models.Model):
    """What somebody says: may be changed until it is counted, and never after (a trigger).

    The asking it belongs to is reached by whoever counts, and by nobody who decides.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    asking = models.OneToOneField(Asking, on_delete=models.PROTECT, related_name="opinion")
    recommend = models.PositiveSmallIntegerField(null=True)
    relationship = models.PositiveSmallIntegerField(null=True)
    buying = models.CharField(max_length=12, choices=BUYING, blank=True)
    line = models.CharField(max_length=500, blank=True)
    answered_at = models.DateTimeField(help_text="The last press.")
    counted_at = models.DateTimeField(null=True)
    month = models.DateField(null=True, help_text="The first of the month it was answered in.")

    objects = Opinions.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(recommend__lte=10) | Q(recommend=None), name="recommend_from_0_to_10"
            ),
            models.CheckConstraint(
                condition=Q(relationship__range=(1, 4)) | Q(relationship=None),
                name="relationship_from_1_to_4",
            ),
            models.CheckConstraint(
                condition=Q(counted_at=None, month=None)
                | Q(counted_at__isnull=False, month__isnull=False),
                name="what_counts_has_a_month",
            ),
        ]
        indexes = [
            models.Index(fields=["answered_at"], condition=Q(counted_at=None), name="to_count"),
            models.Index(fields=["counted_at"], name="opinion_counted"),
            models.Index(
                fields=["month"],
                condition=Q(counted_at__isnull=False) & ~Q(line=""),
                name="opinion_lines",
            ),
        ]

    def __str__(self) -> str:
        return f"opinion {self.pk}"


class Quiet(models.Model):
    """Somebody who would rather not be asked these questions again; it holds for the person."""

    candidate = models.OneToOneField(Candidate, on_delete=models.CASCADE, related_name="+")
    since = models.DateTimeField()

    def __str__(self) -> str:
        return f"quiet {self.pk}"
