"""The words a team gave a letter: every version is kept, the newest one stands."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hearback.accounts.models import Member
from hearback.pipeline.models import Opening

LONGEST_SUBJECT = 200
LONGEST_BODY = 6_000


class LetterVersions(models.QuerySet["LetterVersion"]):
    """The vocabulary for finding versions."""

    def standing(self) -> "LetterVersions":
        """The newest version for each letter, language and opening."""
        newest = self.order_by("letter", "language", "opening_id", "-number")
        return newest.distinct("letter", "language", "opening_id")

    def of(self, letter: str, language: str, opening: Opening | None) -> "LetterVersions":
        """Every version of one letter in one language, for one opening or for all, newest first."""
        same = self.filter(letter=letter, language=language, opening=opening)
        return same.select_related("by").order_by("-number")

    def for_opening(self, opening: int | None) -> "LetterVersions":
        """Those for every opening, and for this one."""
        everywhere = Q(opening=None)
        return self.filter(everywhere | Q(opening=opening) if opening else everywhere)


class LetterVersion(models.Model):
    """How a letter reads in one language from a moment on, for one opening or for all.

    Versions are only ever added, numbered from 1; one without words takes the words back, so that
    those beneath (for every opening, or as shipped) are used again.
    """

    letter = models.CharField(max_length=60, help_text="Its name in the registry.")
    language = models.CharField(max_length=12)
    opening = models.ForeignKey(
        Opening, on_delete=models.CASCADE, null=True, related_name="+", db_index=False
    )
    number = models.PositiveIntegerField()
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT, blank=True)
    body = models.TextField(_("letter"), max_length=LONGEST_BODY, blank=True)
    by = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    objects = LetterVersions.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["letter", "language", "opening", "number"],
                name="letter_version_numbered",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(subject="", body="") | ~(Q(subject="") | Q(body="")),
                name="letter_version_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.language} {self.number}"

    @property
    def is_taken_back(self) -> bool:
        """Whether this version says: use the words beneath again."""
        return not self.body
