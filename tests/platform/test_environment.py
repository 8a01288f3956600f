"""Settings are read once, and an odd one is refused with the reason and the mend."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from hearback.environment import OddSetting, Surroundings, read

SECRET = "a-secret-of-sufficient-length-for-anybody"

ACCOUNT = "AC" + "0" * 32
TWILIO = f"twilio://{ACCOUNT}:token@+14165550100/"


def given(folder: Path, **said: str) -> Surroundings:
    """What is read from these settings alone."""
    return read({"HEARBACK_DATA": str(folder), **said})


def test_nothing_needs_to_be_set(tmp_path: Path) -> None:
    found = given(tmp_path)
    assert found.database is None
    assert found.relay is None
    assert found.bucket is None
    assert found.rate_limits
    assert not found.demo
    assert found.url == "http://localhost:8000"
    assert found.host == "localhost"


def test_the_secret_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    first = given(tmp_path).secret_key
    assert given(tmp_path).secret_key == first
    assert len(first) >= 50
    kept = tmp_path / "secret-key"
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert given(tmp_path, HEARBACK_SECRET_KEY=SECRET).secret_key == SECRET


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("PORT", "http", "not a whole number from 1 to 65535"),
        ("PORT", "70000", "not a whole number"),
        ("PORT", "８０００", "not a whole number"),
        ("HEARBACK_RATE_LIMITS", "maybe", "neither on nor off"),
        ("HEARBACK_DEMO", "2", "neither on nor off"),
        ("HEARBACK_WEB_WORKERS", "0", "from 1 to 64"),
        ("HEARBACK_WORKERS", "0", "from 1 to 64"),
        ("HEARBACK_SECRET_KEY", "short", "could be guessed"),
        ("HEARBACK_ROLE", "king", "not a kind of process"),
        ("DATABASE_URL", "mysql://root@db/hearback", "PostgreSQL only"),
        ("DATABASE_URL", "sqlite:///db", "PostgreSQL only"),
        ("DATABASE_URL", "postgresql://user@host", "names no database"),
        ("EMAIL_URL", "mail.example.org", "does not name a mail server"),
        ("EMAIL_URL", "http://mail.example.org", "does not name a mail server"),
        ("EMAIL_URL", "smtp://mail.example.org?per_minute=lots", "no number of letters"),
        ("EMAIL_URL", "smtp://mail.example.org:mail", "not an address"),
        ("EMAIL_URL", "smtp://noreply%40example.org:x@mail.example.org", "no-reply"),
        ("EMAIL_URL", "smtp://mail.example.org?from=do-not-reply@example.org", "no-reply"),
        ("SMS_URL", "twilio://susan:token@+14165550100/", "no account of Twilio's"),
        ("SMS_URL", f"twilio://{ACCOUNT}@+14165550100/", "no account of Twilio's"),
        ("SMS_URL", f"twilio://{ACCOUNT}:t@4165550100/", "neither a number nor"),
        ("SMS_URL", f"{TWILIO}?api=http://sms.example.org", "may be sent to"),
        ("SMS_URL", f"{TWILIO}?price=cheap", "no price of one part"),
        ("SMS_URL", f"{TWILIO}?price=0.01&currency=dollars", "no price of one part"),
        ("SMS_URL", f"{TWILIO}?pace=0", "no number of parts a second"),
        ("SMS_URL", "vonage://key:secret@14165550100/", "where the number goes"),
        ("MAIL_EVENTS_URL", "pigeon://us:a-long-secret-of-ours@webhook", "no mail provider"),
        ("MAIL_EVENTS_URL", "postmark://us:short@webhook", "anybody could guess"),
        ("MAIL_EVENTS_URL", "postmark://:a-long-secret-of-ours@webhook", "anybody could guess"),
        ("INBOUND_URL", "pop3://user:secret@mail.example.org", "no way for mail to come in"),
        ("INBOUND_URL", "imaps://mail.example.org/INBOX", "which mailbox to read"),
        ("INBOUND_URL", "smtp://127.0.0.1", "an address to listen on"),
        ("INBOUND_URL", "smtp://me:secret@127.0.0.1:2525", "and nothing else"),
        ("INBOUND_URL", "postmark://user@webhook", "needs the secret"),
        ("INBOUND_URL", "mailgun://short@webhook", "needs the secret"),
        ("INBOUND_URL", "lmtp://127.0.0.1:24 lmtp://127.0.0.1:24", "the same door twice"),
        ("HEARBACK_URL", "jobs.example.org", "not a web address"),
        ("HEARBACK_URL", "https://jobs.example.org/careers", "more than a host"),
        ("S3_URL", "https://bucket", "does not name a bucket"),
        ("HEARBACK_PROXIES", "10.0.0.300", "10.0.0.300"),
        ("HEARBACK_PRIVATE_CALENDARS", "10.0.0.0/64", "10.0.0.0/64"),
        ("HEARBACK_PRIVATE_CHATS", "10.0.0.0/64", "10.0.0.0/64"),
    ],
)
def test_odd_values_are_refused_with_reason_and_mend(
    tmp_path: Path, name: str, value: str, words: str
) -> None:
    with pytest.raises(OddSetting) as refusal:
        given(tmp_path, **{name: value})
    assert refusal.value.sentence.startswith(f"{name}: ")
    assert words in refusal.value.sentence
    assert refusal.value.sentence.rstrip().endswith((".", "…"))


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OddSetting, match="cannot be made"):
        given(tmp_path / "file" / "data")


def test_a_secret_cut_short_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("cut")
    with pytest.raises(OddSetting, match="would break every link already sent"):
        given(tmp_path)


@pytest.mark.parametrize(
    ("url", "port", "how"),
    [
        ("smtp://mail.example.org", 25, ""),
        ("smtp+starttls://mail.example.org", 587, "starttls"),
        ("smtps://mail.example.org", 465, "tls"),
        ("smtp://mail.example.org:2525", 2525, ""),
    ],
)
def test_a_relay_is_named_by_its_address(tmp_path: Path, url: str, port: int, how: str) -> None:
    relay = given(tmp_path, EMAIL_URL=url).relay
    assert relay is not None
    assert (relay.host, relay.port) == ("mail.example.org", port)
    assert (relay.starttls, relay.tls) == (how == "starttls", how == "tls")


def test_passwords_may_hold_any_character(tmp_path: Path) -> None:
    relay = given(tmp_path, EMAIL_URL="smtp://susan%40shop.example:p%3A%2Fw@mail.example").relay
    assert relay is not None
    assert (relay.user, relay.password) == ("susan@shop.example", "p:/w")
    database = given(tmp_path, DATABASE_URL="postgresql://me:p%40ss@db:5433/hear").database
    assert database is not None
    assert (database["PASSWORD"], database["PORT"], database["NAME"]) == ("p@ss", 5433, "hear")


def test_a_bucket_is_named_by_its_address(tmp_path: Path) -> None:
    own = given(tmp_path, S3_URL="s3://key:se%2Fcret@files.example:9000/cvs?region=eu").bucket
    assert own is not None
    assert (own.name, own.key, own.secret) == ("cvs", "key", "se/cret")
    assert (own.endpoint, own.region) == ("https://files.example:9000", "eu")
    amazon = given(tmp_path, S3_URL="s3://cvs").bucket
    assert amazon is not None
    assert (amazon.name, amazon.endpoint, amazon.key) == ("cvs", None, None)


def test_a_demos_folder_remembers_what_it_is(tmp_path: Path) -> None:
    (tmp_path / "demo-company").touch()
    assert given(tmp_path).demo
    with pytest.raises(OddSetting, match="must not mix"):
        given(tmp_path, HEARBACK_DEMO="off")


def test_a_public_address_is_served_over_tls(tmp_path: Path) -> None:
    found = given(tmp_path, HEARBACK_URL="https://jobs.example.org/")
    assert found.https
    assert (found.url, found.host) == ("https://jobs.example.org", "jobs.example.org")


def test_several_doors_for_mail_are_parted_by_spaces(tmp_path: Path) -> None:
    said = "imaps://jobs%40example.org:pass%20word@mail.example.org/In%20box smtp://127.0.0.1:2525"
    mailbox, door = given(tmp_path, INBOUND_URL=said).inbound
    assert (mailbox.kind, mailbox.user, mailbox.password) == (
        "imap",
        "jobs@example.org",
        "pass word",
    )
    assert (mailbox.port, mailbox.folder, mailbox.tls) == (993, "In box", True)
    assert "pass" not in mailbox.name
    assert (door.kind, door.host, door.port) == ("smtp", "127.0.0.1", 2525)


def test_texts_leave_by_twilio_with_what_a_part_costs(tmp_path: Path) -> None:
    gateway = given(tmp_path, SMS_URL=f"{TWILIO}?price=0.0083&currency=CAD&pace=3").sms
    assert gateway is not None
    assert (gateway.account, gateway.token, gateway.sender) == (ACCOUNT, "token", "+14165550100")
    assert (str(gateway.price), gateway.currency, gateway.pace) == ("0.0083", "CAD", 3.0)
    assert "token" not in repr(gateway)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_any_address_apprise_knows_takes_texts_where_it_says_the_number_goes(
    tmp_path: Path,
) -> None:
    url = "vonage://12345678:secretsecret1234@14165550100/{to}"
    gateway = given(tmp_path, SMS_URL=f"{url}?pace=2").sms
    assert gateway is not None
    assert (gateway.url, gateway.pace, gateway.is_twilio) == (url, 2.0, False)
    with pytest.raises(OddSetting, match="no gateway is known"):
        given(tmp_path, SMS_URL="pigeon://roof/{to}")


def test_a_mail_provider_tells_with_a_secret(tmp_path: Path) -> None:
    url = "postmark://us:a-long-secret-of-ours@webhook"
    teller = given(tmp_path, MAIL_EVENTS_URL=url).mail_events
    assert teller is not None
    assert (teller.provider, teller.user) == ("postmark", "us")
    assert "secret" not in repr(teller)
