"""An opening as a JobPosting for search engines; what a person reads stays the measure."""

from __future__ import annotations

import json
from datetime import time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.urls import reverse
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from hearback.careers.queries import zone_at
from hearback.pipeline.brief import lines
from hearback.pipeline.models import Opening, PayPeriod, WayOfWorking
from hearback.rules.wall import moment_at

if TYPE_CHECKING:
    from hearback.accounts.models import Organisation

# What could end the script element, or start a comment in it, travels as an escape of JSON.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def posting_script(opening: Opening, organisation: Organisation) -> SafeString:
    """The JSON of `job_posting`, safe inside a script element of type application/ld+json."""
    text = json.dumps(job_posting(opening, organisation), ensure_ascii=False)
    return mark_safe(text.translate(_ESCAPES))  # noqa: S308  nothing in it can end the element


def job_posting(opening: Opening, organisation: Organisation) -> dict[str, Any]:
    """The opening in the terms of schema.org, with every field search engines require."""
    posting: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "JobPosting",
        "title": opening.title,
        "description": _description(opening),
        "identifier": {
            "@type": "PropertyValue",
            "name": organisation.name,
            "value": str(opening.public_id),
        },
        "datePosted": opening.published_at.astimezone(zone_at(opening)).date().isoformat()
        if opening.published_at
        else None,
        "validThrough": _valid_through(opening),
        "employmentType": opening.employment_type,
        "hiringOrganization": _hiring(opening, organisation),
        "jobLocation": _location(opening),
        "baseSalary": _salary(opening),
        "directApply": True,
        "url": f"{settings.HEARBACK_URL}{reverse('careers:opening', args=[opening.slug])}",
        **_from_home(opening),
    }
    return {key: value for key, value in posting.items() if value is not None}


def _hiring(opening: Opening, organisation: Organisation) -> dict[str, str]:
    """Whose job it is: ours, or a client's, of whom a secret one is only described."""
    if opening.client is not None:
        return {"@type": "Organization", "name": opening.client.to_candidates}
    return {
        "@type": "Organization",
        "name": organisation.name,
        "sameAs": settings.HEARBACK_URL,
    }


def _description(opening: Opening) -> str:
    """The brief as HTML, each piece escaped: what somebody wrote is never markup."""
    must_haves = [one.text for one in opening.criteria.all() if one.is_must_have]
    lists = [lines(opening.duties), must_haves, lines(opening.benefits)]
    paragraphs = [opening.summary, opening.team_words, opening.ai_line, opening.vacancy_line]
    parts = [f"<p>{escape(text)}</p>" for text in paragraphs if text.strip()]
    parts += [
        "<ul>" + "".join(f"<li>{escape(item)}</li>" for item in items) + "</ul>"
        for items in lists
        if items
    ]
    return "".join(parts) or f"<p>{escape(opening.title)}</p>"


def _valid_through(opening: Opening) -> str | None:
    """The last minute of the last day to apply, where the work is."""
    if opening.valid_through is None:
        return None
    zone = zone_at(opening)
    return moment_at(opening.valid_through, time(23, 59), zone).astimezone(zone).isoformat()


def _location(opening: Opening) -> dict[str, Any]:
    place = opening.place
    address = {
        "@type": "PostalAddress",
        "streetAddress": place.street,
        "addressLocality": place.city,
        "addressRegion": place.subdivision,
        "postalCode": place.postal_code,
        "addressCountry": place.country,
    }
    return {"@type": "Place", "address": {key: value for key, value in address.items() if value}}


def _salary(opening: Opening) -> dict[str, Any] | None:
    amounts = {"minValue": opening.pay_from, "maxValue": opening.pay_to}
    given = {key: float(value) for key, value in amounts.items() if value is not None}
    if not given:
        return None
    unit = PayPeriod(opening.pay_period).value
    value = {"@type": "QuantitativeValue", **given, "unitText": unit}
    return {"@type": "MonetaryAmount", "currency": opening.pay_currency, "value": value}


def _from_home(opening: Opening) -> dict[str, Any]:
    """What a job done from home needs to be found as one."""
    if opening.way_of_working != WayOfWorking.REMOTE:
        return {}
    country = {"@type": "Country", "name": opening.place.country}
    return {"jobLocationType": "TELECOMMUTE", "applicantLocationRequirements": country}
