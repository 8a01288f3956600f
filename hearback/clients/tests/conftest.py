"""Tests of clients visit the desk and the pages opened by link under a still clock."""

from hearback.careers.tests.conftest import papers
from tests.desk_visit import As, Moment, as_, cast, moment

__all__ = ["As", "Moment", "as_", "cast", "moment", "papers"]
