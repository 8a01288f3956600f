"""The last read of a letter: a corpus of good ones that pass and bad ones that are stopped."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hearback.rules.tests.strategies import anything, few, is_quick
from hearback.rules.wording import Kind, Problem, problems

GOOD = """Dear Ana,

thank you for coming to the shop on Tuesday and for walking us through the night inventory.
We will not be taking your application for shift lead further.

We needed two years of leading a team, and you told us about six months. The retail course
at the town college starts in March and is free: it is built for that step. We keep your CV
until 3 May and then delete it.

Susan Ward, 020 7946 0011
"""


def codes(text: str, kind: Kind = Kind.DECLINE, **more: object) -> list[str]:
    """The codes of the problems found."""
    return [problem.code for problem in problems(text, kind, **more)]  # type: ignore[arg-type]


def instead_of_the_no(no: str) -> str:
    """The good letter with another second sentence."""
    return GOOD.replace("We will not be taking your application for shift lead further.", no)


def test_a_kind_plain_no_passes() -> None:
    assert problems(GOOD, Kind.DECLINE) == []


@pytest.mark.parametrize(
    "no",
    [
        "We will not be inviting you to an interview.",
        "We won’t be moving forward with your application.",
        "I am not able to offer you the job.",
        "We're not going to take your application further.",
        "I cannot offer you this role.",
        "We have decided not to go on.",
        "I've decided not to take this further.",
        "You have not been shortlisted.",
        "You were not successful this time.",
        "Your application hasn't been successful.",
        "Your application was unsuccessful.",
        "The answer is no.",
        "It is a no this time.",
        "We have chosen someone else.",
        "We gave it thought and hired another baker.",
    ],
)
def test_a_plain_no_is_recognised_in_each_of_its_forms(no: str) -> None:
    assert codes(instead_of_the_no(no)) == []


@pytest.mark.parametrize(
    "no",
    [
        "We had many strong candidates.",
        "The position has been filled.",
        "We wish you every success.",
        "We are still looking at everything.",
        "This was a hard decision for us.",
    ],
)
def test_a_letter_that_leaves_her_guessing_is_stopped(no: str) -> None:
    assert codes(instead_of_the_no(no)) == ["no_plain_no"]


def test_a_no_in_the_third_sentence_comes_too_late() -> None:
    late = instead_of_the_no(
        "It was good to meet you. We will not be taking your application further."
    )
    assert codes(late) == ["no_plain_no"]


@pytest.mark.parametrize(
    "greeting", ["Dear Dr. Silva,", "Hello Ana", "Good morning, Ana,", "Ana,", "Guten Tag Ana,"]
)
def test_a_greeting_on_its_own_line_is_not_a_sentence(greeting: str) -> None:
    assert codes(GOOD.replace("Dear Ana,", greeting)) == []


def test_a_letter_without_a_greeting_line_is_read_from_its_start() -> None:
    assert codes(GOOD.replace("Dear Ana,\n\n", "")) == []


@pytest.mark.parametrize(
    ("sentence", "code", "phrase"),
    [
        ("Unfortunately we regret this.", "stock_phrase", "unfortunately we regret"),
        ("Due to the high volume we are slow.", "stock_phrase", "due to the high volume"),
        ("Dear applicant.", "stock_phrase", "dear applicant"),
        ("Please do not reply to this mail.", "stock_phrase", "do not reply to this"),
        ("We will keep your CV for later.", "kept_on_file", "keep your cv"),
        ("We will keep your resume.", "kept_on_file", "keep your resume"),
        ("We will keep you in mind.", "kept_on_file", "keep you in mind"),
        ("It was about culture fit.", "not_job_related", "culture fit"),
        ("You would not fit in with the team.", "not_job_related", "fit in with the team"),
        ("We missed some energy.", "not_job_related", "energy"),
        ("You are over-qualified.", "not_job_related", "over-qualified"),
        ("At your age it is hard.", "not_job_related", "your age"),
        ("Your accent is strong.", "not_job_related", "accent"),
        ("You have small children.", "not_job_related", "children"),
        ("Your health matters.", "not_job_related", "your health"),
        ("We want a native speaker.", "not_job_related", "native speaker"),
        ("Your pay history is high.", "not_job_related", "pay history"),
        ("Hello {{ first_name }} again.", "placeholder", "{{ first_name }}"),
        ("Hello {name} again.", "placeholder", "{name}"),
        ("Hello [NAME] again.", "placeholder", "[NAME]"),
        ("Hello %(name)s again.", "placeholder", "%(name)s"),
        ("Hello <<name>> again.", "placeholder", "<<name>>"),
        ("Call ____ today.", "placeholder", "____"),
        ("Come on TBD.", "placeholder", "TBD"),
        ("Good luck!", "exclamation", "!"),
        ("Good luck！", "exclamation", "!"),
    ],
)
def test_what_a_no_never_says_is_found_with_its_words(
    sentence: str, code: str, phrase: str
) -> None:
    found = problems(f"{GOOD}\n{sentence}\n", Kind.DECLINE)
    assert found == [Problem(code, phrase)]


@pytest.mark.parametrize(
    "sentence",
    [
        "We keep your CV until 3 May and then erase it.",
        "We keep your application for six months.",
        "The average shift is eight hours.",
        "Our renewable plans are synergetic.",
        "You know the stage and the package well.",
    ],
)
def test_a_data_line_and_words_that_merely_contain_others_pass(sentence: str) -> None:
    assert codes(f"{GOOD}\n{sentence}\n") == []


def test_a_word_of_the_opening_itself_is_job_related() -> None:
    letter = f"{GOOD}\nYou have not yet worked with children.\n"
    assert codes(letter) == ["not_job_related"]
    assert codes(letter, opening="Nursery teacher: two years with children") == []


def test_keeping_papers_may_be_mentioned_when_the_person_agreed() -> None:
    letter = f"{GOOD}\nAs you asked, we will keep you in mind.\n"
    assert codes(letter) == ["kept_on_file"]
    assert codes(letter, consented=True) == []


def test_a_no_without_thanks_or_substance_is_stopped() -> None:
    assert codes(GOOD.replace("thank you for", "it was about")) == ["no_thanks"]
    assert codes("Dear Ana,\nThank you. We will not be taking your application further.") == [
        "too_short"
    ]
    assert codes("") == ["no_plain_no", "no_thanks", "too_short"]


def test_other_letters_are_held_only_to_what_no_letter_says() -> None:
    assert (
        codes(
            "You are in! We look forward to your energy, and to the children meeting you.",
            Kind.OTHER,
        )
        == []
    )
    assert codes("Dear applicant, come on {date}.", Kind.OTHER) == ["placeholder", "stock_phrase"]


def test_each_phrase_is_named_once_and_every_one_is_named() -> None:
    found = problems(f"{GOOD}\nYour husband, your husband, your wife.", Kind.DECLINE)
    assert [problem.phrase for problem in found] == ["husband", "wife"]


def test_a_problem_says_what_to_do() -> None:
    assert (
        str(Problem("placeholder", "[NAME]").sentence)
        == "“[NAME]” looks like a field that was not filled in."
    )
    assert str(Problem("stock_phrase", "100%").sentence).startswith("“100%” is a stock phrase")
    assert str(Problem("no_plain_no").sentence).startswith("The first two sentences do not say no.")


def test_a_letter_nobody_would_read_is_stopped_unread() -> None:
    assert codes("a " * 50_000) == ["too_long"]


@few
@given(anything, st.sampled_from(Kind))
def test_any_text_can_be_read_and_every_problem_has_its_sentence(text: str, kind: Kind) -> None:
    for problem in problems(text, kind):
        assert str(problem.sentence)


@pytest.mark.parametrize(
    "piece", ["a", "{", "[a", "we ", "keep your ", "dr.", "<<", ". ", "\n", "_", "is not been "]
)
def test_the_longest_letter_is_read_in_no_time(piece: str) -> None:
    letter = (piece * 20_000)[:20_000]
    assert is_quick(lambda: problems(letter, Kind.DECLINE))


IN_OTHER_LANGUAGES = {
    "fr": """Bonjour Ana,

