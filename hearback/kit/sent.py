"""What was sent with a request: nothing on arrival, even when an empty form is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest, QueryDict


def sent(request: HttpRequest) -> QueryDict | None:
    """The form's data for a POST, None otherwise."""
    return request.POST if request.method == "POST" else None
