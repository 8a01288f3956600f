"""A public review with its promised answer, the list of causes, and the house's terms for both."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member, Place
from hearback.ledger.models import Promise
from hearback.pipeline.models import Opening

# What is owed to the team: that a public review has its public answer.
REVIEW_ANSWER = "review_answer"


class CameBy(models.TextChoices):
    """How a review reached us."""

    DESK = "desk", _("Pasted at the desk")
    FILE = "file", _("From a file")
    WEBHOOK = "webhook", _("Told by another system")


class Cause(models.Model):
    """Why something was as a review says; a list the leads keep."""

    name = models.CharField(_("cause"), max_length=80, unique=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ReviewTerms(models.Model):
    """A single row: within how many working days a review has its answer, and who owes it."""

    working_days = models.PositiveSmallIntegerField(_("answered within, working days"), default=3)
    owner = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    key_generation = models.PositiveIntegerField(default=1, help_text="Of the webhook's key.")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="review_terms_are_single"),
            models.CheckConstraint(
                condition=models.Q(working_days__gte=1, working_days__lte=30),
                name="a_review_is_answered_in_time",
            ),
        ]

    def __str__(self) -> str:
        return "review terms"


class Review(models.Model):
    """What somebody wrote about us in public, in their own words.

    Nothing says or asks who wrote it: no name is kept, and it is never laid beside candidates.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.CharField(_("site"), max_length=80)
    external_id = models.CharField(max_length=200, blank=True)
    fingerprint = models.CharField(max_length=64, unique=True)
    address = models.URLField(_("address"), max_length=500, blank=True)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, null=True, related_name="reviews")
    opening = models.ForeignKey(
        Opening, on_delete=models.PROTECT, null=True, related_name="reviews"
    )
    written_on = models.DateField(_("written on"), null=True)
    text = models.TextField(_("words"))
    given = models.DecimalField(max_digits=7, decimal_places=2, null=True)
    low = models.DecimalField(max_digits=7, decimal_places=2, default=1)
    high = models.DecimalField(max_digits=7, decimal_places=2, default=5)
    share = models.FloatField(null=True, help_text="How far up its own scale, 0 to 1.")
    came_by = models.CharField(max_length=8, choices=CameBy)
    came_at = models.DateTimeField()
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="reviews")
    promise = models.OneToOneField(
        Promise, on_delete=models.PROTECT, null=True, related_name="review"
    )
    answered_at = models.DateTimeField(null=True)
    answer_address = models.URLField(max_length=500, blank=True)
    cause = models.ForeignKey(Cause, on_delete=models.PROTECT, null=True, related_name="reviews")
    fix = models.CharField(max_length=500, blank=True)
    fix_owner = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="fixes")
    fix_by = models.DateField(null=True)
    fixed_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["-came_at"], name="review_recent"),
            models.Index(fields=["written_on"], name="review_written"),
        ]

    def __str__(self) -> str:
        return f"review {self.public_id}"
