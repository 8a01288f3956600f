"""Where commands keep things in the data folder."""

from pathlib import Path

from hearback.environment import Surroundings


def mailbox(surroundings: Surroundings) -> Path:
    """Return the folder where a demo's letters land."""
    return surroundings.data / "mailbox"
