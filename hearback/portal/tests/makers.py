"""What tests of the status page need: its address, its words, the code from the mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.test import Client
from django.urls import reverse

from hearback.careers.models import FreshCode
from hearback.kit.links import code, token

if TYPE_CHECKING:
    from hearback.pipeline.models import Application


def secret_of(application: Application) -> str:
    """The token of the status link as the letters carry it."""
    return token("portal:status", application.public_id, application.link_generation)


def address_of(application: Application, page: str = "status") -> str:
    """The address of one of the candidate's own pages."""
    return reverse(f"portal:{page}", args=[secret_of(application)])


def words_of(application: Application) -> str:
    """What the status page says, without its markup."""
    answer = Client().get(address_of(application))
    assert answer.status_code == 200
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())


def mailed_code() -> str:
    """The digits of the newest code, as only the mail shows them."""
    newest = FreshCode.objects.latest("pk")
    return code("code:fresh", newest.public_id, 1)
