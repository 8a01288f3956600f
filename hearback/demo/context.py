"""What every page of a demo carries: a quiet strip with the ways around in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest


def strip(request: HttpRequest) -> dict[str, str]:
    """Name the template of the strip; `kit/base.html` shows it when there is one."""
    del request
    return {"strip": "demo/_strip.html"}
