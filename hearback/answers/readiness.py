"""What other chapters still wait for before somebody is answered: `story.py` fills this in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hearback.kit.errors import Refused
from hearback.pipeline.models import Application

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

NAMED = 5


class Wait(Protocol):
    """One application that cannot be decided about yet: why, and where that is mended."""

    @property
    def sentence(self) -> str:
        """Who or what is waited for, with the name of the person."""
        ...

    @property
    def url(self) -> str:
        """The page on which that is mended."""
        ...


class Ask(Protocol):
    """Finds what these applications wait for, at most one `Wait` each."""

    def __call__(self, applications: QuerySet[Application], *, now: datetime) -> Sequence[Wait]:
        """What has to be there before anybody decides; nothing, when it is."""
        ...


_asked: list[Ask] = []


def learn(asked: Sequence[Ask]) -> None:
    """Take over what `story.py` says; called once, when Django is ready."""
    _asked[:] = asked


def waits_for(applications: QuerySet[Application], *, now: datetime) -> list[Wait]:
    """What these applications wait for before anybody is told onward, no, or that they are hired.

    A new date, a withdrawal and the news that the job is gone wait for nothing.
    """
    return [wait for ask in _asked for wait in ask(applications, now=now)]


def waiting(application: Application, *, now: datetime) -> Wait | None:
    """What one application waits for, if it does."""
    waits = waits_for(Application.objects.filter(pk=application.pk), now=now)
    return waits[0] if waits else None


def refuse_early(applications: QuerySet[Application], *, now: datetime) -> None:
    """Raise Refused, with names, while one of these cannot be decided about yet."""
    waits = waits_for(applications, now=now)
    if not waits:
        return
    said = [wait.sentence for wait in waits[:NAMED]]
    if more := len(waits) - len(said):
        words = ngettext("{n} more waits too.", "{n} more wait too.", more)
        said.append(words.format(n=more))
    raise Refused(" ".join([*said, _("Nothing was sent.")]))
