"""The plan of an opening's interviews: rounds, what each part of one is about, and who asks it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member, Place
from hearback.pipeline.models import Criterion, Opening


class RoundKind(models.TextChoices):
    """How people meet."""

    CALL = "call", _("A call")
    VIDEO = "video", _("By video")
    ON_SITE = "on_site", _("On site")
    LUNCH = "lunch", _("A meal together")


# Whoever comes in person has a way to go, and a job that must still be there on arrival.
IN_PERSON = (RoundKind.ON_SITE, RoundKind.LUNCH)


class Room(models.Model):
    """A room people meet in; it is never promised to two meetings at once."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(_("name"), max_length=120)
    how_to_find = models.CharField(_("how to find it"), max_length=200, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="one_room_of_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Rounds(models.QuerySet["Round"]):
    """The vocabulary for finding rounds."""

    def ready(self) -> "Rounds":
        """Those people can be invited to."""
        return self.filter(ready_at__isnull=False)


class Round(models.Model):
    """One visit, call or meal of an opening's process; it has one part or several."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="rounds")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("name, as candidates read it"), max_length=120)
    kind = models.CharField(_("how you meet"), max_length=8, choices=RoundKind)
    place = models.ForeignKey(
        Place, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    rooms = models.ManyToManyField(Room, blank=True, related_name="rounds")
    link = models.URLField(_("link of the video call"), blank=True)
    same_day = models.BooleanField(_("may be booked for the same day"), default=False)
    notice_hours = models.PositiveSmallIntegerField(_("hours of notice"), default=24)
    days_ahead = models.PositiveSmallIntegerField(_("days ahead that can be booked"), default=21)
    buffer_minutes = models.PositiveSmallIntegerField(
        _("minutes between meetings of one person"), default=10
    )
    moves = models.PositiveSmallIntegerField(_("how often a candidate may move it"), default=2)
    travel_minutes = models.PositiveSmallIntegerField(
        _("minutes of travel, where unknown"), default=90
    )
    how_to_get_in = models.TextField(_("how to get in"), blank=True)
    bring = models.TextField(_("what to bring"), blank=True)
    dress = models.CharField(_("what people wear"), max_length=200, blank=True)
    expenses = models.CharField(_("who pays for the trip"), max_length=200, blank=True)
    ready_at = models.DateTimeField(null=True, help_text="Since when people can be invited to it.")

    objects = Rounds.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["opening", "position"], name="rounds_in_order"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_in_person(self) -> bool:
        """Whether the candidate has to travel."""
        return self.kind in IN_PERSON

    @property
    def meets_at(self) -> Place:
        """The place whose address and holidays count."""
        return self.place or self.opening.place


class Session(models.Model):
    """One part of a round: a topic, how long, who asks, and the break after it.

    `needed` is how many of `people` take part, any of them; 0 means all of them.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="sessions")
    position = models.PositiveSmallIntegerField()
    topic = models.CharField(_("topic"), max_length=120)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=45)
    break_after = models.PositiveSmallIntegerField(_("minutes of break after it"), default=0)
    people = models.ManyToManyField(Member, related_name="interview_sessions")
    needed = models.PositiveSmallIntegerField(_("how many of them"), default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["round", "position"], name="sessions_in_order"),
            models.CheckConstraint(condition=models.Q(minutes__gt=0), name="session_takes_time"),
        ]

    def __str__(self) -> str:
        return self.topic


class Cover(models.Model):
    """Which part looks at a criterion: one part each, so that nothing is asked twice."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="covers")
    criterion = models.OneToOneField(Criterion, on_delete=models.CASCADE, related_name="covered_by")

    def __str__(self) -> str:
        return f"{self.session} covers {self.criterion}"


class Limit(models.Model):
    """How many interviews somebody can take, so that they come rested to each."""

    member = models.OneToOneField(
        Member, on_delete=models.CASCADE, primary_key=True, related_name="interview_limit"
    )
    per_day = models.PositiveSmallIntegerField(_("parts a day"), default=4)
    per_week = models.PositiveSmallIntegerField(_("parts a week"), default=12)

    def __str__(self) -> str:
        return f"{self.member}: {self.per_day} a day, {self.per_week} a week"
