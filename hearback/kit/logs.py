"""Logs as JSON lines on stderr: what happened, where, how long it took, never about whom."""

from __future__ import annotations

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

request_number: ContextVar[str] = ContextVar("request_number", default="")

_log = logging.getLogger("hearback")
_OURS = "hearback"
_STANDARD = {*vars(logging.makeLogRecord({})), "message", "asctime", "taskName"}


def say(event: str, *, level: int = logging.INFO, **fields: str | float | bool | None) -> None:
    """Log one event with plain fields. Never pass names, addresses, paths or anything typed."""
    _log.log(level, event, extra={"fields": fields})


def say_failure(event: str, error: BaseException, **fields: str | float | bool | None) -> None:
    """Log an unexpected error: its class and where it came from, but not its words.

    The words of a database or parsing error quote the data it choked on.
    """
    told = (type(error), error, error.__traceback__)
    _log.error(event, exc_info=told, extra={"fields": fields})


class JsonLines(logging.Formatter):
    """Formats every record, ours or a library's, as one line of JSON without personal data."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the record as one line."""
        ours = record.name.split(".")[0] == _OURS
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": str(record.msg) if ours else record.name,
        }
        if number := request_number.get():
            line["request"] = number
        line |= _of_ours(record) if ours else _of_a_library(record)
        if record.exc_info and record.exc_info[0] is not None:
            line |= _failure(record.exc_info[0], record.exc_info[2])
        return json.dumps(line, ensure_ascii=False, default=str)


def _of_ours(record: logging.LogRecord) -> dict[str, Any]:
    """Our own code attaches only plain facts (``extra=``); numbers and keys, never a person's."""
    attached = {
        name: value
        for name, value in vars(record).items()
        if name not in _STANDARD and isinstance(value, str | int | float | bool)
    }
    return attached | getattr(record, "fields", {})


def _of_a_library(record: logging.LogRecord) -> dict[str, Any]:
    """Keep a library's wording only while its arguments, which may be personal, are left out."""
    said: dict[str, Any] = {}
    if record.name.startswith("procrastinate"):
        said["action"] = getattr(record, "action", None)
        job = getattr(record, "job", None)
        if isinstance(job, dict):
            said |= {"task": job.get("task_name"), "job": job.get("id")}
    elif record.args or record.name.startswith(("_granian", "granian")):
        said["said"] = str(record.msg)
    return said


def _failure(kind: type[BaseException], trace: TracebackType | None) -> dict[str, Any]:
    frames = traceback.extract_tb(trace)
    return {
        "error": f"{kind.__module__}.{kind.__qualname__}",
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames[-12:]],
    }


def configuration(level: str = "INFO") -> dict[str, Any]:
    """Return Django's LOGGING, also used by the web server's own processes."""
    quiet = {"handlers": [], "propagate": False}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "hearback.kit.logs.JsonLines"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "json"},
            "none": {"class": "logging.NullHandler"},
        },
        "root": {"level": level, "handlers": ["stderr"]},
        "loggers": {
            # Our own request line and failure line say the same without the path.
            "django.request": {**quiet, "handlers": ["none"]},
            "django.server": {**quiet, "handlers": ["none"]},
            "django": {"level": "WARNING", "handlers": [], "propagate": True},
            "procrastinate": {"level": "WARNING"},
            "_granian": {"level": "WARNING", "handlers": [], "propagate": True},
            "granian.access": {**quiet, "handlers": ["none"]},
            # They repeat whom we text, and what.
            "twilio": {**quiet, "handlers": ["none"]},
            "apprise": {**quiet, "handlers": ["none"]},
            # Scanners ask for other hosts all day; our request line counts them.
            "django.security.DisallowedHost": {**quiet, "handlers": ["none"]},
            # It repeats whole conversations with the relay, letters included.
            "mail.log": {**quiet, "handlers": ["none"]},
        },
    }
