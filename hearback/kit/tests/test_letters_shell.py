"""The shell of every letter: as text and as HTML, always with a person at the end."""

from types import SimpleNamespace as Thing

from django.template import Context, Template

SENDER = Thing(
    name="Susan Ito", job_title="Recruiter", phone="+1 416 555 0123", email="susan@shop.example"
)
ORGANISATION = Thing(name="Harrow & Vane", privacy_line="We keep your papers for a year.")


def write(form: str, content: str, **more: object) -> str:
    """A letter with `content`, as "html" or "txt"."""
    source = '{% extends "kit/letters/base.' + form + '" %}{% block content %}' + content
    context = {"sender": SENDER, "organisation": ORGANISATION, **more}
    return Template(source + "{% endblock %}").render(Context(context))


def test_it_ends_with_the_person_and_the_way_to_the_status_page() -> None:
    for form in ("html", "txt"):
        letter = write(form, "Hello", status_url="https://shop.example/status/x/")
        for words in ("Susan Ito", "+1 416 555 0123", "susan@shop.example", "/status/x/"):
            assert words in letter
        assert "We keep your papers for a year." in letter


def test_text_is_text() -> None:
    letter = write("txt", "{{ name }}", name="O'Hara & sons")

    assert letter.startswith("O'Hara & sons\n")
    assert "Harrow & Vane" in letter
    assert "<" not in letter
    assert "\n\n\n" not in letter


def test_html_never_trusts_a_name() -> None:
    assert "<script" not in write("html", "{{ name }}", name="<script>x</script>")


def test_html_looks_the_same_where_style_sheets_are_stripped() -> None:
    button = '{% include "kit/letters/_button.html" with url="https://a.example" words="Go" %}'
    letter = write("html", button)
    body = letter.split("<body")[1]

    assert "background:#14594d" in body
    assert "src=" not in letter  # no pixel that tells us who opened what
    assert "<link" not in letter


def test_facts_are_a_table_for_the_eye_only() -> None:
    facts = '{% include "kit/letters/_facts.html" %}'
    letter = write("html", facts, facts=[("When", "Thursday 26 November, 12:00")])

    assert '<table role="presentation"' in letter
    assert "Thursday 26 November, 12:00" in letter
