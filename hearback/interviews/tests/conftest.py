"""What tests of interviews share: the cast, a still clock, browsers of several people."""

from tests.desk_visit import as_, cast, moment

__all__ = ["as_", "cast", "moment"]
