"""Mail scanners open every link, and crawlers every page: looking changes nothing."""

# M11

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pytest

from tests.applying import apply, links_in
from tests.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.house import House
    from tests.visitor import Page, Visitor

pytestmark = pytest.mark.faults

MOST_PAGES = 400
# A door with a button behind it; a scanner follows links and presses nothing.
NO_LOOKING = ("/desk/account/sign-out/",)


def _follow_every_link(visitor: Visitor, start: Iterable[str]) -> dict[str, int]:
    """GET and HEAD everything that can be reached by links; returns statuses by path."""
    waiting = list(start)
    seen: dict[str, int] = {}
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        if path in seen or path.startswith(NO_LOOKING):
            continue
        page = visitor.get(path, Accept="text/html")
        # Candidates are known by their link alone; only the team's doors set a cookie.
        assert path.startswith(("/desk/", "/demo/")) or "set-cookie" not in page.headers, path
        seen[path] = page.status
        head = visitor.ask("HEAD", path, None, {})
        assert head.status == page.status, path
        assert head.body == b""
        waiting += [one for one in _further(visitor, page) if one not in seen]
    return seen


def _further(visitor: Visitor, page: Page) -> list[str]:
    """The paths of our own that a page names, in links, forms that only ask, and redirects."""
    named = [*page.addresses, page.location]
    named += [form.action for form in page.forms if form.method == "get"]
    named += re.findall(r'hx-get="([^"]+)"', page.html)
    here = f"http://127.0.0.1:{visitor.port}{page.path}"
    found = []
    for address in filter(None, named):
        parts = urlsplit(urljoin(here, address.replace("&amp;", "&")))
        if parts.netloc == urlsplit(here).netloc:
            found.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    return found


def _broken(seen: dict[str, int]) -> dict[str, int]:
    return {path: status for path, status in seen.items() if status not in {200, 301, 302}}


def test_a_scanner_that_opens_every_link_of_every_mail_changes_nothing(house: House) -> None:
    house.web()
    worker = house.worker()
    apply(house)
    house.mails_to("ana.moreau@mail.example")
    visitor = house.visitor("192.0.2.66")
    page = visitor.get("/status/")
    visitor.press(page, page.form_with("email"), email="ana.moreau@mail.example")
    house.mails_to("ana.moreau@mail.example", 2)
    house.jump("5d")
    mails = house.mails_to("ana.moreau@mail.example", 3)
    worker.stop()
    links = {link for mail in mails for link in links_in(house, mail)}
    assert any(link.startswith("/status/") for link in links)

    before = fingerprint(house)
    scanner = house.visitor("192.0.2.67")
    seen = _follow_every_link(scanner, [*sorted(links), "/", "/sitemap.xml", "/robots.txt"])
    assert len(seen) > 8
    assert any(path.endswith("/withdraw/") for path in seen)
    assert _broken(seen) == {}
    assert fingerprint(house) == before


def test_a_sign_in_link_opened_by_a_scanner_still_works_for_its_owner(house: House) -> None:
    house.web()
    link = house.sign_in_link("susan@harbour.example")
    before = fingerprint(house)
    scanner = house.visitor("192.0.2.68")
    for _ in range(3):
        assert scanner.get(link).status == 200
        assert scanner.ask("HEAD", link, None, {}).status == 200
    assert fingerprint(house) == before
    assert scanner.get("/desk/").status in {301, 302}, "nobody is signed in by looking"

    susan = house.visitor()
    page = susan.get(link)
    (form,) = (form for form in page.forms if form.method == "post")
    signed_in = susan.press(page, form)
    assert susan.follow(signed_in).status == 200
    assert susan.get("/desk/").status == 200
    again = house.visitor("192.0.2.69")
    page = again.get(link)
    assert again.get("/desk/").status in {301, 302}


@pytest.mark.parametrize("role", ["susan", "alex", "grace", "ben"])
def test_looking_round_the_whole_desk_changes_nothing(house: House, role: str) -> None:
    house.web()
    worker = house.worker()
    apply(house)
    apply(house, "Bo Lindqvist")
    house.mails_to("bo.lindqvist@mail.example")
    house.jump("3d")
    house.mails_to("bo.lindqvist@mail.example", 2)
    worker.stop()
    visitor = house.signed_in(f"{role}@harbour.example")
    before = fingerprint(house)
    seen = _follow_every_link(visitor, ["/desk/"])
    assert _broken(seen) == {}
    assert len(seen) > 5
    assert fingerprint(house) == before
