"""The page on which feedback is written: its rows with their evidence, and what may be pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.utils.translation import gettext as _

from hearback.feedback.circle import actions as act
from hearback.feedback.circle.actions.approve import claims_of, sentences
from hearback.feedback.circle.desk_forms import AnewForm, rows_of
from hearback.feedback.circle.evidence import points_of
from hearback.feedback.circle.forms import HELPED, tapped
from hearback.feedback.circle.models import FeedbackLevel
from hearback.feedback.circle.queries import (
    given_to,
    languages_of,
    level_at,
    newest_of,
    why_not_yet,
    words_of_opening,
    wrong_with,
)
from hearback.kit.errors import Invalid
from hearback.rules.countries import country_names
from hearback.rules.feedback import Level, never_said

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest, QueryDict

    from hearback.accounts.models import Member
    from hearback.feedback.circle.actions.draft import Written
    from hearback.pipeline.models import Application

LONGEST_NUMBER = 6


class WritePage:
    """What one visit to the page shows or does."""

    def __init__(self, application: Application, member: Member, *, now: datetime) -> None:
        self.application, self.member, self.now = application, member, now
        self.level = level_at(application.opening)
        self.not_yet = why_not_yet(application)
        # Before the answer nobody reads here what interviewers have still to tell each other.
        self.seen = [] if self.not_yet else points_of(application)
        self.newest = newest_of(application)
        self.status = 200
        self.refused = ""
        self.post: QueryDict | None = None

    @property
    def is_draft(self) -> bool:
        """Whether there is a draft to be written on."""
        return self.newest is not None and self.newest.approved_at is None

    def press(self, request: HttpRequest) -> bool:
        """Do what the button says; False when something has to be mended first."""
        post = request.POST
        said = post.get("act", "")
        if said == "draft":
            act.draft(application=self.application, by=self.member, now=self.now)
        elif said == "anew":
            act.draft_anew(
                application=self.application,
                why=post.get("why", ""),
                by=self.member,
                now=self.now,
            )
        elif said == "back" and self.newest is not None:
            act.take_back(feedback=self.newest, by=self.member, now=self.now)
            messages.success(request, _("Taken back. Nothing was sent."))
        elif said in {"keep", "approve"} and self.newest is not None:
            return self._write(request, post, approve=said == "approve")
        return True

    def _write(self, request: HttpRequest, post: QueryDict, *, approve: bool) -> bool:
        self.post = post
        rows = self._rows(post)
        if rows is None or self.newest is None:
            self.status = 422
            return False
        number = post.get("revision", "")[:LONGEST_NUMBER]
        revision = int(number) if number.isdecimal() else -1
        if not approve:
            act.keep_draft(feedback=self.newest, rows=rows, revision=revision, by=self.member)
            messages.success(request, _("Kept. Nothing was sent."))
            return True
        try:
            act.approve(
                feedback=self.newest, rows=rows, revision=revision, by=self.member, now=self.now
            )
        except Invalid as wrong:
            self.status, self.refused = wrong.status, wrong.sentence
            return False
        messages.success(request, _("Approved. It leaves in ten minutes; until then take it back."))
        return True

    def _rows(self, post: QueryDict) -> list[Written] | None:
        if self.newest is None:
            return None
        forms = rows_of(self.newest, self.seen, self.level, post)
        if any(form.errors for form in forms):
            return None
        return [row for form in forms if form.is_valid() and (row := form.written()) is not None]

    def context(self) -> dict[str, Any]:
        """The context of `feedback/circle/write.html`."""
        newest = self.newest
        country = self.application.opening.place.country
        rows = rows_of(newest, self.seen, self.level, self.post) if newest and self.is_draft else []
        return {
            "here": "openings",
            "application": self.application,
            "feedback": newest,
            "is_draft": self.is_draft,
            "rows": rows,
            "level_words": FeedbackLevel(self.level.value).label,
            "gives_none": self.level is Level.NONE,
            "not_yet": self.not_yet,
            "given": given_to(self.application),
            "helped": [(one, tapped(HELPED, one.helped)) for one in given_to(self.application)],
            "seen": [(one, self._not_for_them(one.words)) for one in self.seen],
            "country": country_names().get(country, country),
            "to_mend": self._to_mend(),
            "refused": self.refused,
            "anew": AnewForm(),
            "zone": self.member.zone,
        }

    def _not_for_them(self, evidence: str) -> list[str]:
        """Words of the evidence that feedback never says, so a draft does not take it over."""
        found = never_said(
            evidence,
            languages=languages_of(self.application),
            opening=words_of_opening(self.application.opening),
        )
        return [one.phrase for one in found]

    def _to_mend(self) -> list[str]:
        """What the kept draft would be refused for."""
        if not self.is_draft or self.newest is None or self.post is not None:
            return []
        points = list(self.newest.points.all())
        return sentences(wrong_with(self.application, claims_of(points), seen=self.seen))
