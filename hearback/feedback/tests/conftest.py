"""Tests of feedback visit desk and portal under a still clock."""

from hearback.careers.tests.conftest import Clock, page_clock, papers
from tests.desk_visit import as_, cast, moment

__all__ = ["Clock", "as_", "cast", "moment", "page_clock", "papers"]
