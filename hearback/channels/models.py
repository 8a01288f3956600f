"""A message is a row with a state: nothing leaves the building that is not written here first."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class MessageState(models.TextChoices):
    """Every message is in exactly one of these; `docs/promises.md` tells what each means."""

    QUEUED = "queued", _("Waiting to leave")
    HELD = "held", _("Held")
    AT_RELAY = "at_relay", _("Being handed over")
    ACCEPTED = "accepted", _("Sent")
    FAILED = "failed", _("Not sent")
    RETURNED = "returned", _("Came back")
    IN_DOUBT = "in_doubt", _("Outcome unknown")
    RECALLED = "recalled", _("Recalled")
    STOPPED = "stopped", _("Stopped")


class WhenInDoubt(models.TextChoices):
    """What to do when a worker died between handing over and writing down the outcome."""

    SEND_AGAIN = "again", _("Send again with the same Message-ID")
    ASK = "ask", _("Wait for a person")


class Channel(models.TextChoices):
    """By which way words travel between us and a person."""

    EMAIL = "email", _("E-mail")
    SMS = "sms", _("Text message")
    WEB = "web", _("Our pages")
    PHONE = "phone", _("Phone")
    CHAT = "chat", _("Chat")


class Urgency(models.IntegerChoices):
    """Lower leaves first: somebody at the form never waits behind a batch."""

    NOW = 0, _("At once")
    LETTER = 1, _("A letter")
    BATCH = 2, _("One of many")


class Message(models.Model):
    """One letter to one person, rendered and stored before it is sent."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    purpose = models.CharField(max_length=40, help_text="Such as careers.receipt.")
    about = models.UUIDField(null=True, help_text="Public id of what it is about.")
    thread = models.UUIDField(null=True, help_text="Public id of the conversation it belongs to.")
    channel = models.CharField(
        max_length=8, choices=Channel, default=Channel.EMAIL, db_default=Channel.EMAIL
    )
    state = models.CharField(max_length=12, choices=MessageState, default=MessageState.QUEUED)
    urgency = models.PositiveSmallIntegerField(choices=Urgency, default=Urgency.LETTER)
    when_in_doubt = models.CharField(max_length=8, choices=WhenInDoubt, default=WhenInDoubt.ASK)
    to_address = models.CharField(max_length=254)
    chat = models.UUIDField(null=True, help_text="Public id of the chat it goes to.")
    to_name = models.CharField(max_length=200, blank=True)
    from_name = models.CharField(max_length=200, blank=True)
    reply_to = models.CharField(max_length=254)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(
        default="", db_default="", help_text="A VCALENDAR that goes with it; METHOD says what for."
    )
    message_id = models.CharField(max_length=200, unique=True)
    in_reply_to = models.CharField(
        max_length=998,
        default="",
        db_default="",
        help_text="Message-IDs it answers, newest last.",
    )
    provider_key = models.CharField(
        max_length=120, default="", db_default="", help_text="What the provider calls it."
    )
    leave_link = models.CharField(max_length=200, default="", db_default="")  # RFC 8058
    automatic = models.BooleanField(
        default=False, help_text="Sent without a person's press: marked Auto-Submitted."
    )
    created_at = models.DateTimeField()
    send_after = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    deaths = models.PositiveSmallIntegerField(default=0)
    accepted_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True, help_text="When the provider said so.")
    returned_at = models.DateTimeField(null=True, help_text="When it came back after it had left.")
    address_is_bad = models.BooleanField(
        default=False,
        db_default=False,
        help_text="It came back because nothing ever arrives there.",
    )
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["urgency", "send_after"],
                condition=models.Q(state="queued"),
                name="message_waiting",
            ),
            models.Index(
                fields=["lease_until"],
                condition=models.Q(state="at_relay"),
                name="message_leased",
            ),
            models.Index(
                fields=["accepted_at"],
                condition=models.Q(state="accepted", settled_at__isnull=True),
                name="message_unsettled",
            ),
            models.Index(
                fields=["state", "created_at"],
                condition=models.Q(state__in=["held", "failed", "in_doubt", "returned"]),
                name="message_needs_somebody",
            ),
            models.Index(fields=["about", "created_at"], name="message_about"),
            models.Index(
                fields=["thread", "created_at"],
                condition=models.Q(thread__isnull=False),
                name="message_thread",
            ),
            models.Index(
                fields=["provider_key"],
                condition=~models.Q(provider_key=""),
                name="message_of_provider",
            ),
            models.Index(
                fields=["to_address", "created_at"],
                condition=models.Q(purpose__in=["inbox.reminder", "inbox.at_risk", "inbox.broken"]),
                name="message_to_colleague",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.public_id}"


