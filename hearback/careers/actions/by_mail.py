"""Applying by mail: a CV sent to an opening's address is an application like any other."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from hearback.accounts.queries import the_organisation
from hearback.careers.actions.submission import Submission
from hearback.careers.actions.submit import submit_application
from hearback.careers.cv import box
from hearback.careers.cv.guess import guess
from hearback.careers.cv.kinds import Kind, NotACv, recognise
from hearback.careers.files import KeptFile, forget_file, own_name
from hearback.careers.letters import ASK_FOR_CV, send_us_your_cv
from hearback.careers.queries import takes_applications, zone_at
from hearback.channels.actions import queue
from hearback.channels.models import Message
from hearback.inbox.actions import conversation_about, link_to_application
from hearback.kit.storage import random_key
from hearback.ledger.models import Promise
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from hearback.channels.parsing import Parsed, Piece
    from hearback.pipeline.models import Conversation, Opening

NAME_LIMIT = 200
SECONDS = 5
_CV_WORDS = ("cv", "resume", "résumé", "lebenslauf", "curriculum", "vitae", "bewerbung")


def apply_by_mail(
    mail: Parsed, *, opening: Opening, known: Conversation | None, now: datetime
) -> tuple[Conversation, bool] | None:
    """Take in the application a mail brings, with the same receipt and promise as from the form.

    Returns the conversation about it and whether it is new; None when there is no CV among what
    came, or the opening takes no applications.
    """
    found = _cv_among(mail.pieces)
    if found is None or not takes_applications(opening, now=now):
        return None
    piece, kind = found
    submission = Submission(
        name=_name_of(mail, piece, kind),
        email=mail.from_address if known is None else known.address,
        phone="",
        zone=str(zone_at(opening)),
        language=the_organisation().language if known is None else known.language,
        cv=_kept(piece, kind),
    )
    submitted = submit_application(opening=opening, submission=submission, now=now)
    if not submitted.is_new and submission.cv is not None:
        forget_file(submission.cv.key)  # the file stays with the words it came with
    application = submitted.application
    if known is not None:
        link_to_application(conversation=known, application=application, by=None, now=now)
    return conversation_about(application, now=now), submitted.is_new


def ask_for_cv(conversation: Conversation, *, now: datetime) -> None:
    """Ask kindly for the CV, once in a conversation, and say by when a person replies."""
    opening = conversation.opening
    alike = Message.objects.filter(thread=conversation.public_id, purpose=ASK_FOR_CV)
    if opening is None or alike.exists() or not takes_applications(opening, now=now):
        return
    promise = Promise.objects.open().filter(conversation=conversation).order_by("due_at").first()
    if promise is not None:
        queue(send_us_your_cv(conversation, opening, promise), now=now)


def _cv_among(pieces: Sequence[Piece]) -> tuple[Piece, Kind] | None:
    """The file that is most likely the CV: one that is called so, else the first document."""
    documents = []
    for piece in pieces:
        try:
            documents.append((piece, recognise(piece.name, piece.content)))
        except NotACv:
            continue
    named = [one for one in documents if any(word in one[0].name.lower() for word in _CV_WORDS)]
    # Plain text is as likely a signature or a note.
    others = [one for one in documents if one[1] is not Kind.TXT]
    return next(iter([*named, *others]), None)


def _kept(piece: Piece, kind: Kind) -> KeptFile:
    key = default_storage.save(random_key(), ContentFile(piece.content))
    return KeptFile(
        key=key,
        name=own_name(piece.name),
        kind=kind,
        size=len(piece.content),
        sha256=sha256(piece.content).hexdigest(),
    )


def _name_of(mail: Parsed, piece: Piece, kind: Kind) -> str:
    """What they call themselves in the mail, else in the CV, else what stands before the @."""
    said = mail.from_name
    if not said or "@" in said:
        said = guess(box.read(piece.content, kind, cpu_seconds=SECONDS).text).name
    local = mail.from_address.rpartition("@")[0].partition("+")[0]
    return one_line(said or local.replace(".", " ").title() or mail.from_address, NAME_LIMIT)
