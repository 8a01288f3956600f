"""One person's way through an opening: what they sent, and what is said to them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hearback.careers.actions import Submission
from hearback.demo.load.dice import Dice
from hearback.pipeline.models import QuestionKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from hearback.demo.load.facts import Person
    from hearback.demo.load.profile import Profile
    from hearback.pipeline.models import Application, Criterion, Opening, Question

# Shares of those who ask us something, and of those who leave a question open.
ASKING, LEAVING_OPEN = 0.35, 0.12
WITHOUT_A_MEETING, AFTER_A_MEETING = "no", "after_meeting"


@dataclass
class Life:
    """Somebody, their CV in words, and the words that fall in their letters."""

    person: Person
    profile: Profile
    opening: Opening
    words: Mapping[str, Any]
    dues: Mapping[str, datetime]
    application: Application | None = None
    dice: Dice = field(init=False)
    no: Mapping[str, Any] = field(init=False)
    asked: Mapping[str, str] | None = field(init=False)

    def __post_init__(self) -> None:
        self.dice = Dice(f"life {self.person.email}")
        met = self.person.fate == "no_meeting"
        self.no = self.dice.pick(self.words[AFTER_A_MEETING if met else WITHOUT_A_MEETING])
        self.asked = self.dice.pick(self.words["asks"]) if self.dice.chance(ASKING) else None

    @property
    def here(self) -> Application:
        """The application as it came; every act reads its row again."""
        if self.application is None:
            raise LookupError(f"{self.person.name} has not applied yet.")
        return self.application

    def say(self, name: str) -> str:
        """One of the ways to say this, with this person's last employer in it."""
        words = str(self.dice.pick(self.words[name]))
        return words.replace("{employer}", self.profile.employer)

    def first_words(self) -> str:
        """The first good news; whoever asked something has it answered there."""
        answered = [self.asked["answer"]] if self.asked else []
        return "\n\n".join([self.say("review"), *answered])

    def criterion(self) -> Criterion:
        """What the job needs that a no to this person is about."""
        number = self.no["criterion"]
        return next(one for one in self.opening.criteria.all() if one.position == number)

    def submission(self) -> Submission:
        """What they sent with the form."""
        return Submission(
            name=self.person.name,
            email=self.person.email,
            phone=self.person.phone,
            zone=self.person.zone,
            answers=tuple(self._answer(question) for question in self.opening.questions.all()),
        )

    def _answer(self, question: Question) -> dict[str, object]:
        """As the form keeps it."""
        about: dict[str, object] = {"question": question.pk, "text": question.text}
        if question.kind == QuestionKind.YES_NO:
            met = self._meets(question)
            shown = {True: "Yes", False: "No", None: ""}[met]
            return about | {"answer": shown, "criterion": question.criterion_id, "met": met}
        if question.kind == QuestionKind.CHOICE:
            return about | {"answer": self.dice.pick(question.choices)}
        return about | {"answer": self._in_words(question)}

    def _meets(self, question: Question) -> bool | None:
        """True to the reason of a no that names this answer; else yes, or sometimes left open."""
        if question.criterion and question.criterion.position == self.no["criterion"]:
            ends_in_no = self.person.fate in {"no", "no_review", "leaving", "slow", "doubt"}
            if ends_in_no and "By your answer" in self.no["reason"]:
                return False
        leaves_open = self.dice.chance(LEAVING_OPEN) and not question.is_required
        return None if leaves_open else True

    def _in_words(self, question: Question) -> str:
        if question.text.startswith("Is there anything"):
            return self.asked["question"] if self.asked else ""
        told = f"{self.dice.pick(self.words['draws'])} {self.dice.pick(self.words['and_also'])}"
        return told.strip()
