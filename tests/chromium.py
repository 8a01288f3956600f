"""A real Chromium for tests, and what must hold of every page it shows."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Literal
from unittest import mock

from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from hearback.accounts.models import Member

Scheme = Literal["light", "dark"]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# In the dark only the colours are different.
ASKED: dict[Scheme, dict[str, Any]] = {
    "light": {"runOnly": RULES},
    "dark": {"runOnly": {"type": "rule", "values": ["color-contrast"]}},
}
# What somebody without a mouse has to come to: each once, a group of radio buttons as one.
_UNREACHED = """() => [...document.querySelectorAll(
    'a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter(one => one.checkVisibility({visibilityProperty: true}))
  .filter(one => !one.disabled && one.type !== 'hidden' && one.tabIndex >= 0)
  .filter(one => !('reached' in one.dataset))
  .filter(one => one.type !== 'radio' || ![...one.form.elements].some(
    other => other.name === one.name && 'reached' in other.dataset))
  .map(one => one.outerHTML.slice(0, 160))"""
_NOTE_REACHED = "addEventListener('focusin', event => { event.target.dataset.reached = '' })"
_A_FEW = 10
PLAIN_STATIC = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


@contextmanager
def launched() -> Iterator[Browser]:
    """A Chromium; its driver runs a loop in this thread, which Django would take for async code."""
    unsafe = mock.patch.dict(os.environ, {"DJANGO_ALLOW_ASYNC_UNSAFE": "1"})
    with unsafe, sync_playwright() as play:
        quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=quiet)
        yield browser
        browser.close()


def sign_in(context: BrowserContext, member: Member, *, cookie: str, url: str) -> None:
    """As signing in leaves a browser, without the form; for a server in this process."""
    from django.contrib.sessions.backends.db import (  # noqa: PLC0415  a model: Django must be ready
        SessionStore,
    )

    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.save()
    context.add_cookies([{"name": cookie, "value": str(session.session_key), "url": url}])


def flaws(page: Page, *, scheme: Scheme = "light") -> list[str]:
    """What is wrong with the page as it stands: axe's complaints, and running over the edge."""
    # Stillness: colours that fade from one scheme to the other would be judged half way.
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    found = Axe().run(page, options=ASKED[scheme]).response["violations"]
    said = [f"{one['id']}: {one['nodes'][0]['html'][:160]}" for one in found]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return said + ["runs over the edge"] * wide


def unreached(page: Page) -> list[str]:
    """What can be pressed or filled in and is not come to by Tab alone."""
    page.evaluate(_NOTE_REACHED)
    left: list[str] = page.evaluate(_UNREACHED)
    for _ in range(0, len(left) + _A_FEW, _A_FEW):
        for _press in range(_A_FEW):
            page.keyboard.press("Tab")
        left = page.evaluate(_UNREACHED)
        if not left:
            break
    return left
