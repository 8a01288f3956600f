"""Putting a candidate forward: the question, showing it, ending it, and its contacts' pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hearback.accounts.access import Right, member_of, team_page
from hearback.clients import actions as act
from hearback.clients.forms import SubmissionForm, say_wrong
from hearback.clients.meeting_forms import ReasonForm
from hearback.clients.queries import contacts_at, link_for, submission_for
from hearback.clients.views.companies import FORM, WRONG
from hearback.kit import clock
from hearback.kit.errors import Invalid, Refused
from hearback.kit.sent import sent
from hearback.pipeline.queries import application_for

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponseBase


@team_page(Right.ANSWER)
@FORM
def put_forward(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Ask a candidate whether they may be put forward to their opening's client."""
    member, now = member_of(request), clock.now()
    application = application_for(member, public_id)
    client = application.opening.client
    if client is None:
        raise Refused(_("This opening is for no client. Choose one in its brief first."))
    form = SubmissionForm(sent(request), contacts=contacts_at(client))
    if form.is_valid():
        try:
            act.ask_consent(application=application, proposal=form.proposal(), by=member, now=now)
            said = _("{name} is asked now. Nothing is shown before they say yes.")
            messages.success(request, said.format(name=application.name))
            return redirect("desk:application", public_id)
        except (Invalid, Refused) as wrong:
            say_wrong(form, wrong)
    context = {"here": "openings", "form": form, "application": application, "client": client}
    status = WRONG if form.errors else 200
    return render(request, "clients/put_forward.html", context, status=status)


@team_page(Right.ANSWER)
@require_POST
def show(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Show what was allowed, once what stood against it is gone."""
    member = member_of(request)
    submission = submission_for(member, public_id)
    act.put_forward(submission=submission, by=member, now=clock.now())
    messages.success(request, _("They can look at it now."))
    return redirect("desk:application", submission.application.public_id)


@team_page(Right.ANSWER)
@FORM
def end(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """It comes to nothing, or is not needed any more."""
    member = member_of(request)
    submission = submission_for(member, public_id)
    form = ReasonForm(sent(request))
    form.fields["reason"].help_text = _("For the history; neither the client nor they read it.")
    if form.is_valid():
        act.end_submission(
            submission=submission, reason=form.cleaned_data["reason"], by=member, now=clock.now()
        )
        messages.success(request, _("The pages are closed."))
        return redirect("desk:application", submission.application.public_id)
    context = {"here": "openings", "form": form, "submission": submission}
    status = WRONG if form.errors else 200
    return render(request, "clients/end_submission.html", context, status=status)


@team_page(Right.ANSWER)
@require_POST
def renew(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Send a contact a new link; the old one opens nothing any more."""
    member = member_of(request)
    link = act.renew(link=link_for(member, public_id), by=member, now=clock.now())
    said = _("{name} has a new link.").format(name=link.contact.name)
    messages.success(request, said)
    return redirect("desk:application", link.submission.application.public_id)


@team_page(Right.ANSWER)
@require_POST
def revoke(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Close one contact's page."""
    member = member_of(request)
    link = link_for(member, public_id)
    act.revoke(link=link, by=member, now=clock.now())
    messages.success(request, _("The page of {name} is closed.").format(name=link.contact.name))
    return redirect("desk:application", link.submission.application.public_id)
