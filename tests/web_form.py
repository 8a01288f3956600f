"""Reads the forms of a page the way a browser does: what is in them, and where they go."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

SILENT = {"submit", "button", "image", "reset", "file"}


@dataclass
class Form:
    """One form of a page, with what is filled in already."""

    action: str = ""
    method: str = "get"
    fields: dict[str, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    buttons: list[dict[str, str]] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    options: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    def choice(self, name: str, words: str) -> str:
        """The value of the option of a list that reads so, or begins so."""
        for value, said in self.options.get(name, []):
            if value and said.startswith(words):
                return value
        raise AssertionError(f"Nothing reads “{words}” among {self.options.get(name)}")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._form: Form | None = None
        self._text: str | None = None
        self._select: str | None = None
        self._option: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(said.get("action", ""), said.get("method", "get").lower())
            self.forms.append(self._form)
        if self._form is None:
            return
        name = said.get("name", "")
        if tag == "input":
            self._take_input(self._form, said, checked=any(key == "checked" for key, _ in attrs))
        elif tag == "button":
            self._form.buttons.append(said)
        elif tag == "textarea":
            self._text = name
            self._form.fields[name] = ""
        elif tag == "select":
            self._select = name
            self._form.names.add(name)
        elif tag == "option" and self._select is not None:
            chosen = any(key == "selected" for key, _ in attrs)
            if chosen or self._select not in self._form.fields:
                self._form.fields[self._select] = said.get("value", "")
            self._option = said.get("value", "")
            self._form.options.setdefault(self._select, []).append((self._option, ""))

    @staticmethod
    def _take_input(form: Form, said: dict[str, str], *, checked: bool) -> None:
        name, kind = said.get("name", ""), said.get("type", "text")
        if not name:
            return
        form.names.add(name)
        if kind == "file":
            form.files.add(name)
        elif kind in SILENT:
            form.buttons.append(said)
        elif kind not in {"radio", "checkbox"} or checked:
            form.fields[name] = said.get("value", "on" if checked else "")

    def handle_data(self, data: str) -> None:
        if self._form is None:
            return
        if self._text is not None:
            self._form.fields[self._text] += data
        elif self._option is not None and self._select is not None:
            value, said = self._form.options[self._select].pop()
            self._form.options[self._select].append((value, (said + data).strip()))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea" and self._text is not None and self._form is not None:
            # A browser drops the first line break of a textarea.
            self._form.fields[self._text] = self._form.fields[self._text].removeprefix("\n")
            self._text = None
        elif tag in {"select", "option"}:
            self._option = None
            self._select = None if tag == "select" else self._select


def forms_in(page: str) -> list[Form]:
    """Every form of a page, in order."""
    reader = _Reader()
    reader.feed(page)
    return reader.forms


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.addresses: list[str] = []
        self._skip = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._skip += tag in {"script", "style"}
        self.addresses += [value for name, value in attrs if name in {"href", "src"} and value]

    def handle_endtag(self, tag: str) -> None:
        self._skip -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self._skip:
            self.words.append(data)


def words_of(page: str) -> str:
    """What somebody reads on a page, spaces evened out."""
    reader = _Words()
    reader.feed(page)
    return " ".join(" ".join(reader.words).split())


def addresses_in(page: str) -> list[str]:
    """Every address a page or an HTML mail names in a link or a source."""
    reader = _Words()
    reader.feed(page)
    return reader.addresses
