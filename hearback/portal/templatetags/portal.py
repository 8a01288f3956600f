"""Tags of the candidate's pages; each is a thin shell over `inbox.spoken`."""

from zoneinfo import ZoneInfo

from django import template
from django.utils.translation import get_language

from hearback.inbox import spoken
from hearback.inbox.thanks import Thanks, said_until
from hearback.ledger.models import Promise

register = template.Library()


@register.filter
def said_again(promise: Promise, zone: str) -> str:
    """`{{ promise|said_again:zone }}`: its words, in the page's language where they are ours."""
    return spoken.said_again(promise, zone=ZoneInfo(zone))


@register.simple_tag
def thanks_words(thanks: Thanks) -> dict[str, str]:
    """`{% thanks_words one as said %}`: words of an offer, their language, and its last day."""
    words, language = thanks.said_in(get_language() or "en")
    return {"words": words, "language": language, "until": said_until(thanks)}
