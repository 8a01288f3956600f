"""What holds for every page built from the kit: no inline code, no other host, few bytes."""

import gzip
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import get_template, render_to_string
from django.test import override_settings

from hearback.kit.tests import specimen

KIT = Path(__file__).parents[1]
TEMPLATES = sorted((KIT / "templates").rglob("*.html"))
PAGE_TEMPLATES = [path for path in TEMPLATES if "letters" not in path.parts]
PLAIN_STATIC = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
CSS_BUDGET = 12_000


class Tags(HTMLParser):
    """Every opening tag of a page with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag."""
        self.found.append((tag, {name: value or "" for name, value in attrs}))


@pytest.fixture(autouse=True)
def _plain_static() -> Iterator[None]:
    with override_settings(STORAGES=PLAIN_STATIC):
        yield


def tags(page: str) -> list[tuple[str, dict[str, str]]]:
    return Tags(specimen.render(page)).found


def stylesheets(page: str) -> list[str]:
    return [a["href"] for tag, a in tags(page) if tag == "link" and a["rel"] == "stylesheet"]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_each_template_parses_and_says_what_it_takes(path: Path) -> None:
    get_template(str(path.relative_to(KIT / "templates")))

    if "kit" in path.relative_to(KIT / "templates").parts[:-1]:
        assert re.search(r"{% comment %}\s*\S.{15}", path.read_text())


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_each_template_keeps_to_its_budget(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 120


@pytest.mark.parametrize("path", sorted((KIT / "static/kit/js").glob("*.js")), ids=lambda p: p.name)
def test_each_module_is_tiny_and_says_what_it_is_attached_by(path: Path) -> None:
    lines = path.read_text().splitlines()

    assert len(lines) <= 80
    assert lines[0].startswith("/* ")
    assert re.search(r"data-|details\.\w", path.read_text().split("*/")[0])


@pytest.mark.parametrize("page", specimen.PAGES)
def test_no_page_carries_code_or_style_inside_it(page: str) -> None:
    for tag, attributes in tags(page):
        assert tag != "style"
        assert "style" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert tag != "script" or attributes.get("src")


@pytest.mark.parametrize("page", specimen.PAGES)
def test_no_page_asks_another_host(page: str) -> None:
    for tag, attributes in tags(page):
        if tag in {"link", "script", "img", "iframe", "use"}:
            assert attributes.get("href", attributes.get("src", "")).startswith("/static/")
    for sheet in stylesheets(page):
        assert "url(" not in Path(str(finders.find(sheet.removeprefix("/static/")))).read_text()


@pytest.mark.parametrize("page", [*specimen.PORTAL, *specimen.ALONE])
def test_candidates_need_no_script(page: str) -> None:
    assert "script" not in {tag for tag, _ in tags(page)}


@pytest.mark.parametrize("page", specimen.PORTAL)
def test_candidates_load_little_style(page: str) -> None:
    sheets = [str(finders.find(href.removeprefix("/static/"))) for href in stylesheets(page)]

    assert len(sheets) >= 8
    assert sum(len(gzip.compress(Path(sheet).read_bytes())) for sheet in sheets) <= CSS_BUDGET


def test_every_class_a_template_writes_is_styled() -> None:
    styled = set()
    for sheet in (KIT / "static/kit/css").glob("*.css"):
        styled |= set(re.findall(r"\.([a-z][\w-]*)", sheet.read_text()))
    for path in PAGE_TEMPLATES:
        for value in re.findall(r'class="([^"]*)"', path.read_text()):
            plain = re.sub(r"[\w-]*{[{%].*?[}%]}[\w-]*", " ", value)
            assert set(plain.split()) <= styled, path


def test_every_icon_a_template_names_is_drawn() -> None:
    drawn = set(re.findall(r'symbol id="(\w+)"', (KIT / "static/kit/icons/sprite.svg").read_text()))
    for path in PAGE_TEMPLATES:
        assert set(re.findall(r'_icon.html" with name="(\w+)"', path.read_text())) <= drawn


def test_a_wrong_answer_is_tied_to_its_box_and_listed_on_top() -> None:
    html = specimen.render("opening")

    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert 'id="id_email_error"' in html
    assert '<a href="#id_email">E-mail: Enter a valid email address.</a>' in html
    assert '<a href="#id_saturdays_0">Can you work two Saturdays a month? This field' in html
    assert "3 things to mend" in html


def test_questions_that_may_be_left_are_marked() -> None:
    html = specimen.render("opening")

    assert re.search(r"Phone\s*<span class=\"optional\">\(optional\)</span>", html)
    assert not re.search(r"Your name\s*<span class=\"optional\">", html)


def test_the_way_of_an_application_reads_without_colour() -> None:
    html = specimen.render("status_late")

    assert html.count("Done:") == 2
    assert "Now, late:" in html
    assert html.count("Next:") == 2
    assert html.count('aria-current="step"') == 1


def test_an_error_page_needs_nothing_but_its_number() -> None:
    html = render_to_string("kit/error.html", {"reference": "7F3K-92QD"})

    assert "7F3K-92QD" in html
    assert "Traceback" not in html


def test_a_fragment_of_a_refusal_is_one_element() -> None:
    html = render_to_string("kit/_refused.html", {"sentence": "Filled.", "kept": "", "todo": ""})

    assert html.strip().startswith('<section class="refused" role="alert"')
    assert html.count("<section") == 1
    assert "Nothing was changed." in html


def test_names_cannot_become_markup() -> None:
    html = render_to_string("kit/_person.html", {"name": '<b onclick="x">Ana</b>'})

    assert "<b " not in html
