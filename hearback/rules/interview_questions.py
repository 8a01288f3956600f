"""Questions nobody asks in an interview, in four languages, and what to ask in their place.

Written about the person who answers ("do you have children"), never about the work ("have you
worked with children"), so that a nursery may ask what it must. All four languages are read: a kit
is asked in whatever language the two people speak.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hearback.rules.phrases.shape import Patterns, whole
from hearback.rules.words import Words

LONGEST = 4_000

_INSTEAD = {
    "pay": "“%(phrase)s” asks what somebody earned. Say the pay range, and ask whether it suits "
    "them.",
    "family": "“%(phrase)s” asks about family. Say which hours the job has, and ask whether they "
    "can work them.",
    "age": "“%(phrase)s” asks for an age. Ask what they have done, and how long the work took.",
    "health": "“%(phrase)s” asks about health. Describe the task, and ask what they need to do it.",
    "origin": "“%(phrase)s” asks where somebody is from. Ask whether they may work here, and how "
    "they would use the languages the job needs.",
    "belief": "“%(phrase)s” asks about belief, politics or love. Say which days the job has, and "
    "ask whether they can work them.",
}

_EN: Mapping[str, Patterns] = {
    "pay": whole(
        r"what (?:do|did|are|were) you (?:currently |now )?(?:earn|earning|paid)(?! to)",
        r"how much (?:do|did|are|were) you (?:currently |now )?(?:earn|earning|paid|getting paid)",
        r"how much (?:do|did) you make (?:a|per|at|in|every) (?:year|month|hour|your)",
        r"your (?:\w+ )?(?:current|last|present|previous|past|old) "
        r"(?:\w+ )?(?:salary|salaries|pay|wages?|compensation|income)",
        r"your (?:salary|pay|wage|compensation) history|your (?:\w+ )?payslips?",
    ),
    "family": whole(
        r"(?:do|did) you have (?:any |small |young )?(?:children|kids|a family|a husband|a wife)",
        r"(?:are|were) you (?:planning|hoping|going|thinking)[^.?!]{0,30} "
        r"(?:children|kids|a family(?![- ](?:friendly|event|day))|a baby|pregnant)",
        r"(?:do|would) you (?:plan|want|hope|intend) (?:to (?:have|start|get) )?(?:\w+ )?"
        r"(?:children|kids|a family|a baby)",
        r"are you (?:currently |now |perhaps )?"
        r"(?:married|single(?!-)|divorced|pregnant|expecting a (?:baby|child))",
        r"who (?:looks? after|takes? care of|minds?) your (?:children|kids)",
        r"how old are your (?:children|kids)|how many (?:children|kids) (?:do|have) you",
        r"your (?:husband|wife|spouse|marital status|own child ?care|family plans)",
    ),
    "age": whole(
        r"how old (?:are|will|were) you|your (?:age|date of birth|birthday|birth date)",
        r"(?:what|which) year (?:were you born|did you (?:finish|leave|graduate)[^.?!]{0,20})",
        r"when were you born|when (?:do|will|would) you (?:plan to |want to )?retire",
    ),
    "health": whole(
        r"(?:do|did) you have (?:any |a )?(?:\w+ )?"
        r"(?:disability|disabilities|illness|illnesses|(?:health|medical) "
        r"(?:problems?|issues?|conditions?|history))",
        r"are you (?:disabled|healthy|in good health|on (?:any )?medication)",
        r"your (?:mental |physical )?(?:health(?! (?:and|&) safety)|illness|disability|sickness)",
        r"how (?:many|often)[^.?!]{0,20} (?:were|are|did|have) you[^.?!]{0,12} (?:ill|sick)",
        r"how many sick days|do you (?:smoke|drink alcohol|take (?:any )?(?:drugs|medication))",
        r"have you (?:ever )?been (?:seriously )?(?:ill|sick|injured)",
    ),
    "origin": whole(
        r"where (?:are|were) (?:you|your parents) (?:really |originally )?(?:from|born)",
        r"where do you (?:really |originally )?come from",
        r"your (?:nationality|citizenship|ethnicity|native language|mother tongue"
        r"|first language|accent|country of (?:birth|origin)|birthplace|skin colou?r)",
        r"(?:is|was) [a-z]{3,20} your (?:native|first|mother) (?:language|tongue)",
        r"are you (?:a |an )?(?:native speaker|immigrant|foreigner)",
    ),
    "belief": whole(
        r"(?:are|were) you (?:very )?(?:religious|gay|lesbian|transgender"
        r"|(?:in|a member of) (?:a|any|the) (?:trade |labou?r )?(?:union|party|church))",
        r"your (?:religion|faith|sexual orientation|sexuality)",
        r"your political (?:views?|opinions?|beliefs?|party)",
        r"do you (?:pray|go to church|believe in god)",
        r"who (?:did|do|will|would) you vote for|how (?:did|do) you vote",
    ),
}

# "Ihr" is also theirs and hers, so a word of possession alone says nothing.
_IS_YOUR = r"(?:was|wie|welche\w?|nennen sie|verraten sie) (?:ist |uns )?(?:ihr|ihre|dein|deine)"
_DE: Mapping[str, Patterns] = {
    "pay": whole(
        r"(?:ihr|dein|ihrem|deinem|ihres|deines) (?:\w+ )?"
        r"(?:aktuell|derzeitig|jetzig|letzt|bisherig|früher|vorig)\w{1,3} "
        r"(?:gehalt|lohn|verdienst|einkommen)\w{0,2}",
        r"(?:wie viel|was) (?:verdienen|verdienten|verdienst|verdientest) (?:sie|du)",
        r"(?:wie viel|was) (?:haben|hast) (?:sie|du)[^.?!]{0,40} verdient",
        r"(?:ihre|deine) (?:\w+ )?(?:gehaltsnachweise|gehaltsabrechnung(?:en)?|gehaltshistorie)",
    ),
    "family": whole(
        r"(?:haben|hast) (?:sie|du) (?:eigene |kleine |schon )?"
        r"(?:kinder|familie|einen partner)(?=\s*(?:[?,.]|oder|und|$))",
        r"(?:sind|bist) (?:sie|du) (?:derzeit |aktuell |gerade )?"
        r"(?:verheiratet|ledig|schwanger|geschieden|verlobt|alleinerziehend)",
        r"(?:planen|planst|möchten|möchtest|wollen|willst|wünschen|wünschst) (?:sie|du)"
        r"[^.?!]{0,20} (?:kinder|familie|nachwuchs|schwanger\w*)(?=\s*(?:[?,.]|haben|$|werden))",
        r"wer (?:betreut|kümmert sich um) (?:ihre|deine) kinder|wie viele kinder haben sie",
        r"(?:haben|hast) (?:sie|du) (?:einen )?kinderwunsch",
        _IS_YOUR + r" (?:\w+ )?(?:familienstand|familienplanung|kinderbetreuung)",
    ),
    "age": whole(
        r"wie alt (?:sind|bist|werden|wirst) (?:sie|du)",
        _IS_YOUR + r" (?:alter|geburts\w+)",
        r"wann (?:sind|bist|wurden|wurdest) (?:sie|du) geboren",
        r"wann (?:gehen|möchten|wollen|gehst) (?:sie|du)[^.?!]{0,15} (?:rente|ruhestand)",
    ),
    "health": whole(
        r"(?:haben|hast|leiden|leidest) (?:sie|du)(?: \w+){0,3} (?:krankheit(?:en)?"
        r"|behinderung(?:en)?|vorerkrankung(?:en)?|beschwerden)(?=\s*(?:[?,.]|oder|und|$))",
        r"(?:sind|bist|waren|warst) (?:sie|du) (?:\w+ )?(?:\w+ )?"
        r"(?:krank|gesund|behindert|schwerbehindert)",
        r"wie (?:ist|steht es um) (?:ihr|ihre|dein|deine) gesundheit\w*",
        r"wie (?:oft|viele tage)[^.?!]{0,15} (?:sie|du)[^.?!]{0,20} (?:krank|krankgeschrieben)",
        r"(?:rauchen|rauchst) (?:sie|du)|nehmen sie (?:\w+ )?medikamente(?=\s*(?:[?,.]|$))",
    ),
    "origin": whole(
        r"woher (?:kommen|kommst|stammen|stammst) (?:sie|du|ihre|deine)",
        r"wo (?:sind|bist|wurden|wurdest) (?:sie|du) geboren",
        _IS_YOUR + r" (?:nationalität|staatsangehörigkeit|herkunft|muttersprache|hautfarbe)",
        r"welche (?:nationalität|staatsangehörigkeit|staatsbürgerschaft) (?:haben|hast|besitzen)",
        r"ist \w{3,20} (?:ihre|deine) muttersprache|(?:sind|bist) (?:sie|du) muttersprachler\w*",
    ),
    "belief": whole(
        _IS_YOUR + r" (?:\w+ )?(?:religion|konfession|glaube|kirche|partei|sexuelle orientierung)",
        r"welche\w? (?:religion|konfession|kirche) (?:haben|hast|gehören|gehörst)",
        r"(?:sind|bist) (?:sie|du) (?:sehr )?(?:religiös|gläubig|schwul|lesbisch|homosexuell"
        r"|(?:mitglied )?(?:in )?(?:einer|der) (?:gewerkschaft|partei|kirche))",
        r"(?:beten|betest) (?:sie|du)|(?:wen|welche partei) (?:wählen|wählst) (?:sie|du)",
    ),
}

_FR: Mapping[str, Patterns] = {
    "pay": whole(
        r"(?:votre|ton|vos|tes) (?:\w+ )?(?:dernier|précédent|ancien|actuel)s? "
        r"(?:salaires?|revenus?|traitements?|rémunérations?)",
        r"(?:votre|ton|vos|tes) (?:salaires?|rémunérations?|revenus?) "
        r"(?:actuel|précédent|antérieur|passé|d'avant)\w{0,3}",
        r"combien (?:gagnez|gagniez|gagnes|gagnais)|combien (?:touchez|touchiez)[- ]vous",
        r"combien avez[- ]vous[^.?!]{0,15} (?:gagné|touché)",
        r"(?:votre|vos) (?:\w+ )?(?:fiches? de paie|historique (?:salarial|de salaire))",
    ),
    "family": whole(
        r"(?:avez[- ]vous|as[- ]tu) (?:des |de jeunes )?(?:enfants?|une famille)",
        r"(?:êtes[- ]vous|es[- ]tu|vous êtes|tu es) (?:\w+ )?"
        r"(?:mariée?|célibataire|enceinte|divorcée?|pacsée?|en couple)",
        r"(?:voulez|souhaitez|comptez|envisagez|prévoyez|pensez)[- ]vous[^.?!]{0,15} "
        r"(?:avoir (?:des |d'autres )?enfants?|fonder une famille|une grossesse|tomber enceinte)",
        r"qui (?:garde|s'occupe de) vos enfants|quel âge ont vos enfants|votre (?:mari|femme)",
        r"(?:votre|ta) situation (?:de famille|familiale)|combien d'enfants (?:avez|as)",
    ),
    "age": whole(
        r"quel âge (?:avez|as|aurez)|(?:votre|ton) âge|(?:votre|ta) date de naissance",
        r"(?:quand|en quelle année) êtes[- ]vous née?",
        r"quand (?:partez|partirez)[- ]vous[^.?!]{0,10} retraite",
    ),
    "health": whole(
        r"(?:avez[- ]vous|souffrez[- ]vous|as[- ]tu)(?: \w+'?){0,2} ?(?:maladies?|handicaps?"
        r"|problèmes? de santé|allergies?|antécédents médicaux)(?=\s*(?:[?,.]|ou|$|chroniques?))",
        r"(?:êtes[- ]vous|es[- ]tu) (?:\w+ )?(?:malade|handicapée?|en bonne santé)",
        r"(?:votre|ta) (?:état de )?santé(?! et sécurité)|votre handicap",
        r"combien (?:de jours|de fois)[^.?!]{0,12}[- ]vous[^.?!]{0,12} (?:malades?|arrêtée?)",
        r"fumez[- ]vous|prenez[- ]vous (?:des )?médicaments",
    ),
    "origin": whole(
        r"d'où (?:venez[- ]vous|viens[- ]tu|êtes[- ]vous)|où êtes[- ]vous née?",
        r"(?:votre|ta) (?:nationalité|origine|langue maternelle|couleur de peau)",
        r"(?:vos|tes) origines|de quelle (?:origine|nationalité) êtes",
    ),
    "belief": whole(
        r"(?:votre|ta) (?:religion|confession|foi|église|orientation sexuelle)",
        r"quelle religion (?:avez|pratiquez)|pour qui votez",
        r"(?:êtes[- ]vous|es[- ]tu) (?:\w+ )?(?:croyante?|religieu(?:x|se)|pratiquante?"
        r"|syndiquée?|homosexuel(?:le)?|gaye?|lesbienne)",
        r"(?:vos|tes) (?:opinions? politiques?|croyances?)",
    ),
}

# "Su" is also theirs and "tiene" also hers: only what a question begins with is about who answers.
_ASKED = r"(?:(?<!\w )|usted )"
_WHAT_IS_YOUR = r"(?:cuál (?:es|era|fue)|cómo (?:es|está)|qué tal) (?:su|tu)"
_ES: Mapping[str, Patterns] = {
    "pay": whole(
        r"(?:su|tu) (?:último|anterior|actual|antiguo|previo) (?:salario|sueldo)",
        r"(?:su|tu) (?:salario|sueldo) (?:actual|anterior|previo|pasado)",
        r"cuánto (?:ganas|ganaba|ganabas|cobras|cobraba|cobrabas|gana usted|cobra usted)",
        r"(?:su|tu) historial salarial",
    ),
    "family": whole(
        _ASKED + r"(?:tiene|tienes) (?:usted )?(?:hijos|hijas|familia|pareja)(?=\s*(?:[?,.]|o |$))",
        _ASKED + r"(?:está|estás|es|eres) (?:usted )?"
        r"(?:casad[oa]|solter[oa]|embarazada|divorciad[oa])",
        r"(?:piensa|piensas|planea|planeas|quiere|quieres|desea) (?:usted )?"
        r"(?:tener hijos|tener familia|formar una familia|quedarse embarazada|ser madre|ser padre)",
        r"quién (?:cuida|se ocupa)[^.?!]{0,8} (?:sus|tus) hijos",
        r"cuántos hijos (?:tienes|tiene usted|tiene\?)",
        _WHAT_IS_YOUR + r" estado civil",
    ),
    "age": whole(
        r"(?:cuántos años|qué edad) (?:tienes|tiene usted|tiene\s*(?=\?))",
        _WHAT_IS_YOUR + r" (?:edad|fecha de nacimiento)",
        r"cuándo (?:naciste|nació usted)|en qué año (?:naciste|nació usted)",
        r"cuándo (?:piensa|piensas|quiere|quieres) jubilar(?:se|te)",
    ),
    "health": whole(
        _ASKED + r"(?:tiene|tienes|padece|padeces|sufre|sufres) (?:usted )?(?:\w+ ){0,2}"
        r"(?:enfermedad(?:es)?|discapacidad(?:es)?|problemas? de salud|alergias?|minusvalía)",
        _ASKED + r"(?:está|estás) (?:usted )?(?:enferm[oa]|discapacitad[oa])",
        _WHAT_IS_YOUR + r" (?:estado de )?(?:salud|discapacidad)",
        r"cuánt[oa]s (?:días|veces)[^.?!]{0,12}(?:estuvo|estuviste|ha estado|has estado) "
        r"(?:enferm[oa]|de baja)",
        _ASKED + r"(?:fuma|fumas|toma medicación|tomas medicación)(?: usted)?(?=\s*(?:\?|$))",
    ),
    "origin": whole(
        r"de dónde (?:eres|vienes|es usted|viene usted)|dónde (?:naciste|nació usted)",
        _WHAT_IS_YOUR + r" (?:nacionalidad|origen|lengua materna|raza|país de origen)",
        r"qué nacionalidad (?:tienes|tiene usted|tiene\s*(?=\?))",
    ),
    "belief": whole(
        _WHAT_IS_YOUR + r" (?:religión|fe|iglesia|orientación sexual|ideología)",
        r"qué religión (?:practicas?|tienes?)",
        _ASKED + r"(?:es|eres) (?:usted )?"
        r"(?:religios[oa]|creyente|practicante|homosexual|gay|lesbiana)",
        _ASKED + r"(?:está|estás) (?:usted )?(?:sindicad[oa]|afiliad[oa])",
        r"a quién (?:votas|vota usted|votaste|votó usted)",
    ),
}

_KNOWN: Sequence[Mapping[str, Patterns]] = (_EN, _DE, _FR, _ES)
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Banned:
    """A question not to be asked: what it is about, and its words."""

    topic: str
    phrase: str

    @property
    def sentence(self) -> Words:
        """Why not, and what to ask in its place, as a phrase to translate."""
        return Words(self.topic, _INSTEAD[self.topic], values={"phrase": self.phrase})


def banned(question: str) -> list[Banned]:
    """What a question must not ask, each topic once; an empty list lets it be asked.

    question: one line as typed, in any of the four languages; read as far as 4,000 signs.
    """
    plain = _SPACES.sub(" ", question[:LONGEST].replace("’", "'").lower())
    found: dict[str, str] = {}
    for topics in _KNOWN:
        for topic, patterns in topics.items():
            hit = next((hit for one in patterns if (hit := one.search(plain))), None)
            if hit is not None:
                found.setdefault(topic, hit.group())
    return [Banned(topic, phrase) for topic, phrase in found.items()]
