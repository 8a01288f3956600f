"""Answering many at once: the form with a letter as the first person gets it, and the progress."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.answers import actions, queries
from hearback.answers.batch_preview import batch_preview
from hearback.answers.errands import stored_help
from hearback.answers.forms.batch import DeclineAllForm, HoldAllForm
from hearback.answers.forms.fields import still_missing
from hearback.answers.models import AnswerKind, Outcome
from hearback.kit import clock
from hearback.kit.htmx import page_or_fragment, wants_fragment
from hearback.pipeline.queries import opening_for

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.answers.forms.batch import BatchForm
    from hearback.answers.models import Batch
    from hearback.answers.preview import Preview

FORM = require_http_methods(["GET", "HEAD", "POST"])
WRONG = 422


@team_page(Right.RUN_OPENINGS)
@FORM
def decline_all(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A no to everyone in some stages, each letter personal."""
    return _many(request, slug, AnswerKind.DECLINE)


@team_page(Right.RUN_OPENINGS)
@FORM
def hold_all(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A new date for everyone in some stages."""
    return _many(request, slug, AnswerKind.HOLD)


def _many(request: HttpRequest, slug: str, kind: AnswerKind) -> HttpResponseBase:
    member, now = member_of(request), clock.now()
    opening = opening_for(member, slug)
    running = queries.running_in(opening).filter(kind=kind, state="running").first()
    if running is not None and not wants_fragment(request):
        return redirect("answers:batch", running.public_id)
    known: dict[str, Any] = {"opening": opening, "member": member, "now": now}
    known["groups"] = queries.groups_in(opening)
    if kind == AnswerKind.DECLINE:
        under_way = queries.closing_of(opening)
        known["outcome"] = Outcome(under_way.outcome) if under_way else None
    form_class: type[BatchForm] = DeclineAllForm if kind == AnswerKind.DECLINE else HoldAllForm
    if request.method != "POST":
        form = form_class(**known)
        opened = form_class(form.as_opened(), **known)
        return _page(request, kind, form, batch_preview(opened, now=now), opened)
    form = form_class(request.POST, **known)
    shown, act = batch_preview(form, now=now), request.POST.get("act")
    if shown is None or act == "preview" or request.POST.get("seen") != shown.seen:
        was_changed = shown is not None and act != "preview"
        return _page(request, kind, form, shown, form, was_changed=was_changed)
    return _start(request, form, send_now=act == "now")


def _start(request: HttpRequest, form: BatchForm, *, send_now: bool) -> HttpResponseBase:
    member, now = member_of(request), clock.now()
    form.cleaned_data["resource"] = stored_help(
        {"resource": None, **form.cleaned_data}, by=member, now=now
    )
    plan = form.plan(send_now=send_now)
    batch = actions.start_batch(opening=form.opening, plan=plan, by=member, now=now)
    return redirect("answers:batch", batch.public_id)


def _page(
    request: HttpRequest,
    kind: AnswerKind,
    form: BatchForm,
    shown: Preview | None,
    filled: BatchForm,
    *,
    was_changed: bool = False,
) -> HttpResponse:
    number = filled.number if shown else 0
    words = ngettext("Send {n} letter", "Send {n} letters", number).format(n=f"{number:,}")
    context = {
        "here": "openings",
        "opening": form.opening,
        "kind": kind,
        "form": form,
        "shown": shown,
        "missing": still_missing(filled),
        "was_changed": was_changed,
        "send_words": words,
        "now_words": _("Send them now"),
        "zone": member_of(request).zone,
    }
    wrong = form.is_bound and shown is None and not wants_fragment(request)
    status = WRONG if wrong else 200
    return page_or_fragment(request, "answers/many.html", "letter", context, status=status)


@team_page(Right.RUN_OPENINGS)
@require_safe
def batch(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """How far it is, who still waits, and when the last letter leaves."""
    member, now = member_of(request), clock.now()
    found = queries.batch_for(member, public_id)
    context = {
        "here": "openings",
        "batch": found,
        "progress": queries.progress_of(found, now=now),
        "stuck": queries.still_waiting(found),
        "what": AnswerKind(found.kind).label,
        "zone": member.zone,
    }
    return page_or_fragment(request, "answers/batch.html", "progress", context)


@team_page(Right.RUN_OPENINGS)
@require_POST
def stop(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Let nothing more of it leave."""
    found = queries.batch_for(member_of(request), public_id)
    actions.stop_batch(batch=found, by=member_of(request), now=clock.now())
    messages.success(request, _("Stopped. Nothing more of it leaves."))
    return _back_to(found)


@team_page(Right.RUN_OPENINGS)
@require_POST
def resume(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Let it go on."""
    found = queries.batch_for(member_of(request), public_id)
    actions.resume_batch(batch=found, by=member_of(request), now=clock.now())
    messages.success(request, _("It goes on with those who still wait."))
    return _back_to(found)


def _back_to(batch: Batch) -> HttpResponseBase:
    return redirect("answers:batch", batch.public_id)
