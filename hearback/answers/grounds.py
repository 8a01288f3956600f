"""What a no may rest on: a criterion of the opening, or the fact that the job is gone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from hearback.accounts.queries import the_organisation
from hearback.answers import letter_kinds
from hearback.answers.letters import LONGEST_REASON, as_thanks
from hearback.answers.models import Answer, AnswerKind, Closing, Outcome, Resource, ResourceKind
from hearback.inbox.wording.foot import LANGUAGES
from hearback.inbox.writing import Envelope, say
from hearback.kit.errors import Refused
from hearback.pipeline.models import ApplicationState, OpeningState
from hearback.rules import wording
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hearback.pipeline.models import Criterion, Opening

CRITERION = "{criterion}"


def outcomes_that_are_true(opening: Opening) -> list[Outcome]:
    """Whether "the job is filled" or "the job is closed" is a fact that a letter may state."""
    closing = Closing.objects.filter(opening=opening, called_off_at=None).last()
    true = {Outcome(closing.outcome)} if closing else set()
    hired = Q(state=ApplicationState.HIRED) | Q(
        pk__in=Answer.objects.on_their_way().filter(kind=AnswerKind.HIRE).values("application")
    )
    if opening.applications.filter(hired).exists():
        true.add(Outcome.FILLED)
    return [outcome for outcome in Outcome if outcome in true]


def reason_of(outcome: Outcome, language: str) -> str:
    """The fact as the letter says it."""
    with translation.override(language):
        if outcome == Outcome.FILLED:
            return _("We have given this job to somebody else.")
        return _("We have closed this opening without hiring anybody.")


def reason_in(reason: str, language: str) -> str:
    """A fact of `reason_of`, in another language; any other reason as it is."""
    for outcome in Outcome:
        if reason in {reason_of(outcome, known) for known in LANGUAGES}:
            return reason_of(outcome, language)
    return reason


def reason_about(criterion: Criterion | None, reason: str, language: str) -> str:
    """The reason as the letter says it, naming the criterion it is about."""
    named = reason.replace(CRITERION, criterion.text if criterion else "")
    reason = one_line(named, LONGEST_REASON)
    if criterion is None or not reason or criterion.text in reason:
        return reason
    with translation.override(language):
        return _("This job needs “%(criterion)s”. %(reason)s") % {
            "criterion": criterion.text,
            "reason": reason,
        }


def refuse_groundless(
    opening: Opening, *, criterion: Criterion | None, outcome: Outcome | None, reason: str
) -> None:
    """Refuse a reason that is not tied to the opening.

    A criterion of it has to be named when it has any, unless the job is really filled or closed.
    """
    if not reason.strip():
        raise Refused(_("Give the reason: one true sentence tied to the opening."))
    if criterion is not None:
        if criterion.opening_id != opening.pk:
            raise Refused(_("That criterion belongs to another opening."))
        return
    if outcome is not None:
        if outcome not in outcomes_that_are_true(opening):
            raise Refused(_("The opening is neither filled nor being closed, so do not say so."))
        return
    if opening.criteria.exists():
        raise Refused(_("Name what the opening needs that the reason is about."))


def refuse_useless(resource: Resource | None, opening: Opening) -> Resource:
    """The resource, if it can help somebody whom this opening turned down; else refuse."""
    if resource is None:
        raise Refused(_("Choose something that helps the person go on. A no is not sent without."))
    if not resource.is_offered:
        raise Refused(_("“%(title)s” is not offered at the moment.") % {"title": resource.title})
    if resource.kind == ResourceKind.OPENING and resource.opening is not None:
        if resource.opening_id == opening.pk:
            raise Refused(_("That is the opening this no is about. Choose another one."))
        if resource.opening.state != OpeningState.PUBLISHED:
            raise Refused(
                _("“%(title)s” takes no applications any more.") % {"title": resource.title}
            )
    return resource


def problems_of_no(opening: Opening, *, thanks: str, reason: str, language: str) -> list[str]:
    """What must be mended before a no with these words may go in a language, a sentence each.

    The letter is read with a plain name, title and resource in the place of the real ones: those
    who write it cannot change them, and somebody may be called "Youthful".
    """
    values = letter_kinds.DECLINE.examples() | {
        "opening": "colleague",
        "applied": "1 May",
        "thanks": as_thanks(thanks),
        "reason": one_line(reason, LONGEST_REASON),
    }
    envelope = Envelope(
        purpose=letter_kinds.DECLINE.name,
        to_address="",
        to_name="",
        signer=None,
        language=language,
        opening=opening.pk,
    )
    letter = say(letter_kinds.DECLINE, envelope, values, the_organisation())
    about = "\n".join([opening.title, *(criterion.text for criterion in opening.criteria.all())])
    found = wording.problems(
        letter.text, wording.Kind.DECLINE, opening=about, language=letter.language
    )
    return sentences([*found, *_of_words(f"{thanks}. {reason}", opening=about)])


def sentences(found: Iterable[wording.Problem]) -> list[str]:
    """Problems as sentences in the reader's language."""
    return list(dict.fromkeys(_(one.sentence.one) % one.sentence.values for one in found))


def problems_of_words(words: str) -> list[str]:
    """What must not stand in any no, a sentence each, for words that many letters will carry.

    They are read as strictly as a no, but for its shape: that is the whole letter's.
    """
    return sentences(_of_words(words))


def _of_words(words: str, *, opening: str = "") -> list[wording.Problem]:
    """Problems of words alone, in the organisation's language and in English."""
    shape = {"no_plain_no", "no_thanks", "too_short"}
    return [
        problem
        for language in dict.fromkeys([the_organisation().language, "en"])
        for problem in wording.problems(
            words, wording.Kind.DECLINE, language=language, opening=opening
        )
        if problem.code not in shape
    ]


def problems_of_wording(words: str) -> list[str]:
    """The same for the wording of a reason, which may say {criterion} and no other field."""
    said = words.replace(CRITERION, "…")
    problems = problems_of_words(said)
    if not problems and ("{" in said or "}" in said):
        problems.append(_("Braces stand only around {criterion}, written just so."))
    if words.count(CRITERION) > 1:
        problems.append(_("Say {criterion} once, so that the letter stays short."))
    return problems


def refuse_unkind(opening: Opening, *, thanks: str, reason: str, language: str) -> None:
    """Refuse a no that does not thank, does not say no plainly, or says what must not be said.

    `language` is the one its readers speak.
    """
    if not as_thanks(thanks):
        raise Refused(_("Thank the person for something they really did."))
    problems = problems_of_no(opening, thanks=thanks, reason=reason, language=language)
    if problems:
        raise Refused(" ".join(problems))
