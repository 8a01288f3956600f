"""Who came through somebody who applied, what that one may know, and the house's rules for it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.pipeline.models import Application
from hearback.relations.offers.models import Code


class Brought(models.Model):
    """Somebody applied by the link of somebody who had applied; neither name nor address here."""

    referrer = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="brought")
    application = models.OneToOneField(
        Application, on_delete=models.PROTECT, related_name="brought_by"
    )
    came_at = models.DateTimeField()
    name_words = models.CharField(
        max_length=300, blank=True, help_text="The words by which their name may be told."
    )
    end_words = models.CharField(
        max_length=300, blank=True, help_text="The words by which the end may be told."
    )
    reward_due_at = models.DateTimeField(
        null=True, help_text="When the clock looks whether somebody is to be rewarded."
    )
    friend_code = models.OneToOneField(
        Code, on_delete=models.PROTECT, null=True, related_name="for_friend"
    )
    referrer_code = models.OneToOneField(
        Code, on_delete=models.PROTECT, null=True, related_name="for_referrer"
    )

    class Meta:
        indexes = [
            models.Index(
                fields=["reward_due_at"],
                condition=models.Q(reward_due_at__isnull=False),
                name="brought_reward_due",
            ),
        ]

    def __str__(self) -> str:
        return f"brought {self.pk}"


class FriendRules(models.Model):
    """One row: whether people may pass openings on, and how many rewards one may have a year."""

    is_on = models.BooleanField(_("Applicants may pass openings on"), default=True)
    in_letters = models.BooleanField(_("Say so in letters with an answer"), default=False)
    shop_url = models.URLField(_("the shop's page"), blank=True, max_length=300)
    most_a_year = models.PositiveSmallIntegerField(_("rewards for one person a year"), default=5)

    def __str__(self) -> str:
        return "rules of passing on"
