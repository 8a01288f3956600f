"""Clients an agency hires for, and contacts: the people whose word on a candidate we wait for."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.accounts.models.member import usual_hours
from hearback.channels.models import Chat
from hearback.pipeline.models.policy import TermsUnit


class Client(models.Model):
    """A company the agency hires for; where it is secret, candidates read how it is described."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=120, unique=True)
    country = models.CharField(_("country"), max_length=2, help_text=_("Two letters, such as CA."))
    is_secret = models.BooleanField(_("candidates do not learn its name"), default=False)
    described = models.CharField(
        _("what candidates read instead of its name"),
        max_length=160,
        blank=True,
        help_text=_("Such as: a furniture maker in Toronto."),
    )
    owner = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="clients")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(is_secret=False) | ~models.Q(described=""),
                name="a_secret_client_is_described",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def to_candidates(self) -> str:
        """What a candidate may read: its name, or what stands for it."""
        return self.described if self.is_secret else self.name

    def is_given_away_by(self, *texts: str) -> bool:
        """Whether one of these texts names it to candidates who are not to learn its name."""
        name = " ".join(self.name.split()).casefold()
        said = (" ".join(text.split()).casefold() for text in texts)
        return self.is_secret and any(name in text for text in said)


class Contact(models.Model):
    """Somebody who tells us what they think of a candidate, and how they agreed to be asked.

    Either a colleague, whose name and addresses are those of the member, or somebody at a client.
    One person may be a contact of two clients: two rows, each with its own agreement.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.OneToOneField(
        Member, on_delete=models.PROTECT, null=True, related_name="contact"
    )
    client = models.ForeignKey(Client, on_delete=models.PROTECT, null=True, related_name="contacts")
    own_name = models.CharField(_("name"), max_length=120, blank=True)
    own_title = models.CharField(_("job title"), max_length=120, blank=True)
    own_email = models.CharField(_("e-mail"), max_length=254, blank=True)
    own_phone = models.CharField(
        _("mobile"), max_length=40, blank=True, help_text=_("As E.164, such as +14165550123.")
    )
    own_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    own_hours = models.JSONField(_("working hours"), default=usual_hours)
    own_chat = models.OneToOneField(
        Chat, on_delete=models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("chat"),
    )  # fmt: skip
    language = models.CharField(_("language"), max_length=12, default="en")
    is_shared = models.BooleanField(
        _("several people read this mailbox"),
        default=False,
        help_text=_("Then whoever answers is asked for their name."),
    )
    # What was agreed, and is said in every ask. Until it was agreed it is only our proposal.
    word_amount = models.PositiveSmallIntegerField(_("answers within"), default=2)
    word_unit = models.CharField(max_length=16, choices=TermsUnit, default=TermsUnit.WORKING_DAYS)
    ways = models.JSONField(
        _("ways, in order"), default=list, help_text="Values of channels.Channel; none: by mail."
    )
    most_reminders = models.PositiveSmallIntegerField(_("reminders at most"), default=3)
    agreed_at = models.DateTimeField(null=True, blank=True)
    agreed_with = models.CharField(
        max_length=200, blank=True, help_text="Who agreed to it with whom, and how."
    )
    link_generation = models.PositiveSmallIntegerField(default=1)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["own_name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(member__isnull=True, client__isnull=False)
                | models.Q(member__isnull=False, client__isnull=True),
                name="a_contact_is_ours_or_a_client_s",
            ),
            models.CheckConstraint(
                condition=models.Q(member__isnull=False) | ~models.Q(own_name=""),
                name="a_client_s_contact_has_a_name",
            ),
            models.CheckConstraint(condition=models.Q(word_amount__gt=0), name="a_word_takes_time"),
            models.UniqueConstraint(
                models.F("client"),
                models.functions.Lower("own_email"),
                condition=~models.Q(own_email=""),
                name="one_contact_per_client_and_address",
            ),
        ]
        indexes = [
            models.Index(
                models.functions.Lower("own_email"),
                condition=~models.Q(own_email=""),
                name="contact_by_address",
            ),
            models.Index(
                fields=["own_phone"], condition=~models.Q(own_phone=""), name="contact_by_number"
            ),
        ]

    def __str__(self) -> str:
        return f"contact {self.pk}"

    @property
    def name(self) -> str:
        """What they are called."""
        return self.member.name if self.member else self.own_name

    @property
    def title(self) -> str:
        """What they do, as far as we know."""
        return self.member.job_title if self.member else self.own_title

    @property
    def email(self) -> str:
        """Where mail reaches them, empty when we have no address."""
        return self.member.email if self.member else self.own_email

    @property
    def phone(self) -> str:
        """The number they gave us, empty when we have none."""
        return self.member.phone if self.member else self.own_phone

    @property
    def chat(self) -> Chat | None:
        """The chat they gave the address of, if they did."""
        return self.member.chat if self.member else self.own_chat

    @property
    def zone(self) -> str:
        """The name of the time zone they live by."""
        return self.member.zone if self.member else self.own_zone

    @property
    def hours(self) -> dict[str, list[list[str]]]:
        """When they are at work, as `accounts` stores it."""
        hours: dict[str, list[list[str]]] = self.member.hours if self.member else self.own_hours
        return hours

    @property
    def is_there(self) -> bool:
        """Whether they can be asked: they have not left."""
        return self.left_at is None and (self.member is None or self.member.is_active)
