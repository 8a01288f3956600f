"""Gathers every message a candidate can see, from templates and from the code that speaks to them.

Templates are found as a page finds them: from those of the public rooms along what they extend and
include. A module is named here when it speaks to candidates, with the functions or classes that do
where it also speaks to the team.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.conf import settings
from django.template.loader import get_template
from django.template.loader_tags import ExtendsNode, IncludeNode
from django.templatetags.i18n import BlockTranslateNode, TranslateNode
from django.utils import translation

from hearback.ledger.kinds import KINDS
from hearback.rules.promises import Terms, Unit
from hearback.rules.promises import words as terms_words

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = settings.LOCALE_PATHS[0].parent
ROOMS = (
    "careers/templates/careers/*.html",
    "portal/templates/portal/*.html",
    "portal/templates/portal/asked/*.html",
    "portal/templates/portal/circle/*.html",
    "portal/templates/portal/colleagues/*word*.html",
    "portal/templates/portal/colleagues/too_old.html",
    "portal/templates/portal/day/*.html",
    "portal/templates/portal/forward/*.html",
    "portal/templates/portal/friends/*.html",
    "portal/templates/portal/interviews/*.html",
    "portal/templates/portal/orders/*.html",
    "portal/templates/portal/said/*.html",
    "portal/templates/portal/prepare/candidate.html",
    "portal/templates/portal/review/*.html",
    "relations/templates/relations/asked.html",
    "relations/templates/relations/leave.html",
    "relations/templates/relations/rested.html",
    "relations/templates/friends/shop.html",
    "relations/templates/offers/till.html",
    "relations/templates/offers/till_rested.html",
)
ANYWHERE = (
    "404.html",
    "403.html",
    "403_csrf.html",
    "kit/error.html",
    "kit/refused.html",
)
WHOLE_MODULES = (
    "careers/*.py",
    "careers/cv/*.py",
    "careers/actions/*.py",
    "portal/*.py",
    "portal/asked/*.py",
    "portal/calls/*.py",
    "portal/circle/*.py",
    "feedback/circle/forms.py",
    "feedback/asking/letters.py",
    "feedback/asking/orders.py",
    "interviews/asked/letters.py",
    "portal/day/*.py",
    "portal/forward/*.py",
    "portal/in_touch/*.py",
    "portal/interviews/*.py",
    "portal/orders/*.py",
    "portal/said/*.py",
    "portal/prepare/*.py",
    "portal/review/*.py",
    "portal/word/*.py",
    "inbox/callbacks/words.py",
    "interviews/invites/words.py",
    "interviews/checking/gate.py",
    "interviews/booking/words.py",
    "interviews/booking/paper.py",
    "interviews/day/actions/check_in.py",
    "inbox/callbacks/numbers.py",
    "inbox/callbacks/actions/ask.py",
    "kit/errors.py",
    "kit/moments.py",
    "kit/refusals.py",
    "kit/throttle.py",
    "kit/templatetags/hearback.py",
    "inbox/spoken.py",
    "inbox/thanks.py",
    "relations/friends/queries.py",
    "relations/offers/actions/redeem.py",
    "relations/offers/extras.py",
    "inbox/texting.py",
    "pipeline/friend.py",
    "relations/customers/asks.py",
    "inbox/callbacks/orders.py",
    "inbox/orders/checking.py",
    "inbox/orders/forms.py",
    "inbox/orders/neutral.py",
)
OWN = ""  # what stands in the module itself, in no function or class
# Of these only the functions and classes named: the rest speaks to the team.
PARTS = {
    "clients/models.py": {"Showing", "Choice"},
    "clients/words.py": {OWN, "consent_words", "receipt_words", "shown_contact", "asked_words"},
    "clients/letters.py": {OWN, "consent_text", "_by_text", "gone"},
    "clients/actions/consent.py": {"say_no", "take_back", "_open"},
    "pipeline/models/opening.py": {"WayOfWorking", "EmploymentType", "PayPeriod"},
    "pipeline/models/order.py": {"OrderKind"},
    "pipeline/orders.py": {"order_of"},
    "pipeline/order_words.py": {"hours_said", "_days", "what_it_says"},
    "inbox/orders/actions.py": {"set_order"},
    "interviews/booking/against.py": {"heed_orders"},
    "answers/grounds.py": {"reason_of", "reason_about"},
    "answers/letters.py": {"day"},
    "feedback/asking/after.py": {"end_about", "end_met", "meet_first"},
    "feedback/asking/models.py": {"Tap"},
    "feedback/asking/said.py": {"waits_for", "their_papers"},
    "feedback/asking/actions/answer.py": {"_refuse_tied", "_check", "_add_to"},
    "feedback/asking/actions/ask.py": {"_ask_one_word"},
    "feedback/asking/actions/end.py": {"end_asks"},
    "feedback/asking/actions/locking.py": {"refuse_over"},
    "feedback/asking/actions/put_off.py": {"put_off"},
    "feedback/following/letters.py": {"_about", "_agreed", "_short", "_chat"},
    "feedback/hearing/from_page.py": {"write_to_recruiter"},
    "relations/pool/words.py": {"consent_words"},
    "relations/pool/actions/join.py": {"join"},
    "relations/offers/forms.py": {"CodeForm"},
    "feedback/circle/letters.py": {"text_how_was_it", "heading"},
    "feedback/circle/actions/word.py": {"tell"},
    "surveys/actions/tell.py": {"tell", "_check"},
    "feedback/circle/actions/helped.py": {"say_helped"},
    "interviews/asked/forms.py": {"Tap", "AskedForm"},
    "interviews/booking/actions/hold.py": {"refuse_ended", "refuse_unless_ahead"},
    "interviews/booking/actions/book.py": {"book", "_book"},
    "interviews/booking/actions/move.py": {"why_not_move", "move", "_refuse_move"},
    "interviews/booking/actions/call_off.py": {"call_off", "_has_ended"},
    "interviews/booking/seating.py": {"seat"},
    "interviews/asked/actions.py": {"tell", "want_contact"},
    "interviews/day/actions/ending.py": {"deny"},
    "interviews/checking/actions/stop.py": {"_reason", "_ring"},
    "interviews/day/queries.py": {"standing_words"},
    "interviews/checking/actions/silence.py": {"_ring"},
}
# Said to the team though they stand in rooms of the candidate.
TO_THE_TEAM = {
    "careers/cv/serving.py",
    "careers/kinds.py",
    "careers/letter_kinds.py",
    "careers/models.py",
    "careers/actions/correct.py:correct_details",
}
PLAIN = {"_", "gettext", "gettext_lazy", "gettext_noop"}
COUNTED = {"ngettext", "ngettext_lazy"}
IN_CONTEXT = {"pgettext", "pgettext_lazy"}


class Message(NamedTuple):
    """One thing to translate: its context, its words, and its plural where there is one."""

    context: str
    words: str
    plural: str = ""


@dataclass(frozen=True)
class Seen:
    """A message, and the file it stands in."""

    message: Message
    where: str


def seen() -> dict[Message, list[str]]:
    """Every message with the files it stands in, in the order of the files."""
    found: dict[Message, list[str]] = {}
    for one in sorted([*_in_templates(), *_in_modules()], key=lambda one: one.where):
        places = found.setdefault(one.message, [])
        if one.where not in places:
            places.append(one.where)
    for unit in Unit:
        said = terms_words(Terms(1, unit))
        found.setdefault(Message("", said.one, said.many), ["rules/terms.py"])
    with translation.override(settings.LANGUAGE_CODE):
        for kind in KINDS.values():
            if kind.candidate_sentence:
                found.setdefault(Message("", str(kind.candidate_sentence)), ["kinds.py"])
    return found


def templates() -> list[str]:
    """The templates of pages a candidate can come to, without what they extend and include."""
    rooms = [path for pattern in ROOMS for path in sorted(HERE.glob(pattern))]
    names = [path.as_posix().partition("/templates/")[2] for path in rooms]
    return [*names, *ANYWHERE]


def _in_templates() -> Iterator[Seen]:
    done: set[str] = set()
    waiting = templates()
    while waiting:
        name = waiting.pop()
        if name in done:
            continue
        done.add(name)
        nodes = get_template(name).template.nodelist  # type: ignore[attr-defined]  # Django's engine
        waiting += _leads_to(nodes)
        for node in nodes.get_nodes_by_type((TranslateNode, BlockTranslateNode)):
            yield Seen(_message(node), name)


def _leads_to(nodes: Any) -> list[str]:
    """The templates that these nodes extend or include, but for those named at run time."""
    parents = [node.parent_name.var for node in nodes.get_nodes_by_type(ExtendsNode)]
    included = [node.template.var for node in nodes.get_nodes_by_type(IncludeNode)]
    return [name for name in parents + included if isinstance(name, str)]


def _message(node: Any) -> Message:
    context = node.message_context.resolve({}) if node.message_context else ""
    if isinstance(node, TranslateNode):
        return Message(context, str(node.filter_expression.var.literal))
    words, _fields = node.render_token_list(node.singular)
    plural = node.render_token_list(node.plural)[0] if node.plural else ""
    if node.trimmed:
        words, plural = translation.trim_whitespace(words), translation.trim_whitespace(plural)
    return Message(context, words, plural)


def _in_modules() -> Iterator[Seen]:
    whole = [path for pattern in WHOLE_MODULES for path in HERE.glob(pattern)]
    for path in [*whole, *(HERE / name for name in PARTS)]:
        where = path.relative_to(HERE).as_posix()
        if where in TO_THE_TEAM:
            continue
        for part in ast.parse(path.read_text()).body:
            name = getattr(part, "name", "")
            if where in PARTS and name not in PARTS[where]:
                continue
            if f"{where}:{name}" not in TO_THE_TEAM:
                yield from (Seen(message, where) for message in _said_in(part))


def _said_in(part: ast.AST) -> Iterator[Message]:
    for node in ast.walk(part):
        if not isinstance(node, ast.Call):
            continue
        called = node.func.id if isinstance(node.func, ast.Name) else ""
        words = [
            one.value
            for one in node.args
            if isinstance(one, ast.Constant) and isinstance(one.value, str)
        ]
        if called in PLAIN and words:
            yield Message("", words[0])
        elif called in COUNTED:
            yield Message("", words[0], words[1])
        elif called in IN_CONTEXT:
            yield Message(words[0], words[1])
