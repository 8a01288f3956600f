"""Members of the team: their role, hours, absences and who stands in for them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models.place import Place
from hearback.channels.models import Channel, Chat

LONGEST_LINE = 160


class Role(models.TextChoices):
    """What somebody does here; what each may see and do is written in `accounts/access.py`."""

    ADMINISTRATOR = "administrator", _("Administrator")
    LEAD = "lead", _("Lead")
    RECRUITER = "recruiter", _("Recruiter")
    MANAGER = "manager", _("Hiring manager")
    INTERVIEWER = "interviewer", _("Interviewer")
    ANALYST = "analyst", _("Analyst")


def usual_hours() -> dict[str, list[list[str]]]:
    """Monday to Friday, nine to half past twelve and one to half past five, as stored in JSON."""
    day = [["09:00", "12:30"], ["13:00", "17:30"]]
    return {str(weekday): day for weekday in range(5)}


def every_way() -> list[str]:
    """Ways to be asked by, the one that is used first in front: mail, text message, chat."""
    return [str(Channel.EMAIL), str(Channel.SMS), str(Channel.CHAT)]


class Team(models.Model):
    """People who hire together; its lead is the member of it whose role is lead."""

    name = models.CharField(_("name"), max_length=120, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Members(BaseUserManager["Member"]):
    """Finds members the way sign-in needs it."""

    def get_by_natural_key(self, username: str | None) -> Member:
        """The member with this e-mail address, whatever its case."""
        return self.get(email__iexact=username)


class Member(AbstractBaseUser):
    """Somebody of the team who signs in, owes promises and is named in letters."""

    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    job_title = models.CharField(_("job title"), max_length=120, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    line = models.CharField(
        _("a line about them, for candidates"), max_length=LONGEST_LINE, blank=True, db_default=""
    )
    ask_by = models.JSONField(
        default=every_way,
        db_default=models.Value(every_way(), models.JSONField()),
        help_text="Channels in the order they like to be asked by.",
    )
    chat = models.OneToOneField(Chat, on_delete=models.SET_NULL, null=True, related_name="member")
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.INTERVIEWER)
    team = models.ForeignKey(
        Team, on_delete=models.PROTECT, null=True, blank=True, related_name="members"
    )
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="members"
    )
    zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    hours = models.JSONField(_("working hours"), default=usual_hours)
    weekly_digest = models.BooleanField(
        default=True,
        db_default=True,
        help_text="The week in figures, on Mondays; for those who may.",
    )
    stand_in = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="stands_in_for",
        verbose_name=_("stand-in"),
    )
    worked_at = models.JSONField(
        _("worked at"),
        default=list,
        blank=True,
        db_default=models.Value([], models.JSONField()),
        help_text=_("Earlier employers, each with its years."),
    )
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[Members] = Members()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(models.functions.Lower("email"), name="one_member_per_address"),
            models.CheckConstraint(
                condition=models.Q(stand_in__isnull=True) | ~models.Q(stand_in=models.F("id")),
                name="nobody_stands_in_for_themselves",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_away_on(self, day: date) -> bool:
        """Whether an absence covers this local day."""
        return self.absences.filter(first_day__lte=day, last_day__gte=day).exists()


class Absence(models.Model):
    """Days a member is away; both days are included."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="absences")
    first_day = models.DateField(_("first day away"))
    last_day = models.DateField(_("last day away"))
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        ordering = ["first_day"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(last_day__gte=models.F("first_day")),
                name="absence_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.first_day} – {self.last_day}"
