"""How days are named in the four languages, in small letters without accents."""

WEEKDAYS = (
    ("monday", "mondays", "montag", "montags", "lundi", "lunes"),
    ("tuesday", "tuesdays", "tue", "tues", "dienstag", "mardi", "martes"),
    ("wednesday", "wednesdays", "wed", "mittwoch", "mercredi", "miercoles"),
    ("thursday", "thursdays", "thu", "thur", "thurs", "donnerstag", "jeudi", "jueves"),
    ("friday", "fridays", "fri", "freitag", "vendredi", "viernes"),
    ("saturday", "samstag", "sonnabend", "samedi", "sabado"),
    ("sunday", "sonntag", "dimanche", "domingo"),
)
MONTHS = (
    ("january", "jan", "januar", "janner", "janvier", "enero"),
    ("february", "feb", "februar", "fevrier", "febrero"),
    ("march", "mar", "marz", "mars", "marzo"),
    ("april", "apr", "avril", "abril"),
    ("may", "mai", "mayo"),
    ("june", "jun", "juni", "juin", "junio"),
    ("july", "jul", "juli", "juillet", "julio"),
    ("august", "aug", "aout", "agosto"),
    ("september", "sep", "sept", "septembre", "septiembre"),
    ("october", "oct", "oktober", "okt", "octobre", "octubre"),
    ("november", "nov", "novembre", "noviembre"),
    ("december", "dec", "dezember", "dez", "decembre", "diciembre"),
)
NUMBERS = {
    **dict.fromkeys(
        ("a", "an", "one", "ein", "eine", "einem", "einer", "un", "une", "uno", "una"), 1
    ),
    **dict.fromkeys(("two", "zwei", "deux", "dos"), 2),
    **dict.fromkeys(("three", "drei", "trois", "tres"), 3),
    **dict.fromkeys(("four", "vier", "quatre", "cuatro"), 4),
    **dict.fromkeys(("five", "funf", "cinq", "cinco"), 5),
    **dict.fromkeys(("six", "sechs", "seis"), 6),
    **dict.fromkeys(("seven", "sieben", "sept", "siete"), 7),
    **dict.fromkeys(("eight", "acht", "huit", "ocho"), 8),
    **dict.fromkeys(("nine", "neun", "neuf", "nueve"), 9),
    **dict.fromkeys(("ten", "zehn", "dix", "diez"), 10),
    **dict.fromkeys(("fourteen", "vierzehn", "quatorze", "quinze", "catorce", "quince"), 14),
}
TODAY = (
    "today",
    "tonight",
    "this afternoon",
    "this evening",
    "later today",
    "end of day",
    "eod",
    "heute",
    "heute nachmittag",
    "heute abend",
    "im laufe des tages",
    "aujourd'hui",
    "ce soir",
    "cet apres-midi",
    "hoy",
    "esta tarde",
    "esta noche",
    "hoy mismo",
)
TOMORROW = ("tomorrow", "tmrw", "tmr", "tomorow", "tommorow", "morgen", "demain", "manana")
AFTER_TOMORROW = (
    "the day after tomorrow",
    "day after tomorrow",
    "ubermorgen",
    "apres-demain",
    "apres demain",
    "pasado manana",
)
THIS_WEEK = (
    "this week",
    "later this week",
    "end of the week",
    "end of week",
    "end of this week",
    "the end of the week",
    "eow",
    "diese woche",
    "dieser woche",
    "ende der woche",
    "ende dieser woche",
    "cette semaine",
    "fin de semaine",
    "la fin de la semaine",
    "fin de la semaine",
    "esta semana",
    "finales de semana",
    "final de la semana",
    "el fin de la semana",
)
NEXT_WEEK = (
    "next week",
    "the next week",
    "sometime next week",
    "end of next week",
    "nachste woche",
    "nachster woche",
    "kommende woche",
    "kommender woche",
    "ende nachster woche",
    "la semaine prochaine",
    "semaine prochaine",
    "la proxima semana",
    "proxima semana",
    "la semana que viene",
    "semana que viene",
    "la semana proxima",
)
EARLY_NEXT_WEEK = (
    "early next week",
    "the beginning of next week",
    "beginning of next week",
    "start of next week",
    "anfang nachster woche",
    "anfang kommender woche",
    "debut de semaine prochaine",
    "debut de la semaine prochaine",
    "principios de la proxima semana",
    "principios de la semana que viene",
)
# A day after one of these, one before, that very day, or one that is over.
NOT_BEFORE = (
    "not before",
    "not until",
    "nicht vor",
    "erst",
    "pas avant",
    "no antes de",
    "no antes del",
)
AFTER = ("after", "nach", "apres", "despues de", "despues del", "tras")
BEFORE = ("before", "vor", "avant", "antes de", "antes del")
OVER = (
    "since",
    "last",
    "past",
    "hace",
    "il y a",
    "seit",
    "letzten",
    "letzte",
    "letzter",
    "vergangenen",
    "vorigen",
    "depuis",
    "desde",
    "el pasado",
    "ultimo",
)
OVER_BEHIND = ("dernier", "derniere", "passe", "pasado", "pasada", "ago")
# "The next Friday" may be this week's or the one after it.
NEXT = ("next", "nachsten", "nachster", "nachste", "proximo", "el proximo")
NEXT_BEHIND = ("prochain", "que viene", "proximo")
COMING = ("this", "this coming", "coming", "kommenden", "kommender", "diesen", "ce", "este", "el")
MORNING = (
    "morning",
    "vormittag",
    "fruh",
    "morgen",
    "matin",
    "au matin",
    "por la manana",
    "a la manana",
)
REST_OF_DAY = (
    "afternoon",
    "evening",
    "nachmittag",
    "abend",
    "apres-midi",
    "soir",
    "por la tarde",
    "por la noche",
    "eod",
    "end of day",
)
