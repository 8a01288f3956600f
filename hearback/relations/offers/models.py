"""A pool of codes, the rows of its rule, its codes, what people care for, and a till's link."""

import uuid
from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.pipeline.models import Application, Candidate


class PoolState(models.TextChoices):
    """Whether codes go out."""

    DRAFT = "draft", _("Not yet given")
    RUNNING = "running", _("Given")
    STOPPED = "stopped", _("Given no more")


class Aim(models.TextChoices):
    """What the codes of a pool say thank you for."""

    THANKS = "thanks", _("To who applies, with a letter")
    FRIEND = "friend", _("To who came through somebody who applied")
    REFERRER = "referrer", _("To who sent them")


class When(models.TextChoices):
    """When a reward for bringing somebody is due; a lead decides."""

    APPLIED = "applied", _("When they apply")
    HIRED = "hired", _("When they are hired")


class Occasion(models.TextChoices):
    """With what a code was given."""

    RECEIPT = "receipt", _("Receipt")
    ANSWER = "answer", _("Answer")
    REWARD = "reward", _("Reward")


class Pools(models.QuerySet["Pool"]):
    """The vocabulary for finding pools."""

    def running(self, today: date) -> "Pools":
        """Those whose codes go out on this day."""
        return self.filter(state=PoolState.RUNNING, starts_on__lte=today, ends_on__gte=today)


class Pool(models.Model):
    """Codes of one kind: what they are worth, in which words, to whom, from when until when."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=80)
    state = models.CharField(max_length=8, choices=PoolState, default=PoolState.DRAFT)
    aim = models.CharField(max_length=8, choices=Aim, default=Aim.THANKS)
    reward_when = models.CharField(max_length=8, choices=When, default=When.APPLIED)
    value = models.CharField(_("what it is worth"), max_length=80)
    currency = models.CharField(_("currency"), max_length=12, blank=True)
    words = models.JSONField(default=dict, help_text="The words of the offer, by language.")
    language = models.CharField(max_length=12, default="en", help_text="Used where another lacks.")
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    in_receipt = models.BooleanField(_("with the receipt"), default=True)
    in_answer = models.BooleanField(_("with the answer"), default=False)
    most = models.PositiveIntegerField(null=True, blank=True)
    most_a_month = models.PositiveIntegerField(null=True, blank=True)
    each = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    sum_in_all = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    sum_a_month = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    dry_at = models.DateTimeField(null=True, help_text="When leads were told that it ran dry.")

    objects = Pools.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="pool_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class PoolRow(models.Model):
    """One row of a pool's rule, such as an interest or a place."""

    pool = models.ForeignKey(Pool, on_delete=models.CASCADE, related_name="rows")
    sort = models.CharField(max_length=8)
    value = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pool", "sort", "value"], name="pool_row_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sort}: {self.value}"


class Interest(models.Model):
    """Something an applicant ticked that they care for, in the words they saw."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="interests")
    words = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "words"], name="interest_once"),
        ]

    def __str__(self) -> str:
        return self.words


class Till(models.Model):
    """A link by which a shop redeems codes without signing in; only its fingerprint is stored."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("shop"), max_length=80)
    fingerprint = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.name


class Code(models.Model):
    """One code: free, given to one person in the transaction of its letter, then redeemed once."""

    pool = models.ForeignKey(Pool, on_delete=models.PROTECT, related_name="codes", db_index=False)
    code = models.CharField(max_length=64)
    key = models.CharField(max_length=64, unique=True, help_text="As it is looked for.")
    given_at = models.DateTimeField(null=True)
    given_to = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, related_name="codes_given"
    )
    occasion = models.CharField(max_length=8, choices=Occasion, blank=True)
    redeemed_at = models.DateTimeField(null=True)
    redeemed_where = models.CharField(max_length=120, blank=True)
    redeemed_by = models.CharField(
        max_length=80, blank=True, help_text="The webhook's number, so that a repeat is known."
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["pool", "id"], condition=models.Q(given_at=None), name="code_free"
            ),
            models.Index(
                fields=["pool", "given_at"],
                condition=models.Q(given_at__isnull=False),
                name="code_given",
            ),
            models.Index(
                fields=["pool", "redeemed_at"],
                condition=models.Q(redeemed_at__isnull=False),
                name="code_redeemed",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["pool", "given_to"],
                condition=models.Q(given_to__isnull=False) & ~models.Q(occasion="reward"),
                name="one_code_per_person_and_pool",
            ),
            models.CheckConstraint(
                condition=models.Q(given_at=None, application=None, occasion="")
                | models.Q(given_at__isnull=False, application__isnull=False),
                name="code_given_to_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"code {self.pk}"
