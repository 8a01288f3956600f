"""Decides, before Django reads its settings, where tests keep data and which PostgreSQL they use.

Loaded with ``-p tests.surroundings``: pytest-django reads the settings before any conftest.
"""

from __future__ import annotations

import os
from pathlib import Path

import psycopg

from hearback.postgres import Embedded, Hold

DATA = Path(__file__).resolve().parent.parent / "var" / "test"

os.environ["HEARBACK_DATA"] = str(DATA)
os.environ["HEARBACK_URL"] = "http://testserver"
os.environ["HEARBACK_SECRET_KEY"] = "a-secret-that-only-the-tests-know-and-nobody-else"
for _name in (
    "EMAIL_URL",
    "S3_URL",
    "SMS_URL",
    "MAIL_EVENTS_URL",
    "HEARBACK_DEMO",
    "HEARBACK_PRIVATE_CALENDARS",
    "HEARBACK_PRIVATE_CHATS",
    "HEARBACK_PROXIES",
    "HEARBACK_RATE_LIMITS",
    "HEARBACK_ROLE",
):
    os.environ.pop(_name, None)

# Nothing is collected for tests; the web server's files only have to have a place.
(DATA / "static").mkdir(parents=True, exist_ok=True)

# What a test writes is gone in a second, so nobody waits for the disk. Tests of crashes start a
# server of their own.
CARELESS = ("fsync", "full_page_writes", "synchronous_commit")


def hurry(server: Hold) -> None:
    """Tell the tests' own server not to wait for the disk."""
    where = server.server.connection("postgres")
    with psycopg.connect(
        host=where["HOST"], user=where["USER"], dbname="postgres", autocommit=True
    ) as connection:
        for setting in CARELESS:
            connection.execute(f"ALTER SYSTEM SET {setting} = off")
        connection.execute("SELECT pg_reload_conf()")


if not os.environ.get("DATABASE_URL"):
    SERVER = Embedded(DATA).hold()
    hurry(SERVER)
