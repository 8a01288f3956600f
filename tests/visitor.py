"""Somebody with a browser, reduced to HTTP: an address of their own, cookies, forms, files."""

from __future__ import annotations

import http.client
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode, urljoin, urlsplit
from uuid import uuid4

from tests.web_form import Form, addresses_in, forms_in, words_of

TIMEOUT_SECONDS = 30
File = tuple[str, bytes]
"""A file as a form sends it: its name and its bytes."""


@dataclass(frozen=True)
class Page:
    """What came back."""

    path: str
    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def html(self) -> str:
        """The page as text."""
        return self.body.decode("utf-8", "replace")

    @property
    def words(self) -> str:
        """What somebody reads on it."""
        return words_of(self.html)

    @property
    def location(self) -> str:
        """Where it sends the browser, as a path."""
        parts = urlsplit(self.headers.get("location", ""))
        return parts.path + (f"?{parts.query}" if parts.query else "")

    @property
    def forms(self) -> list[Form]:
        """The forms on it."""
        return forms_in(self.html)

    @property
    def addresses(self) -> list[str]:
        """The addresses it names."""
        return addresses_in(self.html)

    def form_with(self, name: str) -> Form:
        """The form that asks for this field, or whose button carries this name."""
        for form in self.forms:
            buttons = {button.get("name", "") for button in form.buttons}
            if name in form.fields.keys() | form.files | form.names | buttons:
                return form
        raise AssertionError(f"No form on {self.path} asks for {name}: {self.words[:400]}")


@dataclass
class Visitor:
    """One browser; `address` is where they seem to come from."""

    port: int
    address: str = "203.0.113.7"
    cookies: dict[str, str] = field(default_factory=dict)
    seconds: float = TIMEOUT_SECONDS

    def get(self, path: str, **headers: str) -> Page:
        """Fetch a page."""
        return self.ask("GET", path, None, headers)

    def follow(self, page: Page) -> Page:
        """Go where a page sends us, as far as it goes."""
        while page.location:
            page = self.get(page.location)
        return page

    def post(
        self,
        path: str,
        fields: Mapping[str, str | Sequence[str]] | None = None,
        files: Mapping[str, File] | None = None,
        **headers: str,
    ) -> Page:
        """Send a form, with files if there are any; redirects are not followed."""
        body, kind = encoded(fields or {}, files or {})
        return self.ask("POST", path, body, {"Content-Type": kind, **headers})

    def press(
        self,
        page: Page,
        form: Form,
        button: Mapping[str, str] | None = None,
        files: Mapping[str, File] | None = None,
        **typed: str,
    ) -> Page:
        """Fill in a form of a page and press its button."""
        action = urljoin(page.path, (button or {}).get("formaction") or form.action or page.path)
        fields: dict[str, str | Sequence[str]] = {**form.fields, **typed}
        if button and button.get("name"):
            fields[button["name"]] = button.get("value", "")
        if form.method == "get":
            return self.get(f"{urlsplit(action).path}?{urlencode(fields, doseq=True)}")
        return self.post(action, fields, files)

    def ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> Page:
        """Send one request over a line of its own."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=self.seconds)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"X-Forwarded-For": self.address, **headers}
        if cookies:
            sent["Cookie"] = cookies
        try:
            line.request(method, path, body, sent)
            answer = line.getresponse()
            content = answer.read()
        except http.client.HTTPException as problem:
            raise ConnectionError(f"The line broke: {problem!r}") from problem
        finally:
            line.close()
        for said in answer.msg.get_all("Set-Cookie") or []:
            name, _, rest = said.partition("=")
            self.cookies[name] = rest.partition(";")[0]
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Page(path, answer.status, found, content)


def encoded(
    fields: Mapping[str, str | Sequence[str]], files: Mapping[str, File]
) -> tuple[bytes, str]:
    """A form as it travels, and its content type."""
    pairs = [
        (name, one)
        for name, value in fields.items()
        for one in ([value] if isinstance(value, str) else value)
    ]
    if not files:
        return urlencode(pairs).encode(), "application/x-www-form-urlencoded"
    boundary = f"edge-{uuid4().hex}"
    parts = [
        f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n'.encode()
        + value.encode("utf-8", "surrogatepass")
        + b"\r\n"
        for name, value in pairs
    ]
    for name, (file_name, content) in files.items():
        safe = file_name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
        about = f'form-data; name="{name}"; filename="{safe}"'
        head = f"--{boundary}\r\nContent-Disposition: {about}\r\n".encode()
        parts.append(head + b"Content-Type: application/octet-stream\r\n\r\n")
        parts.append(content + b"\r\n")
    parts.append(f"--{boundary}--\r\n".encode())
    return b"".join(parts), f"multipart/form-data; boundary={boundary}"
