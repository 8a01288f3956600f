"""Tests of referrals visit the desk under a still clock, and send through a real relay."""

from hearback.careers.tests.conftest import papers
from tests.desk_visit import As, Moment, as_, cast, moment

__all__ = ["As", "Moment", "as_", "cast", "moment", "papers"]
