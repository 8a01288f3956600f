"""Words that feedback never says of a person, with every inflection, and why, in four languages.

The patterns of each language's letters catch turns of phrase; these are single words, and stricter:
whoever gives feedback has the evidence before them and can say what was seen instead. A word of the
opening's own is allowed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

Listed = Mapping[str, str]

# Topic: its words, apart by "|"; a space stands for any one space.
EN: Listed = {
    "fit": "culture fit|cultural fit|culture-fit|cultural match|culture match|team fit|good fit"
    "|bad fit|right fit|wrong fit|poor fit|not a fit|chemistry|vibe|vibes|likeable|likable",
    "energy": "energy|energies|energetic|energetically|enthusiasm|enthusiastic|dynamic|lively"
    "|bubbly|low-energy|high-energy|passive",
    "style": "style|styles|stylish|personality|personalities|charisma|charismatic|attitude"
    "|attitudes|appearance|appearances|good looks|your looks|outfit|outfits|dress sense"
    "|demeanour|demeanor",
    "accent": "accent|accents|accented|pronunciation|native speaker|native speakers|native-level"
    "|mother tongue|dialect|dialects",
    "age": "age|ages|aged|ageing|aging|old|older|oldest|young|younger|youngest|youth|youthful"
    "|junior in years|senior in years|elderly|retired|retiring|retirement|millennial|millennials"
    "|boomer|boomers|digital native|digital natives|mature|immature|middle-aged",
    "overqualified": "overqualified|over-qualified|over qualified|overqualification"
    "|overskilled|over-skilled|too experienced|too senior",
    "health": "health|healthy|unhealthy|ill|illness|illnesses|sick|sickness|sicknesses|disease"
    "|diseases|disabled|disability|disabilities|impaired|impairment|impairments|medical|medically"
    "|medication|therapy|anxiety|anxious|depressed|depression|autistic|autism|dyslexia|dyslexic"
    "|stutter|stutters|stuttered|stuttering|overweight|fatigue",
    "family": "family|families|child|children|childcare|kid|kids|baby|babies|parent|parents"
    "|parenthood|mother|mothers|motherhood|father|fathers|fatherhood|husband|husbands|wife|wives"
    "|spouse|spouses|married|unmarried|marriage|divorced|pregnant|pregnancy|pregnancies|marital",
    "origin": "origin|origins|nationality|nationalities|ethnic|ethnicity|ethnicities|race|racial"
    "|immigrant|immigrants|migrant|migrants|foreign|foreigner|foreigners|citizenship|birthplace"
    "|skin colour|skin color",
    "belief": "religion|religions|religious|faith|faiths|belief|beliefs|church|churches|mosque"
    "|mosques|headscarf|headscarves|politics|political|politically|trade union|trade unions"
    "|gay|lesbian|transgender|sexuality|sexual orientation|gender|genders",
    "leave": "parental leave|maternity leave|paternity leave|sick leave|medical leave|on leave"
    "|career break|career breaks|part-time wish|sabbatical|sabbaticals|gap year",
    "pay": "salary|salaries|pay history|salary history|last pay|previous pay|current pay|payslip"
    "|payslips|wage|wages|too expensive",
    "others": "other candidate|other candidates|other applicant|other applicants|another candidate"
    "|another applicant|than others|than the others|stronger than|weaker than|better than"
    "|worse than|compared to|compared with|in comparison|the best candidate|ranked|ranking",
}
DE: Listed = {
    "fit": "cultural fit|team-fit|teamfit|kulturelle passung|passung|chemie|wellenlänge"
    "|ins team gepasst|ins team passen|ins team passt|sympathisch|unsympathisch",
    "energy": "energie|energien|energisch|energiegeladen|energielos|dynamisch|dynamische"
    "|dynamischer|dynamik|begeisterung|begeistert|lebhaft|passiv",
    "style": "stil|stile|stils|persönlichkeit|persönlichkeiten|ausstrahlung|charisma|auftreten"
    "|auftretens|aussehen|aussehens|kleidung|erscheinung|erscheinungsbild",
    "accent": "akzent|akzente|akzents|akzentfrei|aussprache|muttersprache|muttersprachler"
    "|muttersprachlerin|muttersprachlich|dialekt|dialekte|dialekts",
    "age": "alter|alters|älter|ältere|älterer|älteren|älteste|alt|alte|alter mann|jung|junge"
    "|junger|jungen|jünger|jüngere|jüngerer|jüngeren|jüngste|jugend|jugendlich|jugendliche|rente"
    "|ruhestand|reif|unreif|reife",
    "overqualified": "überqualifiziert|überqualifizierte|überqualifizierter|überqualifizierten"
    "|überqualifizierung|zu erfahren|zu viel erfahrung",
    "health": "gesundheit|gesundheitlich|gesundheitliche|gesund|krank|kranke|krankheit"
    "|krankheiten|krankschreibung|erkrankung|erkrankungen|erkrankt|behindert|behinderte"
    "|behinderung|behinderungen|schwerbehindert|schwerbehinderung|medizinisch|medikamente|therapie"
    "|depression|depressionen|depressiv|ängstlich|autismus|autistisch|legasthenie|stottern"
    "|stottert|stotterte|übergewicht|übergewichtig",
    "family": "familie|familien|familiär|familiäre|familienstand|kind|kinder|kindern"
    "|kinderbetreuung|baby|babys|mutter|mütter|mutterschaft|vater|väter|vaterschaft|eltern"
    "|ehemann|ehefrau|ehe|verheiratet|ledig|geschieden|schwanger|schwangere|schwangerschaft"
    "|schwangerschaften",
    "origin": "herkunft|nationalität|nationalitäten|staatsangehörigkeit|staatsbürgerschaft"
    "|ethnisch|ethnische|ethnie|rasse|migrant|migrantin|migranten|migrationshintergrund"
    "|ausländer|ausländerin|ausländisch|ausländische|hautfarbe|geburtsort",
    "belief": "religion|religionen|religiös|religiöse|glaube|glaubens|kirche|kirchen"
    "|moschee|moscheen|kopftuch|politisch|politische|partei|gewerkschaft|gewerkschaften"
    "|schwul|lesbisch|transgender|sexualität|geschlecht|geschlechts",
    "leave": "elternzeit|elternzeiten|mutterschutz|krankenstand|pflegezeit|auszeit|auszeiten"
    "|sabbatical|sabbaticals|berufspause|teilzeitwunsch",
    "pay": "gehalt|gehälter|gehalts|gehaltshistorie|gehaltsnachweis|gehaltsnachweise"
    "|gehaltsabrechnung|gehaltsabrechnungen|lohn|löhne|verdienst|zu teuer",
    "others": "andere bewerber|anderer bewerber|anderen bewerbern|andere bewerberin"
    "|andere bewerberinnen|andere kandidaten|anderen kandidaten|andere kandidatin|als andere"
    "|als die anderen|besser als|schlechter als|stärker als|schwächer als"
    "|im vergleich|verglichen mit|rangliste",
}
FR: Listed = {
    "fit": "culture d'entreprise|adéquation culturelle|affinité|affinités|feeling|alchimie"
    "|sympathique|antipathique|bon fit",
    "energy": "énergie|énergies|énergique|énergiques|enthousiasme|enthousiaste|enthousiastes"
    "|dynamisme|dynamique|dynamiques|passif|passive",
    "style": "style|styles|personnalité|personnalités|charisme|charismatique|attitude|attitudes"
    "|apparence|apparences|tenue vestimentaire|allure|présentation physique",
    "accent": "accent|accents|prononciation|langue maternelle|locuteur natif|locutrice native"
    "|locuteurs natifs|dialecte|dialectes",
    "age": "âge|âges|âgé|âgée|âgés|âgées|vieux|vieille|vieil|vieilles|jeune|jeunes|jeunesse|aîné"
    "|aînée|retraite|retraité|retraitée|mûr|mûre|immature|immatures",
    "overqualified": "surqualifié|surqualifiée|surqualifiés|surqualifiées|surqualification"
    "|trop expérimenté|trop expérimentée",
    "health": "santé|malade|malades|maladie|maladies|handicap|handicaps|handicapé|handicapée"
    "|handicapés|invalidité|médical|médicale|médicaux|médicament|médicaments|thérapie|dépression"
    "|dépressif|dépressive|anxieux|anxieuse|anxiété|autisme|autiste|dyslexie|dyslexique"
    "|bégaiement|bégaie|bégayer|surpoids",
    "family": "famille|familles|familial|familiale|enfant|enfants|bébé|bébés|mère|mères"
    "|maternité|père|pères|paternité|parent|parents|mari|maris|épouse|épouses|époux|marié|mariée"
    "|mariés|mariage|divorcé|divorcée|célibataire|célibataires|enceinte|enceintes|grossesse"
    "|grossesses",
    "origin": "origine|origines|nationalité|nationalités|ethnie|ethnies|ethnique|ethniques|race"
    "|races|immigré|immigrée|immigrés|étranger|étrangère|étrangers|étrangères|citoyenneté"
    "|couleur de peau|lieu de naissance",
    "belief": "religion|religions|religieux|religieuse|religieuses|foi|croyance|croyances|église"
    "|églises|mosquée|mosquées|foulard|voile|opinion politique|opinions politiques|syndicat"
    "|syndicats|syndiqué"
    "|syndiquée|gay|lesbienne|transgenre|homosexuel|homosexuelle|sexualité|orientation sexuelle"
    "|sexe",
    "leave": "congé maternité|congé de maternité|congé paternité|congé de paternité"
    "|congé parental|congé maladie|arrêt maladie|arrêts maladie|année sabbatique"
    "|pause de carrière",
    "pay": "salaire|salaires|salarial|salariale|rémunération|rémunérations|fiche de paie"
    "|fiches de paie|trop cher|trop chère",
    "others": "autre candidat|autre candidate|autres candidats|autres candidates"
    "|autre candidature|autres candidatures|que les autres|que d'autres|meilleur que"
    "|meilleure que|moins bon que|moins bonne que|par rapport à|comparé à|comparée à"
    "|en comparaison|classement",
}
ES: Listed = {
    "fit": "encaje cultural|encaje|encajes|encajar|encaja|encajas|química|afinidad|simpático"
    "|simpática|antipático|antipática",
    "energy": "energía|energías|enérgico|enérgica|enérgicos|enérgicas|entusiasmo|entusiasta"
    "|entusiastas|dinámico|dinámica|dinamismo|pasivo|pasiva",
    "style": "estilo|estilos|personalidad|personalidades|carisma|carismático|carismática|actitud"
    "|actitudes|apariencia|apariencias|aspecto físico|vestimenta",
    "accent": "acento|acentos|pronunciación|lengua materna|hablante nativo|hablante nativa"
    "|hablantes nativos|dialecto|dialectos",
    "age": "edad|edades|viejo|vieja|viejos|viejas|joven|jóvenes|juventud|juvenil|muy mayor"
    "|demasiado mayor|persona mayor"
    "|anciano|anciana|jubilación|jubilado|jubilada|maduro|madura|inmaduro|inmadura",
    "overqualified": "sobrecualificado|sobrecualificada|sobrecualificación|sobrecalificado"
    "|sobrecalificada|sobrecalificación|demasiada experiencia",
    "health": "salud|enfermo|enferma|enfermos|enfermas|enfermedad|enfermedades|discapacidad"
    "|discapacidades|discapacitado|discapacitada|minusvalía|minusválido|minusválida|médico|médica"
    "|médicos|médicas|medicación|terapia|depresión|depresivo|depresiva|ansiedad|ansioso|ansiosa"
    "|autismo|autista|dislexia|disléxico|disléxica|tartamudeo|tartamudea|sobrepeso",
    "family": "familia|familias|vida familiar|situación familiar|hijo|hija|hijos|hijas|niño|niña"
    "|niños|niñas"
    "|bebé|bebés|madre|madres|maternidad|padre|padres|paternidad|marido|maridos|esposo|esposa"
    "|esposas|casado|casada|soltero|soltera|divorciado|divorciada|matrimonio|embarazo|embarazos"
    "|embarazada|embarazadas",
    "origin": "origen|orígenes|nacionalidad|nacionalidades|etnia|etnias|étnico|étnica|raza|razas"
    "|inmigrante|inmigrantes|extranjero|extranjera|extranjeros|extranjeras|ciudadanía"
    "|color de piel|lugar de nacimiento",
    "belief": "religión|religiones|religioso|religiosa|religiosos|religiosas|fe|creencia"
    "|creencias|iglesia|iglesias|mezquita|mezquitas|velo|ideas políticas|opinión política|sindicato"
    "|sindicatos|sindicado|sindicada|gay|lesbiana|transgénero|homosexual|sexualidad"
    "|orientación sexual|género|sexo",
    "leave": "baja maternal|baja paternal|baja médica|baja por maternidad|permiso parental"
    "|permiso de maternidad|permiso de paternidad|excedencia|excedencias|año sabático",
    "pay": "salario|salarios|salarial|sueldo|sueldos|nómina|nóminas|historial salarial"
    "|demasiado caro|demasiado cara",
    "others": "otro candidato|otra candidata|otros candidatos|otras candidatas"
    "|otras candidaturas|que los demás|que las demás|que otros|mejor que|peor que"
    "|en comparación|comparado con|comparada con|clasificación",
}
LISTED: Mapping[str, Listed] = {"en": EN, "de": DE, "fr": FR, "es": ES}


def words_of(language: str, topic: str) -> tuple[str, ...]:
    """Every listed word of a topic in a language such as "en"."""
    return tuple(LISTED[language][topic].split("|"))


@cache
def pattern_of(language: str, topic: str) -> re.Pattern[str]:
    """Finds any of them, whole, in lower-case text with single spaces and straight quotes."""
    longest_first = sorted(words_of(language, topic), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
