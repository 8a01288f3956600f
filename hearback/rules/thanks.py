"""Whether words need an answer: only plain thanks, or nothing but a signature, need none.

When unsure they need one. An answer too many costs a minute; one too few costs a person.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MOST_WORDS = 25

# One of these must be there, so that a bare "ok", which may agree to something, is still read.
_THANKS = frozenset(
    """
    thanks thank thankyou thx cheers merci remercie danke dank dankeschön vielen bedanke gracias
    agradezco agradecida agradecido grazie obrigado obrigada
    """.split()  # noqa: SIM905
)
# All the others must be among these; "not", "but", "no" and every name of a thing are missing, and
# "advance": whoever thanks in advance waits.
_HARMLESS = frozenset(
    """
    you very much so many a lot again indeed really dear hi hello hey ok okay great perfect
    wonderful lovely noted understood for the your quick fast kind friendly prompt reply answer
    message mail email information info update news have nice good day evening weekend week and
    too to it i we appreciate best warm regards wishes sincerely yours all got received in
    ms mr mrs beaucoup bonjour bonsoir madame monsieur pour votre réponse rapide retour
    bien reçu parfait d'accord bonne journée soirée semaine cordialement salutations je vous et
    de super encore schön sehr herzlichen herzlich hallo guten tag frau herr für ihre ihren die
    den rasche schnelle antwort nachricht rückmeldung prima alles klar schönes schönen
    wochenende abend noch viele liebe beste freundlichen mit grüße grüsse grüßen gruß ich wir
    mich uns und wünsche ihnen einen muchas mucho hola buenos buenas días tardes por su tu
    respuesta rápida mensaje mil perfecto recibido saludos un cordial saludo buen fin semana que
    tenga día le les señora señor y la
    """.split()  # noqa: SIM905
)
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


def needs_answer(words: str, *, names: Iterable[str] = ()) -> bool:
    """Whether what somebody wrote, without what they quote and their signature, needs an answer.

    `names` are the people it may call by name or be signed by. Works in English, French, German
    and Spanish; anything in another language needs an answer.
    """
    text = unicodedata.normalize("NFC", words).casefold()
    if not text.strip():
        return False
    if any(mark in text for mark in "?؟？¿@") or any(c.isdigit() for c in text) or "http" in text:
        return True
    found = [word.replace("’", "'") for word in _TOKEN.findall(text)]
    if not found or len(found) > MOST_WORDS:
        return True
    known = {part for name in names for part in _TOKEN.findall(name.casefold())}
    rest = set(found) - _THANKS - _HARMLESS - known
    return bool(rest) or not _THANKS.intersection(found)
