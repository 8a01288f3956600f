"""The analyst's page: lists of customers and how far each is, and what was found, in sums."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hearback.accounts.access import Right, may, member_of, team_page
from hearback.kit import clock
from hearback.kit.errors import Refused
from hearback.kit.htmx import page_or_fragment
from hearback.kit.sent import sent
from hearback.relations.customers import actions as act
from hearback.relations.customers import queries as read
from hearback.relations.customers.forms import FileForm
from hearback.relations.customers.models import FileState
from hearback.relations.customers.tasks import read_customer_files
from hearback.rules.measures.floor import Unsaid, Why

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from hearback.accounts.models import Member

PAGE_OR_FORM = require_http_methods(["GET", "HEAD", "POST"])


@team_page(Right.WORTH)
@PAGE_OR_FORM
def customers(request: HttpRequest) -> HttpResponse:
    """The lists, what was found, and a form to send another list."""
    member, now = member_of(request), clock.now()
    form = FileForm(sent(request), request.FILES or None)
    if not form.is_bound or not form.is_valid():
        return _page(request, form, member, status=422 if form.errors else 200)
    file = form.cleaned_data["file"]
    try:
        act.take_file(file=file, name=file.name, sending=form.sending(), by=member, now=now)
    except Refused as why:
        form.add_error("file", why.sentence)
        return _page(request, form, member, status=why.status)
    read_customer_files.defer()
    messages.success(request, _("The list is here and is being read. You need not wait for it."))
    return redirect("customers:customers")


def largest_body(request: HttpRequest) -> int:
    """Bytes this page takes: a whole list, but only of an analyst."""
    member = request.user
    if member.is_authenticated and may(member_of(request), Right.WORTH):
        return int(settings.HEARBACK_LARGEST_TABLE)
    return int(settings.HEARBACK_LARGEST_BODY)


customers.largest_body = largest_body  # type: ignore[attr-defined]  # read by kit.middleware


def _page(request: HttpRequest, form: FileForm, member: Member, *, status: int) -> HttpResponse:
    worth, files = read.worth_of_everybody(), read.files()
    busy = {FileState.WAITING, FileState.READING}
    context = {
        "here": "insights",
        "form": form,
        "files": files,
        "is_busy": any(one.state in busy for one in files),
        "known": read.customers_known(),
        "worth": worth,
        "unsaid": _why(worth) if isinstance(worth, Unsaid) else "",
        "segments": _segments(),
        "zone": member.zone,
    }
    return page_or_fragment(
        request, "relations/customers/customers.html", "lists", context, status=status
    )


def _why(unsaid: Unsaid) -> str:
    """Why there are no sums, without how many there are: of customers, that would tell already."""
    if unsaid.why is Why.NOTHING:
        return _("Nothing to count yet.")
    return _("Too few to say: fewer than five of them are customers, or fewer than five are not.")


def _segments() -> list[tuple[str, int | None]]:
    """Each segment with how many of it were found; None where that would tell of somebody."""
    counted = read.segments_of_everybody()
    said = [
        (name or _("In no segment"), None if isinstance(one, Unsaid) else one)
        for name, one in counted.items()
    ]
    return sorted(said, key=lambda pair: (-(pair[1] or 0), pair[0]))


@team_page(Right.WORTH)
@require_safe
def broken(_request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The broken lines of a list as CSV: the number of each, and why. Never what stood in them."""
    file = read.file_of(public_id)
    lines = [f"{_('Line')},{_('Why')}"]
    # Our own sentences, quoted; no cell of the list is ever written back.
    named = list(file.broken_lines.all())
    lines += [f'{one.line},"{one.why.replace(chr(34), "")}"' for one in named]
    if file.broken > len(named):
        more = _("and {n} broken lines more, which are not named")
        lines.append(f',"{more.format(n=file.broken - len(named))}"')
    answer = HttpResponse("\r\n".join([*lines, ""]).encode("utf-8-sig"), content_type="text/csv")
    answer["Content-Disposition"] = 'attachment; filename="broken-lines.csv"'
    return answer
