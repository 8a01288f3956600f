"""Django's settings, derived from what the surroundings say."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONCE, NONE, SELF

from hearback import environment
from hearback.kit import logs
from hearback.postgres import Embedded

HERE = Path(__file__).resolve().parent
SURROUNDINGS = environment.read()

# What the outside decides; our own code reads these names.
HEARBACK_URL = SURROUNDINGS.url
HEARBACK_DATA = SURROUNDINGS.data
HEARBACK_DEMO = SURROUNDINGS.demo
HEARBACK_RELAY = SURROUNDINGS.relay
HEARBACK_INBOUND = SURROUNDINGS.inbound
HEARBACK_SMS = SURROUNDINGS.sms
HEARBACK_MAIL_EVENTS = SURROUNDINGS.mail_events
HEARBACK_SHOP_SECRET = SURROUNDINGS.shop_secret
HEARBACK_RATE_LIMITS = SURROUNDINGS.rate_limits
# How old what the reception knows of an opening may be while applications come in.
RECEPTION_SECONDS = 2
HEARBACK_PROXIES = SURROUNDINGS.proxies
HEARBACK_PRIVATE_CALENDARS = SURROUNDINGS.private_calendars
HEARBACK_PRIVATE_CHATS = SURROUNDINGS.private_chats
# The largest request we read at all: a CV with room to spare.
HEARBACK_LARGEST_BODY = 25 * 1024 * 1024
# A list of customers of an analyst; a million lines of a shop's export are about 200 MB.
HEARBACK_LARGEST_TABLE = 400 * 1024 * 1024

DEBUG = False
SECRET_KEY = SURROUNDINGS.secret_key
ALLOWED_HOSTS = [SURROUNDINGS.host, "localhost", "127.0.0.1", "[::1]"]
ROOT_URLCONF = "hearback.urls"
WSGI_APPLICATION = "hearback.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    # Before allauth, whose pages it replaces.
    "hearback.team",
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
    "hearback.interviews",
    "hearback.relations",
    "hearback.surveys",
    "hearback.feedback",
    "hearback.clients",
    "hearback.insights",
    "hearback.portal",
    "hearback.desk",
    *(["hearback.demo"] if SURROUNDINGS.demo else []),
    "hearback.apps.HearbackConfig",
]

MIDDLEWARE = [
    "hearback.kit.middleware.RequestNumber",
    "hearback.kit.middleware.SafeHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hearback.kit.language.Language",
    "django.middleware.common.CommonMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "hearback.kit.middleware.LargestBody",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Outside allauth's, whose own exceptions (sign in again first) must reach it.
    "hearback.kit.middleware.Sentences",
    "allauth.account.middleware.AccountMiddleware",
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
                "hearback.kit.language.around",
                "hearback.accounts.context.around",
                *(["hearback.demo.context.strip"] if SURROUNDINGS.demo else []),
                "hearback.desk.frame.around",
            ],
        },
    },
]

# --- Database -------------------------------------------------------------------------------------
# A page that makes PostgreSQL think for five seconds is broken, and would hold up the others.
_STATEMENT_SECONDS = {"web": 5, "worker": 120, "command": 0}[SURROUNDINGS.role]
_SESSION = f"-c statement_timeout={_STATEMENT_SECONDS}s -c lock_timeout={_STATEMENT_SECONDS}s"
if SURROUNDINGS.role == "web":
    # Pages ask small questions; starting helpers for one costs more than they save.
    _SESSION += " -c max_parallel_workers_per_gather=0"

# Threads of the web server come and go, and a connection bound to one would be opened over and
# over: web and worker share a pool within each process instead. Each connection is tried before it
# is lent, so that a restarted PostgreSQL costs nobody a page. It gives up trying to connect as soon
# as whoever waits does, or it would try at ever longer intervals, and after a long outage pages
# would stay away for minutes more. A command has one thread: no pool.
_POOL: dict[str, Any] = {
    "min_size": 1,
    "max_size": 10,
    "timeout": 5,
    "max_idle": 300,
    "reconnect_timeout": 5,
}


def _database() -> dict[str, Any]:
    chosen = dict(SURROUNDINGS.database or Embedded(SURROUNDINGS.data).connection())
    options = {
        "options": _SESSION,
        "connect_timeout": 5,
        "application_name": f"hearback-{SURROUNDINGS.role}",
        **chosen.get("OPTIONS", {}),
    }
    if SURROUNDINGS.role != "command":
        options["pool"] = _POOL
    return chosen | {"OPTIONS": options, "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": True}


DATABASES: dict[str, dict[str, Any]] = {"default": _database()}

# Shared by all web processes, or sign-in throttling would count each process for itself.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "kit_cache",
        "KEY_FUNCTION": "hearback.kit.throttle.cache_key",
    },
}

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"
PROCRASTINATE_IMPORT_PATHS = ["hearback.timetable"]

# --- Files ----------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = SURROUNDINGS.data / "static"


def _files() -> dict[str, Any]:
    bucket = SURROUNDINGS.bucket
    if bucket is None:
        options: dict[str, Any] = {
            "location": SURROUNDINGS.data / "files",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        }
        return {"BACKEND": "hearback.kit.storage.DurableFiles", "OPTIONS": options}
    options = {
        "bucket_name": bucket.name,
        "access_key": bucket.key,
        "secret_key": bucket.secret,
        "endpoint_url": bucket.endpoint,
        "region_name": bucket.region,
        "default_acl": "private",
        "file_overwrite": False,
    }
    return {"BACKEND": "hearback.kit.bucket.BucketFiles", "OPTIONS": options}


STORAGES = {
    "default": _files(),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
DATA_UPLOAD_MAX_NUMBER_FILES = 10

# --- Language and time ----------------------------------------------------------------------------
LANGUAGE_CODE = "en"
# What candidates may read, each by its own name; docs/translating.md says how to add one.
LANGUAGES = [("en", "English"), ("fr", "Français"), ("de", "Deutsch"), ("es", "Español")]
# The team's pages speak English, whatever a browser prefers.
HEARBACK_ENGLISH_PATHS = ("/desk/", "/seat/", "/demo/")
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True

# --- Who signs in, and how ------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_CHECKS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_CHECKS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "name"]},
    },
    {"NAME": f"{_CHECKS}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_CHECKS}.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_ADAPTER = "hearback.team.sign_in.Door"
ACCOUNT_FORMS = {
    "login": "hearback.team.forms.door.SignInForm",
    "reauthenticate": "hearback.team.forms.door.PasswordAgainForm",
    "change_password": "hearback.team.forms.door.ChangeMyPasswordForm",
    "set_password": "hearback.team.forms.door.SetMyPasswordForm",
}
if not SURROUNDINGS.rate_limits:
    ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
MFA_ADAPTER = "hearback.team.sign_in.SecondFactors"
MFA_FORMS = {
    "authenticate": "hearback.team.forms.door.CodeForm",
    "reauthenticate": "hearback.team.forms.door.CodeAgainForm",
    "activate_totp": "hearback.team.forms.door.AuthenticatorAppForm",
    "add_webauthn": "hearback.team.forms.door.PasskeyForm",
    "edit_webauthn": "hearback.team.forms.door.PasskeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SURROUNDINGS.https

# --- Ground rules of a public site ----------------------------------------------------------------
# The __Host- prefix binds a cookie to this very host and to TLS; browsers refuse it on plain http.
_COOKIE = "__Host-hearback" if SURROUNDINGS.https else "hearback"
SESSION_COOKIE_NAME = f"{_COOKIE}-session"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SURROUNDINGS.https
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
CSRF_COOKIE_NAME = f"{_COOKIE}-csrf"
CSRF_TRUSTED_ORIGINS = [SURROUNDINGS.url]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if SURROUNDINGS.https else 0
# Status links must not leak to other sites. "no-referrer" would go too far: browsers then send
# "Origin: null" with our own forms, which the cross-site check refuses.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
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
SILENCED_SYSTEM_CHECKS = [
    # TLS ends at the proxy in front; redirecting here would loop behind one we do not know of.
    "security.W008",
    # The other hosts of somebody's domain are not ours to speak for.
    "security.W005",
    "security.W021",
]

LOGGING = logs.configuration()