{no} Merci pour le temps que vous avez consacré à l'inventaire de mardi.

Le poste demande deux ans à la tête d'une équipe, et vous nous avez parlé de six mois. La formation
de vente du centre de la ville commence en mars et elle est gratuite : elle prépare à cette étape.

Susan Ward, 020 7946 0011
""",
    "de": """Guten Tag Ana,

{no} Vielen Dank für die Zeit, die Sie sich am Dienstag für die Inventur genommen haben.

Die Stelle braucht zwei Jahre Erfahrung in der Leitung, und Sie haben uns von sechs Monaten erzählt.
Der Kurs im Einzelhandel an der Volkshochschule beginnt im März, ist kostenlos und bereitet darauf
vor. Susan Ward, 020 7946 0011
""",
    "es": """Hola, Ana:

{no} Gracias por el tiempo que dedicó el martes al inventario de la tienda.

El puesto pide dos años de experiencia dirigiendo, y nos habló de seis meses. El curso de comercio
de la ciudad empieza en marzo, es gratuito y prepara precisamente para ese paso que le falta.

Susan Ward, 020 7946 0011
""",
}


@pytest.mark.parametrize(
    ("language", "no"),
    [
        ("fr", "Nous ne donnerons pas suite à votre candidature."),
        ("fr", "Votre candidature n’a pas été retenue."),
        ("fr", "Nous avons décidé de ne pas poursuivre."),
        ("fr", "Nous avons choisi une autre personne."),
        ("fr", "C’est un non cette fois."),
        ("de", "Wir werden Ihre Bewerbung vom 24. November nicht weiter verfolgen."),
        ("de", "Wir können Ihnen die Stelle leider nicht anbieten."),
        ("de", "Wir laden Sie nicht zum Gespräch ein, wir nehmen Ihre Bewerbung nicht weiter."),
        ("de", "Wir haben uns für jemand anderen entschieden."),
        ("de", "Ich muss Ihnen heute absagen."),
        ("es", "No seguiremos adelante con su candidatura."),
        ("es", "Hemos decidido no continuar."),
        ("es", "No ha sido seleccionada para el puesto."),
        ("es", "Hemos elegido a otra persona."),
    ],
)
def test_a_plain_no_is_recognised_in_four_languages(language: str, no: str) -> None:
    text = IN_OTHER_LANGUAGES[language].format(no=no)
    assert codes(text, language=language) == []


@pytest.mark.parametrize(
    ("language", "no"),
    [
        ("fr", "Nous avons reçu beaucoup de bonnes candidatures."),
        ("fr", "Le poste est pourvu."),
        ("de", "Wir hatten viele gute Bewerbungen."),
        ("de", "Die Stelle ist besetzt."),
        ("es", "Hemos recibido muchas candidaturas buenas."),
        ("es", "El puesto ya está cubierto."),
    ],
)
def test_guessing_is_stopped_in_four_languages(language: str, no: str) -> None:
    text = IN_OTHER_LANGUAGES[language].format(no=no)
    assert codes(text, language=language) == ["no_plain_no"]


@pytest.mark.parametrize(
    ("language", "ill", "code"),
    [
        ("fr", "Nous avons le regret de vous écrire.", "stock_phrase"),
        ("fr", "En raison du grand nombre de candidatures.", "stock_phrase"),
        ("fr", "Chère candidate,", "stock_phrase"),
        ("fr", "Nous conservons votre CV.", "kept_on_file"),
        ("fr", "Vous avez un accent.", "not_job_related"),
        ("fr", "Votre âge ne convient pas.", "not_job_related"),
        ("fr", "Vous êtes surqualifiée.", "not_job_related"),
        ("fr", "Bravo !", "exclamation"),
        ("de", "Sehr geehrte Damen und Herren,", "stock_phrase"),
        ("de", "Leider müssen wir Ihnen mitteilen.", "stock_phrase"),
        ("de", "Aufgrund der großen Anzahl.", "stock_phrase"),
        ("de", "Wir behalten Ihre Unterlagen.", "kept_on_file"),
        ("de", "Sie sind überqualifiziert.", "not_job_related"),
        ("de", "Sie würden nicht ins Team passen.", "not_job_related"),
        ("de", "Deutsch ist nicht Ihre Muttersprache.", "not_job_related"),
        ("es", "Lamentamos comunicarle algo.", "stock_phrase"),
        ("es", "Debido al gran número de personas.", "stock_phrase"),
        ("es", "Estimado candidato,", "stock_phrase"),
        ("es", "Guardaremos su currículum.", "kept_on_file"),
        ("es", "Su edad no ayuda.", "not_job_related"),
        ("es", "Está sobrecualificada.", "not_job_related"),
    ],
)
def test_what_must_not_be_said_is_found_in_four_languages(
    language: str, ill: str, code: str
) -> None:
    no = {
        "fr": "Nous ne donnerons pas suite à votre candidature.",
        "de": "Wir können Ihnen die Stelle nicht anbieten.",
        "es": "No seguiremos adelante con su candidatura.",
    }[language]
    text = f"{IN_OTHER_LANGUAGES[language].format(no=no)}\n\n{ill}"
    assert set(codes(text, language=language)) == {code}


@pytest.mark.parametrize("language", ["fr", "de", "es", "de-AT", "FR"])
@pytest.mark.parametrize(
    "piece", ["wir werden nicht ", "no vamos a ", "nous ne ", "behalten ", "a"]
)
def test_the_longest_letter_is_read_in_no_time_in_four_languages(language: str, piece: str) -> None:
    text = (piece * 20_000)[:20_000]
    assert is_quick(lambda: problems(text, Kind.DECLINE, language=language))


def test_data_lines_with_a_date_are_no_promise_in_any_language() -> None:
    for language, line in {
        "fr": "Nous conservons votre CV jusqu’au 3 mai.",
        "de": "Wir behalten Ihre Unterlagen bis 3. Mai.",
        "es": "Conservamos su CV hasta el 3 de mayo.",
    }.items():
        assert codes(line, Kind.OTHER, language=language) == []