class Picture(models.Model):
    """A picture in a letter, shown where its HTML names it: `<img src="cid:name">`."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="pictures")
    name = models.CharField(max_length=40, help_text="Letters, digits and hyphens.")
    png = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "name"], name="one_picture_of_a_name"),
        ]

    def __str__(self) -> str:
        return f"picture {self.name}"


class Outbox(models.Model):
    """How a way out is doing, one row each: mail (1), text messages (2) and chat (3).

    The row of the mail is the switch of the whole outbox: whether sending is held, since when, why.
    """

    held_since = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    relay_down_since = models.DateTimeField(null=True)
    relay_trouble = models.CharField(max_length=300, blank=True)
    try_after = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(id__in=[1, 2, 3]), name="outbox_has_three_ways"
            ),
        ]

    def __str__(self) -> str:
        return "outbox"


class Number(models.Model):
    """A phone number and what its owner wants of us by text message."""

    number = models.CharField(max_length=16, unique=True, help_text="E.164, such as +14165550123.")
    consented_at = models.DateTimeField(null=True)
    consent_words = models.CharField(
        max_length=300, blank=True, help_text="As shown beside the box they ticked."
    )
    wrote_at = models.DateTimeField(null=True, help_text="When they last texted us themselves.")
    stopped_at = models.DateTimeField(null=True)
    stop_words = models.CharField(max_length=60, blank=True, help_text="What they wrote.")

    def __str__(self) -> str:
        return f"number {self.pk}"


class Chat(models.Model):
    """Somebody's own address at a chat service; it is a secret, so it is sealed.

    Only its service is ever shown. `down_since` is the first message in a row it did not take.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    service = models.CharField(max_length=20, help_text="Such as slack.")
    sealed = models.TextField(help_text="By kit.vault.")
    added_at = models.DateTimeField()
    down_since = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"chat {self.pk}"


class Door(models.TextChoices):
    """Where something came in."""

    IMAP = "imap", _("Mailbox")
    SMTP = "smtp", _("Our own mail door")
    WEBHOOK = "webhook", _("Mail provider")
    SMS = "sms", _("Text messages")


class ArrivalState(models.TextChoices):
    """What became of something that came in; nothing is ever dropped."""

    WAITING = "waiting", _("Waiting to be read")
    TAKEN = "taken", _("In a conversation")
    NOTED = "noted", _("Noted")
    DUPLICATE = "duplicate", _("Came twice")
    LOOP = "loop", _("Stopped: machines writing to each other")
    UNREADABLE = "unreadable", _("Needs a person")


class Arrival(models.Model):
    """Something that came in, kept as it came before anybody tries to understand it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    door = models.CharField(max_length=8, choices=Door)
    key = models.CharField(
        max_length=64, unique=True, help_text="A fingerprint of what makes it the same thing twice."
    )
    raw_key = models.CharField(max_length=80, unique=True, help_text="Where its bytes are stored.")
    size = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=ArrivalState, default=ArrivalState.WAITING)
    message_id = models.CharField(max_length=300, blank=True)
    from_address = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    thread = models.UUIDField(null=True, help_text="Public id of the conversation it joined.")
    arrived_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    reading_until = models.DateTimeField(null=True)
    deaths = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["arrived_at"],
                condition=models.Q(state="waiting"),
                name="arrival_waiting",
            ),
            models.Index(
                fields=["state", "arrived_at"],
                condition=models.Q(state__in=["unreadable", "loop"]),
                name="arrival_needs_somebody",
            ),
            models.Index(
                fields=["message_id"],
                condition=~models.Q(message_id=""),
                name="arrival_message_id",
            ),
            models.Index(fields=["from_address", "-arrived_at"], name="arrival_sender"),
        ]

    def __str__(self) -> str:
        return f"{self.door} {self.public_id}"


class Mailbox(models.Model):
    """How far we have read a mailbox that belongs to somebody else; we change nothing in it."""

    name = models.CharField(max_length=400, unique=True, help_text="Its address, no password.")
    uid_validity = models.BigIntegerField(null=True)
    last_uid = models.BigIntegerField(default=0)
    begun_at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True, help_text="When it was last read to its end.")
    leased_until = models.DateTimeField(null=True)
    down_since = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)
    gone = models.PositiveIntegerField(
        default=0, help_text="Mails somebody took out before we could read them."
    )

    def __str__(self) -> str:
        return f"mailbox {self.pk}"
