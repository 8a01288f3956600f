"""What can happen between both sides, each kind defined once; what was said is personal."""

from django.utils.translation import gettext_lazy as _

from hearback.ledger.kinds import Kind

WORD_WANTED = Kind(
    "feedback.word_wanted",
    _("{name} was asked how they see it after “{words}”"),
    personal=frozenset({"name"}),
)
WORD_SAID = Kind(
    "feedback.word_said",
    # The history is read by interviewers too, so what was said stands on the page alone.
    _("{name} said how they see it after “{words}”"),
    _("You told us how you see it after “{words}”."),
    personal=frozenset({"name", "tap", "line"}),
)
PASSED_ON = Kind(
    "feedback.passed_on",
    _("{contact} was told what {name} said about “{words}”"),
    personal=frozenset({"name", "contact"}),
)
DRAFTED = Kind("feedback.drafted", _("Feedback was drafted from what was seen, version {version}"))
APPROVED = Kind("feedback.approved", _("Feedback was approved, version {version}; it goes out"))
TAKEN_BACK = Kind("feedback.taken_back", _("Feedback was taken back before it left"))
GIVEN = Kind(
    "feedback.given",
    _("Feedback reached them, version {version}"),
    _("We told you what we saw."),
)
CORRECTED = Kind(
    "feedback.corrected",
    _("Corrected feedback reached them, version {version}: {reason}"),
    _("We corrected what we had told you. Both versions stay here."),
    personal=frozenset({"reason"}),
)
EVIDENCE_CHANGED = Kind(
    "feedback.evidence_changed",
    _("{member} filed a scorecard anew that feedback rests on; nothing was changed by itself"),
)
HELPED = Kind(
    "feedback.helped",
    _("{name} said whether our feedback helped"),
    _("You told us whether our feedback helped."),
    personal=frozenset({"name", "tap", "line"}),
)
