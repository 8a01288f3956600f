"""Acts that need more than the link: a fresh code from the mail, then the act, on one page."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Generic, TypeVar

from django.shortcuts import redirect, render
from django.utils.translation import gettext

from hearback.careers import actions
from hearback.careers.queries import way_of_codes
from hearback.channels.models import Channel
from hearback.kit import clock
from hearback.kit.errors import Invalid, Refused, TooMany
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.portal.forms import WithCode
from hearback.portal.private import opened_by, rested
from hearback.rules.numbers import cover

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from django.http import HttpRequest, HttpResponse

    from hearback.careers.models import Purpose
    from hearback.kit.errors import Sentence
    from hearback.pipeline.models import Application, ApplicationState

CODES_PER_CLIENT = 20
TRIES_PER_CLIENT = 60
HOUR = timedelta(hours=1)

F = TypeVar("F", bound=WithCode)


@dataclass(frozen=True)
class Act(Generic[F]):
    """One act: what its code is for, when it makes sense, its form, its page, and doing it.

    `more` is what its page shows besides, `back` the page that is shown once it is done.
    """

    purpose: Purpose
    states: frozenset[ApplicationState]
    form: type[F]
    template: str
    do: Callable[[Application, F, datetime], object]
    more: Mapping[str, object] = field(default_factory=dict)
    back: str = "portal:status"


def serve(request: HttpRequest, token: str, act: Act[F]) -> HttpResponse:
    """The page of an act: a GET explains, one button mails the code, the other one does it."""
    now = clock.now()
    application = opened_by(token, now=now)
    if application is None:
        return rested(request)
    if application.state not in act.states:
        return redirect("portal:status", token=token)
    page = _Page(request, token, act, application, now)
    if request.method != "POST":
        return page.show(act.form(wants_code=False))
    if request.POST.get("act") == "send":
        return page.send_code()
    return page.do_it()


@dataclass(frozen=True)
class _Page(Generic[F]):
    request: HttpRequest
    token: str
    act: Act[F]
    application: Application
    now: datetime

    def show(
        self, form: F, *, status: int = 200, note: str = "", refused: str = ""
    ) -> HttpResponse:
        context = {
            "application": self.application,
            "contact": self.application.owner,
            "form": form,
            "note": note,
            "refused": refused,
            "token": self.token,
            "wants_code": "code" in form.fields,
            "way": way_of_codes(self.application) or "",
            "number": cover(self.application.phone),
            **self.act.more,
        }
        return render(self.request, self.act.template, context, status=status)

    def turn_down(self, form: F, why: Sentence) -> HttpResponse:
        page = self.show(form, status=why.status, refused=why.sentence)
        if isinstance(why, TooMany):
            page["Retry-After"] = str(why.retry_after)
        return page

    def send_code(self) -> HttpResponse:
        """Mail a code, and show the page again with a field for it and all that was typed."""
        form = self.act.form(self.request.POST, wants_code=False)
        if not form.is_valid():
            return self.show(form, status=422)
        again = self.act.form(initial=self.request.POST.dict(), wants_code=True)
        again.initial.pop("code", None)
        try:
            throttle("portal.code", client_address(self.request), CODES_PER_CLIENT, HOUR, self.now)
            actions.send_code(application=self.application, purpose=self.act.purpose, now=self.now)
        except (TooMany, Refused) as why:
            return self.turn_down(again, why)
        self._say_where(again)
        return self.show(again, note=self._on_its_way())

    def _on_its_way(self) -> str:
        if way_of_codes(self.application) == Channel.EMAIL:
            return gettext("A code is on its way to the address our letters go to.")
        number = cover(self.application.phone)
        return gettext("A code is on its way by text to the number that ends in %(number)s.") % {
            "number": number
        }

    def _say_where(self, form: F) -> None:
        if way_of_codes(self.application) == Channel.SMS:
            form.fields["code"].label = gettext("The code from our text")

    def do_it(self) -> HttpResponse:
        """Check the code, which then is used up, and act."""
        form = self.act.form(self.request.POST, wants_code=True)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            throttle("portal.try", client_address(self.request), TRIES_PER_CLIENT, HOUR, self.now)
            actions.spend_code(
                application=self.application,
                purpose=self.act.purpose,
                typed=form.cleaned_data["code"],
                now=self.now,
            )
            self.act.do(self.application, form, self.now)
        except Invalid as wrong:
            form.add_error("code", wrong.sentence)
            return self.show(form, status=422)
        except (TooMany, Refused) as why:
            return self.turn_down(form, why)
        return redirect(self.act.back, token=self.token)
