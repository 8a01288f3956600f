"""From a request to an application: the form, its file, what is kept when it is incomplete."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError
from django.utils.translation import gettext, gettext_noop

from hearback.careers.actions import (
    KeptFile,
    Submission,
    forget_draft,
    keep_draft,
    submit_application,
    submit_with_draft,
)
from hearback.careers.cv.kinds import NotACv
from hearback.careers.files import forget_file, keep_upload
from hearback.careers.forms import ApplyForm
from hearback.careers.friends import PARAMETER, friend_behind
from hearback.careers.models import Draft
from hearback.careers.queries import draft_of
from hearback.careers.reception import forget_reception, reception_at
from hearback.kit.errors import Refused
from hearback.kit.language import spoken
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.rules.addresses import fold_address

if TYPE_CHECKING:
    from datetime import datetime

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest

    from hearback.pipeline.models import Opening

log = logging.getLogger(__name__)

HOUR = timedelta(hours=1)
PER_CLIENT = 30
PER_ADDRESS = 5
HANDLE_LIMIT = 64
DISK_TROUBLE = gettext_noop(
    "We could not keep your file just now. Please try again in a few minutes, or send the rest "
    "without it."
)
DRAFT_GONE = gettext_noop(
    "We keep the file of an unsent form for a day, and that day is over. Please choose it again."
)
# What the database calls its refusals: see the triggers of the ledger.
OPENING_STOPPED, OWNER_LEFT = "opening_is_running", "owner_is_here"
JUST_CLOSED = gettext_noop("This opening stopped taking applications while you were writing.")


@dataclass
class Sent:
    """What came with one press of a button: the form, and the file with it or kept from before."""

    opening: Opening
    form: ApplyForm
    now: datetime
    file: KeptFile | None = None
    draft: Draft | None = None
    handle: str = ""
    trouble: str = ""

    @property
    def file_name(self) -> str:
        """The name of the file that goes along, empty when there is none."""
        kept = self.file or self.draft
        return kept.name if kept else ""

    def is_complete(self) -> bool:
        """Whether it can be handed in as it is; otherwise the form says what stands in the way."""
        if self.trouble:
            self.form.add_error("resume", self.trouble)
        return self.form.is_valid()

    def keep_file(self) -> None:
        """Keep a file that came just now, for when the form comes again."""
        if self.file is not None:
            self.handle = keep_draft(file=self.file, now=self.now)

    def drop_file(self) -> None:
        """Delete the file, whether it came just now or was kept."""
        if self.file is not None:
            forget_file(self.file.key)
        if self.draft is not None:
            forget_draft(draft=self.draft)
        self.file, self.draft, self.handle = None, None, ""


def received(
    request: HttpRequest, opening: Opening, *, now: datetime, with_file: bool = True
) -> Sent:
    """Take in what came: the form to check, and its file once it proved to be a CV.

    What is wrong with a file is said in `trouble`; everything else that came is kept. Without
    `with_file` a new file is not looked at.
    """
    friend = friend_behind(request.POST.get(PARAMETER, ""), opening)
    sent = Sent(opening, ApplyForm(opening, request.POST, friend=friend, now=now), now)
    upload = request.FILES.get("resume")
    if upload is not None and with_file:
        _take_file(sent, upload)
    handle = str(request.POST.get("draft", ""))[:HANDLE_LIMIT]
    if sent.file is None and handle:
        sent.draft = draft_of(handle, now=now)
        sent.handle = handle if sent.draft else ""
        sent.trouble = sent.trouble or ("" if sent.draft else gettext(DRAFT_GONE))
    return sent


def _take_file(sent: Sent, upload: UploadedFile[bytes]) -> None:
    try:
        sent.file = keep_upload(upload)
    except NotACv as refusal:
        sent.trouble = gettext(refusal.sentence)
    except OSError:
        log.exception("cv_not_kept")
        sent.trouble = gettext(DISK_TROUBLE)


def count_try(request: HttpRequest, *, now: datetime) -> None:
    """Count one application sent from this network. Raises TooMany when there were many."""
    throttle("careers.apply", client_address(request), PER_CLIENT, HOUR, now)


def submit(sent: Sent) -> None:
    """Hand a valid form in. Raises TooMany for the address, Refused when it just closed."""
    said = sent.form.cleaned_data
    throttle("careers.apply_as", fold_address(said["email"]), PER_ADDRESS, HOUR, sent.now)
    submission = Submission(
        name=said["name"],
        email=said["email"],
        phone=said["phone"],
        zone=said["zone"],
        language=spoken(),
        links=said.get("links", ()),
        answers=sent.form.answers(),
        cv=sent.file,
        consent_words=sent.form.consent_words(),
        friend=sent.form.sent_by.code if sent.form.sent_by else "",
        friend_words=sent.form.friend_words(),
        also=sent.form.also(),
        friend_end_words=sent.form.friend_end_words(),
    )
    try:
        _hand_in_to_somebody(sent, submission)
    except IntegrityError as error:
        if _refused_by(error) != OPENING_STOPPED:
            raise
        raise Refused(gettext(JUST_CLOSED)) from None


def _refused_by(error: IntegrityError) -> str | None:
    """The name of the database's rule that stood in the way."""
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None)


def _hand_in_to_somebody(sent: Sent, submission: Submission) -> None:
    """Hand in; once more if whoever was to answer left the team at this very moment.

    Whoever leaves hands everything over first, so the second time somebody else answers.
    """
    try:
        _hand_in(sent, submission)
    except IntegrityError as error:
        if _refused_by(error) != OWNER_LEFT:
            raise
        forget_reception(sent.opening.slug)
        sent.opening = reception_at(sent.opening.slug, now=sent.now).opening
        _hand_in(sent, submission)


def _hand_in(sent: Sent, submission: Submission) -> None:
    if sent.draft is not None:
        try:
            submit_with_draft(
                opening=sent.opening, submission=submission, draft=sent.draft, now=sent.now
            )
        except Refused:
            sent.draft, sent.handle = None, ""
            raise
        return
    submitted = submit_application(
        opening=sent.opening,
        submission=submission,
        now=sent.now,
        reception=reception_at(sent.opening.slug, now=sent.now),
    )
    if sent.file is not None and not submitted.is_new:
        forget_file(sent.file.key)
