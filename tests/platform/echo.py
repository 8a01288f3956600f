"""A page that tells what it was asked, behind the doorway; for the doorway's tests."""

from __future__ import annotations

import itertools
import os

import tests.surroundings  # noqa: F401  chooses the data folder before Django looks

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hearback.settings")

import django
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, JsonResponse
from django.urls import re_path

from hearback.doorway import Doorway

settings.ROOT_URLCONF = __name__
settings.ALLOWED_HOSTS = ["*"]
settings.MIDDLEWARE = []
settings.DATA_UPLOAD_MAX_MEMORY_SIZE = None
_answered = itertools.count(1)


def echo(request: HttpRequest) -> JsonResponse:
    """Tell what was asked."""
    body = request.body
    return JsonResponse(
        {
            "path": request.path,
            "query": request.GET.dict(),
            "size": len(body),
            "first_and_last": (body[:2] + body[-2:]).hex(),
            "thing": request.META.get("HTTP_X_THING"),
            "cookies": request.COOKIES,
            "address": request.META["REMOTE_ADDR"],
            "answered": next(_answered),
        }
    )


urlpatterns = [re_path("", echo)]
django.setup()
door = Doorway(WSGIHandler())
