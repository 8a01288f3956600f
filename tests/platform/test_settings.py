"""Django's settings follow the surroundings: cookies, deployment checks, pools, time limits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from tests.platform.houses import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow

ASK = """
import json, django
django.setup()
from django.conf import settings
names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
         "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "SECURE_HSTS_SECONDS",
         "PASSWORD_HASHERS", "DEBUG", "ALLOWED_HOSTS"]
found = {name: getattr(settings, name) for name in names}
found["OPTIONS"] = settings.DATABASES["default"]["OPTIONS"]
found["STORAGE"] = settings.STORAGES["default"]["BACKEND"]
print(json.dumps(found))
"""


def python(folder: Path, *words: str, **said: str) -> subprocess.CompletedProcess[str]:
    """Run Python in surroundings of its own."""
    kept = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "hearback.settings"}
    environ = {**kept, "HEARBACK_DATA": str(folder), **said}
    done = subprocess.run(
        [sys.executable, *words], cwd=ROOT, env=environ, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return done


def settings_with(folder: Path, **said: str) -> dict[str, Any]:
    """The settings in these surroundings."""
    found: dict[str, Any] = json.loads(python(folder, "-c", ASK, **said).stdout)
    return found


def test_behind_tls_cookies_are_bound_to_this_very_host(tmp_path: Path) -> None:
    found = settings_with(tmp_path, HEARBACK_URL="https://jobs.example.org")
    assert found["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert found["CSRF_COOKIE_NAME"].startswith("__Host-")
    assert found["SESSION_COOKIE_SECURE"]
    assert found["CSRF_COOKIE_SECURE"]
    assert found["SESSION_COOKIE_HTTPONLY"]
    assert found["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert found["SECURE_HSTS_SECONDS"] == 31536000
    assert "jobs.example.org" in found["ALLOWED_HOSTS"]
    assert not found["DEBUG"]


def test_on_plain_http_browsers_still_take_our_cookies(tmp_path: Path) -> None:
    found = settings_with(tmp_path)
    assert not found["SESSION_COOKIE_NAME"].startswith("__Host-")
    assert not found["SESSION_COOKIE_SECURE"]
    assert found["SECURE_HSTS_SECONDS"] == 0


def test_passwords_are_kept_with_argon2(tmp_path: Path) -> None:
    assert settings_with(tmp_path)["PASSWORD_HASHERS"][0].endswith("Argon2PasswordHasher")


@pytest.mark.parametrize(
    ("role", "seconds", "pooled"),
    [("web", "5s", True), ("worker", "120s", True), ("command", "0s", False)],
    ids=["web", "worker", "command"],
)
def test_a_page_may_not_think_for_long(
    tmp_path: Path,
    role: str,
    seconds: str,
    pooled: bool,  # noqa: FBT001  an expected value
) -> None:
    options = settings_with(tmp_path, HEARBACK_ROLE=role)["OPTIONS"]
    assert f"statement_timeout={seconds}" in options["options"]
    assert ("pool" in options) == pooled


def test_files_go_to_a_bucket_when_one_is_named(tmp_path: Path) -> None:
    assert "S3" not in settings_with(tmp_path)["STORAGE"]
    with_bucket = settings_with(tmp_path, S3_URL="s3://key:secret@files.example/cvs")
    assert with_bucket["STORAGE"] == "hearback.kit.bucket.BucketFiles"


def test_djangos_own_deployment_check_has_nothing_to_say(tmp_path: Path) -> None:
    words = ("-m", "django", "check", "--deploy", "--fail-level", "WARNING")
    done = python(tmp_path, *words, HEARBACK_URL="https://jobs.example.org")
    assert "no issues" in done.stdout + done.stderr
