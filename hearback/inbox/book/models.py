"""A page of the answer book, and every version it had."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.ledger.models import Promise
from hearback.pipeline.models import Opening


class Topic(models.TextChoices):
    """What a page is about; one about an opening names it."""

    COMPANY = "company", _("Company")
    BENEFITS = "benefits", _("Benefits")
    CULTURE = "culture", _("Culture")
    PROCESS = "process", _("Process")
    OPENING = "opening", _("An opening")


class Pages(models.QuerySet["Page"]):
    """The vocabulary for finding pages."""

    def current(self) -> "Pages":
        """Those still in the book."""
        return self.filter(retired_at=None)


class Page(models.Model):
    """One question and what we answer; its owner vouches for it every so many days."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(_("the question"), max_length=160)
    answer = models.TextField(_("the answer"))
    topic = models.CharField(_("about"), max_length=12, choices=Topic)
    opening = models.ForeignKey(
        Opening, on_delete=models.PROTECT, null=True, blank=True, related_name="pages"
    )
    is_public = models.BooleanField(_("candidates read it"), default=False)
    language = models.CharField(_("language"), max_length=12, default="en")
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="pages")
    confirm_every = models.PositiveSmallIntegerField(_("confirmed every so many days"), default=180)
    confirmed_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    retired_at = models.DateTimeField(null=True)
    promise = models.OneToOneField(
        Promise,
        on_delete=models.PROTECT,
        null=True,
        related_name="page",
        help_text="The one to confirm it, once it is stale.",
    )

    objects = Pages.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(topic="opening", opening__isnull=False)
                | (~models.Q(topic="opening") & models.Q(opening__isnull=True)),
                name="page_about_an_opening_names_it",
            ),
            models.CheckConstraint(
                condition=models.Q(confirm_every__gt=0), name="page_is_confirmed_sometimes"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PageVersion(models.Model):
    """What a page said from a moment on; written with every change and never changed."""

    page = models.ForeignKey(
        Page, on_delete=models.PROTECT, related_name="versions", db_index=False
    )
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    answer = models.TextField()
    is_public = models.BooleanField()
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="page_versions_in_order"),
        ]

    def __str__(self) -> str:
        return f"version {self.number} of page {self.page_id}"
