"""What somebody agreed to beside their application, as it was shown to them."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.pipeline.models.application import Application, Candidate


class Purpose(models.TextChoices):
    """What somebody may agree to; none of it has any weight in a decision."""

    CUSTOMER = "customer", _("To be matched with our customers")
    POOL = "pool", _("To hear of fitting openings later")


class Consents(models.QuerySet["Consent"]):
    """The vocabulary for finding consents."""

    def standing(self) -> "Consents":
        """Those neither taken back nor over."""
        return self.filter(ended_at=None)


class Consent(models.Model):
    """One person's yes to one purpose: the words beside the box, when, and until when."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, related_name="consents", db_index=False
    )
    application = models.ForeignKey(
        Application,
        on_delete=models.PROTECT,
        related_name="consents",
        help_text="The application it was given with.",
    )
    purpose = models.CharField(max_length=12, choices=Purpose)
    words = models.CharField(max_length=600, help_text="As shown when they agreed.")
    language = models.CharField(max_length=12, default="en")
    given_at = models.DateTimeField()
    until = models.DateTimeField(null=True, help_text="When it ends by itself.")
    ended_at = models.DateTimeField(null=True, help_text="When it was taken back, or was over.")

    objects = Consents.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "purpose"],
                condition=models.Q(ended_at=None),
                name="one_standing_consent_per_purpose",
            ),
        ]
        indexes = [
            models.Index(
                fields=["until"],
                condition=models.Q(ended_at=None, until__isnull=False),
                name="consent_over",
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"
