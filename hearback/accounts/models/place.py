"""Places where people work, with the days their doors are closed."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Place(models.Model):
    """A town, shop or office: its address, time zone and whose public holidays it keeps."""

    name = models.CharField(_("name"), max_length=120, unique=True)
    street = models.CharField(_("street"), max_length=200, blank=True)
    city = models.CharField(_("city"), max_length=120)
    postal_code = models.CharField(_("postal code"), max_length=20, blank=True)
    country = models.CharField(_("country"), max_length=2, help_text=_("Two letters, such as CA."))
    subdivision = models.CharField(
        _("province or state"), max_length=12, blank=True, help_text=_("Such as ON, for holidays.")
    )
    zone = models.CharField(_("time zone"), max_length=64)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class ClosedDay(models.Model):
    """A day a place is closed besides its public holidays, such as stock-taking."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="closed_days")
    day = models.DateField(_("day"))
    name = models.CharField(_("why"), max_length=120)

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["place", "day"], name="one_closed_day_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
