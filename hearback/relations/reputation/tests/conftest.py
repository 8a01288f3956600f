"""Tests of public reviews visit the desk under a still clock."""

from tests.desk_visit import As, Moment, as_, cast, moment

__all__ = ["As", "Moment", "as_", "cast", "moment"]
