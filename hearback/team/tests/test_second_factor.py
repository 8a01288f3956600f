"""Test 115: the second factor cannot be skipped, replayed or used twice; and how it is set up."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from hearback.accounts.models import Member
from hearback.channels.models import Message
from hearback.kit import logs
from hearback.team.tests.conftest import PASSWORD, As

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code_now(secret: str = SECRET) -> str:
    """What the app on Susan's phone shows."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


@pytest.fixture
def susan(susan_knows_her_password: Member, moment: object) -> Member:
    """Susan with an authenticator app and recovery codes."""
    del moment
    TOTP.activate(susan_knows_her_password, SECRET)
    RecoveryCodes.activate(susan_knows_her_password)
    return susan_knows_her_password


@pytest.fixture
def half_in(susan: Member) -> Client:
    """A browser in which Susan's password was right and the code is asked."""
    client = Client()
    answer = client.post("/desk/sign-in/", {"login": susan.email, "password": PASSWORD})
    assert answer["Location"] == reverse("mfa_authenticate")
    return client


def give(client: Client, code: str) -> Any:
    """Type a code."""
    return client.post(reverse("mfa_authenticate"), {"code": code})


def test_the_password_alone_opens_nothing(half_in: Client) -> None:
    assert "_auth_user_id" not in half_in.session
    for page in ("/desk/team/", "/desk/settings/", reverse("mfa_index")):
        assert half_in.get(page).status_code == 302


def test_the_code_opens_the_desk(half_in: Client) -> None:
    assert give(half_in, code_now())["Location"] == "/desk/"
    assert half_in.get("/desk/team/").status_code == 200


def test_a_wrong_code_is_refused_and_logged(
    half_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[dict[str, Any]] = []
    monkeypatch.setattr(logs, "say", lambda event, **more: said.append({"event": event} | more))
    page = give(half_in, "000000")
    assert "That code is not right" in page.content.decode()
    assert {"event": "sign-in-refused", "why": "totp"} in said
    assert "_auth_user_id" not in half_in.session


def test_a_code_seen_over_the_shoulder_cannot_be_used_again(half_in: Client, susan: Member) -> None:
    code = code_now()
    assert give(half_in, code).status_code == 302
    thief = Client()
    thief.post("/desk/sign-in/", {"login": susan.email, "password": PASSWORD})
    assert give(thief, code).status_code == 200
    assert "_auth_user_id" not in thief.session


def test_a_code_of_before_is_too_late(half_in: Client) -> None:
    code = code_now()
    with time_machine.travel(time.time() + timedelta(seconds=61).total_seconds()):
        assert give(half_in, code).status_code == 200


def test_a_recovery_code_opens_once(half_in: Client, susan: Member) -> None:
    kept = Authenticator.objects.get(user=susan, type=Authenticator.Type.RECOVERY_CODES)
    code = kept.wrap().get_unused_codes()[0]
    assert give(half_in, code).status_code == 302
    again = Client()
    again.post("/desk/sign-in/", {"login": susan.email, "password": PASSWORD})
    assert give(again, code).status_code == 200
    assert "_auth_user_id" not in again.session


def test_codes_cannot_be_guessed_one_after_the_other(half_in: Client) -> None:
    for number in range(5):
        give(half_in, f"{number:06}")
    page = give(half_in, code_now())
    assert "Too many tries" in page.content.decode()
    assert "_auth_user_id" not in half_in.session


def test_a_new_password_does_not_open_the_door_without_the_code(susan: Member) -> None:
    susan.set_password("a lamp on the pier")
    susan.save()
    client = Client()
    answer = client.post("/desk/sign-in/", {"login": susan.email, "password": "a lamp on the pier"})
    assert answer["Location"] == reverse("mfa_authenticate")


def test_the_secret_is_not_readable_in_the_database(susan: Member) -> None:
    kept = Authenticator.objects.get(user=susan, type=Authenticator.Type.TOTP)
    assert SECRET not in str(kept.data)


def confirm(client: Client, page: str) -> None:
    """Say who one is once more, where the page asks for it."""
    answer = client.get(page)
    if answer.status_code == 302:
        client.post(answer["Location"], {"password": PASSWORD})


def test_setting_up_an_app_asks_who_it_is_and_writes_a_letter(
    as_: As, susan_knows_her_password: Member, django_capture_on_commit_callbacks: Any
) -> None:
    client = as_(susan_knows_her_password)
    page = reverse("mfa_activate_totp")
    assert client.get(page)["Location"].startswith(reverse("account_reauthenticate"))
    confirm(client, page)
    form = client.get(page)
    assert "data:image/svg+xml" in form.content.decode()
    secret = client.session["mfa.totp.secret"]
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(page, {"code": code_now(secret)})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    codes = client.get(answer["Location"]).content.decode()
    kept = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES)
    assert all(code in codes for code in kept.wrap().get_unused_codes())
    assert "authenticator app was added" in Message.objects.get().text


def test_an_app_with_a_wrong_code_is_not_set_up(as_: As, susan_knows_her_password: Member) -> None:
    client = as_(susan_knows_her_password)
    confirm(client, reverse("mfa_activate_totp"))
    client.get(reverse("mfa_activate_totp"))
    assert client.post(reverse("mfa_activate_totp"), {"code": "123"}).status_code == 200
    assert not Authenticator.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_reauthenticate",
        "account_reauthenticate",
        "account_change_password",
    ],
)
def test_every_page_about_signing_in_reads_well(as_: As, susan: Member, name: str) -> None:
    client = as_(susan)
    confirm(client, reverse("mfa_deactivate_totp"))
    page = client.get(reverse(name))
    assert page.status_code == 200
    words = page.content.decode()
    assert "style=" not in words
    assert "Two-Factor" not in words


def test_removing_the_app_removes_the_codes(as_: As, susan: Member) -> None:
    client = as_(susan)
    confirm(client, reverse("mfa_deactivate_totp"))
    client.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert "was removed" in Message.objects.get(purpose="team.sign_in_news").text
