"""Sentences said in more than one place of the chapter."""

from django.utils.translation import gettext as _


def sign_in_link_is_dead() -> str:
    """What somebody reads who opens a sign-in link too late or a second time."""
    return _(
        "This sign-in link has been used or is too old. Whoever runs Hearback makes a new one with"
        " the command: hearback member link, followed by your address."
    )


def password_link_is_dead() -> str:
    """What somebody reads who opens a password link too late or a second time."""
    return _(
        "This link has been used or is too old. Ask for a new one at the sign-in page, under"
        " “I forgot my password”."
    )


def invitation_is_dead() -> str:
    """What somebody reads whose invitation cannot be accepted any more."""
    return _(
        "This invitation has been used, taken back, or is older than three days. Ask the person who"
        " invited you to send it again."
    )


def password_was_chosen() -> str:
    """News for the mail about a changed password."""
    return _("A new password was chosen for your sign-in.")
