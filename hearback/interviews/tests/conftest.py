"""Pages of interviews are tested under the clock of the other pages."""

from hearback.careers.tests.conftest import Clock, page_clock, papers

__all__ = ["Clock", "page_clock", "papers"]
