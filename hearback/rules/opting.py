"""The words by which somebody stops text messages, starts them again or asks what this is."""

from __future__ import annotations

from enum import Enum

from hearback.rules.lines import unaccented


class Wish(Enum):
    """What a whole text message asks for; everything longer is for a person to read."""

    STOP = "stop"
    START = "start"
    HELP = "help"


# The provider's own lists first, then what people write who do not read English. A word that may
# answer a question ("yes", "ja") starts nothing by itself: see `wish_of`.
_STOP = (
    "stop stopall unsubscribe cancel end quit revoke optout opt-out stop-all "
    "arret arreter arretez stopper desabonner desabonnement desinscrire resilier "
    "stopp aus ende abmelden abbestellen beenden kundigen "
    "alto parar pare detener basta baja cancelar fin"
)
_STOP_SENTENCES = (
    "opt out",
    "stop all",
    "please stop",
    "stop please",
    "stop texting me",
    "stop sms",
    "sms stop",
    "stop svp",
    "arret sms",
    "bitte aufhoren",
    "bitte stopp",
    "keine sms mehr",
    "plus de sms",
    "no mas sms",
    "no mas mensajes",
    "darme de baja",
    "dar de baja",
)
_START = "start unstop begin demarrer commencer starten anmelden iniciar empezar alta reanudar"
_START_TOO = ("yes",)
_HELP = "help info aide hilfe ayuda"


def _plain(text: str) -> str:
    """Small letters without accents, marks and spaces around: "Arrêt!" reads as "arret"."""
    kept = "".join(c if c.isalnum() or c == "-" else " " for c in unaccented(text))
    return " ".join(kept.split()).strip("-")


_WORDS = {
    **dict.fromkeys(_STOP.split(), Wish.STOP),
    **dict.fromkeys(_STOP_SENTENCES, Wish.STOP),
    **dict.fromkeys(_START.split(), Wish.START),
    **dict.fromkeys(_HELP.split(), Wish.HELP),
}


def wish_of(text: str, *, is_stopped: bool = False) -> Wish | None:
    """What somebody asks for with this text; None when it is words for a person.

    Only a whole message counts: "please don't stop reading" stops nothing. "Yes" starts again for
    somebody who has stopped (`is_stopped`), as the provider reads it, and is an answer otherwise.
    """
    plain = _plain(text)
    if is_stopped and plain in _START_TOO:
        return Wish.START
    return _WORDS.get(plain)
