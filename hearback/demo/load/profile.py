"""What one person has done so far: the words of a CV, the same every time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from hearback.demo.load.dice import Dice

if TYPE_CHECKING:
    from hearback.demo.load.facts import Person


@dataclass(frozen=True)
class Post:
    """One job of the past: where, as what, from and to which year, with what to tell of it."""

    employer: str
    title: str
    since: int
    until: int
    lines: tuple[str, ...]


@dataclass(frozen=True)
class Profile:
    """A life as a CV tells it, newest post first."""

    headline: str
    about: str
    posts: tuple[Post, ...]
    training: tuple[str, ...]
    languages: str

    @property
    def employer(self) -> str:
        """Where they work or worked last."""
        return self.posts[0].employer


def profile_of(person: Person, bank: dict[str, Any], *, year: int) -> Profile:
    """The CV of this person from the bank of their trade; `year` is the present one."""
    dice = Dice(f"cv {person.email}")
    number = dice.whole(2, 3)
    employers = dice.some(bank["employers"], number)
    titles = dice.some(bank["headlines"], number)
    lines = dice.some([_counted(line, dice) for line in bank["lines"]], 2 * number + 1)
    posts, until = [], year
    for place, (employer, title) in enumerate(zip(employers, titles, strict=True)):
        since = until - dice.whole(2, 5)
        told = tuple(lines[place::number])
        posts.append(Post(employer, title, since, until, told))
        until = since
    years = year - posts[-1].since
    return Profile(
        headline=titles[0],
        about=f"{titles[0]} with {years} years of practice, living in {person.city}.",
        posts=tuple(posts),
        training=tuple(dice.some(bank["training"], dice.whole(1, 2))),
        languages=dice.pick(bank["languages"]),
    )


def _counted(line: str, dice: Dice) -> str:
    """The line with a number of its own for every gap."""
    return re.sub(r"\{n\}", lambda _gap: str(dice.whole(2, 9)), line)


def cv_text(person: Person, profile: Profile) -> list[tuple[str, str]]:
    """The CV as pairs of a role (name, contact, heading, line, item, plain) and its text."""
    reach = " · ".join(filter(None, [person.email, person.phone, person.city]))
    page = [("name", person.name), ("contact", reach), ("plain", profile.about)]
    page.append(("heading", "Experience"))
    for place, post in enumerate(profile.posts):
        until = "today" if place == 0 else str(post.until)
        page.append(("line", f"{post.title}, {post.employer} ({post.since} to {until})"))
        page += [("item", words) for words in post.lines]
    page.append(("heading", "Training"))
    page += [("item", words) for words in profile.training]
    page += [("heading", "Languages"), ("plain", profile.languages)]
    return page
