"""The candidate's own pages are tested under the same clock, and with the same folder."""

from hearback.careers.tests.conftest import Clock, page_clock, papers

__all__ = ["Clock", "page_clock", "papers"]
