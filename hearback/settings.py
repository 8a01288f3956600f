"""Django's settings, derived from what the surroundings say."""

from __future__ import annotations

from typing import Any

from csp.constants import NONCE, NONE, SELF

from hearback import environment
from hearback.postgres import Embedded

SURROUNDINGS = environment.read()

DEBUG = False
SECRET_KEY = SURROUNDINGS.secret_key
HEARBACK_URL = SURROUNDINGS.url
HEARBACK_DATA = SURROUNDINGS.data
HEARBACK_DEMO = SURROUNDINGS.demo
HEARBACK_RATE_LIMITS = SURROUNDINGS.rate_limits
HEARBACK_PROXIES = SURROUNDINGS.proxies
ALLOWED_HOSTS = [SURROUNDINGS.host, "localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [SURROUNDINGS.url]
ROOT_URLCONF = "hearback.urls"
WSGI_APPLICATION = "hearback.wsgi.application"
APPEND_SLASH = True

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "template_partials",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "csp",
    "hearback.kit",
    "hearback.channels",
    "hearback.accounts",
    "hearback.pipeline",
    "hearback.ledger",
    "hearback.inbox",
    "hearback.careers",
    "hearback.answers",
    "hearback.portal",
    "hearback.desk",
    *(["hearback.demo"] if SURROUNDINGS.demo else []),
]
AUTH_USER_MODEL = "accounts.Member"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    },
]

DATABASES: dict[str, dict[str, Any]] = {
    "default": SURROUNDINGS.database or Embedded(SURROUNDINGS.data).connection(),
}

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = SURROUNDINGS.data / "static"
MEDIA_ROOT = SURROUNDINGS.data / "files"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
