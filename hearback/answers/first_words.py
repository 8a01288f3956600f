"""Words that stand in a form when it is opened: true as they are, and meant to be changed.

They go into a letter, so they are in its reader's language, not in that of the desk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hearback.inbox.wording.foot import spoken
from hearback.pipeline.models import StageKind

if TYPE_CHECKING:
    from hearback.pipeline.models import Stage

_ONWARD: dict[str, dict[str, str]] = {
    "en": {
        StageKind.REVIEW: "I have read your papers, and I would like to show them to the people "
        "who decide with me.",
        StageKind.INTERVIEW: "Your application made us want to meet you. I will write with times "
        "to choose from.",
        StageKind.OFFER: "We enjoyed talking with you, and we are putting an offer together for "
        "you.",
    },
    "fr": {
        StageKind.REVIEW: "J’ai lu votre dossier, et j’aimerais le montrer aux personnes qui "
        "décident avec moi.",
        StageKind.INTERVIEW: "Votre candidature nous a donné envie de vous rencontrer. Je vous "
        "écrirai pour vous proposer des horaires.",
        StageKind.OFFER: "Nous avons eu plaisir à échanger avec vous, et nous préparons une offre "
        "pour vous.",
    },
    "de": {
        StageKind.REVIEW: "Ich habe Ihre Unterlagen gelesen und möchte sie denen zeigen, die mit "
        "mir entscheiden.",
        StageKind.INTERVIEW: "Ihre Bewerbung hat uns neugierig auf Sie gemacht. Ich schreibe Ihnen "
        "mit Terminen zur Auswahl.",
        StageKind.OFFER: "Das Gespräch mit Ihnen hat uns gefreut, und wir bereiten ein Angebot für "
        "Sie vor.",
    },
    "es": {
        StageKind.REVIEW: "He leído sus documentos y me gustaría enseñárselos a las personas que "
        "deciden conmigo.",
        StageKind.INTERVIEW: "Su candidatura nos ha dado ganas de conocerle. Le escribiré con "
        "horarios para elegir.",
        StageKind.OFFER: "Nos gustó hablar con usted, y estamos preparando una oferta para usted.",
    },
}
# After "Thank you for": to who has talked with us, and to who has applied.
_TALKED, _APPLIED = "talked", "applied"
_THANKS: dict[str, dict[str, str]] = {
    "en": {
        _TALKED: "the time and thought you gave us",
        _APPLIED: "taking the time to apply",
    },
    "fr": {
        _TALKED: "le temps et l’attention que vous nous avez accordés",
        _APPLIED: "le temps que vous avez consacré à votre candidature",
    },
    "de": {
        _TALKED: "die Zeit und die Gedanken, die Sie uns geschenkt haben",
        _APPLIED: "die Zeit, die Sie sich für Ihre Bewerbung genommen haben",
    },
    "es": {
        _TALKED: "el tiempo y la atención que nos ha dedicado",
        _APPLIED: "el tiempo que ha dedicado a su candidatura",
    },
}


def onward_words(stage: Stage, language: str) -> str:
    """Good news that fits the stage somebody goes on to; empty where it depends."""
    return _ONWARD.get(spoken(language), _ONWARD["en"]).get(stage.kind, "")


def thanks_for(stage: Stage, language: str) -> str:
    """What goes on from "Thank you for": sure to be true of everyone in the stage."""
    when = _TALKED if stage.kind in {StageKind.INTERVIEW, StageKind.OFFER} else _APPLIED
    return _THANKS.get(spoken(language), _THANKS["en"])[when]


def thanks_in(words: str, language: str) -> str:
    """Thanks left as they stood in the form, in another language; what was typed as it is."""
    for known in _THANKS.values():
        for when, thanks in known.items():
            if thanks == words.strip():
                return _THANKS.get(spoken(language), _THANKS["en"])[when]
    return words
