"""The shell of every letter as HTML, always with a person at the end."""

from types import SimpleNamespace as Thing

from django.template import Context, Template

SENDER = Thing(
    name="Susan Ito", job_title="Recruiter", phone="+1 416 555 0123", email="susan@shop.example"
)
ORGANISATION = Thing(name="Harrow & Vane")
PRIVACY = "We keep your papers for a year."


def write(content: str, **more: object) -> str:
    """A letter with `content`."""
    source = '{% extends "kit/letters/base.html" %}{% block content %}' + content
    context = {"signer": SENDER, "organisation": ORGANISATION, **more}
    return Template(source + "{% endblock %}").render(Context(context))


def test_it_ends_with_the_person_and_the_way_to_the_status_page() -> None:
    letter = write(
        "Hello",
        status_link="https://shop.example/status/x/",
        status_words="Où vous en êtes",
        privacy_line=PRIVACY,
        language="fr",
    )
    for words in ("Susan Ito", "+1 416 555 0123", "susan@shop.example", "/status/x/", "Où vous"):
        assert words in letter
    assert PRIVACY in letter
    assert '<html lang="fr" dir="ltr">' in letter


def test_a_letter_between_colleagues_ends_with_the_house() -> None:
    letter = write("Hello", signer=None)

    assert "Harrow & Vane" in letter.replace("&amp;", "&")
    assert "mailto:" not in letter


def test_html_never_trusts_a_name() -> None:
    assert "<script" not in write("{{ name }}", name="<script>x</script>")


def test_html_looks_the_same_where_style_sheets_are_stripped() -> None:
    button = '{% include "kit/letters/_button.html" with url="https://a.example" words="Go" %}'
    letter = write(button)
    body = letter.split("<body")[1]

    assert "background:#14594d" in body
    assert "src=" not in letter  # no pixel that tells us who opened what
    assert "<link" not in letter
