"""Which language a page speaks: what its address asks for, else what the browser prefers.

No cookie remembers a choice: links and forms of the public pages carry it on as long as it differs
from what the browser says by itself. The desk speaks English.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

PARAMETER = "lang"


class Language:
    """Lets the page speak its reader's language, and says so in the answer's headers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer in the language asked for; a view that knows its reader may choose another."""
        # Whatever runs in this thread afterwards is nobody's page.
        with translation.override(asked(request) or preferred(request)):
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", spoken())
        if not _is_the_teams(request):
            patch_vary_headers(response, ["Accept-Language"])
        return response


def codes() -> list[str]:
    """The languages we speak, as codes such as "fr"."""
    return [code for code, _name in settings.LANGUAGES]


def spoken() -> str:
    """The language spoken right now."""
    return translation.get_language() or settings.LANGUAGE_CODE


def speak(language: str) -> None:
    """Speak `language` until this request is answered; English where we do not know it."""
    translation.activate(language if language in codes() else settings.LANGUAGE_CODE)


def as_team() -> translation.override:
    """Speak as the team's pages and history do, whoever's press set something off."""
    return translation.override(settings.LANGUAGE_CODE)


def in_each(words: Callable[[], str]) -> dict[str, str]:
    """What `words` says in each language we speak, by its code."""
    said = {}
    for code in codes():
        with translation.override(code):
            said[code] = words()
    return said


def asked(request: HttpRequest) -> str:
    """The language the address asks for, "" when it asks for none that we speak."""
    wanted = request.GET.get(PARAMETER, "")
    return wanted if wanted in codes() and not _is_the_teams(request) else ""


def preferred(request: HttpRequest) -> str:
    """The first language of the browser's that we speak, else English."""
    wanted = "" if _is_the_teams(request) else request.headers.get("Accept-Language", "")
    for name, _weight in parse_accept_lang_header(wanted):
        if name == "*":
            break
        try:
            return translation.get_supported_language_variant(name)
        except LookupError:
            continue
    return settings.LANGUAGE_CODE


def _is_the_teams(request: HttpRequest) -> bool:
    return request.path.startswith(settings.HEARBACK_ENGLISH_PATHS)


def carried(request: HttpRequest) -> str:
    """What a link to a public page ends in, so that the language stays: "?lang=fr", or nothing."""
    here = spoken()
    stays = _is_the_teams(request) or here == preferred(request)
    return "" if stays else f"?{PARAMETER}={here}"


def go(request: HttpRequest, name: str, **where: object) -> HttpResponseRedirect:
    """Send the browser to a public page that goes on in the same language."""
    return redirect(f"{reverse(name, kwargs=where)}{carried(request)}")


@dataclass(frozen=True)
class Choice:
    """One language to choose: its code, its own name for itself, and this page in it."""

    code: str
    name: str
    address: str
    chosen: bool


def around(request: HttpRequest) -> dict[str, Any]:
    """Add to every template what a page needs to offer other languages and to keep its own.

    `lang_query` ends every link to a public page; `languages` are the choices; `lang_asked` is what
    the address asked for, and `page_root` the address without it, for search engines.
    """
    if _is_the_teams(request):
        return {"lang_query": ""}
    wanted = asked(request)
    return {
        "lang_query": carried(request),
        "lang_asked": f"?{PARAMETER}={wanted}" if wanted else "",
        "languages": choices(request),
        "page_root": f"{settings.HEARBACK_URL}{request.path}",
    }


def choices(request: HttpRequest) -> list[Choice]:
    """This page in each language; none for an answer to a form: what was typed would be lost."""
    if request.method not in {"GET", "HEAD"}:
        return []
    here = spoken()
    return [
        Choice(code, name, _this_page(request, code), code == here)
        for code, name in settings.LANGUAGES
    ]


def _this_page(request: HttpRequest, code: str) -> str:
    query = request.GET.copy()
    query[PARAMETER] = code
    return f"?{query.urlencode()}"
