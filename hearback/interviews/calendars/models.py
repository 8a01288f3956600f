"""Calendars members name, the busy times read from them, and the feed of each one's interviews."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member

# Younger than this counts as read just now: "read at search and again at booking".
FRESH = timedelta(seconds=60)
# What is older than this is named to whoever plans by it.
STALE = timedelta(minutes=30)


class CalendarKind(models.TextChoices):
    """How a calendar is read."""

    ICS = "ics", _("A published calendar")
    CALDAV = "caldav", _("CalDAV, with a name and a password")


class BusyCalendars(models.QuerySet["BusyCalendar"]):
    """The vocabulary for finding calendars."""

    def due(self, now: datetime) -> "BusyCalendars":
        """Those to be read by now, of members who are here."""
        return self.filter(due_at__lte=now, member__is_active=True)

    def read_before(self, moment: datetime) -> "BusyCalendars":
        """Those never read, or last before this moment."""
        return self.filter(models.Q(last_read_at=None) | models.Q(last_read_at__lt=moment))


class BusyCalendar(models.Model):
    """A calendar that says when a member is busy, and how reading it goes.

    The address, which is often a secret itself, the user and the password are sealed with the
    installation's key; `mark` recognises an address without telling it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="busy_calendars")
    kind = models.CharField(max_length=8, choices=CalendarKind)
    name = models.CharField(_("name"), max_length=80)
    host = models.CharField(max_length=253)
    sealed = models.TextField()
    mark = models.CharField(max_length=64)
    added_at = models.DateTimeField()
    last_read_at = models.DateTimeField(
        null=True, help_text="When the reading began whose times are stored."
    )
    due_at = models.DateTimeField(help_text="When it is read next.")
    tries = models.PositiveSmallIntegerField(default=0, help_text="Failed in a row.")
    trouble = models.CharField(max_length=300, blank=True)
    trouble_since = models.DateTimeField(null=True)
    remark = models.CharField(max_length=300, blank=True, help_text="What of it is not read.")
    told_at = models.DateTimeField(null=True, help_text="When its member was told of the trouble.")
    digest = models.CharField(max_length=64, blank=True, help_text="Of what was last read.")
    known_until = models.DateTimeField(null=True, help_text="How far its times are worked out.")

    objects = BusyCalendars.as_manager()

    class Meta:
        ordering = ["added_at", "id"]
        indexes = [models.Index(fields=["due_at"], name="busy_calendar_due")]
        constraints = [
            models.UniqueConstraint(fields=["member", "mark"], name="one_calendar_per_address"),
        ]

    def __str__(self) -> str:
        return f"{self.name} of {self.member}"


class BusySpan(models.Model):
    """From when to when a calendar says its member is busy, and nothing of what with.

    Those of one calendar never touch; the member is that of the calendar.
    """

    calendar = models.ForeignKey(BusyCalendar, on_delete=models.CASCADE, related_name="spans")
    member = models.ForeignKey(
        Member, on_delete=models.CASCADE, related_name="busy_spans", db_index=False
    )
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        ordering = ["begins_at"]
        indexes = [models.Index(fields=["member", "ends_at"], name="busy_span_of_member")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(begins_at__lt=models.F("ends_at")), name="busy_span_takes_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} busy {self.begins_at:%Y-%m-%d %H:%M}"


class Feed(models.Model):
    """The address under which a member's own interviews can be followed; a new one ends the old."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    member = models.OneToOneField(
        Member, on_delete=models.CASCADE, primary_key=True, related_name="interview_feed"
    )
    link_fingerprint = models.CharField(max_length=64, unique=True)
    link_generation = models.PositiveSmallIntegerField(default=1)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"feed of {self.member}"
