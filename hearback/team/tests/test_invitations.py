"""Test 117: an invitation works once, for 72 hours, while whoever sent it is here."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from hearback.accounts.models import Invitation, Member, Role
from hearback.channels import hooks
from hearback.channels.models import Message, MessageState
from hearback.kit.errors import Invalid, Refused
from hearback.kit.links import fill, fingerprint
from hearback.ledger.models import Entry, EntryWords
from hearback.team import actions
from hearback.team.tests.conftest import PASSWORD, As, Moment, later
from tests.cast import NOW, Cast

NINA = {"name": "Nina Berg", "email": "Nina@harbour.example", "role": "recruiter"}
JOIN = {"name": "Nina Berg", "phone": "+1 416 555 0142", "password": PASSWORD}


def path_in(letter: Message) -> str:
    """The path of the link in a letter as it leaves the house."""
    words = fill(letter.text)
    return "/desk/join/" + words.split("/desk/join/")[1].split("/")[0] + "/"


@pytest.fixture
def letter(as_: As, cast: Cast) -> Message:
    """Nina's invitation."""
    answer = as_(cast.alex).post(reverse("team:invite"), NINA | {"team": cast.shop.pk})
    assert answer["Location"] == reverse("team:members")
    return Message.objects.get(purpose="team.invitation")


def test_the_letter_is_from_a_person_and_says_what_happens(letter: Message) -> None:
    assert letter.to_address == "nina@harbour.example"
    assert letter.from_name == "Alex Kim, Harbour & Pine"
    assert "You would be here as recruiter." in letter.text
    assert "good until Friday 27 November, 10:00" in letter.text
    assert "Alex Kim" in letter.text


def test_a_stolen_database_opens_nothing(letter: Message) -> None:
    path = path_in(letter)
    token = path.split("/")[-2]
    assert token not in letter.text + letter.html
    assert Invitation.objects.get().fingerprint == fingerprint(token)


def test_looking_changes_nothing_and_joining_works_once(letter: Message) -> None:
    path, client = path_in(letter), Client()
    for _ in range(3):
        page = client.get(path)
        assert "Alex Kim invites you as Recruiter" in page.content.decode()
    assert not Member.objects.filter(name="Nina Berg").exists()
    answer = client.post(path, JOIN)
    assert answer["Location"] == reverse("team:my_hours"), answer.content.decode()
    nina = Member.objects.get(email="nina@harbour.example")
    assert (nina.role, nina.team_id, nina.phone) == (
        Role.RECRUITER,
        Invitation.objects.get().team_id,
        "+1 416 555 0142",
    )
    assert nina.zone == "America/Toronto"
    assert client.get("/desk/team/").status_code == 200
    assert Client().post(path, JOIN).status_code == 409
    kinds = set(Entry.objects.values_list("kind", flat=True))
    assert {"team.invited", "team.joined"} <= kinds


def test_names_in_the_entries_can_be_forgotten(letter: Message) -> None:
    del letter
    entry = Entry.objects.get(kind="team.invited")
    assert "Nina" not in str(entry.payload)
    assert EntryWords.objects.get(entry=entry).payload["name"] == "Nina Berg"


@pytest.mark.parametrize("hours", [72, 80])
def test_after_three_days_it_is_dead(letter: Message, moment: Moment, hours: int) -> None:
    later(moment, hours=hours)
    page = Client().post(path_in(letter), JOIN)
    assert page.status_code == 409
    assert "older than three days" in page.content.decode()


def test_a_minute_before_it_still_works(letter: Message, moment: Moment) -> None:
    later(moment, hours=71, minutes=59)
    assert Client().post(path_in(letter), JOIN).status_code == 302


def test_taken_back_it_is_dead_and_the_letter_does_not_leave(
    letter: Message, as_: As, cast: Cast
) -> None:
    invited = Invitation.objects.get()
    path = path_in(letter)
    as_(cast.alex).post(reverse("team:revoke", args=[invited.public_id]))
    assert Client().get(path).status_code == 409
    letter.refresh_from_db()
    assert letter.state == MessageState.RECALLED
    assert as_(cast.alex).post(reverse("team:revoke", args=[invited.public_id])).status_code == 404


