"""The four letters with an answer, each defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.thanks import Occasion
from hearback.inbox.wording.registry import NAME, OPENING, Field, LetterKind
from hearback.kit.links import Marker

REASON = Field(
    "reason",
    _("One true sentence about the job."),
    "This job needs two years of leading a team, and you told us about six months.",
)
PROMISE = Field(
    "promise",
    _("The next promise: who, what, by when."),
    "Susan Ward tells you by Thursday 26 November, 12:00 how it goes on",
)
WORDS = Field(
    "words",
    _("What the recruiter writes for this person."),
    "Your application made us want to meet you. I will write with times to choose from.",
)

ONWARD = LetterKind(
    name="answers.onward",
    title=_("It goes on"),
    purpose=_("Good news in the recruiter's words, and the next promise."),
    about=(NAME, OPENING, WORDS, PROMISE),
    required=frozenset({"name", "opening", "words", "promise"}),
    thanks_at=Occasion.ANSWER,
)
HOLD = LetterKind(
    name="answers.hold",
    title=_("A new date"),
    purpose=_("We need longer: sorry, the reason, the new date."),
    about=(
        NAME,
        OPENING,
        REASON,
        PROMISE,
        Field("old", _("The date they had."), "Tuesday 24 November, 12:00", may_be_empty=True),
    ),
    required=frozenset({"name", "opening", "reason", "promise"}),
)
DECLINE = LetterKind(
    name="answers.decline",
    title=_("A no"),
    purpose=_("A plain no with thanks, a true reason, and something that helps."),
    about=(
        NAME,
        OPENING,
        Field("applied", _("The day they applied."), "23 November"),
        Field(
            "thanks",
            _("What they are thanked for, going on from “thank you for”."),
            "the time and thought you gave us",
        ),
        REASON,
        Field("help_title", _("What helps them go on."), "Retail course at the town college"),
        Field(
            "help_words",
            _("A sentence about it."),
            "It starts in March and is free.",
            may_be_empty=True,
        ),
        Field(
            "help_link",
            _("Its address. After “label: ” it becomes a button."),
            Marker("https://college.example.org/retail"),
        ),
        Field(
            "stay_page",
            _("The page on which they may ask to hear of openings. “Label: ” makes a button."),
            Marker("https://jobs.example.org/status/example/in-touch/"),
            may_be_empty=True,
        ),
        Field(
            "help_is_opening",
            _("Whether that is another opening of ours."),
            example=True,
            may_be_empty=True,
        ),
        Field(
            "has_privacy_line",
            _("Whether a privacy line stands at the foot."),
            example=True,
            may_be_empty=True,
        ),
    ),
    required=frozenset({"name", "opening", "thanks", "reason", "help_title", "help_link"}),
    is_no=True,
    thanks_at=Occasion.ANSWER,
)
HIRE = LetterKind(
    name="answers.hire",
    title=_("The job is theirs"),
    purpose=_("We would like them, and who rings them by when."),
    about=(NAME, OPENING, WORDS, PROMISE),
    required=frozenset({"name", "opening", "words", "promise"}),
    thanks_at=Occasion.ANSWER,
)
