"""The ledger's two nouns: the Entry that never changes, the Promise that is never forgotten."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.channels.models import Message
from hearback.pipeline.models import (
    Application,
    ApplicationState,
    Contact,
    Conversation,
    Opening,
)

# What is owed; the first answer has names of its own. A question is answered and a call is made in
# its own right: an answer to the application does not stand in for them.
NEXT_ANSWER, QUESTION, CALL = "next_answer", "question", "call"
OTHER_DEBTS = (QUESTION, CALL)
# What a contact owes us: their word on a candidate. It is followed up at their pace (`feedback`),
# not by the letters that remind an owner.
WORD = "word"


class Entry(models.Model):
    """One act, written once; a trigger refuses to change or delete it."""

    kind = models.CharField(max_length=60)
    at = models.DateTimeField()
    by = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, related_name="entries", db_index=False
    )
    opening = models.ForeignKey(
        Opening, on_delete=models.PROTECT, null=True, related_name="entries", db_index=False
    )
    member = models.ForeignKey(
        Member, on_delete=models.PROTECT, null=True, related_name="entries", db_index=False
    )
    payload = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(
                fields=["application", "id"],
                condition=models.Q(application__isnull=False),
                name="entry_application",
            ),
            models.Index(
                fields=["opening", "id"],
                condition=models.Q(opening__isnull=False, application__isnull=True),
                name="entry_opening",
            ),
            models.Index(
                fields=["member", "id"],
                condition=models.Q(member__isnull=False),
                name="entry_member",
            ),
            models.Index(fields=["kind", "id"], name="entry_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class EntryWords(models.Model):
    """The personal part of an entry, kept apart so that a person can be forgotten."""

    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, primary_key=True, related_name="words"
    )
    payload = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"words of entry {self.entry_id}"


class PromiseState(models.TextChoices):
    """Where a promise stands; everything but open is final."""

    OPEN = "open", _("Open")
    KEPT = "kept", _("Kept")
    KEPT_LATE = "kept_late", _("Kept late")
    BROKEN = "broken", _("Broken")
    RELEASED = "released", _("Released")
    RENEGOTIATED = "renegotiated", _("Moved")


class Promisee(models.TextChoices):
    """To whom something is owed."""

    CANDIDATE = "candidate", _("Candidate")
    TEAM = "team", _("Team")


class PromiseSource(models.TextChoices):
    """Why we owe it."""

    RULE = "rule", _("Our policy")
    LAW = "law", _("Law")
    PERSON = "person", _("Somebody's word")


class Promises(models.QuerySet["Promise"]):
    """The vocabulary for finding promises."""

    def open(self) -> "Promises":
        """Those neither kept, broken, moved nor released."""
        return self.filter(state=PromiseState.OPEN)

    def of_the_team(self) -> "Promises":
        """Those their owner owes, not somebody the owner asked."""
        return self.filter(promiser=None)

    def to_candidate(self) -> "Promises":
        """Those a candidate was told of."""
        return self.filter(promisee=Promisee.CANDIDATE)

    def about_the_application(self) -> "Promises":
        """Those that say how an application goes on; a reply to a message says nothing of that."""
        return self.filter(conversation=None)

    def owed_as_an_answer(self) -> "Promises":
        """The open ones to candidates that a letter with an answer keeps.

        Where an opening answers first with a call, that call is the answer: a letter with a
        decision says what it would have said.
        """
        in_progress = models.Q(application__state=ApplicationState.IN_PROGRESS)
        first_call = models.Q(in_progress, what=CALL, conversation=None)
        owed = models.Q(~models.Q(what__in=OTHER_DEBTS) | first_call)
        return self.open().to_candidate().filter(owed)

    def to_nobody(self) -> "Promises":
        """Those to candidates who wait for nothing any more: they withdrew, or were told no.

        Whoever was told no is still owed the call they were promised beside it, and whoever wrote
        to us the reply, however the application ended.
        """
        withdrew = models.Q(application__state=ApplicationState.WITHDRAWN)
        told_no = models.Q(application__state=ApplicationState.DECLINED)
        ended = withdrew | (told_no & ~models.Q(what__in=OTHER_DEBTS))
        return self.to_candidate().about_the_application().filter(ended)


class Promise(models.Model):
    """Who owes what to whom by when, as it was shown, and what became of it."""

    owner = models.ForeignKey(
        Member, on_delete=models.PROTECT, related_name="promises", db_index=False
    )
    promiser = models.ForeignKey(
        Contact,
        on_delete=models.PROTECT,
        null=True,
        related_name="promises",
        db_index=False,
        help_text="Who owes it, when that is not the owner but somebody the owner asked.",
    )
    promisee = models.CharField(max_length=12, choices=Promisee, default=Promisee.CANDIDATE)
    application = models.ForeignKey(
        Application, on_delete=models.PROTECT, null=True, related_name="promises", db_index=False
    )
    opening = models.ForeignKey(
        Opening, on_delete=models.PROTECT, null=True, related_name="promises", db_index=False
    )
    conversation = models.ForeignKey(
        Conversation, on_delete=models.PROTECT, null=True, related_name="promises", db_index=False
    )
    what = models.CharField(max_length=40, help_text="Such as first_answer.")
    words = models.CharField(max_length=300, help_text="As shown to the promisee.")
    terms = models.JSONField(default=dict)
    calendar = models.JSONField(default=dict)
    source = models.CharField(max_length=8, choices=PromiseSource, default=PromiseSource.RULE)
    law_rule = models.CharField(max_length=60, blank=True)
    state = models.CharField(max_length=12, choices=PromiseState, default=PromiseState.OPEN)
    made_at = models.DateTimeField()
    due_at = models.DateTimeField()
    remind_at = models.DateTimeField()
    escalate_at = models.DateTimeField()
    next_at = models.DateTimeField(help_text="When the sweep must look at it next.")
    ladder_step = models.PositiveSmallIntegerField(
        default=0, help_text="0 made, 1 owner reminded, 2 stand-in or lead told."
    )
    closed_at = models.DateTimeField(null=True)
    follows = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, related_name="followed_by", db_index=False
    )
    told_by = models.ForeignKey(
        Message,
        on_delete=models.PROTECT,
        null=True,
        related_name="promises_told",
        db_index=False,
        help_text="The letter that told the promisee of it.",
    )
    kept_by = models.ForeignKey(
        Message,
        on_delete=models.PROTECT,
        null=True,
        related_name="promises_kept",
        db_index=False,
        help_text="The letter that keeps it once the relay has accepted it.",
    )
    evidence = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    sweep_troubles = models.PositiveSmallIntegerField(default=0)

    objects = Promises.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at"], condition=models.Q(state="open"), name="promise_sweep"
            ),
            models.Index(
                fields=["owner", "due_at"], condition=models.Q(state="open"), name="promise_today"
            ),
            models.Index(fields=["application", "state"], name="promise_application"),
            models.Index(
                fields=["promiser", "state"],
                condition=models.Q(promiser__isnull=False),
                name="promise_promiser",
            ),
            models.Index(
                fields=["conversation", "state"],
                condition=models.Q(conversation__isnull=False),
                name="promise_conversation",
            ),
            models.Index(
                fields=["kept_by"],
                condition=models.Q(kept_by__isnull=False),
                name="promise_kept_by",
            ),
            models.Index(
                fields=["told_by"],
                condition=models.Q(follows__isnull=False),
                name="promise_told_by",
            ),
            models.Index(
                fields=["follows"],
                condition=models.Q(follows__isnull=False),
                name="promise_follows",
            ),
            models.Index(
                fields=["opening"],
                condition=models.Q(state="open", application__isnull=True),
                name="promise_opening",
            ),
            models.Index(fields=["owner", "closed_at"], name="promise_record"),
            # A promise that follows a broken one is late until kept: Today, board and openings ask.
            models.Index(
                fields=["owner", "due_at"],
                condition=models.Q(state="open", follows__isnull=False),
                name="promise_again",
            ),
            models.Index(
                fields=["opening", "due_at"],
                condition=models.Q(state="open", follows__isnull=False),
                name="promise_again_opening",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(remind_at__lte=models.F("escalate_at"))
                & models.Q(escalate_at__lte=models.F("due_at")),
                name="ladder_is_in_order",
            ),
            models.CheckConstraint(
                condition=models.Q(state="open", closed_at__isnull=True)
                | (~models.Q(state="open") & models.Q(closed_at__isnull=False)),
                name="closed_promise_says_when",
            ),
            models.CheckConstraint(
                condition=models.Q(application__isnull=False)
                | models.Q(conversation__isnull=False)
                | ~models.Q(promisee="candidate"),
                name="promise_to_candidate_is_about_something",
            ),
            models.CheckConstraint(
                condition=models.Q(promiser__isnull=True) | models.Q(promisee="team"),
                name="what_a_contact_owes_is_owed_to_us",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.pk} ({self.state})"
