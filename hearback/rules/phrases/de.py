"""The phrases of letters in German."""

from hearback.rules.phrases.shape import Phrases, whole

_ELSE = (
    r"(?:jemand ander\w{1,2}|jemanden ander\w{1,2}|eine andere person|eine andere|einen anderen)"
)

_PLAIN_NO = whole(
    r"(?:werden|werde|können|kann|konnten|konnte)(?:[^.!?]|(?<=\d)\.){0,100} nicht"
    r" (?:\w{1,20} ){0,3}"
    r"(?:berücksichtigen|verfolgen|anbieten|einladen|einstellen|auswählen|fortsetzen"
    r"|weiterführen|fortführen|weiterverfolgen|aufnehmen|weitergehen|geben)",
    r"(?:laden|lade|nehmen|nehme|verfolgen|verfolge|berücksichtigen|berücksichtige)"
    r"(?:[^.!?]|(?<=\d)\.){0,100} nicht (?:weiter|ein|mehr)",
    r"gegen (?:sie|ihre bewerbung) entschieden",
    rf"für {_ELSE}(?: \w{{1,20}}){{0,3}} entschieden",
    r"bewerbung (?:war|ist|wurde)(?: leider)? nicht (?:erfolgreich|ausgewählt|berücksichtigt)",
    r"(?:sind|wurden)(?: leider)? nicht (?:ausgewählt|in der engeren auswahl)",
    r"(?:die|unsere|meine) antwort ist (?:ein )?nein",
    r"(?:es|das) ist (?:ein nein|eine absage)",
    r"(?:sagen|sage) (?:wir |ich )?ihnen(?: \w{1,20}){0,3} ab",
    r"(?:muss|müssen|möchte|möchten) (?:wir |ich )?ihnen(?: \w{1,20}){0,3} absagen",
    rf"{_ELSE} (?:eingestellt|ausgewählt)",
    r"an (?:jemand ander\w{1,2}|eine andere person) (?:gegeben|vergeben)",
)

_THANKS = whole(r"danke|danken|dank|dankbar")

_STOCK = whole(
    r"(?:leider )?müssen wir ihnen (?:leider )?mitteilen",
    r"zu unserem (?:großen )?bedauern|(?:wir )?bedauern(?: wir)?(?: \w{1,12})?,? ihnen",
    r"aufgrund der (?:hohen|großen|vielen|zahlreichen) (?:anzahl|zahl|menge|bewerbungen)",
    r"sehr geehrte (?:bewerber(?:in(?:nen)?)?|damen)",
    r"nicht auf diese (?:e-mail|mail|nachricht)|auf diese (?:e-mail|mail|nachricht) nicht",
    r"(?:keine|nicht als) (?:ab)?wertung ihrer",
    r"ihren (?:weiteren|ferneren) (?:beruflichen |privaten )?(?:lebensweg|werdegang|berufsweg)",
)

_KEPT_ON_FILE = whole(
    r"(?:behalten|bewahren|speichern|heben)(?: wir)?(?: \w{1,12})? (?:ihren lebenslauf"
    r"|ihre (?:unterlagen|bewerbung|daten|papiere)|ihr profil)"
    r"(?! (?:nur )?(?:bis|für \w+ (?:tage?|wochen?|monate?)|\w+ (?:tage?|wochen?|monate?) lang)\b)",
    r"(?:in|in unserem|im|in unseren) (?:talent-?pool|bewerber-?pool|evidenz)",
    r"(?:kommen|komme)(?: wir| ich)?(?: \w{1,12})? auf sie zurück",
)

_TOPICS = whole(
    r"kulturell\w*|unternehmenskultur|cultural fit|team-?fit",
    r"(?:ins|in unser|in das|zum|zu unserem) team (?:passen|passt|passten|gepasst)",
    r"(?:passen|passt|passten) (?:\w{1,20} ){0,3}(?:ins|in unser|in das|zum|zu unserem) team",
    r"überqualifizierte?",
    r"energie|energiegeladen\w*|dynamisch\w*",
    r"akzent",
    r"muttersprach\w*",
    r"ihr alter|ihres alters|altersgruppe|jahre alt|junges team|jugendlich\w*",
    r"zu (?:alt|jung)",
    r"ihr stil|persönlichkeit",
    r"schwanger\w*|mutterschutz|elternzeit|krankschreibung|krankenstand",
    r"behinder\w+|schwerbehinder\w+",
    r"(?:ihre|psychische|körperliche) gesundheit|medizinisch\w*|krankheit\w*|erkrankung\w*",
    r"ihre familie|familienstand|kinder|ehemann|ehefrau|verheiratet",
    r"staatsangehörigkeit|nationalität|ethni\w+|religiös\w*|gewerkschaft\w*",
    r"ihre (?:herkunft|religion|rasse|überzeugung)|ihr (?:geschlecht|glaube|land)",
    r"(?:bisheriges|letztes|früheres|vorheriges) gehalt|gehaltshistorie",
)

PHRASES = Phrases(_PLAIN_NO, _THANKS, _STOCK, _KEPT_ON_FILE, _TOPICS)
