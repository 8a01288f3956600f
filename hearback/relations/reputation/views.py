"""Public reviews at the desk: the list, one of them, pasting, reading in, and the leads' terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.accounts.access import Right, may, member_of, team_page
from hearback.kit import clock
from hearback.kit.errors import Invalid
from hearback.kit.sent import sent
from hearback.relations.reputation import actions as act
from hearback.relations.reputation import queries as read
from hearback.relations.reputation.forms import (
    AnswerForm,
    CauseForm,
    FileForm,
    FixForm,
    NewCauseForm,
    PasteForm,
    TermsForm,
)
from hearback.relations.reputation.keys import webhook_key
from hearback.relations.reputation.models import CameBy
from hearback.rules.reviews import shortened

if TYPE_CHECKING:
    from uuid import UUID

    from django import forms
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.relations.reputation.models import Review

FORM = require_http_methods(["GET", "HEAD", "POST"])
_DIGITS = 4


@team_page(Right.ANSWER)
@require_safe
def reviews(request: HttpRequest) -> HttpResponse:
    """What was said of us, the newest first; those that wait for an answer alone, if wished."""
    member = member_of(request)
    asked = request.GET.get("page", "")
    page = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= _DIGITS else 1
    page = max(1, page)
    waiting = request.GET.get("show") == "waiting"
    found = read.reviews(waiting=waiting, page=page)
    context = {
        "here": "inbox",
        "rows": [(one, shortened(one.text)) for one in found[: read.PAGE]],
        "waiting": waiting,
        "page": page,
        "has_next": len(found) > read.PAGE,
        "may_set": may(member, Right.SETTINGS),
        "zone": member.zone,
        "now": clock.now(),
    }
    return render(request, "relations/reviews.html", context)


@team_page(Right.ANSWER)
@FORM
def new(request: HttpRequest) -> HttpResponseBase:
    """Paste a review; one that is here already is shown instead of doubled."""
    form = PasteForm(sent(request))
    if form.is_bound and form.is_valid():
        try:
            member, now = member_of(request), clock.now()
            kept, is_new = act.take_in(said=form.said(), by=member, came_by=CameBy.DESK, now=now)
        except Invalid as wrong:
            _note_errors(form, wrong)
        else:
            said = _("Kept. {words}.").format(words=kept.promise.words if kept.promise else "")
            messages.success(request, said if is_new else _("This review was here already."))
            return redirect("reputation:review", public_id=kept.public_id)
    return _form_page(request, "relations/review_new.html", {"form": form}, form)


@team_page(Right.ANSWER)
@FORM
def from_file(request: HttpRequest) -> HttpResponse:
    """Read in a file: what was new, what was here already, which lines could not be read."""
    form = FileForm(sent(request), request.FILES or None)
    outcome = None
    if form.is_bound and form.is_valid():
        try:
            outcome = act.read_file(
                file=form.cleaned_data["file"],
                source=form.cleaned_data["source"],
                by=member_of(request),
                now=clock.now(),
            )
        except Invalid as wrong:
            form.add_error("file", wrong.sentence)
    return _form_page(
        request, "relations/review_file.html", {"form": form, "outcome": outcome}, form
    )


@team_page(Right.ANSWER)
@FORM
def review(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """One review whole, with its answer, its cause and what is mended."""
    shown = read.review_of(public_id)
    pressed = request.POST.get("act", "")
    forms_of = _forms_of(request, shown, pressed)
    if request.method == "POST":
        form = forms_of.get(pressed)
        if pressed == "fixed" or (form is not None and form.is_valid()):
            try:
                _do(request, shown, pressed, form)
            except Invalid as wrong:
                if form is not None:
                    _note_errors(form, wrong)
            else:
                messages.success(request, _("Noted. Thank you."))
                return redirect("reputation:review", public_id=public_id)
    context = {"review": shown, "zone": member_of(request).zone, "now": clock.now(), **forms_of}
    wrong_form = forms_of.get(pressed)
    return _form_page(request, "relations/review.html", context, wrong_form)


def _forms_of(request: HttpRequest, shown: Review, pressed: str) -> dict[str, forms.Form]:
    """The three forms of a review; the one that was pressed holds what was sent."""

    def data(name: str) -> Any:
        return sent(request) if pressed == name else None

    fix = {"fix": shown.fix, "fix_owner": shown.fix_owner, "fix_by": shown.fix_by}
    return {
        "answer": AnswerForm(data("answer")),
        "cause": CauseForm(data("cause"), initial={"cause": shown.cause}),
        "fix": FixForm(data("fix"), initial=fix),
    }


def _do(request: HttpRequest, shown: Review, pressed: str, form: forms.Form | None) -> None:
    about: dict[str, Any] = {"review": shown, "by": member_of(request), "now": clock.now()}
    typed = form.cleaned_data if form is not None else {}
    if pressed == "answer":
        act.note_answer(address=typed["address"], **about)
    elif pressed == "cause":
        act.note_cause(cause=typed["cause"], **about)
    elif pressed == "fix":
        act.plan_fix(fix=typed["fix"], owner=typed["fix_owner"], until=typed["fix_by"], **about)
    else:
        act.note_fixed(**about)


@team_page(Right.SETTINGS)
@FORM
def terms(request: HttpRequest) -> HttpResponseBase:
    """How soon a review is answered, by whom, and the list of causes."""
    now, member, kept = clock.now(), member_of(request), read.the_terms()
    is_cause = request.POST.get("act") == "cause"
    known = {"working_days": kept.working_days, "owner": kept.owner}
    form = TermsForm(None if is_cause else sent(request), initial=known)
    cause = NewCauseForm(sent(request) if is_cause else None)
    if is_cause and cause.is_valid():
        act.add_cause(name=cause.cleaned_data["name"], by=member, now=now)
        return redirect("reputation:terms")
    if form.is_bound and form.is_valid():
        act.set_terms(**form.cleaned_data, by=member, now=now)
        messages.success(request, _("Saved. Reviews that come from now on have this date."))
        return redirect("reputation:terms")
    context = {"form": form, "cause": cause, "causes": read.causes(), "key": webhook_key()}
    return _form_page(request, "relations/review_terms.html", context, form, cause)


@team_page(Right.SETTINGS)
@require_POST
def new_key(request: HttpRequest) -> HttpResponseBase:
    """Make a new key for the webhook; the old one opens nothing from now on."""
    act.renew_key(by=member_of(request), now=clock.now())
    messages.success(request, _("There is a new key; give it to whoever tells us of reviews."))
    return redirect("reputation:terms")


@team_page(Right.SETTINGS)
@require_POST
def offer_cause(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Offer a cause no more, or again."""
    act.retire_cause(cause=read.cause_of(pk), by=member_of(request), now=clock.now())
    return redirect("reputation:terms")


def _note_errors(form: forms.Form, wrong: Invalid) -> None:
    for name, words in (wrong.fields or {"": wrong.sentence}).items():
        form.add_error(name if name in form.fields else None, words)


def _form_page(
    request: HttpRequest, template: str, context: dict[str, Any], *sent_forms: forms.Form | None
) -> HttpResponse:
    wrong = any(form is not None and form.errors for form in sent_forms)
    shown = {"here": "inbox", **context}
    return render(request, template, shown, status=422 if wrong else 200)
