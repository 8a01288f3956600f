"""Tags that say an opening's facts; each is a thin shell over `pipeline.brief`."""

from django import template

from hearback.pipeline import brief
from hearback.pipeline.models import Opening

register = template.Library()


@register.filter
def pay(opening: Opening) -> str:
    """`{{ opening|pay }}` → "CAD 58,000 to 66,000 a year", "" when no pay is given."""
    return brief.pay_words(opening)


@register.filter
def work(opening: Opening) -> str:
    """`{{ opening|work }}` → "Full time, on site"."""
    return brief.work_words(opening)
