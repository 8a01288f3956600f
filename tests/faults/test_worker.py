"""Workers die and freeze at every point of sending; letters neither vanish nor multiply."""

# M2 M7

from __future__ import annotations

import pytest

from tests import relay as orders
from tests.applying import address_of, apply, kept
from tests.house import House
from tests.until import until

pytestmark = pytest.mark.faults

ANA, BO, CY = "Ana Moreau", "Bo Lindqvist", "Cy Okafor"
LEASE_AND_MORE = "2m"
STOPPED_WHILE_STARTING = 128 + 15  # as a shell says it
WAITS_FOR_US = """SELECT pid FROM pg_stat_activity
                   WHERE application_name = 'hearback-worker' AND wait_event_type = 'Lock'"""


def _message(house: House, name: str) -> tuple[str, bool, int]:
    """State, whether it is leased, and deaths of the one letter to somebody."""
    ((state, leased, deaths),) = house.rows(
        "SELECT state, lease_token IS NOT NULL, deaths FROM channels_message WHERE to_address = %s",
        address_of(name),
    )
    return state, leased, deaths


def _wait_for(house: House, name: str, state: str) -> None:
    until(lambda: _message(house, name)[0] == state, f"the letter to {name} is {state}", 60)


def test_a_worker_killed_before_it_sent_anything_loses_nothing(house: House) -> None:
    house.web()
    house.relay.freeze()  # the line opens and nobody says hello
    worker = house.worker()
    apply(house, ANA)
    until(lambda: _message(house, ANA) == ("queued", True, 0), "the worker took the letter up")
    worker.kill()
    house.relay.thaw()
    house.worker()
    house.jump(LEASE_AND_MORE)
    _wait_for(house, ANA, "accepted")
    assert len(house.relay.taken_by(address_of(ANA))) == 1
    assert _message(house, ANA) == ("accepted", False, 0)


def test_a_worker_killed_while_the_relay_has_it_sends_a_receipt_again_as_the_same_letter(
    house: House,
) -> None:
    house.web()
    house.relay.tell(orders.HOLD)
    worker = house.worker()
    apply(house, ANA)
    house.mails_to(address_of(ANA))
    worker.kill()
    house.relay.tell(orders.ACCEPT)
    house.worker()
    house.jump(LEASE_AND_MORE)
    _wait_for(house, ANA, "accepted")
    assert _message(house, ANA) == ("accepted", False, 1)
    first, second = house.relay.taken_by(address_of(ANA))
    assert first["Message-ID"] == second["Message-ID"]


def test_a_worker_killed_between_the_relays_yes_and_our_note_of_it(house: House) -> None:
    house.web()
    house.relay.tell(orders.HOLD)
    worker = house.worker()
    apply(house, ANA)
    house.mails_to(address_of(ANA))
    with house.connect() as ours, ours.transaction():
        # Whoever holds the row keeps the worker from writing down what the relay says next.
        ours.execute("SELECT 1 FROM channels_message FOR UPDATE")
        house.relay.tell(orders.ACCEPT)
        until(lambda: house.rows(WAITS_FOR_US), "the worker waits to write it down")
        worker.kill()
        # With its host gone, the statement it had sent does not come to its end either.
        for (pid,) in house.rows(WAITS_FOR_US):
            house.rows("SELECT pg_terminate_backend(%s)", pid)
    house.worker()
    house.jump(LEASE_AND_MORE)
    _wait_for(house, ANA, "accepted")
    first, second = house.relay.taken_by(address_of(ANA))
    assert first["Message-ID"] == second["Message-ID"]


def test_a_worker_killed_after_sending_leaves_the_consequences_to_another(house: House) -> None:
    house.web()
    worker = house.worker()
    with house.connect() as ours, ours.transaction():
        # The letter is noted as accepted first; settling it needs the promise, which we hold.
        ours.execute("LOCK TABLE ledger_promise IN SHARE MODE")
        _queue_plain_letter(house)
        until(
            lambda: house.value(
                "SELECT count(*) FROM channels_message"
                " WHERE state = 'accepted' AND settled_at IS NULL"
            ),
            "the letter is accepted and not settled",
            60,
        )
        worker.kill()
    assert house.value("SELECT count(*) FROM channels_message WHERE settled_at IS NULL") == 1
    house.worker()
    house.jump(LEASE_AND_MORE)
    until(
        lambda: house.value("SELECT count(*) FROM channels_message WHERE settled_at IS NULL") == 0,
        "somebody else settles it",
        60,
    )
    assert len(house.relay.taken) == 1


