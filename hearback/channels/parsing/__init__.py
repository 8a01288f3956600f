"""Reads mails as they really come: wrong labels, missing pieces, hostile shapes; never raises."""

from hearback.channels.parsing.calendar import Attendee, CalendarNote
from hearback.channels.parsing.mail import Parsed, Piece, parse
from hearback.channels.parsing.report import Report

__all__ = ["Attendee", "CalendarNote", "Parsed", "Piece", "Report", "parse"]
