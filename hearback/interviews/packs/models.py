"""What each side tells the other beforehand, a candidate's private notes, and who had a pack."""

from django.db import models

from hearback.interviews.models.interview import Interview, Panelist


class Hopes(models.Model):
    """What the candidate tells those they will meet."""

    interview = models.OneToOneField(
        Interview, on_delete=models.PROTECT, primary_key=True, related_name="hopes"
    )
    hopes = models.TextField(blank=True)
    worries = models.TextField(blank=True)
    questions = models.TextField(blank=True)
    told_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"hopes for interview {self.interview_id}"


class Notes(models.Model):
    """What the candidate writes for themselves; hidden, and opened by their own link alone."""

    interview = models.OneToOneField(
        Interview, on_delete=models.PROTECT, primary_key=True, related_name="notes"
    )
    hidden = models.TextField(help_text="By kit.vault, as JSON: topic to words.")
    kept_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"private notes for interview {self.interview_id}"


class Aims(models.Model):
    """What an interviewer tells the candidate beforehand."""

    panelist = models.OneToOneField(
        Panelist, on_delete=models.PROTECT, primary_key=True, related_name="aims"
    )
    aims = models.TextField(blank=True)
    worries = models.TextField(blank=True)
    told_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"aims of panelist {self.panelist_id}"


class Pack(models.Model):
    """That somebody was sent their pack; `panelist` is None for the candidate."""

    interview = models.ForeignKey(Interview, on_delete=models.PROTECT, related_name="packs")
    panelist = models.OneToOneField(
        Panelist, on_delete=models.PROTECT, null=True, related_name="pack"
    )
    sent_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["interview"],
                condition=models.Q(panelist=None),
                name="candidate_has_one_pack",
            ),
        ]

    def __str__(self) -> str:
        return f"pack {self.pk}"
