"""A new opening: people are proposed in words, chosen and written to by a person, once a month."""

# M31

from __future__ import annotations

from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from hearback.accounts.models import Place, Team
from hearback.answers.tests.makers import send
from hearback.channels.models import Message, MessageState
from hearback.clients.tests.makers import a_client
from hearback.endpoints import Inbound
from hearback.inbox.orders.actions import set_order
from hearback.inbox.orders.checking import Wanted
from hearback.kit.errors import Refused
from hearback.ledger.models import Entry
from hearback.pipeline.models import Conversation, OpeningState, OrderKind
from hearback.relations.models import InTouch, InTouchLetter
from hearback.relations.pool.actions import forget_old_letters, join, leave, tell
from hearback.relations.pool.queries import proposals
from hearback.relations.pool.tests.makers import (
    LATER,
    at_noon,
    in_touch,
    new_opening,
    path_in,
    press,
    propose,
    text_of,
    told_no,
    words_of,
)
from tests.cast import Cast, apply
from tests.desk_visit import As, Moment
from tests.letters_in import arrive, mail
from tests.relay import TestRelay

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.slow,
    pytest.mark.usefixtures("relay"),
]

ANA = "ana.moreau@mail.example"
A_MONTH = timedelta(days=31)


def _whys(cast: Cast, opening: Any, **more: Any) -> dict[str, str]:
    found = proposals(opening, cast.susan, now=LATER, **more)
    return {one.person.application.name: one.why for one in found}


def test_people_are_proposed_by_field_place_and_words_and_told_why(
    cast: Cast, as_: As, moment: Moment
) -> None:
    moment.now = LATER
    in_touch(cast)
    in_touch(cast, "Bo Lind", "Drives a van.")
    told_no(cast, "Chen Wei")
    elsewhere = new_opening(cast, "Bookkeeper", team=_another_team(), place=_another_place())
    in_touch(cast, "Dee Roy", "Visual merchandising at the harbour.", opening=elsewhere)
    in_touch(cast, "Merchandising Visual", "Adds up figures.", opening=elsewhere)
    page = words_of(propose(as_(cast.susan), new_opening(cast)))
    assert "Shop, Toronto, and the CV speaks of visual merchandising" in page
    assert "The CV speaks of visual merchandising." in page
    assert page.index("Ana Moreau") < page.index("Bo Lind")
    assert "Bo Lind Shop, Toronto." in page
    # Neither who did not agree, nor whose name alone is a word of the opening.
    assert "Chen Wei" not in page
    assert "Merchandising Visual" not in page
    assert not any(sign in page for sign in ("%", "score", "rank"))


def _another_team() -> Any:
    return Team.objects.get_or_create(name="Office")[0]


def _another_place() -> Any:
    known = {"city": "Halifax", "country": "CA", "zone": "America/Halifax"}
    return Place.objects.get_or_create(name="Halifax", defaults=known)[0]


def test_a_press_shows_the_letter_and_another_sends_it_from_its_sender(
    cast: Cast, as_: As, moment: Moment, relay: TestRelay
) -> None:
    moment.now = LATER
    ana, opening = in_touch(cast), new_opening(cast)
    browser = as_(cast.jo)
    line = "I remember your window in May."
    shown = words_of(press(browser, opening, "preview", ana, words=line))
    assert "Send to one person" in shown
    assert line in shown
    assert "/in-touch/" not in shown
    assert not InTouchLetter.objects.exists()
    assert press(browser, opening, "send", ana, words=line).status_code == 302
    send(at_noon(LATER))
    letter = relay.taken_by(ANA)[-1]
    said = " ".join(text_of(letter).split())
    assert "Jo Lind" in letter["From"]
    assert letter["Subject"] == "An opening that may suit you: Visual merchandiser"
    for words in (line, "you asked us on 24 November 2026", "by ourselves on 24 November 2028"):
        assert words in said
    assert Client().get(path_in(letter, "/jobs/visual-merchandiser/")).status_code == 200
    page = words_of(propose(browser, opening))
    assert "Nobody to write to just now" in page
    assert "Jo Lind" in page
    assert Entry.objects.filter(kind="pool.told", application=ana.application).exists()


