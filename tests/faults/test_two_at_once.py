"""Two people, two presses or two processes at the same moment: one of them counts, once."""

# M7 M28 M29

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, TypeVar

import pytest

from tests import relay as orders
from tests.applying import SEE_OTHER, address_of, apply, body_of, fill_in, kept
from tests.deciding import letters_to, open_the_office, state_of, write
from tests.until import until

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.house import House
    from tests.visitor import Page

pytestmark = pytest.mark.faults

ANA = "Ana Moreau"
ANAS = address_of(ANA)
T = TypeVar("T")


def at_once(*acts: Callable[[], T]) -> list[T]:
    """Do these at the same moment; returns what each gave."""
    gate = threading.Barrier(len(acts))
    given: dict[int, T] = {}

    def run(number: int) -> None:
        gate.wait()
        given[number] = acts[number]()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(acts))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [given[number] for number in range(len(acts))]


@pytest.fixture
def office(house: House) -> House:
    """Pages, worker and relay on a working morning, and Ana has applied."""
    open_the_office(house)
    house.web()
    house.worker()
    apply(house, ANA)
    house.mails_to(ANAS)
    return house


def test_two_recruiters_decide_at_once_and_the_slower_is_told_who_was_faster(
    office: House,
) -> None:
    susan, jo = (office.signed_in(f"{name}@harbour.example") for name in ("susan", "jo"))
    no, on = write(susan, office, ANA, "decline"), write(jo, office, ANA, "onward")
    pages = at_once(lambda: no.press("now"), lambda: on.press("now"))
    assert sorted(page.status for page in pages) == [302, 409]
    (turned_down,) = (page for page in pages if page.status == 409)
    assert "Susan Ito" in turned_down.words or "Jo Lind" in turned_down.words
    mails = office.mails_to(ANAS, 2)
    assert len(mails) == 2, "the receipt and one answer"
    assert office.value("SELECT count(*) FROM answers_answer") == 1


@pytest.mark.parametrize("kind", ["decline", "onward", "hold", "hire"])
def test_a_double_click_decides_once(office: House, kind: str) -> None:
    letter = write(office.signed_in("susan@harbour.example"), office, ANA, kind)
    pages = at_once(lambda: letter.press("now"), lambda: letter.press("now"))
    assert [page.status for page in pages] == [302, 302], "neither press is scolded"
    office.mails_to(ANAS, 2)
    assert letters_to(office, ANA, f"answers.{kind}") == ["accepted"]
    # Once more by the back button: the application is over, or the letter is shown anew to be read.
    again = letter.press("now")
    assert again.status in SEE_OTHER | {200, 409}
    assert office.value("SELECT count(*) FROM answers_answer") == 1


def test_a_double_click_on_the_form_applies_once_and_writes_once(office: House) -> None:
    visitor = office.visitor("192.0.2.10")

    def press() -> Page:
        return fill_in(visitor, "Bo Lindqvist")

    pages = at_once(press, press, press)
    assert {page.status for page in pages} <= SEE_OTHER
    assert len(kept(office, address_of("Bo Lindqvist"))) == 1
    apply(office, "Fence Post")
    office.mails_to(address_of("Fence Post"))
    assert len(office.relay.taken_by(address_of("Bo Lindqvist"))) == 1
    files = [path for path in (office.folder / "files").rglob("*") if path.is_file()]
    assert len(files) == 3, "one each for Ana, Bo and the last; no copy is left over"


def test_a_form_sent_again_by_the_browser_the_day_after_changes_nothing_and_says_so_by_mail(
    office: House,
) -> None:
    office.jump("20h")
    assert fill_in(office.visitor("192.0.2.11"), ANA, phone="+1 416 555 9999").status in SEE_OTHER
    mail = office.mails_to(ANAS, 2)[-1]
    assert "already" in mail["Subject"].lower()
    assert len(kept(office, ANAS)) == 1
    phone = office.value("SELECT phone FROM pipeline_application WHERE name = %s", ANA)
    assert phone == "+14165550199"


