"""A question to one contact about one person, and what they owe us by when."""

import uuid

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.channels.models import Message
from hearback.ledger.models import Promise
from hearback.pipeline.models import Application, Contact, Criterion


class About(models.TextChoices):
    """What the word is wanted on."""

    PAPERS = "papers", _("Their papers")
    MEETING = "meeting", _("A meeting")
    SUBMISSION = "submission", _("A candidate put forward")


class Tap(models.TextChoices):
    """The three words that are enough."""

    YES = "yes", _("Yes, go on")
    MAYBE = "maybe", _("Maybe")
    NO = "no", _("No")


class Asks(models.QuerySet["Ask"]):
    """The vocabulary for finding questions."""

    def open(self) -> "Asks":
        """Those we wait for a word on."""
        return self.filter(answered_at=None, over_at=None)

    def unclear(self) -> "Asks":
        """Those about which something was said that a person has to read."""
        return self.filter(heard__needs_person=True, heard__settled_at=None).distinct()


class Ask(models.Model):
    """One question to one contact about one person; what they owe us is its promise.

    Whoever asked follows it up, until it is handed over with the promise. `subject` is the public
    id of the interview, meeting or submission it is about, none for papers; asked of one contact
    once.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="asks")
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="words")
    about = models.CharField(max_length=12, choices=About)
    subject = models.UUIDField(null=True)
    words = models.CharField(max_length=200, help_text="As shown: lunch on Tuesday 24 November.")
    words_to_them = models.CharField(
        max_length=200, blank=True, help_text="The same in the contact's language, if another."
    )
    asked_by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    promise = models.OneToOneField(Promise, on_delete=models.PROTECT, related_name="ask")
    message = models.ForeignKey(
        Message, on_delete=models.PROTECT, null=True, related_name="+", help_text="That asked."
    )
    fingerprint = models.CharField(max_length=64, unique=True, help_text="Of the page's link.")
    put_off_until = models.DateTimeField(null=True, help_text="They said when they will answer.")
    next_at = models.DateTimeField(
        null=True, help_text="When it is looked at next: a reminder, or a call of ours."
    )
    why_then = models.CharField(
        max_length=300, blank=True, help_text="Why next_at, in one sentence, for the recruiter."
    )
    to_ring_at = models.DateTimeField(null=True, help_text="When it became a call of ours.")
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=8, choices=Tap, blank=True)
    line = models.TextField(blank=True, help_text="Verbatim.")
    criterion = models.ForeignKey(
        Criterion,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        help_text="A no's reason.",
    )
    answered_by = models.CharField(
        max_length=200, blank=True, help_text="Who it was, where it was not the contact."
    )
    taken_down_by = models.ForeignKey(
        Member,
        on_delete=models.PROTECT,
        null=True,
        related_name="+",
        help_text="Who heard it, where they did not write it: no answer to what we wrote.",
    )
    over_at = models.DateTimeField(null=True, help_text="When nobody needed it any more.")
    why_over = models.CharField(max_length=300, blank=True)
    known_as = models.CharField(
        max_length=200,
        blank=True,
        help_text="To the contact, where the name is not theirs to know.",
    )
    page = models.CharField(
        max_length=120, blank=True, help_text="Stands for the page that shows them, if not ours."
    )

    objects = Asks.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["contact", "application", "about", "subject"],
                nulls_distinct=False,
                name="asked_once_about_one_thing",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_at__isnull=True, answer="")
                | (models.Q(answered_at__isnull=False) & ~models.Q(answer="")),
                name="a_word_says_when",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                condition=models.Q(answered_at=None, over_at=None, next_at__isnull=False),
                name="ask_due",
            ),
            models.Index(
                fields=["contact"],
                condition=models.Q(answered_at=None, over_at=None),
                name="ask_open_of_contact",
            ),
            models.Index(fields=["contact", "-answered_at"], name="ask_answered_by_contact"),
        ]

    def __str__(self) -> str:
        return f"ask {self.pk} ({self.about})"

    @property
    def followed_by(self) -> Member:
        """Who follows it up now: whoever asked, until it was handed over."""
        return self.promise.owner

    @property
    def called(self) -> str:
        """How the contact reads of the candidate: by name, unless that is not theirs to know."""
        return gettext(self.known_as) or self.application.name

    @property
    def about_in_words(self) -> str:
        """What it is about as the contact reads it; `words` is what the team reads.

        Words of ours are said in the active language, also where theirs became another since.
        """
        return self.words_to_them or gettext(self.words)

    @property
    def why_over_in_words(self) -> str:
        """Why nobody needs it any more, as the contact reads it: ours in the active language."""
        return gettext(self.why_over)
