"""The letters between both sides after a meeting and after a decision, each defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.registry import NAME, OPENING, Field, LetterKind, Reader
from hearback.kit.links import Marker

CANDIDATE = Field("candidate", _("Whom it is about."), "Ana Moreau")
MEETING = Field("meeting", _("What it was."), "Lunch on Tuesday 24 November")
TAP = Field("tap", _("The one tap, in words."), "Not sure")
LINE = Field("line", _("What they wrote, word for word."), "The hours worry me.", may_be_empty=True)
PAGE = Field("page", _("The link."), Marker("https://jobs.example.org/desk/"))

HOW_WAS_IT = LetterKind(
    name="feedback.how_was_it",
    title=_("How do you see it now?"),
    purpose=_("Minutes after a client's meeting: one tap and a line to the recruiter."),
    about=(
        NAME,
        OPENING,
        MEETING,
        Field(
            "page",
            _("The link to the one question. After “label: ” it becomes a button."),
            Marker("https://jobs.example.org/status/example/keen/example/"),
        ),
    ),
    required=frozenset({"meeting", "page"}),
)
GIVEN = LetterKind(
    name="feedback.given",
    title=_("What we saw"),
    purpose=_("Feedback after the answer: true points tied to what the job needs."),
    about=(
        NAME,
        OPENING,
        Field(
            "points",
            _("Each point: its criterion, and what was seen."),
            [
                "Leading a team: this was a strength. You told how you led five people.",
                "Planning a week: this is what was missing for this job.",
            ],
        ),
        Field(
            "corrected",
            _("Why it is a new version."),
            "We had mixed up two notes.",
            may_be_empty=True,
        ),
        Field(
            "page",
            _("The link where they say whether it helped. After “label: ” it becomes a button."),
            Marker("https://jobs.example.org/status/example/feedback/"),
        ),
    ),
    required=frozenset({"points", "page"}),
)
CANDIDATE_SAID = LetterKind(
    name="feedback.candidate_said",
    title=_("A candidate's word after a meeting"),
    purpose=_("To the recruiter: the tap and the line, at once."),
    about=(
        NAME,
        OPENING,
        CANDIDATE,
        MEETING,
        TAP,
        Field(
            "came",
            _("How the other side came, unless on time."),
            "They came late",
            may_be_empty=True,
        ),
        LINE,
        PAGE,
    ),
    required=frozenset({"candidate", "tap", "page"}),
    reader=Reader.COLLEAGUE,
)
PASSED_ON = LetterKind(
    name="feedback.passed_on",
    title=_("What the candidate said"),
    purpose=_("To whoever met them: what the candidate allowed, in the recruiter's words."),
    about=(
        NAME,
        OPENING,
        CANDIDATE,
        MEETING,
        Field("words", _("What the recruiter passes on."), "Ana told us: still keen."),
    ),
    required=frozenset({"words"}),
    reader=Reader.COLLEAGUE,
)
IT_HELPED = LetterKind(
    name="feedback.it_helped",
    title=_("Your evidence helped somebody"),
    purpose=_("To an interviewer whose evidence feedback rested on, when it helped."),
    about=(
        NAME,
        OPENING,
        CANDIDATE,
        TAP,
        LINE,
        Field("criteria", _("What their evidence was about."), ["Leading a team"]),
    ),
    required=frozenset({"candidate", "tap"}),
    reader=Reader.COLLEAGUE,
)
