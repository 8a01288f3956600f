"""The fixed people and openings of every test: a shop in Toronto, and those who apply."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hearback.accounts.models import Member, Organisation, Place, Role, Team
from hearback.careers.actions import Submission, submit_application
from hearback.pipeline.models import (
    Application,
    Criterion,
    Opening,
    OpeningState,
    ProcessStep,
    PromisePolicy,
    Question,
    QuestionKind,
    Stage,
)

NOW = datetime(2026, 11, 24, 15, 0, tzinfo=UTC)
"""Tuesday 24 November 2026, 10:00 in Toronto."""


@dataclass(frozen=True)
class Cast:
    """Who is who."""

    organisation: Organisation
    toronto: Place
    shop: Team
    susan: Member
    jo: Member
    omar: Member
    grace: Member
    ben: Member
    alex: Member
    nadia: Member
    opening: Opening
    other_opening: Opening
    new: Stage
    review: Stage
    interview: Stage
    offer: Stage


def _stages() -> dict[str, Stage]:
    """The stages of a fresh installation, put back when a test has emptied the tables."""
    kinds = ("new", "review", "interview", "offer")
    return {
        kind: Stage.objects.get_or_create(
            kind=kind,
            defaults={"position": position * 10, "name": kind.title(), "sentence": f"{kind}."},
        )[0]
        for position, kind in enumerate(kinds, start=1)
    }


def _member(name: str, role: Role, **more: object) -> Member:
    member, _ = Member.objects.get_or_create(
        email=f"{name.split(maxsplit=1)[0].lower()}@harbour.example",
        defaults={"name": name, "role": role, "zone": "America/Toronto", "joined_at": NOW, **more},
    )
    return member


def _opening(slug: str, title: str, owner: Member, cast_of: dict[str, object]) -> Opening:
    opening, is_new = Opening.objects.get_or_create(
        slug=slug,
        defaults={
            "title": title,
            "state": OpeningState.PUBLISHED,
            "owner": owner,
            "summary": "Lead a team of nine who know their customers by name.",
            "duties": "Open and close the shop\nTrain new colleagues",
            "team_words": "Nine people, two of them apprentices.",
            "pay_from": 58000,
            "pay_to": 66000,
            "ai_line": "No software screens, scores or ranks applications.",
            "vacancy_line": "This is an existing vacancy.",
            "next_step": "Interviews are next week.",
            "published_at": NOW - timedelta(days=7),
            **cast_of,
        },
    )
    if is_new:
        keys = Criterion.objects.create(
            opening=opening, position=1, text="two years of leading a team"
        )
        Criterion.objects.create(opening=opening, position=2, text="free on Saturdays")
        Question.objects.create(
            opening=opening,
            position=1,
            text="Have you led a team for two years?",
            kind=QuestionKind.YES_NO,
            criterion=keys,
        )
        Question.objects.create(opening=opening, position=2, text="What draws you to us?")
        ProcessStep.objects.create(
            opening=opening, position=1, name="A call", usual_time="20 minutes"
        )
    return opening


def _organisation() -> Organisation:
    organisation, _ = Organisation.objects.get_or_create(
        id=1,
        defaults={
            "name": "Harbour & Pine",
            "reply_address": "jobs@harbour.example",
            "zone": "America/Toronto",
            "privacy_line": "We keep your papers for six months after our answer.",
        },
    )
    return organisation


def _toronto() -> Place:
    zone = {"subdivision": "ON", "zone": "America/Toronto"}
    place, _ = Place.objects.get_or_create(
        name="Toronto Queen Street", defaults={"city": "Toronto", "country": "CA", **zone}
    )
    return place


def make_cast() -> Cast:
    """The organisation, its team and two openings; safe to call when they are there already."""
    toronto = _toronto()
    shop, _ = Team.objects.get_or_create(name="Shop")
    home: dict[str, object] = {"team": shop, "place": toronto}
    jo = _member("Jo Lind", Role.RECRUITER, **home)
    known: dict[str, object] = {"phone": "+1 416 555 0101", "job_title": "Recruiter"}
    susan = _member("Susan Ito", Role.RECRUITER, stand_in=jo, **known, **home)
    grace = _member("Grace Okafor", Role.MANAGER, **home)
    ben = _member("Ben Ruiz", Role.INTERVIEWER, **home)
    policy, _ = PromisePolicy.objects.get_or_create(name="First answer in 48 hours")
    about: dict[str, object] = {**home, "policy": policy}
    opening = _opening("shop-manager", "Shop manager", susan, {**about, "manager": grace})
    opening.panel.add(ben)
    return Cast(
        organisation=_organisation(),
        toronto=toronto,
        shop=shop,
        susan=susan,
        jo=jo,
        omar=_member("Omar Haddad", Role.LEAD, **home),
        grace=grace,
        ben=ben,
        alex=_member("Alex Kim", Role.ADMINISTRATOR),
        nadia=_member("Nadia Rahman", Role.ANALYST, job_title="Customer insight"),
        opening=opening,
        other_opening=_opening("window-dresser", "Window dresser", jo, about),
        **_stages(),
    )


def apply(
    cast: Cast,
    name: str = "Ana Moreau",
    *,
    opening: Opening | None = None,
    now: datetime = NOW,
    met: bool | None = True,
) -> Application:
    """Somebody applies; their address is made from their name."""
    opening = opening or cast.opening
    criterion = opening.criteria.order_by("position").first()
    submission = Submission(
        name=name,
        email=f"{name.lower().replace(' ', '.')}@mail.example",
        phone="+1 416 555 0199",
        zone="America/Toronto",
        answers=(
            {
                "question": 1,
                "text": "Have you led a team for two years?",
                "answer": {True: "Yes", False: "No", None: ""}[met],
                "criterion": criterion.pk if criterion else None,
                "met": met,
            },
        ),
    )
    return submit_application(opening=opening, submission=submission, now=now).application
