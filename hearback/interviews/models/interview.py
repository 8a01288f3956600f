"""An interview from invitation to its end, its sittings, and who sits in each."""

import uuid
from datetime import datetime

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.interviews.models.plan import Room, Round, Session
from hearback.ledger.models import Promise
from hearback.pipeline.models import Application


class InterviewState(models.TextChoices):
    """The team's word for where an interview stands; candidates read sentences, never these."""

    INVITED = "invited", _("Invited")
    BOOKED = "booked", _("Booked")
    HELD = "held", _("Held")
    MISSED = "missed", _("Did not happen")
    CANCELLED = "cancelled", _("Called off")


# The candidate may still come to one of these.
AHEAD = (InterviewState.INVITED, InterviewState.BOOKED)


class Reply(models.TextChoices):
    """What somebody's calendar answered; the values are those of PARTSTAT in small letters."""

    NONE = "needs-action", _("No answer yet")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    TENTATIVE = "tentative", _("Perhaps")


class Interviews(models.QuerySet["Interview"]):
    """The vocabulary for finding interviews."""

    def ahead(self) -> "Interviews":
        """Those invited or booked, and neither held nor called off."""
        return self.filter(state__in=AHEAD)

    def booked(self) -> "Interviews":
        """Those with a time."""
        return self.filter(state=InterviewState.BOOKED)

    def to_come(self, *, now: datetime) -> "Interviews":
        """Those invited, or booked for later than now; one that has begun goes on."""
        later = models.Q(state=InterviewState.BOOKED, begins_at__gt=now)
        return self.filter(models.Q(state=InterviewState.INVITED) | later)


class Interview(models.Model):
    """One person's visit, call or meal of one round.

    `uid` names it in every calendar for its whole life; `sequence` rises with every change of time
    or place and when it is called off (RFC 5546 2.1.4). `promise` is the answer owed after it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    uid = models.CharField(max_length=200, unique=True)
    sequence = models.PositiveIntegerField(default=0)
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="interviews"
    )
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="interviews")
    coordinator = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="coordinates")
    promise = models.ForeignKey(
        Promise, on_delete=models.PROTECT, null=True, related_name="interviews"
    )
    state = models.CharField(max_length=12, choices=InterviewState, default=InterviewState.INVITED)
    begins_at = models.DateTimeField(null=True)
    ends_at = models.DateTimeField(null=True)
    where = models.CharField(max_length=300, blank=True, help_text="As told to the candidate.")
    invited_at = models.DateTimeField()
    booked_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True, help_text="Of the last change, as told.")
    moved = models.PositiveSmallIntegerField(default=0, help_text="How often the candidate did.")
    travel_minutes = models.PositiveSmallIntegerField(null=True, help_text="As they told us.")
    needs = models.TextField(blank=True, help_text="What they asked us to see to, in their words.")
    wants_earlier = models.BooleanField(default=False)
    waits_since = models.DateTimeField(null=True, help_text="For an earlier time.")
    reply = models.CharField(
        max_length=12, choices=Reply, default=Reply.NONE, help_text="Of the candidate's calendar."
    )
    replied_at = models.DateTimeField(null=True)
    reply_sequence = models.PositiveIntegerField(null=True)

    objects = Interviews.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["begins_at"], condition=models.Q(state="booked"), name="interview_booked"
            ),
            models.Index(fields=["application", "-invited_at"], name="interview_application"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "round"],
                condition=models.Q(state__in=["invited", "booked"]),
                name="one_interview_ahead_per_round",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["invited", "cancelled"])
                | models.Q(begins_at__lt=models.F("ends_at")),
                name="booked_interview_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"interview {self.pk} ({self.state})"


class Span(models.Func):
    """The time from one column to another, as PostgreSQL compares it: from, up to, not including.

    Buffers are kept by the search; the database keeps two meetings from overlapping.
    """

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class Alone(models.Func):
    """A key as a range that only equals itself; the embedded PostgreSQL has no btree_gist."""

    function = "INT8RANGE"
    template = "%(function)s(%(expressions)s, %(expressions)s, '[]')"


def never_twice(name: str, field: str) -> ExclusionConstraint:
    """A person is in one place at a time, and a room holds one meeting, whoever books them."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            (Alone(field), RangeOperators.OVERLAPS),
            (Span("begins_at", "ends_at"), RangeOperators.OVERLAPS),
        ],
        condition=models.Q(is_on=True) & ~models.Q(**{field: None}),
    )


class Sitting(models.Model):
    """One part of a booked interview: from when to when, about what, in which room.

    One that was moved or called off is off, and stays for the record.
    """

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="sittings")
    session = models.ForeignKey(
        Session, on_delete=models.SET_NULL, null=True, related_name="sittings"
    )
    topic = models.CharField(max_length=120)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, null=True, related_name="sittings")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_on = models.BooleanField(default=True)

    class Meta:
        ordering = ["begins_at"]
        constraints = [
            never_twice("room_is_never_booked_twice", "room"),
            models.CheckConstraint(
                condition=models.Q(begins_at__lt=models.F("ends_at")), name="sitting_takes_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.begins_at:%Y-%m-%d %H:%M}"


class Panelist(models.Model):
    """Somebody of ours who takes part in an interview, with a page of their own to open by link.

    Who cannot come is stood down and stays for the record; a stand-in is never blamed for being
    late. What the link opens: `portal`.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="panelists")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="panels")
    is_on = models.BooleanField(default=True)
    is_stand_in = models.BooleanField(default=False)
    reply = models.CharField(max_length=12, choices=Reply, default=Reply.NONE)
    replied_at = models.DateTimeField(null=True)
    reply_sequence = models.PositiveIntegerField(
        null=True, help_text="The version of the invitation that was answered."
    )
    version_ahead = models.PositiveSmallIntegerField(
        default=0, help_text="By how much their own calendar's version is above the interview's."
    )
    link_fingerprint = models.CharField(max_length=64, unique=True)
    link_generation = models.PositiveSmallIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "member"], name="one_panelist_per_interview"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} in {self.interview}"


class Seat(models.Model):
    """A panelist's part in one sitting; member and times are those of the panelist and sitting."""

    sitting = models.ForeignKey(Sitting, on_delete=models.CASCADE, related_name="seats")
    panelist = models.ForeignKey(Panelist, on_delete=models.CASCADE, related_name="seats")
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="seats")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    is_on = models.BooleanField(default=True)

    class Meta:
        constraints = [
            never_twice("member_is_never_booked_twice", "member"),
            models.UniqueConstraint(fields=["sitting", "member"], name="one_seat_each"),
        ]
        indexes = [
            models.Index(
                fields=["member", "begins_at"],
                condition=models.Q(is_on=True),
                name="seat_of_member",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member} {self.begins_at:%Y-%m-%d %H:%M}"
