"""Facts, the cells they add up to, and what was touched since they were last worked out.

A Fact is one case behind a number. A Cell is how many facts there are, of one scope and month. Both
follow from other tables and can be made anew from them at any time (`insights.cells.recount`).
"""

from __future__ import annotations

from django.db import models

from hearback.accounts.models import Member, Team
from hearback.pipeline.models import Application, Client, Contact, Opening


class Subject(models.IntegerChoices):
    """What facts hang on; all facts of one subject are worked out together.

    An opening and everything are no subjects of facts: they stand for all applications of the
    opening, and for all there is. What people said hangs on the answer, never on who gave it.
    """

    APPLICATION = 1
    CONVERSATION = 2
    PROMISE = 3
    OPENING = 4
    EVERYTHING = 5
    OPINION = 6
    PANEL_OPINION = 7
    ASKING = 8


class ScopeKind(models.IntegerChoices):
    """Of whom or what a cell tells."""

    ALL = 0
    TEAM = 1
    OPENING = 2
    MEMBER = 3
    CLIENT = 4
    CONTACT = 5
    MANAGER = 6


class Touched(models.Model):
    """Something that changed, written by triggers in the transaction that changed it."""

    kind = models.SmallIntegerField(choices=Subject)
    subject = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.kind}:{self.subject}"


class Move(models.Model):
    """An application went from one stage to another; written by a trigger."""

    application = models.ForeignKey(
        Application, on_delete=models.DO_NOTHING, related_name="+", db_constraint=False
    )
    from_stage = models.BigIntegerField()
    to_stage = models.BigIntegerField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.from_stage} to {self.to_stage}"


def _of(model: type[models.Model]) -> models.ForeignKey[models.Model | None, models.Model | None]:
    """What a fact is about; whatever goes takes its facts with it at the next step."""
    return models.ForeignKey(
        model,
        on_delete=models.DO_NOTHING,
        null=True,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )


class Fact(models.Model):
    """One case behind a number.

    subject_kind, subject: what it hangs on. ref: the row it is, within its measure. at: what it is
    sorted by; month: of that moment, on the organisation's clock. about: a stage, or the hour of
    the week (0 is Monday, midnight). bucket: what became of it. step: a wait as `measures.grain`
    keeps it, or for who still waits the hour since when, in hours of Unix time. value: minutes.
    """

    subject_kind = models.SmallIntegerField(choices=Subject)
    subject = models.BigIntegerField()
    measure = models.CharField(max_length=24)
    ref = models.BigIntegerField()
    at = models.DateTimeField()
    month = models.DateField()
    about = models.BigIntegerField(default=0)
    bucket = models.CharField(max_length=24)
    step = models.IntegerField(default=0)
    value = models.IntegerField(default=0)
    application = _of(Application)
    opening = _of(Opening)
    team = _of(Team)
    member = _of(Member)
    client = _of(Client)
    contact = _of(Contact)
    manager = _of(Member)

    class Meta:
        indexes = [
            models.Index(fields=["subject_kind", "subject"], name="fact_subject"),
            models.Index(fields=["measure", "bucket", "-at"], name="fact_all"),
            models.Index(fields=["team", "measure", "bucket", "-at"], name="fact_team"),
            models.Index(
                fields=["opening"],
                condition=models.Q(subject_kind__in=[2, 3]),
                name="fact_talk",
            ),
            models.Index(fields=["member", "measure", "bucket", "-at"], name="fact_member"),
            models.Index(
                fields=["client", "measure", "bucket", "-at"],
                condition=models.Q(client__isnull=False),
                name="fact_client",
            ),
            models.Index(
                fields=["manager", "measure", "bucket", "-at"],
                condition=models.Q(manager__isnull=False),
                name="fact_manager",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.ref}: {self.bucket}"


class Cell(models.Model):
    """How many facts there are of one scope, month, measure and bucket, and the sum of minutes."""

    scope_kind = models.SmallIntegerField(choices=ScopeKind)
    scope = models.BigIntegerField(default=0)
    measure = models.CharField(max_length=24)
    month = models.DateField()
    about = models.BigIntegerField(default=0)
    bucket = models.CharField(max_length=24)
    step = models.IntegerField(default=0)
    count = models.BigIntegerField()
    total = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                # A measure of every scope of a kind stands together, for who is compared.
                fields=["scope_kind", "measure", "scope", "month", "about", "bucket", "step"],
                name="one_cell_each",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.bucket}: {self.count}"
