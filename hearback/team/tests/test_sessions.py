"""Test 113: fixation, sign-out, password change, removal, a role cut in mid-session."""

from __future__ import annotations

from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from hearback.accounts.models import Member, Role
from hearback.channels.models import Message
from hearback.team.tests.conftest import PASSWORD, As
from hearback.team.tests.test_sign_in import SIGN_IN, sign_in
from tests.cast import Cast

pytestmark = pytest.mark.usefixtures("moment")


def test_signing_in_makes_a_new_session(susan_knows_her_password: Member) -> None:
    client = Client()
    client.get(SIGN_IN)
    client.cookies["hearback-session"] = "planted-by-somebody-else-0123456789"
    sign_in(client, susan_knows_her_password.email)
    new = client.cookies["hearback-session"].value
    assert new != "planted-by-somebody-else-0123456789"
    assert Session.objects.filter(session_key=new).exists()


def test_signing_out_ends_the_session_for_good(as_: As, cast: Cast) -> None:
    client = as_(cast.susan)
    stolen = client.cookies["hearback-session"].value
    client.post(reverse("account_logout"))
    thief = Client()
    thief.cookies["hearback-session"] = stolen
    assert thief.get("/desk/team/").status_code == 302


def test_looking_at_sign_out_signs_nobody_out(as_: As, cast: Cast) -> None:
    client = as_(cast.susan)
    assert client.get(reverse("account_logout")).status_code == 200
    assert client.get("/desk/team/").status_code == 200


def test_a_new_password_ends_the_other_sessions_and_keeps_this_one(
    as_: As, susan_knows_her_password: Member
) -> None:
    here, elsewhere = as_(susan_knows_her_password), as_(susan_knows_her_password)
    told = {"oldpassword": PASSWORD, "password1": "a lamp on the pier"}
    answer = here.post(
        reverse("account_change_password"), told | {"password2": "a lamp on the pier"}
    )
    assert answer.status_code == 302, answer.content.decode()
    assert here.get("/desk/team/").status_code == 200
    assert elsewhere.get("/desk/team/").status_code == 302
    letter = Message.objects.get(purpose="team.sign_in_news")
    assert "Your password was changed." in letter.text
    assert letter.to_address == susan_knows_her_password.email


def test_somebody_who_has_left_is_out_at_once(as_: As, cast: Cast) -> None:
    client = as_(cast.ben)
    assert client.get("/desk/team/").status_code == 200
    Member.objects.filter(pk=cast.ben.pk).update(is_active=False)
    assert client.get("/desk/team/").status_code == 302


def test_a_role_that_is_cut_is_cut_at_once(as_: As, cast: Cast) -> None:
    client = as_(cast.omar)
    assert client.get("/desk/settings/").status_code == 200
    Member.objects.filter(pk=cast.omar.pk).update(role=Role.INTERVIEWER)
    assert client.get("/desk/settings/").status_code == 404


def test_somebody_who_has_left_cannot_sign_in(cast: Cast) -> None:
    cast.ben.set_password(PASSWORD)
    cast.ben.is_active = False
    cast.ben.save()
    client = Client()
    answer = sign_in(client, cast.ben.email)
    assert answer["Location"] == reverse("account_inactive")
    assert "no longer on the team" in client.get(answer["Location"]).content.decode()
    assert "_auth_user_id" not in client.session


def test_the_cookies_are_out_of_reach_of_scripts(susan_knows_her_password: Member) -> None:
    client = Client()
    sign_in(client, susan_knows_her_password.email)
    for name in ("hearback-session", "hearback-known"):
        assert client.cookies[name]["httponly"]
        assert client.cookies[name]["samesite"] == "Lax"
    assert client.cookies["hearback-known"]["path"] == "/"
    assert client.cookies["hearback-known"]["max-age"] == timedelta(days=180).total_seconds()


def test_sign_in_leaves_no_second_list_of_addresses(susan_knows_her_password: Member) -> None:
    sign_in(Client(), susan_knows_her_password.email)
    assert not EmailAddress.objects.exists()
