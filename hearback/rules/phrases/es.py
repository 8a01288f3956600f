"""The phrases of letters in Spanish."""

from hearback.rules.phrases.shape import Phrases, whole

_PLAIN_NO = whole(
    r"no (?:vamos a |voy a |podemos |puedo |podremos |hemos podido )?(?:le )?"
    r"(?:seguir|seguiremos|seguiré|continuar|continuaremos|avanzar|avanzaremos|ofrecerle"
    r"|ofreceremos|invitarle|invitaremos|contratarle|contrataremos|seleccionarle|elegirle)",
    r"(?:hemos|he) decidido no",
    r"no (?:ha|fue|ha sido) (?:seleccionad|elegid|escogid|aceptad)[oa]",
    r"no (?:le )?(?:hemos|he) (?:seleccionado|elegido|escogido)",
    r"(?:la|nuestra|mi) respuesta es (?:un )?no",
    r"es un no",
    r"candidatura (?:ha sido |fue |queda )?(?:rechazada|desestimada|descartada)",
    r"(?:elegido|contratado|seleccionado|escogido) a (?:otra|otro)",
    r"(?:dado|ofrecido) el puesto a (?:otra|otro)",
)

_THANKS = whole(r"gracias|agradec\w+|agradezco")

_STOCK = whole(
    r"(?:lamentamos|lamento|sentimos|siento) (?:mucho )?(?:tener que )?(?:comunicarle|informarle)",
    r"(?:desgraciadamente|lamentablemente),? (?:lamentamos|sentimos)",
    r"debido (?:al|a la) (?:gran|elevad[oa]|alt[oa]|enorme) (?:número|cantidad|volumen)",
    r"(?:estimad[oa]s?|estimado/a|querid[oa]) (?:candidat[oa]|solicitante|postulante)s?",
    r"muy señor(?:es)? (?:mío|nuestro)s?|estimad[oa]s? señor(?:es|as?)?",
    r"a quien (?:corresponda|pueda interesar)",
    r"no (?:responda|conteste) a este",
)

_KEPT_ON_FILE = whole(
    r"(?:guardar|guardamos|guardaremos|conservar|conservamos|conservaremos|mantendremos)"
    r"(?: \w{1,12})? (?:su|sus) (?:cv|currículum|curriculum|currículo|candidatura|datos|papeles"
    r"|solicitud)(?! (?:solo |sólo )?(?:hasta|durante \w+ (?:días?|semanas?|mes(?:es)?))\b)",
    r"(?:le|lo|la) (?:tendremos|mantendremos) (?:presente|en mente)",
    r"(?<!no )le tendremos en cuenta",
    r"en nuestra (?:base de datos|bolsa de (?:empleo|trabajo|candidatos))",
)

_TOPICS = whole(
    r"encaje cultural|cultura de (?:la|nuestra) empresa",
    r"encaj\w+ (?:bien )?(?:en|con) (?:el equipo|nuestro equipo|nuestra cultura)",
    r"sobrecualificad[oa]|sobrecalificad[oa]",
    r"energía|enérgic[oa]|dinámic[oa]|dinamismo",
    r"acento",
    r"lengua materna|hablante nativ[oa]",
    r"su edad|grupo de edad|años de edad|equipo joven",
    r"(?:muy|demasiado) (?:mayor|joven|viej[oa])",
    r"su estilo|personalidad",
    r"embaraz\w+",
    r"(?:baja|permiso) (?:de |por )?(?:maternidad|paternidad|maternal|paternal|parental|médica)",
    r"discapaci\w+|minusv\w+",
    r"su salud|salud (?:mental|física)|médic[oa]s?|enfermedad(?:es)?",
    r"su familia|estado civil|hij[oa]s?|niñ[oa]s?|marido|esposa|casad[oa]",
    r"nacionalidad|étnic[oa]|etnia|religios[oa]|sindica\w+",
    r"su (?:origen|país|raza|religión|creencias?|género|sexo)",
    r"(?:salario|sueldo) (?:anterior|actual|previo)|historial salarial",
)

PHRASES = Phrases(_PLAIN_NO, _THANKS, _STOCK, _KEPT_ON_FILE, _TOPICS)
