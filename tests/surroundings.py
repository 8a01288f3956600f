"""Decides, before Django reads its settings, where tests keep data and which PostgreSQL they use.

Loaded with ``-p tests.surroundings``: pytest-django reads the settings before any conftest.
"""

from __future__ import annotations

import os
from pathlib import Path

from hearback.postgres import Embedded

DATA = Path(__file__).resolve().parent.parent / "var" / "test"

os.environ["HEARBACK_DATA"] = str(DATA)
os.environ["HEARBACK_URL"] = "http://testserver"
os.environ["HEARBACK_SECRET_KEY"] = "a-secret-that-only-the-tests-know-and-nobody-else"
for _name in (
    "EMAIL_URL",
    "S3_URL",
    "HEARBACK_DEMO",
    "HEARBACK_PROXIES",
    "HEARBACK_RATE_LIMITS",
    "HEARBACK_ROLE",
):
    os.environ.pop(_name, None)

if not os.environ.get("DATABASE_URL"):
    SERVER = Embedded(DATA).hold()
