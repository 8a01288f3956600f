"""Which page answers which address."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

# What breaks inside a view is answered by the middleware; this is for what breaks outside of them.
handler500 = "hearback.kit.refusals.server_error"

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("hearback.careers.urls")),
    path("", include("hearback.portal.urls")),
    path("still-open/", include("hearback.portal.still_open.urls")),
    path("api/", include("hearback.api.urls")),
    path("", include("hearback.relations.urls")),
    path("", include("hearback.relations.offers.urls")),
    path("", include("hearback.relations.friends.urls")),
    path("desk/", include("hearback.team.account_urls")),
    path("desk/", include("hearback.team.urls")),
    path("desk/", include("hearback.answers.urls")),
    path("desk/", include("hearback.interviews.urls")),
    path("desk/", include("hearback.inbox.wording.urls")),
    path("desk/", include("hearback.interviews.plan.urls")),
    path("desk/", include("hearback.interviews.kits.urls")),
    path("desk/", include("hearback.interviews.booking.urls")),
    path("desk/", include("hearback.feedback.circle.urls")),
    path("desk/", include("hearback.clients.urls")),
    path("desk/", include("hearback.relations.reputation.urls")),
    path("desk/", include("hearback.relations.customers.urls")),
    path("desk/", include("hearback.insights.urls")),
    path("desk/", include("hearback.desk.urls")),
    path("", include("hearback.interviews.calendars.urls")),
]
if settings.HEARBACK_DEMO:
    urlpatterns.append(path("demo/", include("hearback.demo.urls")))
