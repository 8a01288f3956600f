"""How a letter's body is laid out."""

from __future__ import annotations

import pytest

from hearback.inbox.layout import paragraphs
from hearback.kit.links import fill, marker, within

OWN = marker("portal:status", "3f0a", 1)


def test_a_link_to_a_page_below_somebody_s_own_becomes_a_button() -> None:
    link = within(OWN, "interviews/3f0a/")
    laid_out = fill(str(paragraphs(f"Choose a time: {link}")))
    assert "Choose a time</a>" in laid_out
    assert 'interviews/3f0a/"' in laid_out


@pytest.mark.parametrize("path", ["", "interviews", "../desk/", "a b/", "⟧/", "https://x/", "/"])
def test_nothing_but_a_page_of_ours_is_below_another(path: str) -> None:
    with pytest.raises(ValueError, match="is not the path"):
        within(OWN, path)
