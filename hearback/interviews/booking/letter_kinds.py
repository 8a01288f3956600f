"""The letters of an interview before its day, each defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.registry import NAME, OPENING, Field, LetterKind, Reader
from hearback.kit.links import Marker

_PAGE = "https://jobs.example.org/status/example/"
ROUND = Field("round", _("What it is called, as candidates read it."), "A visit to the shop")
WHEN = Field("when", _("When it is."), "Monday 30 November, 10:00 to 11:30")
WHERE = Field("where", _("Where to be, or the link, or the phone that rings."), "12 Queen Street")
CLOCK = Field("clock", _("The town whose clock the times are read on."), "Toronto")
PARTS = Field(
    "parts",
    _("Its parts: hours, topic, with whom."),
    ["10:00 to 10:45: Leading a team, with Grace Okafor (Store manager)"],
)
REASON = Field("reason", _("Why, as told."), "Grace is ill until Thursday.")
OLD = Field("old", _("The time it was before."), "Friday 27 November, 10:00 to 11:30")
PROMISE = Field(
    "promise",
    _("The next promise: who, what, by when."),
    "Susan Ward tells you by Friday 4 December, 12:00 how it goes on",
)
PAGE = Field(
    "page", _("The link to the page of this interview. After “label: ” it becomes a button."),
    Marker(_PAGE),
)  # fmt: skip
TIMES = Field(
    "times", _("The link to choose a time. After “label: ” it becomes a button."), Marker(_PAGE)
)
IN_PERSON = Field("in_person", _("Whether they travel."), example=True, may_be_empty=True)

INVITED = LetterKind(
    name="interviews.invited",
    title=_("Come and meet us"),
    purpose=_("The invitation: with whom, how long, about what, where, and times to choose from."),
    about=(
        NAME,
        OPENING,
        ROUND,
        Field(
            "words",
            _("What the recruiter writes for this person."),
            "We would love to show you the shop.",
            may_be_empty=True,
        ),
        Field(
            "parts",
            _("Its parts: topic, length, with whom."),
            ["Leading a team: 45 minutes with Grace Okafor (Store manager)"],
        ),
        Field("length", _("How long it takes in all."), "1 h 30 min"),
        WHERE,
        IN_PERSON,
        TIMES,
        PROMISE,
    ),
    required=frozenset(
        {"name", "opening", "round", "parts", "length", "where", "times", "promise"}
    ),
)
BOOKED = LetterKind(
    name="interviews.booked",
    title=_("Your time is booked"),
    purpose=_("When a time was chosen: when, where, with whom, and what comes after."),
    about=(NAME, OPENING, ROUND, WHEN, CLOCK, WHERE, PARTS, IN_PERSON, PAGE, PROMISE),
    required=frozenset({"name", "round", "when", "clock", "where", "parts", "page", "promise"}),
)
MOVED = LetterKind(
    name="interviews.moved",
    title=_("A new time"),
    purpose=_("When an interview was moved, by them or by us: the new time, and why."),
    about=(
        NAME,
        OPENING,
        ROUND,
        OLD,
        WHEN,
        CLOCK,
        WHERE,
        PARTS,
        Field("reason", REASON.about, REASON.example, may_be_empty=True),
        Field("by_them", _("Whether they moved it themselves."), example=True, may_be_empty=True),
        IN_PERSON,
        PAGE,
        PROMISE,
    ),
    required=frozenset({"name", "round", "old", "when", "clock", "where", "page", "promise"}),
)
CALLED_OFF = LetterKind(
    name="interviews.called_off",
    title=_("An interview is off"),
    purpose=_("When an interview was called off, by them or by us: why, and what comes next."),
    about=(
        NAME,
        OPENING,
        ROUND,
        Field("when", WHEN.about, WHEN.example, may_be_empty=True),
        REASON,
        Field("by_them", _("Whether they called it off."), example=True, may_be_empty=True),
        Field("promise", PROMISE.about, PROMISE.example, may_be_empty=True),
    ),
    required=frozenset({"name", "round", "reason", "promise"}),
)
CHANGED = LetterKind(
    name="interviews.changed",
    title=_("Somebody else meets you"),
    purpose=_("When a colleague stands in for another: who, and why. The time stays."),
    about=(
        NAME,
        OPENING,
        ROUND,
        WHEN,
        CLOCK,
        Field("giver", _("Who cannot come."), "Grace Okafor"),
        Field("stand_in", _("Who comes instead."), "Jo Lind (Recruiter)"),
        REASON,
        PAGE,
    ),
    required=frozenset({"name", "round", "when", "giver", "stand_in", "reason", "page"}),
)
NEWS = Field("news", _("What is new, a line each."), ["How to get in: Ring at the front door."])
DETAILS = LetterKind(
    name="interviews.details",
    title=_("Something is new about the day"),
    purpose=_("When the way in, the link or a room changed for somebody booked. The time stays."),
    about=(NAME, OPENING, ROUND, WHEN, CLOCK, NEWS, PAGE),
    required=frozenset({"name", "round", "when", "news", "page"}),
)
EARLIER = LetterKind(
    name="interviews.earlier",
    title=_("An earlier time came free"),
    purpose=_("To whoever would like to come earlier. Whoever is first has it."),
    about=(NAME, OPENING, ROUND, OLD, WHEN, CLOCK, TIMES),
    required=frozenset({"name", "round", "old", "when", "clock", "times"}),
)

CANDIDATE = Field("candidate", _("Who comes."), "Ana Moreau")
SEAT = Field(
    "seat", _("The link to everything about it."), Marker("https://jobs.example.org/seat/")
)
BRIEF = Field(
    "brief", _("The job on a page."), ["What they do: open and close the shop"], may_be_empty=True
)
SEATED = LetterKind(
    name="interviews.seated",
    title=_("You are in an interview"),
    purpose=_("To a colleague who takes part, with the brief; also when its time has changed."),
    about=(
        NAME,
        CANDIDATE,
        OPENING,
        ROUND,
        WHEN,
        WHERE,
        Field("parts", _("Their parts: hours, topic."), ["10:00 to 10:45: Leading a team"]),
        Field("old", OLD.about, OLD.example, may_be_empty=True),
        Field("giver", _("In whose place they come."), "Grace Okafor", may_be_empty=True),
        Field("reason", REASON.about, REASON.example, may_be_empty=True),
        BRIEF,
        SEAT,
    ),
    required=frozenset({"candidate", "round", "when", "where", "parts", "seat"}),
    reader=Reader.COLLEAGUE,
)
PANEL_DETAILS = LetterKind(
    name="interviews.panel_details",
    title=_("Something is new about an interview"),
    purpose=_("To a colleague who takes part: the same news as the candidate's."),
    about=(NAME, CANDIDATE, ROUND, WHEN, NEWS, SEAT),
    required=frozenset({"candidate", "round", "when", "news", "seat"}),
    reader=Reader.COLLEAGUE,
)
FREED = LetterKind(
    name="interviews.freed",
    title=_("You are not needed in an interview"),
    purpose=_("To a colleague: it was called off, moved without them, or somebody stands in."),
    about=(
        NAME,
        CANDIDATE,
        ROUND,
        WHEN,
        REASON,
        Field("off", _("Whether it does not take place."), example=True, may_be_empty=True),
        Field("stand_in", _("Who comes instead."), "Jo Lind", may_be_empty=True),
    ),
    required=frozenset({"candidate", "round", "when", "reason"}),
    reader=Reader.COLLEAGUE,
)
COORDINATOR = LetterKind(
    name="interviews.heard",
    title=_("They chose, moved or called off"),
    purpose=_("To whoever looks after an interview: what the candidate has just done."),
    about=(
        NAME,
        CANDIDATE,
        ROUND,
        Field("booked", _("Whether they chose a time."), example=True, may_be_empty=True),
        Field("moved", _("Whether they moved it."), example=True, may_be_empty=True),
        Field("when", WHEN.about, WHEN.example, may_be_empty=True),
        Field("reason", REASON.about, REASON.example, may_be_empty=True),
        Field("case", _("The link to the application."), Marker("https://jobs.example.org/desk/")),
    ),
    required=frozenset({"candidate", "round", "case"}),
    reader=Reader.COLLEAGUE,
)
