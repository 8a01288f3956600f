"""Submitting with a file that was kept from an earlier try of the same form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hearback.careers.actions.submit import Submitted, submit_application
from hearback.careers.files import KeptFile
from hearback.careers.models import Draft
from hearback.kit.errors import Refused
from hearback.rules.addresses import fold_address

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.careers.actions.submission import Submission
    from hearback.pipeline.models import Opening


@transaction.atomic
def submit_with_draft(
    *, opening: Opening, submission: Submission, draft: Draft, now: datetime
) -> Submitted:
    """Take an application in with the file of `draft`, which becomes its document.

    The same form sent again (a double click, the back button) finds the application that is there
    and does nothing at all. Raises Refused when the draft went with another application or was
    forgotten meanwhile, or when the opening takes no applications.
    """
    # Without joins: whoever waited for the lock would see its new row beside old neighbours.
    kept = Draft.objects.select_for_update().filter(pk=draft.pk).first()
    if kept is None or not belongs_to(kept, opening, submission.email):
        raise Refused(_("Please choose your CV again: the file you sent before is not here now."))
    if kept.used_by is not None:
        return Submitted(kept.used_by, is_new=False)
    file = KeptFile(
        key=kept.key, name=kept.name, kind=kept.kind, size=kept.size, sha256=kept.sha256
    )
    submitted = submit_application(opening=opening, submission=submission.with_cv(file), now=now)
    if submitted.is_new:
        kept.used_by = submitted.application
        kept.save(update_fields=["used_by"])
    return submitted


def belongs_to(draft: Draft, opening: Opening, email: str) -> bool:
    """Whether a draft may go with this application: unused, or used by this very one."""
    used_by = draft.used_by
    if used_by is None:
        return True
    return used_by.opening_id == opening.pk and used_by.candidate.email_key == fold_address(email)
