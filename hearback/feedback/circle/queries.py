"""Reads of the circle: what candidates said, what they may be told, who waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from hearback.accounts.models import Place
from hearback.accounts.queries import the_organisation
from hearback.channels.models import Message, MessageState
from hearback.feedback.circle.evidence import as_points, met, points_of
from hearback.feedback.circle.models import Feedback, FeedbackLevel, LevelRule, Said
from hearback.kit.errors import NotYours
from hearback.pipeline.models import Application, ApplicationState, Contact
from hearback.pipeline.queries import applications_visible_to
from hearback.rules.feedback import Level, Wrong, problems

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from django.db.models import QuerySet

    from hearback.accounts.models import Member
    from hearback.feedback.circle.evidence import Seen
    from hearback.pipeline.models import Opening
    from hearback.rules.feedback import Claim

# The answers that end an application, and whose letter feedback never precedes.
LAST_LETTERS = ("answers.decline", "answers.hire")
ENDED = (ApplicationState.DECLINED, ApplicationState.HIRED)


def said_about(application: Application) -> list[Said]:
    """What the candidate was asked after each meeting and said, the oldest first.

    With their names it is read by whoever may answer candidates; nobody else is shown it.
    """
    return list(Said.objects.filter(application=application).select_related("to"))


def said_on(application: Application, subject: UUID) -> Said | None:
    """What a candidate was asked about one interview or meeting, if they were."""
    found = Said.objects.filter(application=application, subject=subject)
    return found.select_related("to", "application__owner").first()


def said_for(member: Member, public_id: UUID) -> Said:
    """A word on an application this member may see. Raises NotYours."""
    seen = applications_visible_to(member).values("pk")
    related = Said.objects.select_related("application__opening", "application__candidate", "to")
    said = related.filter(application__in=seen, public_id=public_id).first()
    if said is None:
        raise NotYours(_("There is no such word, or it is not yours to see."))
    return said


def other_side(said: Said) -> QuerySet[Contact]:
    """Those asked for a word on this person, and whoever the opening is for; who is still there."""
    opening = said.application.opening
    theirs = Q(asks__application=said.application)
    if opening.client_id:
        theirs |= Q(client=opening.client_id)
    if opening.manager_id:
        theirs |= Q(member=opening.manager_id)
    there = Contact.objects.filter(theirs, left_at=None).select_related("member", "client")
    return there.distinct()


def called_by(contact: Contact, application: Application) -> str:
    """How a contact knows a candidate: by name, unless that is not theirs to know."""
    asks = contact.asks.filter(application=application).select_related("application")
    newest = asks.order_by("-asked_at").first()
    if newest is not None:
        return newest.called
    return application.name if contact.client is None else _("the candidate")


def levels_set() -> dict[str, LevelRule]:
    """Every level that was set, by country; "" is the house's."""
    return {rule.country: rule for rule in LevelRule.objects.all()}


def countries_of_places() -> list[str]:
    """The codes of the countries where the house has places: openings are nowhere else."""
    codes = Place.objects.order_by("country").values_list("country", flat=True)
    return list(codes.distinct())


def level_at(opening: Opening) -> Level:
    """How much feedback says at most for people of this opening: its country's, else the house's.

    Until somebody sets it, two strengths and one gap.
    """
    set_ones = dict(
        LevelRule.objects.filter(country__in=["", opening.place.country]).values_list(
            "country", "level"
        )
    )
    level = set_ones.get(opening.place.country) or set_ones.get("") or FeedbackLevel.POINTS
    return Level(level)


def languages_of(application: Application) -> list[str]:
    """The languages words to this candidate are read in."""
    return list(dict.fromkeys([application.language, the_organisation().language, "en"]))


def words_of_opening(opening: Opening) -> str:
    """Its title and criteria: words that may be said, whatever they are."""
    return "\n".join([opening.title, *(one.text for one in opening.criteria.all())])


def wrong_with(
    application: Application, claims: Sequence[Claim], *, seen: Sequence[Seen] | None = None
) -> list[Wrong]:
    """What must be mended before these claims may be given."""
    known = points_of(application) if seen is None else seen
    return problems(
        claims,
        {one.key: one.ground for one in as_points(known)},
        level=level_at(application.opening),
        languages=languages_of(application),
        opening=words_of_opening(application.opening),
    )


def why_not_yet(application: Application) -> str:
    """Why no feedback can be given, in a sentence; empty when it can.

    Feedback never precedes the decision: the letter with the last answer has reached them.
    """
    if application.state == ApplicationState.WITHDRAWN:
        return _("They withdrew, so nothing more is sent to them.")
    if application.state not in ENDED:
        return _("Feedback comes after the answer, and they have had none yet.")
    last = Message.objects.filter(about=application.public_id, purpose__in=LAST_LETTERS)
    newest = last.order_by("-created_at").first()
    if newest is not None and newest.state != MessageState.ACCEPTED:
        return _("The letter with the answer did not reach them. That comes first.")
    return ""


def newest_of(application: Application) -> Feedback | None:
    """The newest version, given or not."""
    related = Feedback.objects.select_related("message", "approved_by", "drafted_by")
    return related.filter(application=application).order_by("-version").first()


def given_to(application: Application) -> list[Feedback]:
    """Every version the candidate was given, the newest first."""
    given = Feedback.objects.given().filter(application=application)
    related = given.select_related("approved_by").prefetch_related("points")
    return list(related.order_by("-version"))


def still_to_give(member: Member) -> QuerySet[Application]:
    """Everybody this member may see who was met, was told no, and has had no feedback.

    Those of openings where no feedback is given are not among them.
    """
    given = Feedback.objects.given().filter(application=OuterRef("pk"))
    waiting = applications_visible_to(member).filter(
        ~Exists(given), state=ApplicationState.DECLINED, pk__in=met().values("pk")
    )
    none = set(LevelRule.objects.filter(level=FeedbackLevel.NONE).values_list("country", flat=True))
    if "" in none:
        others = LevelRule.objects.exclude(level=FeedbackLevel.NONE).exclude(country="")
        waiting = waiting.filter(opening__place__country__in=others.values("country"))
    else:
        waiting = waiting.exclude(opening__place__country__in=none)
    return waiting.select_related("opening", "owner").order_by("ended_at")
