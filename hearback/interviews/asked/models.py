"""Who was asked how an interview went, and what they said once nobody can tell who said it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member, Team
from hearback.interviews.models.interview import Interview, Panelist


class Asked(models.Model):
    """That somebody was asked, and that they answered; never what they said.

    `panelist` is None for the candidate.
    """

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="asked")
    panelist = models.OneToOneField(
        Panelist, on_delete=models.PROTECT, null=True, related_name="asked"
    )
    asked_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["interview"],
                condition=models.Q(panelist=None),
                name="candidate_is_asked_once",
            ),
        ]

    def __str__(self) -> str:
        return f"asked {self.pk}"


class Side(models.TextChoices):
    """Whose view it is."""

    CANDIDATE = "candidate", _("Candidates")
    PANEL = "panel", _("Interviewers")


class Opinions(models.QuerySet["Opinion"]):
    """The vocabulary for finding opinions."""

    def readable(self) -> "Opinions":
        """Those nobody can use to decide any more, without a trace of who said it."""
        return self.filter(interview=None)


class Opinion(models.Model):
    """Four taps and a line about one interview.

    Until the candidate has had the answer, `interview` says which it is about, and nobody reads it;
    then that is forgotten, and only month, team and whom it is about remain.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    side = models.CharField(max_length=12, choices=Side)
    interview = models.ForeignKey(
        Interview, on_delete=models.PROTECT, null=True, related_name="opinions"
    )
    panelist = models.OneToOneField(
        Panelist, on_delete=models.PROTECT, null=True, related_name="opinion"
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="opinions")
    about = models.ManyToManyField(Member, related_name="opinions_about")
    month = models.DateField(help_text="The first of the month it was said in.")
    on_time = models.BooleanField(null=True)
    prepared = models.BooleanField(null=True)
    undisturbed = models.BooleanField(null=True)
    clear = models.BooleanField(null=True)
    recommend = models.PositiveSmallIntegerField(
        null=True, help_text="Of the panel: 0 to 10, would recommend interviewing here."
    )
    went_well = models.CharField(max_length=500, blank=True)

    objects = Opinions.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["interview"],
                condition=models.Q(side="candidate"),
                name="one_opinion_of_a_candidate",
            ),
            models.CheckConstraint(
                condition=models.Q(recommend=None) | models.Q(recommend__lte=10, side="panel"),
                name="panel_recommends_from_0_to_10",
            ),
        ]
        indexes = [models.Index(fields=["team", "side"], name="opinion_of_team")]

    def __str__(self) -> str:
        return f"opinion of the {self.side} side"
