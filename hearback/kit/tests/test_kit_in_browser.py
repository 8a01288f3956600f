"""The specimen in a real browser: accessible, whole at every width, led by the keyboard."""

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.staticfiles.finders import find
from django.test import override_settings
from playwright.sync_api import Browser, Dialog, Page

from hearback.kit.tests import specimen
from tests.chromium import ASKED, PLAIN_STATIC, launched

pytestmark = pytest.mark.browser

POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'"
STORAGES = {"staticfiles": PLAIN_STATIC}
Open = Callable[..., Page]


class Desk(SimpleHTTPRequestHandler):
    """Hands out the rendered pages and the static files, under the policy of the real pages."""

    def translate_path(self, path: str) -> str:
        """Find static files where Django finds them."""
        bare = urlsplit(path).path
        if bare.startswith("/static/"):
            return str(find(bare.removeprefix("/static/")))
        return super().translate_path(path)

    def end_headers(self) -> None:
        """Add the policy."""
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Stay quiet."""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder: Path = tmp_path_factory.mktemp("specimen")
    with override_settings(STORAGES=STORAGES, ROOT_URLCONF="hearback.kit.tests.addresses"):
        for page in (*specimen.PAGES, specimen.CROWDED):
            (folder / f"{page}.html").write_text(specimen.render(page))
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Desk, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with launched() as chromium:
        yield chromium


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Open]:
    """Opens a specimen page; the test fails when the browser complains about anything."""
    complaints: list[str] = []
    contexts = []

    def open_page(name: str, width: int = 1280, **more: Any) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800}, base_url=address, **more
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: complaints.append(said.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{name}.html")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1280, "dark")])
def test_axe_finds_nothing(visit: Open, width: int, scheme: str) -> None:
    # Stillness, so that no colour is measured while a toast is still arriving.
    page = visit(specimen.PAGES[0], width, color_scheme=scheme, reduced_motion="reduce")

    for name in specimen.PAGES:
        page.goto(f"{name}.html")
        found = Axe().run(page, options=ASKED["light"]).response
        assert [(name, v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
        assert len(found["passes"]) > 15


def test_axe_finds_nothing_in_an_open_dialog(visit: Open) -> None:
    page = visit("application")
    page.get_by_role("button", name="Decline").click()

    assert page.get_by_role("dialog", name="Decline Ana").is_visible()
    assert Axe().run(page, options=ASKED["light"]).response["violations"] == []


def test_nothing_sticks_out_on_the_narrowest_phone_or_at_four_times_the_size(visit: Open) -> None:
    page = visit(specimen.PAGES[0], 320)

    for name in specimen.PAGES:
        page.goto(f"{name}.html")
        assert (name, page.evaluate("document.documentElement.scrollWidth")) == (name, 320)


SMALL = """least =>
  [...document.querySelectorAll('a, button, input, select, textarea, summary')]
  .filter(el => el.checkVisibility())
  .filter(el => !el.closest('.skip, .listing, p:not(.acts):not(.person-reach)'))
  .map(el => (el.type === 'radio' || el.type === 'checkbox') ? el.closest('label') : el)
  .filter(el => el.getBoundingClientRect().height < least - 0.5)
  .map(el => el.outerHTML.slice(0, 90))"""


@pytest.mark.parametrize(("names", "least"), [(specimen.PORTAL, 44), (specimen.DESK, 24)])
def test_fingers_find_everything(visit: Open, names: tuple[str, ...], least: int) -> None:
    page = visit(names[0], 390, has_touch=True)

    for name in names:
        page.goto(f"{name}.html")
        assert (name, page.evaluate(SMALL, least)) == (name, [])


def test_rows_are_walked_and_opened_by_keyboard(visit: Open) -> None:
    page = visit("today")
    focused = "document.activeElement.querySelector('.row-name').innerText"

    page.keyboard.press("j")
    assert page.evaluate(focused) == "Tomás Ferreira"
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate(focused) == "Ana Moreau"
    page.keyboard.press("Enter")
    page.wait_for_url("**/today.html?ana")


def test_slash_searches_and_question_mark_explains(visit: Open) -> None:
    page = visit("today")

    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "desk-search"
    page.keyboard.type("j?/")
    assert page.locator("#desk-search").input_value() == "j?/"
    page.locator("h1").click()
    page.keyboard.press("?")
    assert page.get_by_role("dialog", name="Keys").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("dialog", name="Keys").is_visible()


def test_a_toast_counts_down_rests_under_the_hand_and_leaves(visit: Open) -> None:
    page = visit("today")
    page.clock.install()
    page.reload()
    toast = page.locator(".toast")
    page.mouse.move(5, 300)

    page.clock.run_for(10_000)
    assert "590" in toast.inner_text()
    toast.hover()
    page.clock.run_for(30_000)
    assert "590" in toast.inner_text()
    page.mouse.move(5, 300)
    page.clock.run_for(595_000)
    assert toast.count() == 0


def test_a_filter_sends_itself_and_hides_its_button(visit: Open) -> None:
    page = visit("board")

    assert not page.get_by_role("button", name="Show").is_visible()
    page.get_by_label("Answered by").select_option("Susan Ito")
    page.wait_for_url("**/board.html?q=&who=Susan+Ito")


def test_without_script_a_filter_keeps_its_button(visit: Open) -> None:
    page = visit("board", java_script_enabled=False)

    assert page.get_by_role("button", name="Show").is_visible()


def test_nothing_moves_for_those_who_asked_for_stillness(visit: Open) -> None:
    page = visit("today", reduced_motion="reduce")

    assert (
        page.evaluate("getComputedStyle(document.querySelector('.toast')).animationName") == "none"
    )


def test_paper_carries_the_words_and_not_the_buttons(visit: Open) -> None:
    page = visit("status")
    page.emulate_media(media="print")

    assert page.get_by_text("would like to meet you").is_visible()
    assert not page.get_by_role("button", name="Send my question").is_visible()


def test_a_lane_of_five_hundred_scrolls_by_itself(visit: Open) -> None:
    page = visit(specimen.CROWDED)

    assert page.locator(".lane").first.locator(".ticket").count() == 500
    assert page.evaluate("document.documentElement.scrollHeight") < 3 * 800


def test_a_chosen_file_is_sent_to_be_read_at_once(visit: Open, tmp_path: Path) -> None:
    page = visit("opening")
    page.add_script_tag(url="/static/kit/js/file.js", type="module")
    paper = tmp_path / "cv.txt"
    paper.write_text("Ana Moreau")
    page.route("**/opening.html?", lambda route: route.fulfill(status=204))

    with page.expect_request(lambda request: request.method == "POST") as sent:
        page.get_by_label("Your CV").set_input_files(paper)

    assert 'name="read"' in str(sent.value.post_data)


@pytest.mark.parametrize(("typed", "asked"), [("Yes, ", 1), ("", 0)])
def test_a_half_written_answer_is_not_left_by_accident(visit: Open, typed: str, asked: int) -> None:
    page = visit("application")
    questions: list[str] = []

    def answer(dialog: Dialog) -> None:
        questions.append(dialog.type)
        dialog.accept()

    page.on("dialog", answer)

    page.get_by_label("Your question").press_sequentially(typed)
    page.reload()

    assert questions == ["beforeunload"] * asked
