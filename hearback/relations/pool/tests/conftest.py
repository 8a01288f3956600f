"""Tests of staying in touch visit pages under a still clock, and send through a real relay."""

from tests.desk_visit import As, Moment, as_, cast, moment

__all__ = ["As", "Moment", "as_", "cast", "moment"]
