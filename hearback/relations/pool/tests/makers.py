"""What tests of staying in touch need: somebody told no with a CV, openings, pages and presses."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.test import Client

from hearback.answers.tests.makers import send, tell_no
from hearback.careers.actions.texts import add_missing_texts, set_text
from hearback.kit.links import token
from hearback.pipeline.models import Application, Criterion, Opening, OpeningState
from hearback.relations.pool.actions import join
from tests.cast import NOW, apply

if TYPE_CHECKING:
    from datetime import datetime

    from hearback.relations.pool.models import InTouch
    from tests.cast import Cast

LATER = NOW + timedelta(days=2)
CV = "Ana Moreau. Six years of visual merchandising for two shops, and of training apprentices."


def told_no(cast: Cast, name: str = "Ana Moreau", cv: str = CV, **more: Any) -> Application:
    """Somebody who applied with a CV and whose no has arrived."""
    application = apply(cast, name, **more)
    add_missing_texts()
    set_text(application.pk, cv)
    tell_no(cast, application, send_now=True)
    send(NOW + timedelta(minutes=1))
    application.refresh_from_db()
    assert application.state == "declined"
    return application


def in_touch(cast: Cast, name: str = "Ana Moreau", cv: str = CV, **more: Any) -> InTouch:
    """Somebody who was told no and stays in touch."""
    return join(application=told_no(cast, name, cv, **more), now=NOW + timedelta(hours=1))


def new_opening(cast: Cast, title: str = "Visual merchandiser", **more: Any) -> Opening:
    """A new opening of the shop in Toronto, published."""
    known: dict[str, Any] = {
        "slug": title.lower().replace(" ", "-"),
        "title": title,
        "state": OpeningState.PUBLISHED,
        "published_at": LATER,
        "team": cast.shop,
        "place": cast.toronto,
        "owner": cast.susan,
        "policy": cast.opening.policy,
        "duties": "Dress the windows\nTrain apprentices",
    }
    opening = Opening.objects.create(**(known | more))
    Criterion.objects.create(opening=opening, position=1, text="visual merchandising in a shop")
    return opening


def stay_page(application: Application) -> str:
    """The path of the page on which somebody joins."""
    return f"/status/{token('portal:status', application.public_id, 1)}/in-touch/"


def propose(browser: Client, opening: Opening) -> Any:
    """The page of an opening with who may like it."""
    return browser.get(f"/desk/openings/{opening.slug}/in-touch/")


def press(browser: Client, opening: Opening, act: str, *people: InTouch, **more: str) -> Any:
    """Press a button there for these people."""
    chosen = [str(one.pk) for one in people]
    path = f"/desk/openings/{opening.slug}/in-touch/"
    return browser.post(path, {"act": act, "chosen": chosen, **more})


def at_noon(moment: datetime) -> datetime:
    """A moment later that day at which letters may leave."""
    return moment + timedelta(hours=2)


def text_of(mail: Any) -> str:
    """The words of a mail."""
    return str(mail.get_body(("plain",)).get_content())


def path_in(mail: Any, start: str) -> str:
    """The path of our own page a mail links to."""
    found = re.search(re.escape(settings.HEARBACK_URL) + rf"({start}\S*)", text_of(mail))
    assert found, text_of(mail)
    return found[1]


def words_of(answer: Any) -> str:
    """What the column of a page says, without its markup."""
    main = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", main).split())
