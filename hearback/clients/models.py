"""A candidate put forward to a client: their consent, who may look for how long, and meetings."""

import uuid
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.pipeline.models import Application, Client, Contact


class Showing(models.TextChoices):
    """What of an application a client may see, as its candidate reads it."""

    NAME = "name", _("My name")
    CV = "cv", _("My CV")
    ANSWERS = "answers", _("What I answered on the form")
    PHONE = "phone", _("My phone number")
    EMAIL = "email", _("My mail address")


class SubmissionState(models.TextChoices):
    """The team's word for where a submission stands; candidates read sentences, never these."""

    ASKED = "asked", _("Waiting for their yes")
    REFUSED = "refused", _("They said no")
    AGREED = "agreed", _("They said yes, not put forward yet")
    FORWARD = "forward", _("Put forward")
    TAKEN_BACK = "taken_back", _("They took it back")
    OVER = "over", _("Over")


# As long as one of these holds, something is still to come of it.
OPEN = (SubmissionState.ASKED, SubmissionState.AGREED, SubmissionState.FORWARD)


class Submissions(models.QuerySet["Submission"]):
    """The vocabulary for finding submissions."""

    def open(self) -> "Submissions":
        """Those of which something may still come."""
        return self.filter(state__in=OPEN)


class Submission(models.Model):
    """One application put forward to one client, once; nothing is shown without a yes to it.

    `asked_for` is what the recruiter would like to show, `allowed` what the candidate lets be seen.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, related_name="submissions", db_index=False
    )
    client = models.ForeignKey(
        Client, on_delete=models.PROTECT, related_name="submissions", db_index=False
    )
    contacts = models.ManyToManyField(Contact, related_name="submissions")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    words = models.TextField(blank=True, help_text="The recruiter's, for the client.")
    asked_for = models.JSONField(default=list, help_text="Values of Showing.")
    allowed = models.JSONField(default=list, help_text="Values of Showing.")
    days = models.PositiveSmallIntegerField(default=14, help_text="How long a link opens.")
    state = models.CharField(max_length=12, choices=SubmissionState, default=SubmissionState.ASKED)
    state_since = models.DateTimeField()
    asked_at = models.DateTimeField()
    forward_at = models.DateTimeField(null=True)
    why_over = models.CharField(max_length=300, blank=True)

    objects = Submissions.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["application", "client"], name="put_forward_once"),
        ]
        indexes = [models.Index(fields=["client", "state"], name="submission_of_client")]

    def __str__(self) -> str:
        return f"submission {self.pk} ({self.state})"

    @property
    def is_open(self) -> bool:
        """Whether something may still come of it."""
        return self.state in OPEN


class Choice(models.TextChoices):
    """What a candidate can say to being put forward."""

    GIVEN = "given", _("You said yes")
    REFUSED = "refused", _("You said no")
    TAKEN_BACK = "taken_back", _("You took your yes back")


class Consent(models.Model):
    """The receipt of one press of a candidate: what they read, what they chose, and when."""

    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="consents")
    choice = models.CharField(max_length=12, choices=Choice)
    at = models.DateTimeField()
    shown = models.TextField(help_text="Word for word what stood beside the button.")
    allowed = models.JSONField(default=list, help_text="Values of Showing.")

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"consent {self.pk} ({self.choice})"


class ReviewLink(models.Model):
    """The page of one contact about one submission; each has their own, so we know who looks."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="links")
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="review_links")
    generation = models.PositiveSmallIntegerField(default=1)
    fingerprint = models.CharField(max_length=64, unique=True)
    until = models.DateTimeField(help_text="From then on it opens nothing.")
    closed_at = models.DateTimeField(null=True)
    why_closed = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["submission", "contact"], name="one_page_per_contact"),
        ]

    def __str__(self) -> str:
        return f"review link {self.pk}"

    def is_open(self, now: datetime) -> bool:
        """Whether it opens anything at `now` (aware)."""
        return self.closed_at is None and now < self.until


class Look(models.Model):
    """That a link was opened; nothing about who held it but that it was this link."""

    link = models.ForeignKey(ReviewLink, on_delete=models.PROTECT, related_name="looks")
    at = models.DateTimeField()
    what = models.CharField(max_length=200, help_text="The page, or the name of a file.")
    by_machine = models.BooleanField(
        default=False, help_text="Opened by what looks like a scanner of mail, not a browser."
    )

    class Meta:
        indexes = [models.Index(fields=["link", "at"], name="look_in_order")]

    def __str__(self) -> str:
        return f"look {self.pk}"


class MeetingState(models.TextChoices):
    """The team's word for where a meeting stands."""

    SET = "set", _("Set")
    OFF = "off", _("Called off")
    OVER = "over", _("Over")


class Wish(models.TextChoices):
    """Whose wish it is that a meeting is moved or called off; told to neither side."""

    CLIENT = "client", _("The client’s")
    CANDIDATE = "candidate", _("The candidate’s")
    OURS = "ours", _("Ours")


class Meetings(models.QuerySet["Meeting"]):
    """The vocabulary for finding meetings."""

    def ahead(self) -> "Meetings":
        """Those that are still to come."""
        return self.filter(state=MeetingState.SET)


class Meeting(models.Model):
    """A candidate and a contact meet, over lunch or wherever it suits; times are aware, in UTC."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="meetings")
    submission = models.ForeignKey(
        Submission, on_delete=models.PROTECT, null=True, related_name="meetings"
    )
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="meetings")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(_("what it is"), max_length=120, help_text="Such as lunch.")
    place_name = models.CharField(_("where"), max_length=120)
    address = models.CharField(_("address"), max_length=200, blank=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    zone = models.CharField(max_length=64, help_text="Whose clock the letters name.")
    state = models.CharField(max_length=8, choices=MeetingState, default=MeetingState.SET)
    sequence = models.PositiveIntegerField(default=0, help_text="Of its calendar entry.")
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was moved or is off.")
    set_at = models.DateTimeField()

    objects = Meetings.as_manager()

    class Meta:
        ordering = ["begins_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("begins_at")),
                name="a_meeting_ends_after_it_began",
            ),
        ]
        indexes = [
            models.Index(
                fields=["ends_at"], condition=models.Q(state="set"), name="meeting_to_end"
            ),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk} ({self.state})"
