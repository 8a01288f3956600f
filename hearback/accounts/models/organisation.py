"""The one organisation this installation belongs to, and how it signs its letters."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# The plain spellings; `rules.no_reply` knows the others and tells the person who types one.
NO_REPLY = r"^[^@]*(no|not|dont|don't)[^a-z0-9@]*repl(y|ies)"


class Organisation(models.Model):
    """A single row: who writes, from which address, and what every letter says at its foot."""

    name = models.CharField(_("name"), max_length=120)
    about = models.TextField(_("about us"), blank=True)
    reply_address = models.EmailField(
        _("reply address"),
        help_text=_("Letters come from here and replies go here. A person must read it."),
    )
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    language = models.CharField(_("language"), max_length=12, default="en")
    privacy_line = models.TextField(_("privacy line"), blank=True)
    privacy_url = models.URLField(_("privacy page"), blank=True)
    reviews_at = models.URLField(_("public reviews"), blank=True, default="", db_default="")
    sells = models.BooleanField(_("people buy from us"), default=False, db_default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(id=1), name="organisation_is_single"),
            models.CheckConstraint(
                condition=~models.Q(reply_address__iregex=NO_REPLY), name="somebody_reads_replies"
            ),
        ]

    def __str__(self) -> str:
        return self.name
