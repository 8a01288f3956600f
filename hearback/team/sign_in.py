"""How allauth behaves in this house: no sign-up, firm throttles, letters by the outbox."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any, NoReturn

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed
from django.conf import settings
from django.core import signing
from django.dispatch import receiver
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hearback.accounts.access import member_of
from hearback.accounts.queries import the_organisation
from hearback.channels.actions import queue
from hearback.kit import clock, logs, vault
from hearback.kit.throttle import throttle
from hearback.kit.visitors import client_address
from hearback.team import letters
from hearback.team.actions.house import is_first_day

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

    from hearback.accounts.models import Member

SECOND_FACTORS = "second-factors"
FIVE_MINUTES = timedelta(minutes=5)
AN_HOUR = timedelta(hours=1)
# A whole office signs in from one address on Monday at nine; a guesser wants thousands of tries.
PER_SOURCE = 120
PER_SOURCE_AND_ADDRESS = 5
PER_ADDRESS = 50
PER_KNOWN_BROWSER = 20
KNOWN_FOR = timedelta(days=180)

NEWS = {
    "account/email/password_changed": gettext_lazy("Your password was changed."),
    "account/email/password_set": gettext_lazy("A password was chosen for your sign-in."),
    "mfa/email/totp_activated": gettext_lazy("An authenticator app was added to your sign-in."),
    "mfa/email/totp_deactivated": gettext_lazy(
        "The authenticator app was removed from your sign-in."
    ),
    "mfa/email/recovery_codes_generated": gettext_lazy("New recovery codes were made for you."),
    "mfa/email/webauthn_added": gettext_lazy("A passkey was added to your sign-in."),
    "mfa/email/webauthn_removed": gettext_lazy("A passkey was removed from your sign-in."),
}
SOMETHING = gettext_lazy("Something about your sign-in was changed.")


class Door(DefaultAccountAdapter):  # type: ignore[misc]  # allauth comes without types
    """Signing in with address and password."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": gettext_lazy(
            "Address and password do not go together. Try again, or choose a new password."
        ),
        "incorrect_password": gettext_lazy("That is not your password."),
        "too_many_login_attempts": gettext_lazy("Too many tries. Please wait five minutes."),
        "rate_limited": gettext_lazy("Too many tries. Please wait a few minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs themselves up: members are invited."""
        del request
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the desk; on the first day to the page where the administrator gives their name."""
        if is_first_day(member_of(request)):
            return reverse("team:first_day")
        return str(settings.LOGIN_REDIRECT_URL)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        """Back to the page about one's own sign-in."""
        del request
        return reverse("mfa_index")

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before the password is looked at; raises TooMany when there were many.

        A browser in which this address has signed in before is counted by itself. So whoever makes
        wrong guesses on purpose cannot keep the owner of the address out.
        """
        now = clock.now()
        address = str(credentials.get("email", "")).strip().lower()
        known = _known_browser(request, address)
        if known:
            throttle("sign_in.known", known, PER_KNOWN_BROWSER, AN_HOUR, now)
            return
        source = source_of(request)
        both = f"{source}|{address}"
        throttle("sign_in.source", source, PER_SOURCE, AN_HOUR, now)
        throttle("sign_in.both", both, PER_SOURCE_AND_ADDRESS, FIVE_MINUTES, now)
        throttle("sign_in.address", address, PER_ADDRESS, AN_HOUR, now)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:
        """Log a wrong password, without saying whose."""
        del request, credentials
        logs.say("sign-in-refused", why="password")

    def post_login(self, request: HttpRequest, user: Member, **more: Any) -> HttpResponseBase:
        """Remember the browser, so that its owner is not kept out by somebody else's guesses."""
        response: HttpResponseBase = super().post_login(request, user, **more)
        remember_browser(response, user)
        return response

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Member,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Write to a member whose way of signing in was changed."""
        del context, email
        now = clock.now()
        what = str(NEWS.get(template_prefix, SOMETHING))
        queue(letters.sign_in_news(user, what, now=now), now=now)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> NoReturn:
        """Refuse: nothing leaves the house past the outbox."""
        del email, context
        raise RuntimeError(f"{template_prefix} was about to be mailed past the outbox.")


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth comes without types
    """Authenticator apps, passkeys and recovery codes."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": gettext_lazy(
            "That code is not right, or was used already. Wait for the next one and try again."
        ),
    }

    def get_totp_issuer(self) -> str:
        """What the authenticator app writes beside the code."""
        return the_organisation().name

    def generate_authenticator_name(self, user: Member, type: str) -> str:  # noqa: A002  allauth's name
        """What a new passkey is called until its owner names it."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passkey {number}").format(number=count + 1)

    def encrypt(self, text: str) -> str:
        """Secrets in the database are of no use without the installation's key."""
        return vault.hide(SECOND_FACTORS, text)

    def decrypt(self, encrypted_text: str) -> str:
        """What `encrypt` hid."""
        return vault.reveal(SECOND_FACTORS, encrypted_text)


@receiver(authentication_failed)
def _log_second_factor(authenticator: Any, **more: Any) -> None:
    """Log a wrong or used code, without saying whose."""
    del more
    logs.say("sign-in-refused", why=str(authenticator.type))


def source_of(request: HttpRequest) -> str:
    """Where a visitor comes from, for counting: the address, or the /64 network an IPv6 is in."""
    said = client_address(request)
    try:
        address = ipaddress.ip_address(said)
    except ValueError:
        return said
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network(f"{address}/64", strict=False))
    return said


def remember_browser(response: HttpResponseBase, member: Member) -> None:
    """Give the browser a signed token that says which address has signed in there."""
    told = {"who": _hidden(member.email), "browser": secrets.token_hex(16)}
    response.set_cookie(
        _cookie(),
        signing.dumps(told, salt=_cookie()),
        max_age=KNOWN_FOR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known_browser(request: HttpRequest, address: str) -> str | None:
    """The browser's number, if this address has signed in there before."""
    try:
        told = signing.loads(request.COOKIES.get(_cookie(), ""), salt=_cookie(), max_age=KNOWN_FOR)
    except signing.BadSignature:
        return None
    return str(told["browser"]) if told.get("who") == _hidden(address) else None


def _cookie() -> str:
    return str(settings.SESSION_COOKIE_NAME).replace("session", "known")


def _hidden(address: str) -> str:
    key = f"hearback.known|{settings.SECRET_KEY}".encode()
    return hmac.new(key, address.lower().encode(), sha256).hexdigest()