@pytest.mark.parametrize("language", ["de", "fr", "es"])
def test_each_reads_it_in_their_own_language(
    cast: Cast, as_: As, moment: Moment, relay: TestRelay, language: str
) -> None:
    moment.now = LATER
    ana, opening = in_touch(cast), new_opening(cast)
    ana.application.language = language
    ana.application.save()
    press(as_(cast.jo), opening, "send", ana)
    send(at_noon(LATER))
    letter = relay.taken_by(ANA)[-1]
    opens = {"de": "Guten Tag Ana", "fr": "Bonjour Ana", "es": "Hola, Ana"}
    assert opens[language] in text_of(letter)
    assert "You get this letter" not in text_of(letter)
    assert f'lang="{language}"' in Client().get(path_in(letter, "/in-touch/")).content.decode()


def test_nobody_gets_two_letters_in_a_month(cast: Cast, as_: As, moment: Moment) -> None:
    moment.now = LATER
    ana, first = in_touch(cast), new_opening(cast)
    second = new_opening(cast, "Merchandising lead")
    press(as_(cast.susan), first, "send", ana)
    moment.now = LATER + A_MONTH - timedelta(seconds=1)
    assert press(as_(cast.jo), second, "send", ana).status_code == 409
    assert InTouchLetter.objects.count() == 1
    moment.now = LATER + A_MONTH
    assert press(as_(cast.jo), second, "send", ana).status_code == 302
    assert InTouchLetter.objects.count() == 2


def test_who_leaves_and_joins_again_hears_no_sooner(cast: Cast) -> None:
    ana, opening = in_touch(cast), new_opening(cast)
    tell(opening=opening, chosen=[ana.pk], words="", by=cast.susan, now=LATER)
    leave(consent=ana.consent, now=LATER)
    again = join(application=ana.application, now=LATER + timedelta(hours=1))
    assert again.rests_until == LATER + A_MONTH


def test_two_recruiters_at_once_send_one_letter(cast: Cast) -> None:
    ana = in_touch(cast)
    bo = in_touch(cast, "Bo Lind")
    openings = [new_opening(cast), new_opening(cast, "Merchandising lead")]
    people = [ana.pk, bo.pk]
    start = Barrier(2)
    sent: list[int] = []

    def press_send(opening: Any, by: Any, chosen: list[int]) -> None:
        start.wait()
        try:
            found = tell(opening=opening, chosen=chosen, words="", by=by, now=LATER)
            sent.extend(one.candidate_id for one in found)
        finally:
            connection.close()

    threads = [
        Thread(target=press_send, args=(openings[0], cast.susan, people)),
        Thread(target=press_send, args=(openings[1], cast.jo, people[::-1])),
    ]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert sorted(sent) == sorted([ana.candidate_id, bo.candidate_id])
    assert Message.objects.filter(purpose="relations.in_touch").count() == 2


def test_who_talks_with_us_already_is_not_proposed_nor_written_to(
    cast: Cast, as_: As, moment: Moment
) -> None:
    moment.now = LATER
    ana, opening = in_touch(cast), new_opening(cast)
    apply(cast, opening=cast.other_opening, now=LATER)
    assert _whys(cast, opening) == {}
    assert press(as_(cast.susan), opening, "send", ana).status_code == 409
    assert not InTouchLetter.objects.exists()


