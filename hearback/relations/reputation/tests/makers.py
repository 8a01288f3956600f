"""What tests of public reviews need: one pasted, a file of them, one told by another system."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from standardwebhooks.webhooks import Webhook

from hearback.relations.models import Review
from hearback.relations.reputation.keys import webhook_key
from hearback.relations.tests.makers import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

REVIEWS = "/desk/reviews/"
PASTED = {
    "source": "Glassdoor",
    "text": "Two weeks of silence after the interview.",
    "address": "https://reviews.example/1",
    "written_on": "2026-11-20",
    "given": "2",
    "low": "1",
    "high": "5",
}


def paste(browser: Client, **more: str) -> Review:
    """Paste a review at the desk."""
    answer = browser.post(f"{REVIEWS}new/", {**PASTED, **more})
    assert answer.status_code == 302, words_of(answer)
    return Review.objects.get(public_id=answer.headers["Location"].rstrip("/").rsplit("/", 1)[1])


def file_of(browser: Client, data: bytes, **more: str) -> str:
    """Read in a file; the words of the page that says what became of it."""
    file = SimpleUploadedFile("reviews.csv", data, "text/csv")
    return words_of(browser.post(f"{REVIEWS}file/", {"file": file, **more}))


def told(said: Mapping[str, Any] | str, key: str | None = None, **more: str) -> Any:
    """Post a review as another system does; `said` is its data, or the whole body as it is."""
    body = said if isinstance(said, str) else json.dumps({"type": "review.posted", "data": said})
    at = datetime.now(UTC)
    headers = {
        "webhook-id": "msg_1",
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": Webhook(key or webhook_key()).sign("msg_1", at, body),
        **more,
    }
    return Client().post("/api/reviews/", body, "application/json", headers=headers)
