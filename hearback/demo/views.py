"""The demo's pages: be somebody, read the mail that went out, let time pass."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, cast

from django.conf import settings
from django.contrib.auth import login
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hearback.accounts.queries import the_organisation
from hearback.demo import diary, letters, tasks
from hearback.demo.people import everybody, somebody
from hearback.kit import clock
from hearback.kit.errors import Invalid, NotYours
from hearback.kit.moments import day_hour
from hearback.rules.wall import zone_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

P = ParamSpec("P")

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SPANS = {
    "1h": (gettext_lazy("One hour"), timedelta(hours=1)),
    "1d": (gettext_lazy("One day"), timedelta(days=1)),
    "3d": (gettext_lazy("Three days"), timedelta(days=3)),
}
JOURNEY = "demo_journey"
LOOK_SECONDS = 1
A_MINUTE = timedelta(minutes=1)
LETTERS_A_PAGE = 50
# A letter is shown as mail programs do: its own styles and nothing else; links open the whole page.
LETTER_POLICY = (
    "sandbox allow-popups allow-top-navigation-by-user-activation; default-src 'none'; "
    "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; frame-ancestors 'self'"
)


def demo_only(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """Answer only in a demo, whatever the routes say: anybody may be anybody here."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.HEARBACK_DEMO:
            raise NotYours(_("There is no such page here."))
        return view(request, *args, **kwargs)

    guarded.only_in_demo = True  # type: ignore[attr-defined]  # read by the test of every route
    return cast("Callable[Concatenate[HttpRequest, P], HttpResponse]", guarded)


@demo_only
@require_safe
def who(request: HttpRequest) -> HttpResponse:
    """Ask who one wants to be, and tell what time it is here."""
    zone = zone_of(the_organisation().zone)
    context = {
        "people": everybody(now=clock.now()),
        "spans": [(key, words) for key, (words, _span) in SPANS.items()],
        "moment": day_hour(clock.now(), zone),
        "zone": zone.key,
        "diary": _diary(request),
        "is_under_way": tasks.is_under_way(),
    }
    return render(request, "demo/who.html", context)


def _diary(request: HttpRequest) -> dict[str, object] | None:
    """What happened by itself since time was last let pass in this browser."""
    asked = request.session.get(JOURNEY)
    if asked is None:
        return None
    zone = zone_of(the_organisation().zone)
    since = asked["since"]
    return {"summary": diary.summary(since), "sentences": diary.sentences(since, zone)}


@demo_only
@require_POST
def be(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign in as this member, without a password."""
    member = somebody(pk)
    kept = request.session.get(JOURNEY)
    request.session.flush()
    login(request, member, backend=BACKEND)
    request.session[JOURNEY] = kept
    return redirect(settings.LOGIN_REDIRECT_URL)


@demo_only
@require_http_methods(["GET", "HEAD", "POST"])
def move_clock(request: HttpRequest) -> HttpResponse:
    """Let the clock run ahead by one of the spans, and show how far it has run."""
    if request.method != "POST":
        return _on_its_way(request)
    chosen = SPANS.get(request.POST.get("span", ""))
    if chosen is None:
        raise Invalid(_("Choose one of the spans."))
    start, since = clock.now(), diary.last_page()
    tasks.set_out(chosen[1], already=_("The clock is running already. Let it arrive first."))
    until = start + chosen[1]
    request.session[JOURNEY] = {
        "since": since,
        "start": start.isoformat(),
        "until": until.isoformat(),
    }
    return redirect("demo:clock")


def _on_its_way(request: HttpRequest) -> HttpResponse:
    """Where the clock is between start and end; at the end, what that brought."""
    asked = request.session.get(JOURNEY)
    if asked is None or not tasks.is_under_way():
        return redirect(f"{reverse('demo:who')}#clock")
    start, until = (datetime.fromisoformat(asked[key]) for key in ("start", "until"))
    zone, now = zone_of(the_organisation().zone), clock.now()
    context = {
        "moment": day_hour(now, zone),
        "until": day_hour(until, zone),
        "zone": zone.key,
        "done": min(now - start, until - start) // A_MINUTE,
        "total": (until - start) // A_MINUTE,
    }
    response = render(request, "demo/clock.html", context)
    response.headers["Refresh"] = str(LOOK_SECONDS)
    return response


@demo_only
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """The letters that went out, newest first, of everybody or of one address."""
    to = request.GET.get("to", "").strip()
    found = letters.heads(to=to)
    context = {
        "page": Paginator(found, LETTERS_A_PAGE).get_page(request.GET.get("page")),
        "number": len(found),
        "to": to,
        "recipients": letters.recipients(),
        "zone": zone_of(the_organisation().zone),
    }
    return render(request, "demo/mailbox.html", context)


@demo_only
@require_safe
def letter(request: HttpRequest, name: str) -> HttpResponse:
    """One letter, as HTML in a frame that can do nothing, and as text."""
    context = {"letter": letters.letter(name), "zone": zone_of(the_organisation().zone)}
    return render(request, "demo/letter.html", context)


@demo_only
@xframe_options_sameorigin
@require_safe
def letter_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML of one letter for the frame; its links open the whole page."""
    del request
    html = letters.letter(name).html
    if not html:
        raise NotYours(_("This letter has no HTML form."))
    response = HttpResponse(html.replace("<head>", '<head><base target="_top">', 1))
    response.headers["Content-Security-Policy"] = LETTER_POLICY
    return response