def test_a_letter_on_its_way_is_stopped_when_they_apply_or_leave_or_the_job_closes(
    cast: Cast, as_: As, moment: Moment, relay: TestRelay
) -> None:
    moment.now = LATER
    people = [in_touch(cast, name) for name in ("Ana Moreau", "Bo Lind", "Dee Roy")]
    opening, other = new_opening(cast), new_opening(cast, "Merchandising lead")
    press(as_(cast.susan), opening, "send", *people[:2])
    press(as_(cast.susan), other, "send", people[2])
    apply(cast, opening=cast.other_opening, now=LATER)
    leave(consent=people[1].consent, now=LATER)
    other.state = OpeningState.PAUSED
    other.save()
    before = len(relay.taken_by(ANA))
    send(at_noon(LATER))
    letters = Message.objects.filter(purpose="relations.in_touch").order_by("pk")
    assert {one.state for one in letters} == {MessageState.STOPPED}
    assert len({one.trouble for one in letters}) == 3
    assert len(relay.taken_by(ANA)) == before + 1  # the receipt for what she sent


def test_an_order_against_a_client_holds(cast: Cast) -> None:
    ana = in_touch(cast)
    client = a_client(cast)
    opening = new_opening(cast, client=client)
    assert "Ana Moreau" in _whys(cast, opening)
    wanted = Wanted(kind=OrderKind.COMPANY, names=(client.name,))
    set_order(application=ana.application, wanted=wanted, by=None, now=LATER)
    assert _whys(cast, opening) == {}
    with_nobody = tell(opening=opening, chosen=[ana.pk], words="", by=cast.susan, now=LATER)
    assert with_nobody == []


def test_an_answer_reaches_a_person_in_their_conversation(
    cast: Cast, as_: As, moment: Moment, relay: TestRelay, settings: Any
) -> None:
    settings.HEARBACK_INBOUND = (Inbound(kind="smtp", host="127.0.0.1", port=2525),)
    moment.now = LATER
    ana, opening = in_touch(cast), new_opening(cast)
    press(as_(cast.jo), opening, "send", ana)
    send(at_noon(LATER))
    letter = relay.taken_by(ANA)[-1]
    arrive(mail("Is it on Saturdays?", to=letter["Reply-To"]), now=at_noon(LATER))
    talk = Conversation.objects.get(application=ana.application)
    assert (talk.state, talk.owner.is_active) == ("awaits_us", True)
    assert "Is it on Saturdays?" in words_of(as_(cast.susan).get(f"/desk/inbox/{talk.public_id}/"))


def test_who_applies_because_of_it_came_back_through_the_pool(
    cast: Cast, as_: As, moment: Moment
) -> None:
    moment.now = LATER
    ana, opening = in_touch(cast), new_opening(cast)
    press(as_(cast.jo), opening, "send", ana)
    send(at_noon(LATER))
    new = apply(cast, opening=opening, now=at_noon(LATER))
    assert InTouchLetter.objects.get().application == new
    case = words_of(as_(cast.susan).get(f"/desk/applications/{new.public_id}/"))
    assert "Came back through the pool" in case
    stranger = apply(cast, "Chen Wei", opening=opening, now=at_noon(LATER))
    other = words_of(as_(cast.susan).get(f"/desk/applications/{stranger.public_id}/"))
    assert "Came back through the pool" not in other


@pytest.mark.parametrize("chosen", [[], list(range(101))])
def test_nobody_or_too_many_chosen_is_refused(cast: Cast, chosen: list[int]) -> None:
    with pytest.raises(Refused):
        tell(opening=new_opening(cast), chosen=chosen, words="", by=cast.susan, now=LATER)


def test_a_letter_nothing_came_of_is_forgotten_once_it_stops_nothing(cast: Cast) -> None:
    ana, opening = in_touch(cast), new_opening(cast)
    tell(opening=opening, chosen=[ana.pk], words="", by=cast.susan, now=LATER)
    assert forget_old_letters(now=LATER + A_MONTH) == 0
    leave(consent=ana.consent, now=LATER)
    assert forget_old_letters(now=LATER + A_MONTH - timedelta(seconds=1)) == 0
    assert forget_old_letters(now=LATER + A_MONTH) == 1
    assert not InTouch.objects.exists()
