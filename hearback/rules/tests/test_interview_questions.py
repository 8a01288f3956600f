"""What nobody asks in an interview is found in four languages; good questions are left alone."""

# M20

import pytest
from hypothesis import given

from hearback.rules.interview_questions import LONGEST, banned
from hearback.rules.tests.strategies import anything, is_quick

NEVER = {
    "pay": [
        "What is your current salary?",
        "How much did you earn in your last job?",
        "What were you paid there?",
        "Wie hoch war Ihr letztes Gehalt?",
        "Was verdienen Sie zurzeit?",
        "Quel est votre salaire actuel ?",
        "Combien gagniez-vous ?",
        "¿Cuánto ganaba en su último puesto?",
        "¿Cuál era tu sueldo anterior?",
    ],
    "family": [
        "Do you have children?",
        "Are you planning to start a family soon?",
        "Are you married?",
        "Who looks after your kids when you work late?",
        "Haben Sie Kinder?",
        "Sind Sie verheiratet?",
        "Wollen Sie später Kinder haben?",
        "Avez-vous des enfants ?",
        "Êtes-vous mariée ?",
        "¿Tiene hijos?",
        "¿Está usted casada?",
        "¿Piensa formar una familia?",
    ],
    "age": [
        "How old are you?",
        "Which year were you born?",
        "Wie alt sind Sie?",
        "Quel âge avez-vous ?",
        "¿Cuántos años tienes?",
        "¿Qué edad tiene?",
    ],
    "health": [
        "Do you have any health problems?",
        "How many days were you sick last year?",
        "How is your health?",
        "Haben Sie eine Behinderung?",
        "Waren Sie oft krank?",
        "Avez-vous un handicap ?",
        "Êtes-vous souvent malade ?",
        "¿Tiene alguna enfermedad?",
        "¿Cómo está su salud?",
    ],
    "origin": [
        "Where are you originally from?",
        "Is English your native language?",
        "What’s your nationality?",
        "Woher kommen Sie?",
        "Was ist Ihre Muttersprache?",
        "D’où venez-vous ?",
        "Quelle est votre nationalité ?",
        "¿De dónde eres?",
        "¿Cuál es su nacionalidad?",
    ],
    "belief": [
        "Are you religious?",
        "Are you a member of a trade union?",
        "Sind Sie in einer Gewerkschaft?",
        "Was ist Ihre Religion?",
        "Êtes-vous syndiqué ?",
        "Quelle est votre religion ?",
        "¿Cuál es tu religión?",
        "¿Está sindicado?",
    ],
}

GOOD = [
    "What did that teach you?",
    "How do you solve such a problem today?",
    "Which pay do you hope for, given the range?",
    "How did you set the pay of your team?",
    "How old is the oldest system you have kept running?",
    "Tell me about a time you worked with children.",
    "What do you do when children run around the shop?",
    "How do you calm a family that had to wait?",
    "What are you expecting from us?",
    "How are you engaged with your customers?",
    "What do you observe in a busy shop?",
    "What did you make of the last job advert?",
    "How do you keep your health and safety records?",
    "How did you earn the trust of your team?",
    "How are you planning a family-friendly rota?",
    "Were you single-handedly responsible?",
    "Are you free on Saturdays?",
    "Are you allowed to work here?",
    "How would you use French with our customers?",
    "What do you say when a customer asks where you learned this?",
    "How do you check a payslip?",
    "Which of your current software packages would you keep?",
    "Wie sprechen Sie mit Kunden über ihre Gesundheit?",
    "Haben Sie Kinder betreut?",
    "Wie prüfen Sie eine Gehaltsabrechnung?",
    "Was tun Sie, wenn jemand aus dem Team krank ist?",
    "Woher kommen die Fehler, und was taten Sie?",
    "Wie alt ist das Lager, das Sie geführt haben?",
    "Was möchten Sie im ersten Jahr erreichen?",
    "D’où vient cette erreur, et qu’avez-vous fait ?",
    "Avez-vous gardé des enfants ?",
    "Comment parlez-vous de santé avec un patient ?",
    "Combien de clients avez-vous servis ?",
    "¿Qué hace si un cliente tiene hijos pequeños?",
    "¿Cómo habla con un paciente sobre su salud?",
    "¿De dónde es este producto?",
    "¿Cuándo nació esta idea?",
    "¿Qué hace si un colega está enfermo?",
    "¿Cuánto tiempo dirigió el equipo?",
]


@pytest.mark.parametrize(
    ("topic", "question"), [(topic, one) for topic, asked in NEVER.items() for one in asked]
)
def test_what_nobody_asks_is_found_with_what_to_ask_instead(topic: str, question: str) -> None:
    found = banned(question)
    assert [one.topic for one in found] == [topic]
    assert found[0].phrase in str(found[0].sentence)
    assert "sk " in str(found[0].sentence)  # Ask …, and ask …


@pytest.mark.parametrize("question", GOOD)
def test_a_question_about_the_work_may_be_asked(question: str) -> None:
    assert banned(question) == []


def test_small_letters_and_odd_spaces_do_not_hide_a_question() -> None:
    assert [one.topic for one in banned("so:  HOW   old\tare\nyou")] == ["age"]


@given(anything)
def test_anything_typed_is_read_in_no_time(typed: str) -> None:
    banned(typed)


@pytest.mark.parametrize("unit", ["are you ", "ihr ", "avez-vous ", "tiene ", "a", " "])
def test_a_very_long_line_is_read_in_no_time(unit: str) -> None:
    assert is_quick(lambda: banned(unit * LONGEST))
