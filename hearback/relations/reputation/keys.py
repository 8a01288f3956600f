"""The key by which another system tells us of reviews, as Standard Webhooks has it."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256

from hearback.kit.links import token
from hearback.relations.reputation.queries import the_terms


def webhook_key() -> str:
    """256 bits that only this installation's key makes; a new generation ends the one before."""
    made = token("api:reviews", "reviews", the_terms().key_generation)
    return f"whsec_{b64encode(sha256(made.encode()).digest()).decode()}"
