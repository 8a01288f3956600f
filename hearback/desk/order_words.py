"""What each order means, as whoever notes it for a candidate reads it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hearback.pipeline.models import OrderKind

MEANS_TO_US = {
    OrderKind.COMPANY: _(
        "They are never submitted there, and nobody who worked there meets them unless somebody "
        "has looked first."
    ),
    OrderKind.PERSON: _(
        "This person is told nothing and never meets them. A colleague of ours who is named sees "
        "nothing of them any more; somebody else looks after them."
    ),
    OrderKind.PLACE: _("Nobody meets there, and meeting nearby is asked twice."),
    OrderKind.HOURS: _("Outside of these hours nobody rings or texts; texts wait."),
    OrderKind.NUMBERS: _("No other number is rung or texted."),
    OrderKind.ADDRESSES: _("No other address is written to."),
    OrderKind.NEUTRAL: _("Sender and subject of what they get say nothing of a job."),
    OrderKind.NO_VOICEMAIL: _("The page of calls says so to whoever rings."),
}
