"""One candidate's walk past every page there is, in one language."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.test import Client
from django.urls import reverse

from hearback.answers.tests.makers import send as send_post
from hearback.answers.tests.makers import tell_no, tell_onward
from hearback.careers.actions import withdraw
from hearback.careers.tests.makers import cv, send
from hearback.kit.links import token
from hearback.ledger.actions import sweep
from hearback.pipeline.models import Application, OpeningState
from hearback.portal.tests.makers import address_of
from hearback.relations.actions import Thought, refer
from hearback.relations.codes import ASKED, shared_link
from tests.cast import NOW, Cast

if TYPE_CHECKING:
    from typing import Any

    from hearback.careers.tests.conftest import Clock

LISTS = ("/", "/?q=nothing-like-it", "/?colour=red", "/?q=shop")
OWN = ("status", "call", "another time", "withdraw", "details", "asked nothing")
HOUR = timedelta(hours=1)
QUESTION = "Is there a lift?"


@dataclass
class Walk:
    """Pages by name, seen by a browser that prefers one language."""

    cast: Cast
    clock: Clock
    language: str
    pages: dict[str, str] = field(default_factory=dict)

    @property
    def browser(self) -> Client:
        """A browser of its own for each page: no cookie carries anything on."""
        return Client(headers={"accept-language": f"{self.language}-CH,it;q=0.5"})

    def see(self, name: str, answer: Any) -> None:
        """Keep a page; it must say which language it speaks, and set no cookie."""
        assert answer.headers["Content-Language"] == self.language, name
        assert not answer.cookies, name
        page = answer.content.decode()
        # One's own pages speak the language of the application, whatever their address asks for.
        assert not (name.startswith(OWN) and 'href="?lang=' in page), name
        self.pages[name] = page

    def past_the_public_pages(self) -> None:
        """The list, an opening in each of its states, thanks, lost links, and what is not there."""
        opening = reverse("careers:opening", args=[self.cast.opening.slug])
        for address in (*LISTS, opening, f"{opening}thanks/", "/status/", "/jobs/none/", "/none/"):
            self.see(address, self.browser.get(address))
        self.see("unknown link", self.browser.get("/status/nobody-has-this/"))
        for state in (OpeningState.PAUSED, OpeningState.FILLED, OpeningState.CLOSED):
            self._with_opening(state)

    def _with_opening(self, state: OpeningState) -> None:
        other = self.cast.other_opening
        other.state = state
        other.save()
        self.see(state, self.browser.get(reverse("careers:opening", args=[other.slug])))
        other.state = OpeningState.PUBLISHED
        other.save()

    def past_every_mistake(self) -> None:
        """Forms with everything wrong, files that are no CV, too many tries, another's page."""
        opening = self.cast.opening
        wrong = {"name": "", "email": "no address", "phone": "x", "links": "not one"}
        self.see("wrong form", send(opening, client=self.browser, **wrong))
        self.see("empty form", send(opening, client=self.browser, name="", email=""))
        self.see("long name", send(opening, client=self.browser, name="A" * 300))
        picture = cv(b"\x89PNG\r\n\x1a\n" + bytes(40), "face.png")
        self.see("a picture", send(opening, client=self.browser, resume=picture))
        read = reverse("careers:read", args=[opening.slug])
        self.see("no file", self.browser.post(read, {"act": "read"}))
        self.see("a cv", self.browser.post(read, {"act": "read", "resume": cv()}))
        self.see("no address", self.browser.post("/status/", {"email": ""}))
        self.see("asked", self.browser.post("/status/", {"email": "who@mail.example"}))
        elsewhere = self.browser.post(
            "/status/", {"email": "who@mail.example"}, headers={"sec-fetch-site": "cross-site"}
        )
        self.see("another site", elsewhere)

    def past_too_many_tries(self) -> None:
        """Somebody who asks for links again and again."""
        answers = [self.browser.post("/status/", {"email": "who@mail.example"}) for _ in range(21)]
        self.see("too many", answers[-1])

    def applied(self, what: str) -> Application:
        """Somebody applied in this language; `what` only makes their address another."""
        email = f"{what}.{self.language}@mail.example"
        assert send(self.cast.opening, client=self.browser, email=email).status_code == 302
        return Application.objects.select_related("opening", "candidate", "owner").get(
            candidate__email=email
        )

    def past_one_s_own_pages(self) -> None:
        """The status page while all goes well, and what can be done from it."""
        one = self.applied("waiting")
        assert one.language == self.language
        self.look(one, "waiting")
        ask = address_of(one, "ask")
        self.see("asked nothing", self.browser.post(ask, {"words": ""}))
        assert self.browser.post(ask, {"words": QUESTION}).status_code == 302
        self.look(one, "asked")
        call = address_of(one, "call")
        self.see("call", self.browser.get(call))
        self.see("call: nothing chosen", self.browser.post(call, {"number": "x"}))
        first = re.findall(r'name="when" value="([^"]+)"', self.pages["call"])[0]
        wanted = {"when": first, "number": "+1 416 555 0199", "about": QUESTION}
        assert self.browser.post(call, wanted).status_code == 302
        self.look(one, "call asked for")
        self.see("another time", self.browser.get(call))
        for page in ("withdraw", "details"):
            address = address_of(one, page)
            self.see(page, self.browser.get(address))
            asked = {"act": "send", "name": "Anna Moreau"}
            self.see(f"{page}: code sent", self.browser.post(address, asked))
            tried = {"act": "do", "code": "000000", "name": "Anna Moreau"}
            self.see(f"{page}: wrong code", self.browser.post(address, tried))
            self.see(f"{page}: no code", self.browser.post(address, {"act": "do"}))
        odd = {"act": "send", "phone": "+1 416 555 0177", "no_phone": "on", "email": "no"}
        self.see("details: odd", self.browser.post(address_of(one, "details"), odd))
        self.see("no such language", self.browser.post(address_of(one, "language"), {"lang": "x"}))

    def past_the_pages_of_a_referral(self) -> None:
        """Whoever a colleague thought of: asked, interested, at the form, and after a no."""
        thought = Thought(name="Kofi", email=f"kofi.{self.language}@mail.example")
        referral = refer(
            opening=self.cast.opening,
            thought=thought,
            language=self.language,
            by=self.cast.omar,
            now=NOW,
        )
        link = reverse(ASKED, args=[token(ASKED, referral.public_id, 1)])
        self.see("thought of", self.browser.get(link))
        form = self.browser.post(link, {"act": "yes"}).headers["Location"]
        self.see("sent by a colleague", self.browser.get(form))
        self.see("thought of: yes", self.browser.get(link))
        self.see("thought of: no", self.browser.post(link, {"act": "no"}))
        self.see("thought of: nothing", self.browser.get(f"{link[:-9]}/"))
        shared = shared_link(self.cast.omar, self.cast.opening)
        self.see("shared", self.browser.get(shared[shared.index("/jobs/") :]))

    def past_every_end(self) -> None:
        """The status page after each answer, after withdrawing, and when we are late."""
        gone = self.applied("gone")
        withdraw(application=gone, now=NOW)
        self.look(gone, "gone")
        told = {"onward": tell_onward, "no": tell_no}
        for name, tell in told.items():
            one = self.applied(name)
            answer = tell(self.cast, one)
            assert answer.send_at is not None
            self.clock.moment = answer.send_at + HOUR
            send_post(self.clock.moment)
            self.look(one, name)
            self.clock.moment = NOW
        late = self.applied("late")
        due_at = late.promises.get().due_at
        self.clock.moment = due_at + timedelta(minutes=1)
        self.look(late, "late")
        sweep(now=due_at + timedelta(minutes=1))
        sweep(now=due_at + timedelta(minutes=2))
        self.look(late, "apologised")
        self.clock.moment = NOW

    def look(self, application: Application, name: str) -> None:
        """Open the status page."""
        self.see(f"status: {name}", self.browser.get(address_of(application)))
