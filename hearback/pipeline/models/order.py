"""What a candidate ordered to be kept from whom, where and when; code enforces it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.pipeline.models.application import Candidate
from hearback.rules.calendar import WorkingCalendar


class OrderKind(models.TextChoices):
    """What an order is about."""

    COMPANY = "company", _("Do not tell this company")
    PERSON = "person", _("Do not tell this person")
    PLACE = "place", _("Not at or near this place")
    HOURS = "hours", _("Only at these hours")
    NUMBERS = "numbers", _("Only these numbers")
    ADDRESSES = "addresses", _("Only these e-mail addresses")
    NEUTRAL = "neutral", _("Neutral sender and subject")
    NO_VOICEMAIL = "no_voicemail", _("Leave no message when nobody answers")


# Of these one stands at a time: a second could only contradict it.
ONE_AT_A_TIME = (
    OrderKind.HOURS,
    OrderKind.NUMBERS,
    OrderKind.ADDRESSES,
    OrderKind.NEUTRAL,
    OrderKind.NO_VOICEMAIL,
)


class Orders(models.QuerySet["Order"]):
    """The vocabulary for finding orders."""

    def standing(self) -> "Orders":
        """Those that hold: nobody has lifted them."""
        return self.filter(lifted_at=None)


class Order(models.Model):
    """One order of a candidate; it holds for everything between us and that person.

    `names` are a company's, a person's or a place's, with those it is also known by, or the numbers
    (E.164) or addresses that alone may be used. Who set or lifted it is empty for the candidate.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    candidate = models.ForeignKey(
        Candidate, on_delete=models.CASCADE, related_name="orders", db_index=False
    )
    kind = models.CharField(max_length=12, choices=OrderKind)
    names = models.JSONField(default=list, blank=True)
    address = models.CharField(_("address"), max_length=200, blank=True)
    hours = models.JSONField(default=dict, blank=True, help_text="Weekly, as `rules.hours` has it.")
    zone = models.CharField(max_length=64, default="UTC")
    covers_mail = models.BooleanField(default=False, help_text="Mail keeps to the hours too.")
    bars = models.ManyToManyField(
        Member, related_name="+", help_text="Colleagues who are the very person it names."
    )
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(Member, on_delete=models.PROTECT, null=True, related_name="+")

    objects = Orders.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(
                fields=["candidate"],
                condition=models.Q(lifted_at__isnull=True),
                name="order_standing",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "kind"],
                condition=models.Q(lifted_at__isnull=True, kind__in=ONE_AT_A_TIME),
                name="one_such_order_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"order {self.pk} ({self.kind})"

    @property
    def name(self) -> str:
        """What the company, person or place is called first."""
        return str(self.names[0]) if self.names else self.address

    @property
    def calendar(self) -> WorkingCalendar:
        """The safe hours as a value; only of an order about hours."""
        return WorkingCalendar.from_json({"zone": self.zone, "hours": self.hours, "holidays": []})


class Cleared(models.Model):
    """A near miss of an order that a person looked at and found to be something else."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="cleared")
    key = models.CharField(max_length=120, help_text="What was looked at, such as client:3.")
    words = models.CharField(max_length=400, help_text="The sentence they were shown.")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["order", "key"], name="looked_at_once"),
        ]

    def __str__(self) -> str:
        return f"{self.key} is not order {self.order_id}"
