"""A referral, and the addresses we do not write to; neither row holds a name or an address."""

import uuid
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.ledger.models import Promise
from hearback.pipeline.models import Application, Opening
from hearback.relations.customers.models import (
    BrokenLine,
    Customer,
    CustomerFile,
    HeardNotice,
    Seeker,
    Segment,
    ShopKey,
    StagedCustomer,
    TakenBack,
    Tally,
)
from hearback.relations.friends.models import Brought, FriendRules
from hearback.relations.offers.models import Code, Interest, Pool, PoolRow, Till
from hearback.relations.pool.models import InTouch, InTouchLetter
from hearback.relations.reputation.models import Cause, Review, ReviewTerms

__all__ = [
    "REFERRAL",
    "AskedAddress",
    "BrokenLine",
    "Brought",
    "Cause",
    "Code",
    "Customer",
    "CustomerFile",
    "FriendRules",
    "HeardNotice",
    "InTouch",
    "InTouchLetter",
    "Interest",
    "Milestone",
    "Pool",
    "PoolRow",
    "Referral",
    "ReferralState",
    "Referrals",
    "Review",
    "ReviewTerms",
    "Seeker",
    "Segment",
    "ShopKey",
    "StagedCustomer",
    "TakenBack",
    "Tally",
    "Till",
    "Way",
]

# What is owed to whoever referred somebody: to hear what came of it. The clock sees to it.
REFERRAL = "referral"


class Way(models.TextChoices):
    """How somebody was referred."""

    LETTER = "letter", _("We wrote to them")
    LINK = "link", _("By a shared link")


class ReferralState(models.TextChoices):
    """Where a referral stands; whoever was asked is no application until they apply."""

    ASKED = "asked", _("Asked")
    INTERESTED = "interested", _("Would like to apply")
    APPLIED = "applied", _("Applied")
    SAID_NO = "said_no", _("Said no")
    SILENT = "silent", _("Did not answer")
    UNREACHED = "unreached", _("Letter came back")
    CLOSED = "closed", _("The job was gone")


class Milestone(models.TextChoices):
    """What the referrer was told last."""

    NOTHING = "", _("Nothing yet")
    ENDED = "ended", _("It came to nothing")
    APPLIED = "applied", _("Applied")
    TALKING = "talking", _("In conversation")
    DECIDED = "decided", _("Decided")
    HIRED = "hired", _("Hired")


class Referrals(models.QuerySet["Referral"]):
    """The vocabulary for finding referrals."""

    def waiting(self) -> "Referrals":
        """Those whose person has not applied, and still may."""
        return self.filter(state__in=[ReferralState.ASKED, ReferralState.INTERESTED])

    def due(self, now: datetime) -> "Referrals":
        """Those whose referrer is to be written to by now (aware)."""
        return self.filter(next_at__lte=now)


class Referral(models.Model):
    """Somebody of the team thought of somebody for an opening.

    Who that is stands nowhere here: before they apply only in the letter that asks them, which is
    blanked once they answered, and afterwards in their application.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    opening = models.ForeignKey(
        Opening, on_delete=models.PROTECT, related_name="referrals", db_index=False
    )
    referrer = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="referrals", db_index=False
    )
    way = models.CharField(max_length=8, choices=Way)
    state = models.CharField(max_length=12, choices=ReferralState)
    language = models.CharField(max_length=12, default="en")
    link_fingerprint = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, null=True, related_name="referral"
    )
    consent_words = models.CharField(
        max_length=300, blank=True, help_text="As shown beside the box they ticked."
    )
    talking_since = models.DateTimeField(null=True)
    told = models.CharField(max_length=8, choices=Milestone, blank=True)
    told_at = models.DateTimeField(null=True)
    promise = models.OneToOneField(
        Promise, on_delete=models.PROTECT, null=True, related_name="referral"
    )
    next_at = models.DateTimeField(null=True, help_text="When the clock must look at it next.")

    objects = Referrals.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(next_at__isnull=False),
                name="referral_due",
            ),
            models.Index(fields=["referrer", "-created_at"], name="referral_mine"),
            models.Index(fields=["opening", "state"], name="referral_opening"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state="applied", application__isnull=False)
                | (~models.Q(state="applied") & models.Q(application__isnull=True)),
                name="referral_applied_has_application",
            ),
        ]

    def __str__(self) -> str:
        return f"referral {self.public_id}"


class AskedAddress(models.Model):
    """An address we wrote to because somebody was thought of; only a keyed fingerprint is kept."""

    fingerprint = models.CharField(max_length=64, unique=True)
    asked_at = models.DateTimeField()
    said_no_at = models.DateTimeField(null=True)
    referral = models.ForeignKey(
        Referral, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["asked_at"],
                condition=models.Q(said_no_at__isnull=True),
                name="asked_address_forget",
            ),
        ]

    def __str__(self) -> str:
        return f"asked address {self.pk}"
