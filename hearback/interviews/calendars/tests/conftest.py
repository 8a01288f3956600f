"""The candidate's own pages are seen under one clock, as in the portal's tests."""

from hearback.careers.tests.conftest import Clock, page_clock

__all__ = ["Clock", "page_clock"]
