"""What every no rests on: something that helps the person go on, and wordings of a true reason."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.pipeline.models import Opening


class ResourceKind(models.TextChoices):
    """What kind of help a resource is."""

    OPENING = "opening", _("Another opening here")
    PARTNER = "partner", _("A partner employer")
    COURSE = "course", _("A course")
    SERVICE = "service", _("A support service")


class Resource(models.Model):
    """Something that helps a person go on looking; every no carries one."""

    kind = models.CharField(_("kind"), max_length=8, choices=ResourceKind)
    title = models.CharField(_("title"), max_length=120)
    words = models.CharField(
        _("in a sentence"),
        max_length=300,
        help_text=_("What it does for somebody who looks for work."),
    )
    url = models.URLField(_("address"), blank=True)
    opening = models.ForeignKey(
        Opening, on_delete=models.CASCADE, null=True, blank=True, related_name="+"
    )
    is_offered = models.BooleanField(_("offered"), default=True)
    checked_on = models.DateField(_("last checked"), null=True, blank=True)

    class Meta:
        ordering = ["kind", "title"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind="opening", opening__isnull=False)
                | (~models.Q(kind="opening") & ~models.Q(url="")),
                name="resource_leads_somewhere",
            ),
            models.CheckConstraint(
                condition=models.Q(is_offered=False) | models.Q(checked_on__isnull=False),
                name="offered_resource_was_checked",
            ),
            models.UniqueConstraint(
                fields=["opening"],
                condition=models.Q(opening__isnull=False),
                name="one_resource_per_opening",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class DeclineReason(models.Model):
    """A reason's wording the team reuses; the criterion it is about is chosen with each no."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    words = models.CharField(
        _("wording"),
        max_length=300,
        help_text=_("May say {criterion}, which becomes what the job needs."),
    )
    is_offered = models.BooleanField(_("offered"), default=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