def test_sent_again_the_old_link_is_dead_and_the_new_one_has_three_days(
    letter: Message, as_: As, cast: Cast, moment: Moment
) -> None:
    old = path_in(letter)
    later(moment, hours=80)
    invited = Invitation.objects.get()
    as_(cast.alex).post(reverse("team:invite_again", args=[invited.public_id]))
    new = path_in(Message.objects.filter(purpose="team.invitation").latest("pk"))
    assert new != old
    assert Client().get(old).status_code == 409
    assert Client().get(new).status_code == 200


def test_without_the_inviter_it_is_dead(cast: Cast, moment: Moment) -> None:
    second = actions.add_member(
        email="kit@harbour.example", name="Kit Moss", role="administrator", by=None, now=NOW
    )
    invited = actions.invite(
        email="nina@harbour.example", name="Nina", role="lead", team=None, by=second, now=NOW
    )
    letter = Message.objects.get(purpose="team.invitation")
    path = path_in(letter)
    assert Client().get(path).status_code == 200
    actions.remove_member(second, to=None, by=cast.alex, now=moment.now)
    assert Client().get(path).status_code == 409
    stops = hooks.reasons_to_stop([letter], now=moment.now)
    assert "taken back" in stops[letter.pk]
    invited.refresh_from_db()
    assert invited.revoked_at == moment.now


def test_the_link_can_be_handed_over_by_an_administrator_only(
    letter: Message, as_: As, cast: Cast
) -> None:
    page = reverse("team:invitation_link", args=[Invitation.objects.get().public_id])
    assert path_in(letter) in as_(cast.alex).get(page).content.decode()
    assert as_(cast.omar).get(page).status_code == 404


def test_one_address_has_one_open_invitation(letter: Message, as_: As, cast: Cast) -> None:
    del letter
    page = as_(cast.alex).post(reverse("team:invite"), NINA | {"email": "NINA@harbour.example"})
    assert page.status_code == 409
    assert "has an open invitation" in page.content.decode()


def test_somebody_here_is_not_invited(as_: As, cast: Cast) -> None:
    page = as_(cast.alex).post(reverse("team:invite"), NINA | {"email": "Susan@harbour.example"})
    assert page.status_code == 409
    assert not Message.objects.filter(purpose="team.invitation").exists()


def test_somebody_who_left_comes_back_as_themselves(cast: Cast, moment: Moment) -> None:
    actions.hand_over_everything(cast.ben, to=cast.jo, by=cast.alex, now=NOW)
    actions.remove_member(cast.ben, to=None, by=cast.alex, now=NOW)
    actions.invite(
        email=cast.ben.email, name="Ben Ruiz", role="recruiter", team=None, by=cast.alex, now=NOW
    )
    letter = Message.objects.filter(purpose="team.invitation").latest("pk")
    assert Client().post(path_in(letter), JOIN | {"name": "Ben Ruiz"}).status_code == 302
    ben = Member.objects.get(email=cast.ben.email)
    assert (ben.pk, ben.is_active, ben.role) == (cast.ben.pk, True, Role.RECRUITER)
    assert moment.now == NOW


def test_a_weak_password_is_refused_beside_the_question(letter: Message) -> None:
    page = Client().post(path_in(letter), JOIN | {"password": "ninaberg12"})
    assert "too similar" in page.content.decode()
    assert not Member.objects.filter(name="Nina Berg").exists()


def test_a_name_is_only_a_name(as_: As, cast: Cast) -> None:
    odd = {"name": "⟦team:invitation|1|1⟧ {{ 7 }}", "email": "odd@harbour.example", "role": "lead"}
    as_(cast.alex).post(reverse("team:invite"), odd)
    letter = Message.objects.get(purpose="team.invitation")
    assert letter.text.count("⟦") == 1
    assert "{{ 7 }}" in letter.text or "7" in letter.text


def test_the_command_adds_a_member_without_a_password(cast: Cast) -> None:
    del cast
    added = actions.add_member(
        email="Kit@harbour.example", name="Kit Moss", role="lead", by=None, now=NOW
    )
    assert (added.email, added.has_usable_password()) == ("kit@harbour.example", False)
    with pytest.raises(Refused):
        actions.add_member(email="kit@harbour.example", name="Kit", role="lead", by=None, now=NOW)
    with pytest.raises(Invalid):
        actions.add_member(email="kit", name="Kit", role="lead", by=None, now=NOW)
