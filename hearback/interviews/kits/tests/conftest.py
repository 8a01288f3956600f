"""Kits and scorecards are tested under a clock that stands still."""

from hearback.careers.tests.conftest import Clock, page_clock

__all__ = ["Clock", "page_clock"]
