"""Applying at a house's door, as somebody with a browser does it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.message import EmailMessage

    from tests.house import House
    from tests.visitor import File, Page, Visitor

OPENING = "/jobs/shop-manager/"
SEE_OTHER = {301, 302, 303}
PAPERS: File = (
    "cv.txt",
    b"Ana Moreau\n+1 416 555 0199\nI have led a shop with nine people for two years.\n",
)


def address_of(name: str) -> str:
    """The mail address somebody of this name has in these tests."""
    return f"{re.sub(r'[^a-z0-9]+', '.', name.lower()).strip('.')}@mail.example"


def fill_in(
    visitor: Visitor,
    name: str = "Ana Moreau",
    *,
    email: str | None = None,
    cv: File | None = PAPERS,
    opening: str = OPENING,
    **more: str,
) -> Page:
    """Open the page of an opening, fill its form in and send it; returns what comes back."""
    page = visitor.get(opening)
    form = page.form_with("email")
    typed = {"name": name, "email": email or address_of(name), "phone": "+1 416 555 0199", **more}
    return visitor.press(page, form, None, {"resume": cv} if cv else None, **typed)


def apply(house: House, name: str = "Ana Moreau", *, cv: File | None = PAPERS, **more: str) -> Page:
    """Somebody new applies and is thanked; returns the page that thanks them."""
    visitor = house.visitor()
    answer = fill_in(visitor, name, cv=cv, **more)
    assert answer.status in SEE_OTHER, f"{answer.status}: {answer.words[:600]}"
    page = visitor.follow(answer)
    assert "Thank you" in page.words
    return page


def body_of(mail: EmailMessage) -> str:
    """The plain text of a mail."""
    part = mail.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def links_in(house: House, mail: EmailMessage) -> list[str]:
    """The paths of our own addresses in a mail, each once."""
    found = re.findall(re.escape(house.environ["HEARBACK_URL"]) + r"(/\S*)", body_of(mail))
    return list(dict.fromkeys(found))


def status_path(house: House, mail: EmailMessage) -> str:
    """The path of the status page a mail links to."""
    return next(path for path in links_in(house, mail) if path.startswith("/status/"))


@dataclass(frozen=True)
class Kept:
    """An application as the house keeps it, with its file."""

    name: str
    state: str
    promises: int
    file: bytes | None


def kept(house: House, email: str) -> list[Kept]:
    """What the house keeps of somebody: rows from the database, bytes from the disk."""
    rows = house.rows(
        """
        SELECT a.name, a.state, d.key, d.sha256, d.size,
               (SELECT count(*) FROM ledger_promise p
                 WHERE p.application_id = a.id AND p.state = 'open' AND p.promisee = 'candidate')
          FROM pipeline_application a
          JOIN pipeline_candidate c ON c.id = a.candidate_id
          LEFT JOIN pipeline_document d ON d.application_id = a.id
         WHERE c.email = %s
        """,
        email,
    )
    found = []
    for name, state, key, digest, size, promises in rows:
        content = (house.folder / "files" / key).read_bytes() if key else None
        if content is not None:
            assert (len(content), sha256(content).hexdigest()) == (size, digest)
        found.append(Kept(name, state, promises, content))
    return found
