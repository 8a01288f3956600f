"""Where no demo is, there is no trace of one."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.cast import make_cast


@pytest.mark.django_db
def test_the_demos_pages_have_no_address_and_no_page_has_its_strip() -> None:
    make_cast()
    with pytest.raises(NoReverseMatch):
        reverse("demo:who")
    browser = Client()
    assert browser.get("/demo/").status_code == 404
    assert browser.post("/demo/be/1/").status_code == 404
    assert "demo-strip" not in browser.get("/").content.decode()
