"""Files candidates sent, where they are kept, and their words for search."""

from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from hearback.kit.storage import random_key
from hearback.pipeline.models.application import Application
from hearback.pipeline.models.opening import Opening


class TextState(models.TextChoices):
    """Whether a file's words have been read yet."""

    WAITING = "waiting", _("Not read yet")
    READ = "read", _("Read")
    UNREADABLE = "unreadable", _("Could not be read")


class Document(models.Model):
    """One file of an application; its bytes lie under `key` in the file storage."""

    public_id = models.UUIDField(unique=True, editable=False)
    application = models.ForeignKey(Application, on_delete=models.CASCADE, related_name="documents")
    key = models.CharField(max_length=64, unique=True, default=random_key)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, help_text="pdf, docx, odt or txt, by content.")
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    text_state = models.CharField(max_length=12, choices=TextState, default=TextState.WAITING)
    reading_deaths = models.PositiveSmallIntegerField(default=0)
    reading_until = models.DateTimeField(null=True, help_text="While a worker reads it.")
    created_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(
                fields=["created_at"],
                condition=models.Q(text_state="waiting"),
                name="document_to_read",
            ),
        ]

    def __str__(self) -> str:
        return f"document {self.pk}"


class ApplicationText(models.Model):
    """The words of an application (name, address, CV) for reading beside it and for search.

    Its index of words, `text_found`, is made by migration 0004: it holds a function of three
    columns, `pipeline_findable(search, opening_id, received_at)`.
    """

    application = models.OneToOneField(
        Application, on_delete=models.CASCADE, primary_key=True, related_name="text"
    )
    opening = models.ForeignKey(Opening, on_delete=models.CASCADE, related_name="+", db_index=False)
    received_at = models.DateTimeField()
    text = models.TextField(blank=True)
    search = SearchVectorField()

    class Meta:
        indexes = [
            models.Index(fields=["-received_at"], name="text_recent"),
            models.Index(fields=["opening", "-received_at"], name="text_of_opening"),
        ]

    def __str__(self) -> str:
        return f"words of application {self.application_id}"
