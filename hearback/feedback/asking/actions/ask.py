"""Asking somebody for a word: what they owe us from now on is their own promise."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from hearback.channels.actions import queue
from hearback.feedback import kinds
from hearback.feedback.asking import letters
from hearback.feedback.asking.actions.end import end
from hearback.feedback.asking.actions.locking import facts_of
from hearback.feedback.asking.models import About, Ask
from hearback.feedback.asking.queries import link_print, with_all
from hearback.feedback.asking.said import terms_of
from hearback.kit.errors import Refused
from hearback.kit.language import as_team
from hearback.ledger.actions import make_promise, plan_promise, record
from hearback.ledger.actions.lock import lock_application
from hearback.ledger.models import WORD, Promise, Promisee, PromiseSource
from hearback.pipeline.calendars import calendar_of_contact
from hearback.pipeline.models import Application, ApplicationState
from hearback.pipeline.orders import refusal_to
from hearback.rules.text import one_line

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

    from hearback.accounts.models import Member
    from hearback.channels.models import Channel
    from hearback.pipeline.models import Contact

LONGEST_WORDS, LONGEST_PROMISE = 200, 300


@transaction.atomic
def ask(
    *,
    contact: Contact,
    application: Application,
    about: About,
    words: str,
    by: Member,
    now: datetime,
    subject: UUID | None = None,
    words_to_them: str = "",
    known_as: str = "",
    page: str = "",
) -> Ask:
    """Ask a contact what they think of somebody, by the way they like best; returns the question.

    `words` say what it is about, "lunch on Tuesday 24 November", `words_to_them` the same as the
    contact reads it where that is another language. What they owe is a promise of theirs, due by
    their agreement in their own working hours; `by` follows it up. `known_as` stands for a name
    the contact is not to know, `page` (a marker) for the page that shows them, where it takes the
    word too. Asked again about the same thing, the question stays the one it is; one that was over
    begins anew. Raises Refused when they left, cannot be reached, or the application has ended.
    """
    lock_application(application.pk)
    application = Application.objects.select_related("opening", "candidate").get(pk=application.pk)
    same = {"contact": contact, "application": application, "about": about, "subject": subject}
    known = with_all(Ask.objects.filter(**same)).first()
    if known is not None and (known.over_at is None or known.answered_at is not None):
        return known
    way = _way_to_ask(contact, application)
    one = known or Ask(public_id=uuid4(), **same)
    one.words = one_line(words, LONGEST_WORDS) or str(about.label)
    one.asked_by, one.asked_at = by, now
    one.words_to_them = "" if words_to_them == words else one_line(words_to_them, LONGEST_WORDS)
    one.known_as, one.page = known_as, page
    _begin(one, now=now)
    one.message = queue(letters.ask(one, by=way, now=now), now=now)
    one.save(update_fields=["message"])
    record(kinds.WORD_ASKED, by=by, now=now, application=application, payload=facts_of(one))
    _ask_one_word(one, now=now)
    return one


def _ask_one_word(one: Ask, *, now: datetime) -> None:
    """Whoever met somebody owes no other word on them, so that a plain yes says what it is on."""
    if one.about != About.MEETING:
        return
    same = Ask.objects.open().filter(contact=one.contact, application=one.application)
    for before in same.exclude(about=About.MEETING):
        why = gettext_noop("You have met them, so your word on that is enough.")
        end(ask=before, why=why, by=None, now=now)


def _begin(one: Ask, *, now: datetime) -> None:
    """Store it as a question that is open, with what is owed and nothing planned yet."""
    one.promise = _owe(one, by=one.asked_by, now=now)
    one.fingerprint = link_print(one)
    one.over_at, one.why_over, one.put_off_until = None, "", None
    one.next_at, one.why_then, one.to_ring_at = None, "", None
    one.save()


def _way_to_ask(contact: Contact, application: Application) -> Channel:
    if not contact.is_there:
        raise Refused(_("{name} has left and is asked nothing more.").format(name=contact.name))
    if application.state != ApplicationState.IN_PROGRESS:
        raise Refused(_("This application has ended, so nobody needs to be asked about it."))
    ways = letters.ways_to(contact)
    if not ways:
        raise Refused(
            _("There is no address of {name}, so only you can ask.").format(name=contact.name)
        )
    if order := refusal_to(
        application, client=contact.client, contact=contact, member=contact.member
    ):
        raise Refused(order)
    return ways[0]


def _owe(one: Ask, *, by: Member, now: datetime) -> Promise:
    """Their promise: by their agreement, else by what we propose until there is one."""
    contact = one.contact
    with as_team():
        said = _("%(who)s says what they think of %(name)s: %(words)s") % {
            "who": contact.name,
            "name": one.application.name,
            "words": one.words,
        }
    promise = plan_promise(
        owner=by,
        promiser=contact,
        promisee=Promisee.TEAM,
        what=WORD,
        words=one_line(said, LONGEST_PROMISE),
        terms=terms_of(contact),
        calendar=calendar_of_contact(contact, now=now),
        application=one.application,
        source=PromiseSource.PERSON if contact.agreed_at else PromiseSource.RULE,
        now=now,
    )
    return make_promise(by=by, now=now, promise=promise)
