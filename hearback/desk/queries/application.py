"""One application with everything around it: papers, promises, letters, history."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hearback.answers.models import Answer
from hearback.channels.models import Message
from hearback.kit.errors import NotYours
from hearback.ledger.kinds import KINDS, tell
from hearback.ledger.models import Entry, Promise, Promisee, PromiseState
from hearback.pipeline.models import Document, TextState

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hearback.accounts.models import Member
    from hearback.pipeline.models import Application, Opening

# Far beyond any case seen; a case with more shows the newest.
MOST_LETTERS = 100
MOST_ENTRIES = 200
MOST_PROMISES = 50


@dataclass(frozen=True)
class Told:
    """One line of history: when, who did it (None for a candidate or the clock), in which words."""

    at: datetime
    by: Member | None
    kind: str
    words: str


@dataclass(frozen=True)
class Case:
    """What the page of one application shows; each part is read once, when it is shown."""

    application: Application

    @cached_property
    def documents(self) -> list[Document]:
        """The files, oldest first."""
        return list(self.application.documents.order_by("created_at"))

    @cached_property
    def text(self) -> str:
        """The words of the papers as far as they could be read."""
        words = getattr(self.application, "text", None)
        return words.text if words else ""

    @cached_property
    def promises(self) -> list[Promise]:
        """What was promised to the candidate, newest first."""
        promises = self.application.promises.filter(promisee=Promisee.CANDIDATE)
        return list(promises.select_related("owner", "follows").order_by("-due_at")[:MOST_PROMISES])

    @cached_property
    def answer(self) -> Answer | None:
        """The newest answer that was not taken back: on its way, or given."""
        answers = self.application.answers_given.filter(recalled_at=None)
        return answers.select_related("decided_by", "stage_after", "message").last()

    @cached_property
    def on_its_way(self) -> Answer | None:
        """The answer that was decided and is not in the candidate's letter box yet."""
        return self.answer if self.answer and self.answer.given_at is None else None

    @property
    def owed(self) -> list[Promise]:
        """Open promises the candidate knows of, due first first."""
        told_later = self.on_its_way.promise_id if self.on_its_way else None
        found = [p for p in self.promises if p.state == PromiseState.OPEN and p.pk != told_later]
        return sorted(found, key=lambda promise: promise.due_at)

    @property
    def past(self) -> list[Promise]:
        """Promises that are closed, newest first."""
        return [promise for promise in self.promises if promise.state != PromiseState.OPEN]

    @cached_property
    def letters(self) -> list[Message]:
        """Every letter about this application, oldest first."""
        about = Message.objects.filter(about=self.application.public_id).defer("html")
        return list(about.order_by("-created_at", "-pk")[:MOST_LETTERS])[::-1]

    @cached_property
    def history(self) -> list[Told]:
        """What happened, newest first."""
        entries = self.application.entries.select_related("by", "words").order_by("-pk")
        return [told(entry) for entry in entries[:MOST_ENTRIES]]


def told(entry: Entry) -> Told:
    """An entry in the team's words; one whose kind nobody defines any more says only its name."""
    words = getattr(entry, "words", None)
    payload = {**entry.payload, **(words.payload if words else {})}
    kind = KINDS.get(entry.kind)
    return Told(
        entry.at, entry.by, entry.kind, tell(kind.sentence, payload) if kind else entry.kind
    )


def history_of(opening: Opening) -> list[Told]:
    """What happened to an opening itself, newest first."""
    entries = opening.entries.filter(application=None).select_related("by", "words")
    return [told(entry) for entry in entries.order_by("-pk")[:MOST_ENTRIES]]


def document_of(application: Application, public_id: UUID) -> Document:
    """One file of this application. Raises NotYours when there is no such file."""
    document = application.documents.filter(public_id=public_id).first()
    if document is None:
        raise NotYours(_("There is no such file with this application."))
    return document


def still_reading(documents: list[Document]) -> bool:
    """Whether the words of a file are still being read."""
    return any(document.text_state == TextState.WAITING for document in documents)
