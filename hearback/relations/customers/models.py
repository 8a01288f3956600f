"""Customers as keys and values, the files they came in, and who agreed to be looked for.

Nothing here holds a name or an address. What a customer is worth stands in these tables alone, and
only the analysts' side reads them.
"""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.pipeline.models import Consent

LONGEST_SEGMENT, LONGEST_NAME, LONGEST_WHY = 60, 120, 300


class FileState(models.TextChoices):
    """How far a file is."""

    WAITING = "waiting", _("Waiting")
    READING = "reading", _("Being read")
    READ = "read", _("Read")
    FAILED = "failed", _("Could not be read")


class CustomerFile(models.Model):
    """A list of customers somebody sent; the file itself is deleted once it was read."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=LONGEST_NAME)
    key = models.CharField(max_length=64, blank=True, help_text="In the storage; empty once gone.")
    size = models.PositiveBigIntegerField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    sent_at = models.DateTimeField()
    currency = models.CharField(max_length=3, help_text="Where the file says none.")
    country = models.CharField(max_length=2, help_text="Of numbers without a country's code.")
    years = models.PositiveSmallIntegerField(default=1, help_text="For which the value stands.")
    is_whole = models.BooleanField(default=False, help_text="Whoever is not in it is forgotten.")
    state = models.CharField(max_length=8, choices=FileState, default=FileState.WAITING)
    beat_at = models.DateTimeField(null=True, help_text="When a worker last read on.")
    columns = models.JSONField(default=dict, help_text="What was read from which column.")
    rows = models.PositiveIntegerField(default=0, help_text="Lines read so far.")
    bytes_read = models.PositiveBigIntegerField(default=0)
    taken = models.PositiveIntegerField(default=0)
    broken = models.PositiveIntegerField(default=0)
    passed_over = models.PositiveIntegerField(default=0, help_text="Never bought anything.")
    merged = models.PositiveIntegerField(default=0, help_text="Lines of one and the same.")
    trouble = models.CharField(max_length=LONGEST_WHY, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["state"],
                condition=models.Q(state="reading"),
                name="one_customer_file_is_read_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"customer file {self.pk}"


class BrokenLine(models.Model):
    """A line that could not be taken, and why; what stood in it is not kept."""

    file = models.ForeignKey(CustomerFile, on_delete=models.CASCADE, related_name="broken_lines")
    line = models.PositiveIntegerField()
    why = models.CharField(max_length=LONGEST_WHY)

    class Meta:
        ordering = ["line"]

    def __str__(self) -> str:
        return f"line {self.line}"


class Segment(models.Model):
    """A group of customers, as the shop calls it; only of groups of five and more."""

    name = models.CharField(max_length=LONGEST_SEGMENT, unique=True)

    def __str__(self) -> str:
        return f"segment {self.pk}"


class Customer(models.Model):
    """One customer: keys that only this installation can make, a segment and a yearly value."""

    key = models.BinaryField(unique=True, help_text="Of the mail address, else of the number.")
    phone_key = models.BinaryField(null=True)
    shop_key = models.BinaryField(null=True, help_text="Of the number a shop gave them.")
    segment = models.ForeignKey(Segment, on_delete=models.PROTECT, null=True, db_index=False)
    value = models.BigIntegerField(null=True, help_text="Hundredths a year.")
    currency = models.CharField(max_length=3)
    is_listed = models.BooleanField(default=False, help_text="A list named them.")

    class Meta:
        indexes = [
            models.Index(
                fields=["phone_key"],
                condition=models.Q(phone_key__isnull=False),
                name="customer_phone",
            ),
            models.Index(
                fields=["shop_key"],
                condition=models.Q(shop_key__isnull=False),
                name="customer_shop",
            ),
        ]

    def __str__(self) -> str:
        return f"customer {self.pk}"


class StagedCustomer(models.Model):
    """A line of the file that is being read, until all of it is; then these are gone.

    The table is unlogged: a crash of the database empties it, and then the file is read anew.
    """

    line = models.PositiveIntegerField(primary_key=True)
    key = models.BinaryField()
    phone_key = models.BinaryField(null=True)
    segment = models.CharField(max_length=LONGEST_SEGMENT)
    value = models.BigIntegerField(null=True)
    currency = models.CharField(max_length=3)

    def __str__(self) -> str:
        return f"staged {self.line}"


class Seeker(models.Model):
    """Somebody who agreed to be looked for among the customers; gone with their consent."""

    consent = models.OneToOneField(Consent, on_delete=models.CASCADE, related_name="seeker")
    mail_key = models.BinaryField(null=True)
    phone_key = models.BinaryField(null=True)
    customer = models.ForeignKey(
        Customer, on_delete=models.SET_NULL, null=True, related_name="seekers"
    )
    looked_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["mail_key"], name="seeker_mail"),
            models.Index(fields=["phone_key"], name="seeker_phone"),
        ]

    def __str__(self) -> str:
        return f"seeker {self.pk}"


class ShopKind(models.TextChoices):
    """How a shop tells us of its customers."""

    OURS = "ours", _("In our own layout")
    SHOPIFY = "shopify", _("Shopify")


class ShopKey(models.Model):
    """The secret by which a shop proves that it is the one; hidden with the installation's key."""

    kind = models.CharField(max_length=8, choices=ShopKind, unique=True)
    hidden = models.TextField()
    currency = models.CharField(max_length=3)
    country = models.CharField(max_length=2)
    made_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"shop key {self.kind}"


class HeardNotice(models.Model):
    """A shop's notice that was taken in already, by the number the shop gave it."""

    number = models.CharField(max_length=64, unique=True, help_text="A fingerprint of it.")
    heard_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"notice {self.pk}"


class Tally(models.Model):
    """A sum over everybody who agreed, as it was last added up; empty where that takes no time."""

    name = models.CharField(max_length=32, primary_key=True)
    told = models.JSONField(null=True)
    counted_at = models.DateTimeField()
    took_ms = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"tally {self.name}"


class TakenBack(models.Model):
    """A yes was taken back, or a customer forgotten: no tally counted before holds any more.

    Written by triggers in the transaction that does it; gone once all is counted anew.
    """

    def __str__(self) -> str:
        return f"taken back {self.pk}"
