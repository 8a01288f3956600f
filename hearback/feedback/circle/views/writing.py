"""Writing feedback from what was seen, who waits for it, and passing a candidate's word on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hearback.accounts.access import Right, member_of, team_page
from hearback.feedback.circle import actions as act
from hearback.feedback.circle.desk_forms import PassOnForm
from hearback.feedback.circle.desk_page import WritePage
from hearback.feedback.circle.queries import called_by, other_side, said_for, still_to_give
from hearback.kit import clock
from hearback.kit.errors import Invalid
from hearback.kit.sent import sent
from hearback.pipeline.queries import application_for
from hearback.rules.names import greeting_name

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse, HttpResponseBase

    from hearback.feedback.circle.models import Said

FORM = require_http_methods(["GET", "HEAD", "POST"])
MOST = 200


@team_page(Right.ANSWER)
@require_safe
def to_give(request: HttpRequest) -> HttpResponse:
    """Everybody who was met, was told no, and has not been told what was seen."""
    waiting = still_to_give(member_of(request))
    context = {
        "here": "today",
        "waiting": waiting[:MOST],
        "number": waiting.count(),
        "most": MOST,
        "zone": member_of(request).zone,
    }
    return render(request, "feedback/circle/to_give.html", context)


@team_page(Right.ANSWER)
@FORM
def write(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Draft, mend, approve, take back or correct feedback for one person."""
    member = member_of(request)
    page = WritePage(application_for(member, public_id), member, now=clock.now())
    if request.method == "POST" and page.press(request):
        return redirect("circle:write", public_id)
    return render(request, "feedback/circle/write.html", page.context(), status=page.status)


@team_page(Right.ANSWER)
@FORM
def pass_on(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Tell the other side what the candidate allowed to be told."""
    member = member_of(request)
    said = said_for(member, public_id)
    contacts = other_side(said)
    form = PassOnForm(sent(request), contacts=contacts, initial=_first(said))
    if form.is_valid():
        contact, words = form.cleaned_data["contact"], form.cleaned_data["words"]
        try:
            act.pass_on(said=said, contact=contact, words=words, by=member, now=clock.now())
        except Invalid as wrong:
            form.add_error("words", wrong.sentence)
        else:
            messages.success(request, _("{name} is told.").format(name=contact.name))
            return redirect("desk:application", said.application.public_id)
    context = {
        "here": "openings",
        "said": said,
        "application": said.application,
        "form": form,
        "passed": said.passed_on.select_related("contact__member", "by"),
        "zone": member.zone,
    }
    status = 422 if form.is_bound else 200
    return render(request, "feedback/circle/pass_on.html", context, status=status)


def _first(said: Said) -> dict[str, object]:
    to = other_side(said).first()
    called = called_by(to, said.application) if to else said.application.name
    name = called if called != said.application.name else greeting_name(called) or called
    line = f" “{said.line}”" if said.line else ""
    words = _("{name} told us: {tap}.").format(
        name=f"{name[:1].upper()}{name[1:]}", tap=said.get_tap_display().lower()
    )
    return {"words": f"{words}{line}"}
