"""Tags of the candidate's pages; each is a thin shell over `inbox.spoken`."""

from zoneinfo import ZoneInfo

from django import template

from hearback.inbox import spoken
from hearback.ledger.models import Promise

register = template.Library()


@register.filter
def said_again(promise: Promise, zone: str) -> str:
    """`{{ promise|said_again:zone }}`: its words, in the page's language where they are ours."""
    return spoken.said_again(promise, zone=ZoneInfo(zone))
