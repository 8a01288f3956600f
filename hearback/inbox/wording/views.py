"""The pages on which a team gives letters its own words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.inbox.wording import actions, queries
from hearback.inbox.wording.forms import LetterForm
from hearback.inbox.wording.liquid import Unwritable
from hearback.inbox.wording.specimen import Specimen, specimen
from hearback.kit import clock
from hearback.kit.errors import Refused
from hearback.kit.htmx import page_or_fragment, wants_fragment
from hearback.kit.sent import sent

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.inbox.wording.queries import Sheet

WRONG = 422


@team_page(Right.SETTINGS)
@require_safe
def letters(request: HttpRequest) -> HttpResponse:
    """Every letter to candidates, in which languages it has words of the team's."""
    context = {"here": "settings", "rows": queries.rows()}
    return render(request, "inbox/wording/letters.html", context)


@team_page(Right.SETTINGS)
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, letter: str, language: str) -> HttpResponseBase:
    """One letter in one language: its words, its fields, and how it reads."""
    sheet = _sheet(request, letter, language)
    readers = queries.people_to_show(member_of(request), sheet.opening)
    form = LetterForm(sent(request), sheet=sheet, readers=readers)
    if request.POST.get("act") == "preview" or not _saved(request, sheet, form):
        return _page(request, sheet, form)
    messages.success(request, _("Saved. Letters written from now on say so."))
    return redirect(_address("letters:letter", sheet))


def _saved(request: HttpRequest, sheet: Sheet, form: LetterForm) -> bool:
    """Whether the words were good and stand now; if not, the form says why."""
    if not form.is_valid():
        return False
    try:
        actions.save_words(
            kind=sheet.kind,
            language=sheet.language,
            opening=sheet.opening,
            subject=form.cleaned_data["subject"],
            body=form.cleaned_data["body"],
            after=form.cleaned_data["after"],
            by=member_of(request),
            now=clock.now(),
        )
    except Refused as refused:
        form.add_error(None, refused.sentence)
        return False
    return True


def _page(request: HttpRequest, sheet: Sheet, form: LetterForm) -> HttpResponse:
    context = {
        "here": "settings",
        "sheet": sheet,
        "form": form,
        "shown": _shown(request, sheet, form),
        "openings": queries.openings_to_write_for(member_of(request)),
        "versions_url": _address("letters:versions", sheet),
    }
    is_preview = wants_fragment(request) or request.POST.get("act") == "preview"
    status = WRONG if form.is_bound and form.errors and not is_preview else 200
    return page_or_fragment(request, "inbox/wording/letter.html", "letter", context, status=status)


def _shown(request: HttpRequest, sheet: Sheet, form: LetterForm) -> Specimen | None:
    try:
        return specimen(sheet.kind, form.words, reader=form.reader, member=member_of(request))
    except Unwritable:
        return None


@team_page(Right.SETTINGS)
@require_safe
def versions(request: HttpRequest, letter: str, language: str) -> HttpResponse:
    """Every version of a letter's words, beside those it was shipped in."""
    sheet = _sheet(request, letter, language)
    context = {
        "here": "settings",
        "sheet": sheet,
        "versions": queries.versions_of(sheet),
        "letter_url": _address("letters:letter", sheet),
        "zone": member_of(request).zone,
    }
    return render(request, "inbox/wording/versions.html", context)


@team_page(Right.SETTINGS)
@require_POST
def go_back(request: HttpRequest, letter: str, language: str, number: int) -> HttpResponse:
    """Let an earlier version stand again, or (0) the words beneath."""
    sheet = _sheet(request, letter, language)
    actions.go_back(
        kind=sheet.kind,
        language=sheet.language,
        opening=sheet.opening,
        number=number,
        by=member_of(request),
        now=clock.now(),
    )
    messages.success(request, _("Done. Letters written from now on say so."))
    return redirect(_address("letters:versions", sheet))


def _sheet(request: HttpRequest, letter: str, language: str) -> Sheet:
    opening = request.GET.get("opening", "")
    return queries.sheet(member_of(request), letter, language, opening)


def _address(name: str, sheet: Sheet, **more: Any) -> str:
    path = reverse(name, args=[sheet.kind.name, sheet.language], **more)
    return f"{path}?{urlencode({'opening': sheet.opening.slug})}" if sheet.opening else path
