"""Words by which anybody who glances at a screen learns that somebody looks for a job."""

import re

from hearback.rules.lines import unaccented

# By their beginnings, in the languages letters are shipped in; compared without accents.
_TELLING = re.compile(
    r"\b(?:"
    r"job|jobs|appli(?:cation|cant|ed)|apply|interview|employ|hiring|hire|recruit|vacanc|candida"
    r"|shortlist|career|resume\b|onboard|bewerb|bewirb|stelle\b|stellen|vorstellungsgesprach"
    r"|arbeit|kandidat|lebenslauf|kollegin|einstell|emploi|poste\b|entretien|embauche|cv\b"
    r"|curriculum|empleo|puesto|entrevista|trabajo|contrata|solicitud|vacante|seleccion"
    r")",
)


def tells(text: str) -> bool:
    """Whether these words speak of a job, an application, an interview or an employer."""
    return bool(_TELLING.search(unaccented(text)))
