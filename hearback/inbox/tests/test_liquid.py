"""The closed language of letters: fields, conditions, one loop, and nothing that runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from hearback.inbox.wording.liquid import Shape, Unwritable, flaws, render
from hearback.kit.links import as_typed, settled

SHAPES = {
    "name": Shape(),
    "status_link": Shape(),
    "has_cv": Shape(is_flag=True),
    "met": Shape(is_list=True),
    "links": Shape(is_list=True, parts=frozenset({"link", "opening"})),
}
NOTHING: dict[str, object] = dict.fromkeys(SHAPES)


def sentences(source: str) -> str:
    return " ".join(str(flaw) for flaw in flaws(source, SHAPES))


def test_a_letter_says_its_fields() -> None:
    source = (
        "Hello {{ name }},\n\n{% if met %}You meet:\n\n"
        "{% for item in met %}- {{ item }}\n{% endfor %}{% endif %}"
    )
    assert flaws(source, SHAPES) == []
    assert render(source, NOTHING | {"name": "Ana", "met": ["a", "b"]}) == (
        "Hello Ana,\n\nYou meet:\n\n- a\n- b\n"
    )


def test_a_tag_on_its_own_line_leaves_none_behind() -> None:
    source = (
        "{% if met %}\nYou meet:\n\n"
        "{% for item in met %}\n- {{ item }}\n{% endfor %}\n{% endif %}\nBye"
    )
    assert flaws(source, SHAPES) == []
    assert render(source, NOTHING | {"met": ["a", "b"]}) == "You meet:\n\n- a\n- b\nBye"


@pytest.mark.parametrize("empty", ["", [], None, False])
def test_what_is_empty_counts_as_absent(empty: object) -> None:
    values = dict.fromkeys(SHAPES, empty)
    assert render("{% if name %}a{% else %}b{% endif %}{{ name }}", values) == "b"
    assert render("{% unless has_cv and met %}no{% endunless %}", values) == "no"
    assert render("{% for item in met %}x{% endfor %}", values) == ""


# #86: template syntax and attribute walks, and everything else that Liquid could do.
@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("{{ application.candidate.email }}", "no field “application”"),
        ("{{ name.__class__ }}", "name.__class__"),
        ("{{ name.size }}", "name.size"),
        ("{{ name['x'] }}", "not a field"),
        ("{{ settings.SECRET_KEY }}", "not a field"),
        ("{{ name | upcase }}", "not a field"),
        ("{{ 'x' | append: name }}", "not a field"),
        ("{{ 7 }}", "not a field"),
        ("{{ }}", "not a field"),
        ("{{ forloop.index }}", "no field “forloop”"),
        ("{{ met }}", "go through a list"),
        ("{{ has_cv }}", "only to be asked"),
        ("{% include 'settings.py' %}", "include"),
        ("{% render 'x' %}", "render"),
        ("{% layout 'x' %}", "layout"),
        ("{% assign x = name %}", "assign"),
        ("{% capture x %}y{% endcapture %}", "capture"),
        ("{% liquid\necho name\n%}", "liquid"),
        ("{% raw %}{{ x }}{% endraw %}", "raw"),
        ("{% tablerow x in met %}{% endtablerow %}", "tablerow"),
        ("{% cycle 'a', 'b' %}", "cycle"),
        ("{% increment x %}", "increment"),
        ("{% load i18n %}", "load"),
        ("{% now 'Y' %}", "now"),
        ("{% for i in (1..1000000000) %}x{% endfor %}", "not known here"),
        ("{% for i in met limit: 9 %}x{% endfor %}", "not known here"),
        ("{% for i in name %}x{% endfor %}", "not a list"),
        ("{% for name in met %}x{% endfor %}", "has a meaning already"),
        ("{% for i in met %}{% for j in met %}x{% endfor %}{% endfor %}", "inside another for"),
        ("{% for i in links %}{{ i.secret }}{% endfor %}", "these are known"),
        ("{% if name == 'Ana' %}x{% endif %}", "not known here"),
        ("{% if name contains 'A' %}x{% endif %}", "not known here"),
        ("{% if nobody %}x{% endif %}", "no field “nobody”"),
        ("{% if name %}{% if name %}{% if name %}{% if name %}{% if name %}", "in one another"),
        ("{% if name %}x", "not closed"),
        ("x{% endif %}", "closes no"),
        ("{% if name %}{% endfor %}{% endif %}", "closes no"),
        ("{% else %}", "belongs inside"),
        ("{% elsif name %}", "belongs inside"),
        ("{{ name", "stands alone"),
        ("name }}", "stands alone"),
        ("{% if", "stands alone"),
        ("{{{{ name }}}}", "not a field"),
    ],
)
def test_what_letters_do_not_know_is_refused_with_a_sentence(source: str, told: str) -> None:
    assert told in sentences(source)


def test_a_flaw_names_its_line() -> None:
    assert [flaw.line for flaw in flaws("a\n\n{{ name }}\n{{ nobody }}", SHAPES)] == [4]
    assert [flaw.line for flaw in flaws("a\n{% if name %}\nb\n\nc", SHAPES)] == [2]


def test_the_list_of_fields_comes_with_an_unknown_one() -> None:
    assert "Its fields are: has_cv, links, met, name, status_link." in sentences("{{ nmae }}")


@given(some.text(alphabet="{}%- \nabcdefinorst._|'()x", max_size=120))
def test_whatever_is_typed_is_refused_or_is_written_in_no_time(source: str) -> None:
    """Never a traceback, never anything but the fields."""
    if not flaws(source, SHAPES):
        render(source, NOTHING | {"name": "Ana", "met": ["a"], "links": [{"link": "b"}]})


@given(some.text(max_size=200))
def test_any_text_in_a_field_reads_literally(typed: str) -> None:
    """A field is words: neither a template nor a marker, whatever it holds."""
    plain = typed.translate(str.maketrans("", "", "⟦⟧\ue002"))
    plain = plain.replace("\r\n", "\n").replace("\r", "\n")
    assert settled(render("[{{ name }}]", NOTHING | {"name": as_typed(typed)})) == f"[{plain}]"


def test_more_than_a_letter_is_not_written() -> None:
    with pytest.raises(Unwritable):
        render(
            "{% for item in met %}{{ name }}{% endfor %}",
            NOTHING | {"name": "x" * 1_000, "met": ["y"] * 1_000},
        )
    with pytest.raises(Unwritable):
        render("{% for item in met %}.{% endfor %}", NOTHING | {"met": ["y"] * 5_000})


def test_a_field_that_was_not_handed_over_is_an_error_not_a_blank() -> None:
    with pytest.raises(Unwritable):
        render("{{ nobody }}", {})
