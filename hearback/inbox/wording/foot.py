"""The words at a letter's foot, the same under every letter, in each language letters speak."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

LANGUAGES = ("en", "fr", "de", "es")


class Foot(NamedTuple):
    """What stands before the signer's numbers and the status page, in text and as a link."""

    phone: str
    mail: str
    status: str
    status_link: str


_FEET = {
    "en": Foot("Phone:", "Mail:", "Where you stand:", "Where your application stands, at any time"),
    "fr": Foot(
        "Téléphone\u202f:",
        "E-mail\u202f:",
        "Où en est votre candidature\u202f:",
        "Où en est votre candidature, à tout moment",
    ),
    "de": Foot(
        "Telefon:",
        "E-Mail:",
        "So steht es um Ihre Bewerbung:",
        "Wie es um Ihre Bewerbung steht, jederzeit",
    ),
    "es": Foot(
        "Teléfono:",
        "Correo:",
        "En qué punto está su candidatura:",
        "En qué punto está su candidatura, en todo momento",
    ),
}


_NAMES = {"en": _("English"), "fr": _("French"), "de": _("German"), "es": _("Spanish")}


def name_of(language: str) -> str:
    """What colleagues call a language."""
    return str(_NAMES.get(language, language))


def spoken(language: str) -> str:
    """The plain code of a language, such as "fr" for "fr-CA"."""
    return language.partition("-")[0].lower()


def foot_in(language: str) -> Foot:
    """The foot in a language; in English where we do not speak it."""
    return _FEET.get(spoken(language), _FEET["en"])
