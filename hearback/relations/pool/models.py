"""Who agreed to stay in touch, and the letters that told them of an opening."""

from __future__ import annotations

import uuid

from django.db import models

from hearback.accounts.models import Member, Place, Team
from hearback.channels.models import Message
from hearback.pipeline.models import Application, Candidate, Consent, Opening


class InTouch(models.Model):
    """Somebody who stays in touch; the row is gone once their consent is.

    Team and place are those of the opening they applied to, kept here so that a hundred thousand
    people are looked through by an index. The words of their CV stay where search keeps them.
    """

    consent = models.OneToOneField(Consent, on_delete=models.PROTECT, related_name="in_touch")
    candidate = models.OneToOneField(Candidate, on_delete=models.PROTECT, related_name="in_touch")
    application = models.OneToOneField(
        Application,
        on_delete=models.PROTECT,
        related_name="in_touch",
        help_text="The one they were told no about last: whose words are looked at.",
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", db_index=False)
    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="+", db_index=False)
    joined_at = models.DateTimeField()
    until = models.DateTimeField(help_text="When it ends by itself.")
    rests_until = models.DateTimeField(help_text="Before that they get no letter.")

    class Meta:
        indexes = [
            models.Index(fields=["team", "place", "-joined_at"], name="in_touch_near"),
            models.Index(fields=["team", "-joined_at"], name="in_touch_team"),
        ]

    def __str__(self) -> str:
        return f"in touch {self.pk}"


class InTouchLetter(models.Model):
    """One letter about one opening, sent by a person; kept a month, or with what came of it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, related_name="in_touch_letters", db_index=False
    )
    opening = models.ForeignKey(
        Opening, on_delete=models.PROTECT, related_name="in_touch_letters", db_index=False
    )
    consent = models.ForeignKey(Consent, on_delete=models.PROTECT, related_name="letters")
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    why = models.CharField(max_length=400, help_text="Why they were chosen, as the sender read it.")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="in_touch")
    written_at = models.DateTimeField()
    application = models.OneToOneField(
        Application,
        on_delete=models.PROTECT,
        null=True,
        related_name="came_back",
        help_text="What they sent because of it.",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["candidate", "opening"], name="told_once_of_an_opening"
            ),
        ]
        indexes = [
            models.Index(fields=["opening", "-written_at"], name="in_touch_letter_opening"),
            models.Index(
                fields=["written_at"],
                condition=models.Q(application__isnull=True),
                name="in_touch_letter_old",
            ),
        ]

    def __str__(self) -> str:
        return f"in touch letter {self.public_id}"
