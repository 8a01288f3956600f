"""How people ask to be rung and name a time, in English, French, German and Spanish.

Patterns look at one sentence in small letters without accents. None of them can take long: every
repetition is bounded.
"""

import re
from datetime import time

_WHEN = (
    r"back|on|at|after|before|between|by|from|tomorrow|today|tonight|this|when|whenever|in|any|"
    r"anytime|next|please|if|as|around|about|during|once|later|or|and|to|instead|directly|"
    r"monday|tuesday|wednesday|thursday|friday|saturday"
)
ASKS = re.compile(
    # "Call me Ana" asks for nothing: after "call me" comes a time, a reason or the end.
    rf"\bcall me(?:$|[ ,;:)!.?]{{0,2}}$|,|-|;|:| (?:{_WHEN})\b)"
    r"|\b(?:ring|phone|telephone) me\b|\bgive me a (?:quick )?(?:call|ring|bell)\b"
    r"|\b(?:call|ring|phone)(?:ing)? (?:me )?back\b"
    r"|\b(?:appelez|rappelez|telephonez|appelle|rappelle)[- ]moi\b"
    r"|\b(?:me|m')[ ]?(?:appeler|rappeler|telephoner)\b|\bpassez[- ]moi un coup de fil\b"
    r"|\bruf(?:en sie|t|e)? mich\b|\bmich (?:[\w,:]{1,20} ){0,6}(?:an|zuruck)(?:zu)?rufen\b"
    r"|\b(?:um|auf|einen|ihren) (?:einen )?ruckruf\b"
    r"|\bllame(?:n)?me\b|\bllamame\b|\bllamarme\b"
    r"|\bme (?:puede|pueden|puedes|podria|podrian) llamar\b|\bdevuelva(?:n)?me la llamada\b"
)
ASKS_NOT = re.compile(
    r"\b(?:not|never|don't|dont|no need to|rather than|instead of)\b[^.]{0,25}"
    r"\b(?:call|ring|phone|telephone)"
    r"|\bne (?:me |m')?[\w -]{0,25}\bpas\b|\bne m'(?:appelez|telephonez)|\bne pas m"
    r"|\b(?:nicht|keinen)\b[^.]{0,30}(?:ruf|an\b)|\bmich[^.]{0,20}\bnicht\b"
    r"|\bno (?:me )?(?:llame|llamen|llames)\b"
)

_WORDS = (
    ("one", "une", "eins", "una"),
    ("two", "deux", "zwei", "dos"),
    ("three", "trois", "drei", "tres"),
    ("four", "quatre", "vier", "cuatro"),
    ("five", "cinq", "funf", "cinco"),
    ("six", "sechs", "seis"),
    ("seven", "sept", "sieben", "siete"),
    ("eight", "huit", "acht", "ocho"),
    ("nine", "neuf", "neun", "nueve"),
    ("ten", "dix", "zehn", "diez"),
    ("eleven", "onze", "elf", "once"),
    ("twelve", "noon", "midi", "zwolf", "doce", "mediodia"),
)
NUMBERS = {word: number for number, words in enumerate(_WORDS, start=1) for word in words}
# A number, its minutes, and am, pm or the word for "o'clock"; but not "5 days" or "416 555".
_TIME = (
    r"(?:las? )?(\d{1,2}|" + "|".join(sorted(NUMBERS, key=len, reverse=True)) + r")(?!\d)"
    r"(?:[:.h](\d\d))?(?![\d])"
    r" ?(a\.?m\b|p\.?m\b|uhr\b|heures?\b|h\b|o'?clock\b)?"
    r"(?! ?(?:min|hour|day|week|month|year|tag|woche|stunde|jour|semaine|mois|dia|hora|people))"
)
BETWEEN = re.compile(
    rf"\b(?:between|entre|zwischen|from|von) {_TIME} (?:and|et|und|y|to|bis) {_TIME}"
)
AFTER = re.compile(rf"\b(?:after|past|from|apres|a partir de|des|nach|ab|despues de) {_TIME}")
BEFORE = re.compile(rf"\b(?:before|until|till|by|avant|jusqu'a|vor|bis|antes de|hasta) {_TIME}")
AT = re.compile(rf"\b(?:at|around|about|a|vers|um|gegen|sobre) {_TIME}")

TOMORROW = re.compile(
    r"\btomorrow\b|\bdemain\b|(?<!heute )(?<!guten )\bmorgen\b|(?<!la )(?<!esta )\bmanana\b"
)
TODAY = re.compile(
    r"\btoday\b|\btonight\b|\bthis (?:morning|afternoon|evening)\b|\baujourd'hui\b"
    r"|\bce (?:matin|soir)\b|\bcet apres-midi\b|\bheute\b|\bhoy\b|\besta (?:manana|tarde|noche)\b"
)
WEEKDAYS = (
    "monday|lundi|montag|lunes",
    "tuesday|mardi|dienstag|martes",
    "wednesday|mercredi|mittwoch|miercoles",
    "thursday|jeudi|donnerstag|jueves",
    "friday|vendredi|freitag|viernes",
    "saturday|samedi|samstag|sonnabend|sabado",
    "sunday|dimanche|sonntag|domingo",
)
PARTS = (
    (re.compile(r"\bafternoon|\bapres-midi|\bnachmittag|\b(?:la|esta) tarde"), time(13), time(17)),
    (
        re.compile(
            r"\bmorning|\bmatin|\bvormittag|\bmorgens\b|\bheute morgen|\bfruh\b"
            r"|\b(?:la|esta) manana"
        ),
        time(9),
        time(12),
    ),
    (re.compile(r"\blunch|\bmidi\b|\bmittag|\bmediodia"), time(12), time(13)),
    (
        re.compile(r"\bevening|\btonight|\bafter work|\bsoir|\babend|\bfeierabend|\bnoche"),
        time(17),
        time(20),
    ),
)
