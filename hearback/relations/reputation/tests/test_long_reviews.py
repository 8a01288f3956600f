"""A review of 20,000 characters in any script, by any way, is kept whole or refused; never half."""

# M36

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from hearback.relations.models import Review
from hearback.relations.reputation.actions.take_in import LONGEST
from hearback.relations.reputation.tests.makers import PASTED, REVIEWS, file_of, paste, told
from hearback.relations.tests.makers import words_of
from tests.cast import Cast

if TYPE_CHECKING:
    from tests.desk_visit import As

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.usefixtures("cast")]

SCRIPTS = {
    "Arabic": "مقابلة لطيفة جدًا، لكن لا رد منذ أسبوعين.\u200f ",
    "Japanese": "面接は丁寧でしたが、二週間ずっと返事がありませんでした。",
    "Hindi": "साक्षात्कार अच्छा था, पर दो हफ़्ते तक कोई जवाब नहीं। ",
    "joined emoji": "👩🏽‍💻👨‍👩‍👧‍👦 ❤️‍🔥 ",
    "quotes": 'They said "soon", then nothing; = silence\t',
}
TOO_LONG = "It is longer than 20,000 characters"


def _whole(script: str, length: int = LONGEST) -> str:
    """So many characters, none of them cut off a letter."""
    unit = SCRIPTS[script].replace("\t", " ")
    words = unit * (length // len(unit))
    return words + "x" * (length - len(words))


def _csv(*texts: str) -> str:
    file = io.StringIO()
    csv.writer(file).writerows([("site", "text"), *(("Kununu", text) for text in texts)])
    return file.getvalue()


@pytest.mark.parametrize("script", SCRIPTS)
def test_told_it_is_kept_whole_and_longer_it_is_refused(script: str) -> None:
    text = _whole(script)
    assert told({"site": "Indeed", "text": f"\u202e{text}\u2069"}).status_code == 204
    assert Review.objects.get().text == text
    refused = told({"site": "Indeed", "text": f"{text}x"})
    assert (refused.status_code, TOO_LONG in refused.content.decode()) == (422, True)
    assert Review.objects.count() == 1


@pytest.mark.parametrize("script", SCRIPTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le"])
def test_in_a_file_it_is_kept_whole_and_longer_its_line_is_named(
    cast: Cast, as_: As, script: str, encoding: str
) -> None:
    text = _whole(script)
    listed = _csv(f"{text}x", f"\u202e{text}\u2069", "Short.").encode(encoding)
    page = file_of(as_(cast.jo), listed)
    assert "2 new reviews" in page
    assert f"Line 2: {TOO_LONG}" in page
    kept = Review.objects.order_by("pk").values_list("text", flat=True)
    assert list(kept) == [text, "Short."]


@pytest.mark.parametrize("script", SCRIPTS)
def test_pasted_it_is_kept_whole_and_longer_it_is_refused(cast: Cast, as_: As, script: str) -> None:
    text = _whole(script)
    assert paste(as_(cast.jo), text=f"\u202e{text}\u2069").text == text
    refused = as_(cast.jo).post(f"{REVIEWS}new/", {**PASTED, "text": f"{text}x"})
    assert refused.status_code == 422
    assert TOO_LONG in words_of(refused)
    assert Review.objects.count() == 1


def test_a_line_s_end_counts_once_however_it_is_sent(cast: Cast, as_: As) -> None:
    text = "\n".join("字" * (LONGEST // 2))
    sent = text.replace("\n", "\r\n")
    assert told({"site": "Indeed", "text": sent}).status_code == 204
    assert paste(as_(cast.jo), text=sent).text == text
    assert set(Review.objects.values_list("text", flat=True)) == {text}
    # A browser told how long it may be would cut what is pasted, without a word.
    assert "maxlength" not in _box(as_(cast.jo).get(f"{REVIEWS}new/").content.decode())


def _box(page: str) -> str:
    return page[page.index("<textarea") :].partition(">")[0]


@pytest.mark.parametrize(
    "hidden", ["\u200b" * 90_000, "\u202e" * 200_000, "e" + "\u0301" * 200_000]
)
def test_what_hides_a_part_far_down_is_refused_rather_than_cut(hidden: str) -> None:
    refused = told({"site": "Indeed", "text": f"Fair. {hidden} Then silence."})
    assert refused.status_code == 422
    assert not Review.objects.exists()


def test_lists_show_the_beginning_and_its_own_page_all_of_it(cast: Cast, as_: As) -> None:
    review = paste(as_(cast.jo), text=_whole("Arabic", LONGEST - 8) + " the end")
    listed = as_(cast.jo).get(REVIEWS).content.decode()
    assert "the end" not in listed
    assert f'{REVIEWS}{review.public_id}/">Read all' in listed
    assert "the end" in words_of(as_(cast.jo).get(f"{REVIEWS}{review.public_id}/"))
