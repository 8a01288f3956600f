"""Times that came free, for those who would like to come earlier."""

from django.db import models

from hearback.pipeline.models import Opening


class Freed(models.Model):
    """A time somebody gave up; those who wait for an earlier one are told of it once."""

    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="+")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    freed_at = models.DateTimeField()
    offered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["freed_at"],
                condition=models.Q(offered_at__isnull=True),
                name="freed_not_offered",
            ),
        ]

    def __str__(self) -> str:
        return f"free from {self.begins_at:%Y-%m-%d %H:%M}"
