"""An opening: the job, who owns it, where it stands and what it promises to those who apply."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member, Place, Team
from hearback.pipeline.models.contact import Client
from hearback.pipeline.models.policy import PromisePolicy


class OpeningState(models.TextChoices):
    """The team's word for where an opening stands."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    PAUSED = "paused", _("Paused")
    FILLED = "filled", _("Filled")
    CLOSED = "closed", _("Closed")


class WayOfWorking(models.TextChoices):
    """Where the work is done."""

    ON_SITE = "on_site", _("On site")
    HYBRID = "hybrid", _("Hybrid")
    REMOTE = "remote", _("Remote")


class EmploymentType(models.TextChoices):
    """The values are those of schema.org's employmentType."""

    FULL_TIME = "FULL_TIME", _("Full time")
    PART_TIME = "PART_TIME", _("Part time")
    TEMPORARY = "TEMPORARY", _("Temporary")
    CONTRACTOR = "CONTRACTOR", _("Contract")
    INTERN = "INTERN", _("Internship")


class FirstAnswer(models.TextChoices):
    """How whoever applies hears first."""

    LETTER = "letter", _("By letter")
    CALL = "call", _("By a call")


class PayPeriod(models.TextChoices):
    """What the pay range counts; the values are those of schema.org's unitText."""

    HOUR = "HOUR", _("an hour")
    MONTH = "MONTH", _("a month")
    YEAR = "YEAR", _("a year")


class Openings(models.QuerySet["Opening"]):
    """The vocabulary for finding openings."""

    def public(self) -> "Openings":
        """Those the careers page shows."""
        return self.filter(state=OpeningState.PUBLISHED)

    def running(self) -> "Openings":
        """Those where somebody may still wait for an answer."""
        return self.filter(state__in=[OpeningState.PUBLISHED, OpeningState.PAUSED])


class Opening(models.Model):
    """One job we hire for; the brief is what candidates, interviewers and recruiters read."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=120)
    state = models.CharField(max_length=12, choices=OpeningState, default=OpeningState.DRAFT)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="openings")
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="openings")
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="owned_openings")
    manager = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, blank=True, related_name="managed_openings"
    )
    panel = models.ManyToManyField(Member, blank=True, related_name="panel_openings")
    client = models.ForeignKey(
        Client,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="openings",
        verbose_name=_("client it is for"),
    )
    policy = models.ForeignKey(PromisePolicy, on_delete=models.PROTECT, related_name="openings")
    way_of_working = models.CharField(
        _("way of working"), max_length=12, choices=WayOfWorking, default=WayOfWorking.ON_SITE
    )
    employment_type = models.CharField(
        _("employment"), max_length=12, choices=EmploymentType, default=EmploymentType.FULL_TIME
    )
    summary = models.TextField(_("in short"), blank=True)
    duties = models.TextField(_("duties, one a line"), blank=True)
    team_words = models.TextField(_("the team"), blank=True)
    benefits = models.TextField(_("benefits, one a line"), blank=True)
    pay_from = models.DecimalField(
        _("pay from"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    pay_to = models.DecimalField(
        _("pay to"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    pay_currency = models.CharField(_("currency"), max_length=3, default="CAD")
    pay_period = models.CharField(max_length=8, choices=PayPeriod, default=PayPeriod.YEAR)
    ai_line = models.TextField(_("use of AI"), blank=True)
    vacancy_line = models.TextField(_("vacancy"), blank=True)
    next_step = models.CharField(_("what comes after the first answer"), max_length=200, blank=True)
    first_answer_by = models.CharField(
        _("the first answer"),
        max_length=8,
        choices=FirstAnswer,
        default=FirstAnswer.LETTER,
        db_default=FirstAnswer.LETTER,
    )
    published_at = models.DateTimeField(null=True, blank=True)
    valid_through = models.DateField(_("open until"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = Openings.as_manager()

    class Meta:
        ordering = ["title"]
        indexes = [models.Index(fields=["state", "-published_at"], name="opening_public")]

    def __str__(self) -> str:
        return self.title
