"""What was agreed with somebody we ask: how fast, by which ways, how many reminders."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hearback.accounts.access import Right, member_of, team_page
from hearback.desk.debts import reading as read
from hearback.desk.debts.forms import AgreementForm, first_values
from hearback.desk.queries.application import told
from hearback.feedback.asking import actions as act
from hearback.feedback.asking.said import within
from hearback.kit import clock
from hearback.kit.errors import Invalid
from hearback.kit.sent import sent

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponseBase

    from hearback.pipeline.models import Contact

FORM = require_http_methods(["GET", "HEAD", "POST"])


@team_page(Right.ANSWER)
@FORM
def of_contact(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """The agreement with a contact, and every change of it."""
    return _agreement(request, read.contact_by(public_id))


@team_page(Right.ANSWER)
@FORM
def of_member(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The same for a colleague, who may not have been asked anything yet."""
    return _agreement(request, read.contact_of(pk))


@team_page(Right.ANSWER)
@require_POST
def links_anew(request: HttpRequest, public_id: UUID) -> HttpResponseBase:
    """Let every link a contact has so far open nothing any more."""
    contact = read.contact_by(public_id)
    act.make_links_anew(contact=contact, by=member_of(request), now=clock.now())
    said = _("The old links of {name} open nothing any more. The next letter has a new one.")
    messages.success(request, said.format(name=contact.name))
    return redirect("desk:agreement", contact.public_id)


def _agreement(request: HttpRequest, contact: Contact) -> HttpResponseBase:
    form = AgreementForm(sent(request), initial=first_values(contact))
    if form.is_bound and form.is_valid():
        if contact._state.adding and contact.member is not None:
            contact = act.contact_for(contact.member)
        try:
            agreement = form.agreement()
            act.agree(contact=contact, agreement=agreement, by=member_of(request), now=clock.now())
        except Invalid as wrong:
            for field, why in wrong.fields.items():
                form.add_error(field, why)
        else:
            messages.success(request, _("Noted. It holds for what is asked from now on."))
            return redirect("desk:agreement", contact.public_id)
    context = {
        "here": "today",
        "shown": contact,
        "within": within(contact),
        "form": form,
        "changes": [told(one) for one in read.changes_of(contact)],
        "zone": member_of(request).zone,
    }
    status = 422 if form.errors else 200
    return render(request, "desk/debts/agreement.html", context, status=status)