def test_a_letter_recalled_while_the_relay_has_it_is_said_to_have_left(office: House) -> None:
    susan = office.signed_in("susan@harbour.example")
    office.relay.tell(orders.HOLD)
    assert write(susan, office, ANA, "decline").press("now").status in SEE_OTHER
    office.mails_to(ANAS, 2)
    number = office.value("SELECT id FROM answers_answer")
    token = susan.get("/desk/").form_with("csrfmiddlewaretoken").fields["csrfmiddlewaretoken"]
    page = susan.post(f"/desk/answers/{number}/recall/", {"csrfmiddlewaretoken": token})
    assert page.status == 409
    office.relay.tell(orders.ACCEPT)
    until(lambda: state_of(office, ANA) == "declined", "the no counts")
    assert len(office.relay.taken_by(ANAS)) == 2


def test_a_letter_recalled_while_a_worker_holds_it_never_leaves(office: House) -> None:
    susan = office.signed_in("susan@harbour.example")
    office.relay.freeze()
    assert write(susan, office, ANA, "decline").press("now").status in SEE_OTHER
    until(
        lambda: office.value(
            "SELECT count(*) FROM channels_message"
            " WHERE purpose = 'answers.decline' AND lease_token IS NOT NULL"
        ),
        "a worker has taken the letter up",
        40,
    )
    number = office.value("SELECT id FROM answers_answer")
    token = susan.get("/desk/").form_with("csrfmiddlewaretoken").fields["csrfmiddlewaretoken"]
    page = susan.post(f"/desk/answers/{number}/recall/", {"csrfmiddlewaretoken": token})
    assert page.status in SEE_OTHER
    office.relay.thaw()
    apply(office, "Fence Post")
    office.mails_to(address_of("Fence Post"), seconds=60)
    assert len(office.relay.taken_by(ANAS)) == 1, "only the receipt"
    assert letters_to(office, ANA, "answers.decline") == ["recalled"]
    assert state_of(office, ANA) == "in_progress"
    assert kept(office, ANAS)[0].promises == 1


def test_a_no_whose_worker_died_is_never_repeated_and_waits_for_a_person(office: House) -> None:
    susan = office.signed_in("susan@harbour.example")
    office.relay.tell(orders.HOLD)
    assert write(susan, office, ANA, "decline").press("now").status in SEE_OTHER
    office.mails_to(ANAS, 2)
    office.programs[-1].kill()
    office.relay.tell(orders.ACCEPT)
    office.worker()
    office.jump("2m")
    until(lambda: letters_to(office, ANA, "answers.decline") == ["in_doubt"], "it is in doubt", 60)
    assert state_of(office, ANA) == "in_progress"
    assert kept(office, ANAS)[0].promises == 1
    assert ANA in susan.get("/desk/").words
    outbox = susan.get("/desk/outbox/")
    assert ANA in outbox.words

    found = outbox.form_with("back") if "back" in outbox.html else None
    letter = office.value("SELECT public_id FROM channels_message WHERE state = 'in_doubt'")
    token = (found or outbox.forms[0]).fields["csrfmiddlewaretoken"]
    said = susan.post(f"/desk/outbox/{letter}/arrived/", {"csrfmiddlewaretoken": token})
    assert said.status in SEE_OTHER
    until(lambda: state_of(office, ANA) == "declined", "what reached her counts")
    assert len(office.relay.taken_by(ANAS)) == 2
    assert "Window dresser" in body_of(office.relay.taken_by(ANAS)[1])


def test_the_same_link_is_used_by_two_at_once_and_lets_one_in(office: House) -> None:
    link = office.sign_in_link("susan@harbour.example")
    people = [office.visitor(f"192.0.2.{number}") for number in (21, 22)]
    pages = [person.get(link) for person in people]
    forms = [next(form for form in page.forms if form.method == "post") for page in pages]
    at_once(
        lambda: people[0].press(pages[0], forms[0]),
        lambda: people[1].press(pages[1], forms[1]),
    )
    inside = [person.get("/desk/").status for person in people]
    assert sorted(inside) == [200, 302]
