"""Nobody leaves while they own anything: one act hands it over, and the database insists."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.totp.internal.auth import TOTP
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from hearback.accounts.models import Member, PasswordLink, Role
from hearback.accounts.queries import who_answers
from hearback.channels.models import Message
from hearback.inbox.actions import ask
from hearback.kit.errors import Refused
from hearback.ledger.models import Entry, Promise, PromiseState
from hearback.pipeline.models import Application, Conversation, Opening
from hearback.team import actions
from hearback.team.queries import holdings_of
from hearback.team.tests.conftest import As
from tests.cast import NOW, Cast, apply, make_cast

if TYPE_CHECKING:
    from collections.abc import Callable

KIT = {"email": "kit@harbour.example", "name": "Kit Moss", "role": "administrator"}


@pytest.fixture
def owning(cast: Cast) -> Cast:
    """Susan owns promises, applications, an opening, sits on a panel and stands in for Jo."""
    for name in ("Ana Moreau", "Eli Stone", "Hana Sato"):
        apply(cast, name)
    cast.other_opening.panel.add(cast.susan)
    Member.objects.filter(pk__in=[cast.jo.pk, cast.omar.pk]).update(stand_in=cast.susan)
    return cast


def leave(cast: Cast) -> str:
    """Where an administrator takes Susan off the team."""
    return reverse("team:leave", args=[cast.susan.pk])


def test_the_page_lists_what_is_owned_and_one_act_hands_it_all_over(as_: As, owning: Cast) -> None:
    client = as_(owning.alex)
    page = " ".join(client.get(leave(owning)).content.decode().split())
    for words in (
        "3 open promises",
        "3 applications in progress",
        "Shop manager",
        "Window dresser",
        "Stands in for Jo Lind",
        "Hand over and remove",
    ):
        assert words in page
    answer = client.post(leave(owning), {"to": owning.jo.pk})
    assert answer["Location"] == reverse("team:members"), answer.content.decode()
    susan, jo = owning.susan, owning.jo
    susan.refresh_from_db()
    jo.refresh_from_db()
    assert (susan.is_active, susan.left_at, susan.team, susan.stand_in) == (False, NOW, None, None)
    assert set(Promise.objects.values_list("owner", flat=True)) == {jo.pk}
    assert set(Application.objects.values_list("owner", flat=True)) == {jo.pk}
    assert set(Opening.objects.values_list("owner", flat=True)) == {jo.pk}
    assert list(owning.other_opening.panel.all()) == [jo]
    assert jo.stand_in is None
    assert not holdings_of(susan, now=NOW)


def test_each_thing_that_changed_hands_is_an_entry(owning: Cast) -> None:
    actions.remove_member(owning.susan, to=owning.jo, by=owning.alex, now=NOW)
    kinds = list(Entry.objects.filter(by=owning.alex).values_list("kind", flat=True))
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        "promise.handed_over": 3,
        "application.handed_over": 3,
        "opening.handed_over": 2,
        "team.handed_over": 1,
        "team.left": 1,
    }
    letter = Message.objects.get(purpose="team.handed_over")
    assert letter.to_address == "jo@harbour.example"
    for line in ("3 promises", "3 applications", "2 openings", "standing in for 1 colleague"):
        assert f"- {line}" in letter.text
    promise = Promise.objects.earliest("due_at")
    assert promise.words.startswith("Susan Ito tells you by")


def test_dates_people_were_told_stay(owning: Cast) -> None:
    before = dict(Promise.objects.values_list("pk", "due_at"))
    actions.hand_over_everything(owning.susan, to=owning.jo, by=owning.omar, now=NOW)
    assert dict(Promise.objects.values_list("pk", "due_at")) == before


def test_closed_promises_stay_with_who_kept_them(owning: Cast) -> None:
    promise = Promise.objects.earliest("pk")
    Promise.objects.filter(pk=promise.pk).update(state=PromiseState.KEPT, closed_at=NOW)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE pipeline_application SET state = 'hired' WHERE id = %s",
            [promise.application_id],
        )
    actions.hand_over_everything(owning.susan, to=owning.jo, by=owning.omar, now=NOW)
    promise.refresh_from_db()
    assert promise.owner == owning.susan
    assert promise.application is not None
    assert promise.application.owner == owning.susan


def test_without_a_taker_nothing_happens(as_: As, owning: Cast) -> None:
    answer = as_(owning.alex).post(leave(owning), {"to": ""})
    assert answer.status_code == 200
    assert "required" in answer.content.decode()
    with pytest.raises(Refused, match="still owns"):
        actions.remove_member(owning.susan, to=None, by=owning.alex, now=NOW)
    owning.susan.refresh_from_db()
    assert owning.susan.is_active
    assert not Entry.objects.filter(kind="team.left").exists()


def test_nobody_takes_over_who_could_not_answer(as_: As, owning: Cast) -> None:
    answer = as_(owning.alex).post(leave(owning), {"to": owning.grace.pk})
    assert "Select a valid choice" in answer.content.decode()
    for wrong in (owning.ben, owning.susan):
        with pytest.raises(Refused):
            actions.hand_over_everything(owning.susan, to=wrong, by=owning.alex, now=NOW)


def test_somebody_who_owns_nothing_just_leaves(as_: As, cast: Cast) -> None:
    cast.opening.panel.clear()
    page = as_(cast.alex).get(reverse("team:leave", args=[cast.ben.pk])).content.decode()
    assert "Who takes over" not in page
    as_(cast.alex).post(reverse("team:leave", args=[cast.ben.pk]))
    cast.ben.refresh_from_db()
    assert not cast.ben.is_active


def test_a_manager_hands_over_to_any_colleague(as_: As, cast: Cast) -> None:
    as_(cast.alex).post(reverse("team:leave", args=[cast.grace.pk]), {"to": cast.ben.pk})
    cast.opening.refresh_from_db()
    assert cast.opening.manager == cast.ben


def test_every_door_closes(as_: As, cast: Cast) -> None:
    cast.opening.panel.clear()
    client = as_(cast.ben)
    cast.ben.set_password("quiet harbour pine")
    cast.ben.save()
    TOTP.activate(cast.ben, "JBSWY3DPEHPK3PXP")
    actions.send_password_link(cast.ben, now=NOW)
    actions.remove_member(cast.ben, to=None, by=cast.alex, now=NOW)
    assert client.get("/desk/team/").status_code == 302
    assert not PasswordLink.objects.exists()
    cast.ben.refresh_from_db()
    assert not cast.ben.has_usable_password()
    assert not cast.ben.authenticator_set.exists()  # type: ignore[attr-defined]  # allauth's


def test_nobody_removes_themselves_nor_comes_late(as_: As, cast: Cast) -> None:
    answer = as_(cast.alex).post(reverse("team:leave", args=[cast.alex.pk]))
    assert answer.status_code == 409
    cast.opening.panel.clear()
    actions.remove_member(cast.ben, to=None, by=cast.alex, now=NOW)
    with pytest.raises(Refused, match="already"):
        actions.remove_member(cast.ben, to=None, by=cast.alex, now=NOW)


def test_there_is_always_an_administrator(cast: Cast) -> None:
    kit = actions.add_member(**KIT, by=None, now=NOW)
    actions.remove_member(cast.alex, to=None, by=kit, now=NOW)
    with pytest.raises(Refused, match="no longer an administrator"):
        actions.remove_member(kit, to=None, by=cast.alex, now=NOW)
    assert list(Member.objects.filter(is_active=True, role=Role.ADMINISTRATOR)) == [kit]


def test_a_lead_hands_over_but_removes_nobody(as_: As, owning: Cast) -> None:
    client = as_(owning.omar)
    assert client.get(leave(owning)).status_code == 404
    place = reverse("team:hand_over", args=[owning.susan.pk])
    assert client.post(place, {"to": owning.jo.pk}).status_code == 302
    owning.susan.refresh_from_db()
    assert owning.susan.is_active
    assert not holdings_of(owning.susan, now=NOW)
    assert as_(owning.jo).post(place, {"to": owning.jo.pk}).status_code == 404


def test_it_says_when_a_team_is_left_without_a_lead(as_: As, cast: Cast) -> None:
    page = as_(cast.alex).get(reverse("team:leave", args=[cast.omar.pk])).content.decode()
    assert "Shop has no other lead" in page
    assert who_answers(cast.omar, now=NOW) == cast.omar


def test_whoever_takes_over_is_reminded_in_their_own_hours(owning: Cast) -> None:
    Promise.objects.update(ladder_step=2, next_at=NOW)
    actions.hand_over_everything(owning.susan, to=owning.jo, by=owning.omar, now=NOW)
    for promise in Promise.objects.all():
        assert promise.ladder_step == 0
        assert promise.next_at == promise.remind_at > NOW


def give(kit: Member, owned: str, cast: Cast, application: Application) -> None:
    """Let Kit own one thing, and let the database look at once."""
    if owned == "promise":
        Promise.objects.update(owner=kit)
    if owned == "application":
        Application.objects.filter(pk=application.pk).update(owner=kit)
    if owned == "opening":
        Opening.objects.filter(pk=cast.opening.pk).update(owner=kit)
    if owned == "manager":
        Opening.objects.filter(pk=cast.opening.pk).update(manager=kit)
    connection.check_constraints()


@pytest.mark.parametrize("owned", ["promise", "application", "opening", "manager"])
def test_the_database_refuses_that_somebody_leaves_with_something(cast: Cast, owned: str) -> None:
    application = apply(cast)
    kit = actions.add_member(**KIT, by=None, now=NOW)
    give(kit, owned, cast, application)
    Member.objects.filter(pk=kit.pk).update(is_active=False)
    with pytest.raises(IntegrityError, match="still own something"), transaction.atomic():
        connection.check_constraints()
    Member.objects.filter(pk=kit.pk).update(is_active=True)


@pytest.mark.parametrize("owned", ["promise", "application", "opening", "manager"])
def test_the_database_refuses_to_give_something_to_somebody_who_left(
    cast: Cast, owned: str
) -> None:
    application = apply(cast)
    kit = actions.add_member(**KIT, by=None, now=NOW)
    actions.remove_member(kit, to=None, by=cast.alex, now=NOW)
    with pytest.raises(IntegrityError, match="cannot be given"), transaction.atomic():
        give(kit, owned, cast, application)


def meanwhile(act: Callable[[], object]) -> tuple[threading.Thread, list[BaseException]]:
    """Do something in another connection, at the same time; what went wrong is in the list."""
    wrong: list[BaseException] = []

    def run() -> None:
        try:
            act()
        except (Refused, IntegrityError) as refusal:
            wrong.append(refusal)
        finally:
            connection.close()

    thread = threading.Thread(target=run)
    thread.start()
    return thread, wrong


@pytest.mark.django_db(transaction=True)
def test_a_removal_waits_for_an_application_that_is_being_committed() -> None:
    cast = make_cast()
    with transaction.atomic():
        apply(cast)
        connection.check_constraints()  # as a commit does, which comes a moment later
        thread, wrong = meanwhile(
            lambda: actions.remove_member(cast.susan, to=cast.jo, by=cast.alex, now=NOW)
        )
        thread.join(timeout=1.5)
        assert thread.is_alive()
    thread.join(timeout=20)
    assert not wrong
    assert Promise.objects.get().owner == cast.jo
    assert Application.objects.get().owner == cast.jo


@pytest.mark.django_db(transaction=True)
def test_an_application_for_somebody_just_removed_is_refused_whole() -> None:
    cast = make_cast()

    @transaction.atomic
    def apply_and_be_overtaken() -> None:
        apply(cast)
        thread, wrong = meanwhile(
            lambda: actions.remove_member(cast.susan, to=cast.jo, by=cast.alex, now=NOW)
        )
        thread.join(timeout=20)
        assert not wrong

    with pytest.raises(IntegrityError, match="cannot be given"):
        apply_and_be_overtaken()
    assert not Application.objects.exists()
    cast.opening.refresh_from_db()
    assert apply(cast).owner == cast.jo


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_remove_each_other_leave_one() -> None:
    cast = make_cast()
    kit = actions.add_member(**KIT, by=None, now=NOW)
    first, _ = meanwhile(lambda: actions.remove_member(kit, to=None, by=cast.alex, now=NOW))
    second, _ = meanwhile(lambda: actions.remove_member(cast.alex, to=None, by=kit, now=NOW))
    for thread in (first, second):
        thread.join(timeout=20)
    assert Member.objects.filter(is_active=True, role=Role.ADMINISTRATOR).count() == 1


# M39
def test_conversations_change_hands_with_what_was_promised_in_them(cast: Cast) -> None:
    asked = apply(cast)
    ask(application=asked, words="Is there a car park?", now=NOW)
    assert holdings_of(cast.susan, now=NOW).load.conversations == 1
    things = actions.hand_over_everything(cast.susan, to=cast.jo, by=cast.alex, now=NOW)
    assert "1 conversation" in things
    assert Conversation.objects.get().owner == cast.jo
    assert set(Promise.objects.open().values_list("owner", flat=True)) == {cast.jo.pk}
    assert not holdings_of(cast.susan, now=NOW)
