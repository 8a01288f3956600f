"""Candidates and their applications: who applied, what they told us, where it stands."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.pipeline.models.opening import Opening
from hearback.pipeline.models.policy import Stage


class Candidate(models.Model):
    """A person known by one address; what they told us about themselves is on each application."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.CharField(_("e-mail"), max_length=254)
    email_key = models.CharField(
        max_length=254, unique=True, help_text="The address folded by rules.text.fold_address."
    )
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"candidate {self.pk}"


class ApplicationState(models.TextChoices):
    """The team's word for an application; candidates read sentences, never these."""

    IN_PROGRESS = "in_progress", _("In progress")
    HIRED = "hired", _("Hired")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Applications(models.QuerySet["Application"]):
    """The vocabulary for finding applications."""

    def in_progress(self) -> "Applications":
        """Those whose candidate still waits for something from us."""
        return self.filter(state=ApplicationState.IN_PROGRESS)


class Application(models.Model):
    """One person's application to one opening, with the details given for it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    opening = models.ForeignKey(
        Opening, on_delete=models.PROTECT, related_name="applications", db_index=False
    )
    candidate = models.ForeignKey(Candidate, on_delete=models.PROTECT, related_name="applications")
    state = models.CharField(
        max_length=12, choices=ApplicationState, default=ApplicationState.IN_PROGRESS
    )
    stage = models.ForeignKey(
        Stage, on_delete=models.PROTECT, related_name="applications", db_index=False
    )
    stage_since = models.DateTimeField()
    owner = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="applications", db_index=False
    )
    name = models.CharField(_("name"), max_length=200)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    links = models.JSONField(default=list, blank=True)
    answers = models.JSONField(default=list, blank=True)
    fit = models.JSONField(default=dict, blank=True, help_text="As told in the receipt.")
    zone = models.CharField(max_length=64)
    language = models.CharField(max_length=12, default="en")
    received_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    link_fingerprint = models.CharField(max_length=64, unique=True)
    link_generation = models.PositiveSmallIntegerField(default=1)

    objects = Applications.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["opening", "candidate"], name="one_application_per_opening"
            ),
        ]
        indexes = [
            models.Index(
                fields=["opening", "stage", "received_at"],
                condition=models.Q(state="in_progress"),
                name="application_board",
            ),
            models.Index(fields=["opening", "state", "-received_at"], name="application_ended"),
            models.Index(fields=["-received_at"], name="application_recent"),
            models.Index(
                fields=["owner"],
                condition=models.Q(state="in_progress"),
                name="application_owned",
            ),
            models.Index(
                fields=["phone", "-received_at"],
                condition=~models.Q(phone=""),
                name="application_phone",
            ),
        ]

    def __str__(self) -> str:
        return f"application {self.pk}"