def _queue_plain_letter(house: House) -> None:
    """A letter that is due, as any chapter would have left it."""
    house.rows(
        """
        INSERT INTO channels_message (public_id, purpose, state, urgency, when_in_doubt, to_address,
            to_name, from_name, reply_to, subject, text, html, message_id, automatic, created_at,
            send_after, attempts, deaths, trouble)
        SELECT id, 'tests.letter', 'queued', 1, 'ask', 'plain@mail.example', '', 'Susan',
               'jobs@harbour.example', 'Hello', 'Hello.', '', '<' || id || '@harbour.example>',
               true, now(), now(), 0, 0, ''
          FROM gen_random_uuid() id
        RETURNING id
        """
    )


def test_a_worker_frozen_past_its_lease_and_thawed_does_nothing_twice(house: House) -> None:
    house.web()
    for name in (ANA, BO, CY):
        apply(house, name)
    house.relay.tell(orders.HOLD)
    frozen = house.worker("--at-once", "1")  # a second slot would have a letter of its own in hand
    until(lambda: house.relay.taken, "the relay has the first letter in hand")
    frozen.freeze()
    leased = house.value("SELECT count(*) FROM channels_message WHERE lease_token IS NOT NULL")
    assert leased == 3, "the frozen one has all three in hand"
    house.relay.tell(orders.ACCEPT)
    house.jump(LEASE_AND_MORE)
    house.worker()
    for name in (ANA, BO, CY):
        _wait_for(house, name, "accepted")
    frozen.thaw()
    # It finds out that its letters are no longer its own, and takes part in new work.
    apply(house, "Di Mora")
    house.mails_to(address_of("Di Mora"))
    until(
        lambda: not house.value("SELECT count(*) FROM channels_message WHERE settled_at IS NULL"),
        "all is settled",
    )
    first, *others = (house.relay.taken_by(address_of(name)) for name in (ANA, BO, CY))
    assert [len(mails) for mails in others] == [1, 1]
    assert len(first) == 2, "only what the relay had in hand goes again"
    assert first[0]["Message-ID"] == first[1]["Message-ID"]
    assert [kept(house, address_of(name))[0].promises for name in (ANA, BO, CY)] == [1, 1, 1]


def test_workers_that_are_asked_to_stop_finish_what_they_have_in_hand(house: House) -> None:
    house.web()
    workers = [house.worker(), house.worker()]
    names = [f"Person {number}" for number in range(12)]
    for number, name in enumerate(names):
        apply(house, name, cv=None)
        if number % 4 == 3:
            assert workers.pop(0).stop() in {0, STOPPED_WHILE_STARTING}
            workers.append(house.worker())
    for name in names:
        house.mails_to(address_of(name), seconds=60)
    until(
        lambda: not house.value("SELECT count(*) FROM channels_message WHERE state <> 'accepted'"),
        "every receipt is written down",
        60,
    )
    assert [len(house.relay.taken_by(address_of(name))) for name in names] == [1] * len(names)


def test_a_job_of_another_release_stops_nobodys_work(house: House) -> None:
    with house.connect() as connection:
        connection.execute(
            """INSERT INTO procrastinate_jobs (queue_name, task_name, priority, args, status)
               SELECT 'letters', 'hearback.of_tomorrow', 100, '{"unheard": "of"}', 'todo'
                 FROM generate_series(1, 3)"""
        )
        connection.commit()
    house.web()
    worker = house.worker()
    apply(house, ANA)
    house.mails_to(address_of(ANA), seconds=60)
    until(
        lambda: (
            house.value(
                "SELECT count(*) FROM procrastinate_jobs"
                " WHERE task_name = 'hearback.of_tomorrow' AND status = 'failed'"
            )
            == 3
        ),
        "what nobody here understands is set aside",
        30,
    )
    assert worker.running
