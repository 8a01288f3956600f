"""What the form asks besides lies folded away, is never required, and only a tick keeps it."""

# M32

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from hearback.careers import extras
from hearback.careers.extras import Asked, Extra
from hearback.careers.tests.makers import only_application, send
from hearback.pipeline.models import Application, Opening
from tests.cast import Cast, make_cast

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db

BOX = Asked("look", "You may look", "It has no weight.")
SOME = Asked("fields", "What interests you?", choices=(("sea", "The sea"), ("wood", "Wood")))


@pytest.fixture
def cast() -> Cast:
    """The shop and its people."""
    return make_cast()


@pytest.fixture
def kept() -> Iterator[list[tuple[Application, Any]]]:
    """What a room that asks more was handed; what `story.py` asks is back afterwards."""
    handed: list[tuple[Application, Any]] = []
    before = list(extras._extras)

    def keep(application: Application, typed: Any, *, now: Any) -> None:  # noqa: ARG001
        assert application.candidate_id
        handed.append((application, typed))

    def asks(opening: Opening, language: str, *, now: Any) -> list[Asked]:
        del opening, language, now
        return [BOX, SOME]

    extras.learn([Extra("room", asks, keep)])
    yield handed
    extras.learn(before)


def _page(cast: Cast) -> str:
    return Client().get(f"/jobs/{cast.opening.slug}/").content.decode()


def test_nothing_is_folded_away_while_nobody_asks_more(cast: Cast) -> None:
    assert "something more" not in _page(cast)


def test_it_lies_folded_away_and_nothing_is_ticked(cast: Cast, kept: list[Any]) -> None:
    page = _page(cast)
    folded = page[page.index("something more") - 200 :]
    assert "<details" in folded
    assert "<details open" not in folded
    assert 'name="room-look"' in folded
    assert "checked" not in folded
    assert kept == []


def test_only_what_is_ticked_is_kept_with_the_words_that_were_shown(
    cast: Cast, kept: list[Any]
) -> None:
    send(cast.opening, **{"room-look": "on", "room-fields": ["sea"]})
    assert kept == [
        (only_application(), {"look": "You may look. It has no weight.", "fields": ("sea",)})
    ]


def test_who_ticks_nothing_has_nothing_kept(cast: Cast, kept: list[Any]) -> None:
    send(cast.opening)
    assert only_application().pk
    assert kept == []


def test_what_is_offered_no_more_is_left_out_and_holds_nobody_up(
    cast: Cast, kept: list[Any]
) -> None:
    send(cast.opening, **{"room-fields": ["moon", "sea"]})
    assert kept == [(only_application(), {"fields": ("sea",)})]


def test_who_ticks_nothing_that_is_offered_has_nothing_kept(cast: Cast, kept: list[Any]) -> None:
    send(cast.opening, **{"room-fields": ["moon"]})
    assert only_application().pk
    assert kept == []


def test_a_form_that_comes_again_keeps_its_ticks(cast: Cast, kept: list[Any]) -> None:
    page = send(cast.opening, name="", **{"room-look": "on", "room-fields": ["wood"]})
    assert page.status_code == 422
    body = page.content.decode()
    assert body.count("checked") >= 2
    read = Client().post(
        f"/jobs/{cast.opening.slug}/read/", {"room-look": "on", "room-fields": ["wood"]}
    )
    assert read.content.decode().count("checked") == 2
    assert kept == []


def test_applying_again_keeps_nothing_new(cast: Cast, kept: list[Any]) -> None:
    """Whoever types somebody else's address must not agree to anything in their name."""
    send(cast.opening)
    send(cast.opening, **{"room-look": "on"})
    assert kept == []
