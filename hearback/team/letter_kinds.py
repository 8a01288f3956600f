"""The letters among colleagues, each defined once."""

from django.utils.translation import gettext_lazy as _

from hearback.inbox.wording.registry import NAME, Field, LetterKind, Reader
from hearback.kit.links import Marker

LINK = Field("link", _("The link that works once."), Marker("https://jobs.example.org/desk/x/"))
UNTIL = Field("until", _("How long it is good."), "Thursday 26 November, 12:00")

INVITATION = LetterKind(
    name="team.invitation",
    title=_("Invitation"),
    purpose=_("To somebody who is to join the team."),
    about=(
        NAME,
        Field("inviter", _("Who asks them."), "Alex Ito"),
        Field("place", _("Our name."), "Harbour Books"),
        Field("role", _("As what."), "recruiter"),
        LINK,
        UNTIL,
    ),
    required=frozenset({"link", "until"}),
    reader=Reader.COLLEAGUE,
)
PASSWORD = LetterKind(
    name="team.password",
    title=_("New password"),
    purpose=_("To a colleague who forgot their password."),
    about=(NAME, LINK, UNTIL),
    required=frozenset({"link", "until"}),
    reader=Reader.COLLEAGUE,
)
SIGN_IN_NEWS = LetterKind(
    name="team.sign_in_news",
    title=_("Sign-in changed"),
    purpose=_("To a colleague whose sign-in was changed."),
    about=(
        NAME,
        Field("what", _("What was changed."), "Your password was changed."),
        Field("when", _("When."), "Thursday 26 November, 12:00"),
        LINK,
    ),
    required=frozenset({"what", "when", "link"}),
    reader=Reader.COLLEAGUE,
)
HANDED_OVER = LetterKind(
    name="team.handed_over",
    title=_("Work handed over"),
    purpose=_("To whoever takes over a colleague's work."),
    about=(
        NAME,
        Field("giver", _("Whose work it was."), "Susan Ward"),
        Field("things", _("What it is."), ["3 promises"]),
        Field(
            "first",
            _("When the first promise is due."),
            "Thursday 26 November, 12:00",
            may_be_empty=True,
        ),
        Field("today", _("The link to Today."), Marker("https://jobs.example.org/desk/")),
    ),
    required=frozenset({"giver", "things", "today"}),
    reader=Reader.COLLEAGUE,
)
