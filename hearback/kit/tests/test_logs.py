"""Log lines hold what happened and never the words or arguments that name somebody."""

from __future__ import annotations

import json
import logging
import sys
from typing import Any

from hearback.kit.logs import JsonLines, configuration, request_number


def line(record: logging.LogRecord) -> dict[str, Any]:
    """The record as one line, read back."""
    written = JsonLines().format(record)
    assert "\n" not in written
    said: dict[str, Any] = json.loads(written)
    return said


def record(name: str, message: str, *args: object, **extra: object) -> logging.LogRecord:
    """A record as a logger would make it."""
    return logging.getLogger(name).makeRecord(
        name, logging.WARNING, "file.py", 1, message, args, None, extra=extra
    )


def test_our_own_events_carry_their_facts() -> None:
    said = line(record("hearback.ledger.actions.sweep", "promise_stepped_aside", promise=7))
    assert said["event"] == "promise_stepped_aside"
    assert said["promise"] == 7
    assert said["level"] == "warning"


def test_a_librarys_arguments_are_left_out() -> None:
    said = line(record("some.library", "Could not reach %s", "ana@mail.example"))
    assert said["event"] == "some.library"
    assert said["said"] == "Could not reach %s"
    assert "ana" not in json.dumps(said)


def test_a_librarys_ready_made_sentence_is_left_out() -> None:
    said = line(record("some.library", "Could not reach ana@mail.example"))
    assert "ana" not in json.dumps(said)


def test_a_job_is_told_without_what_it_was_given() -> None:
    job = {"task_name": "channels.send_due", "id": 5, "task_kwargs": {"to": "ana@mail.example"}}
    said = line(record("procrastinate.worker", "Job send(ana)", action="job_error", job=job))
    assert said["task"] == "channels.send_due"
    assert said["job"] == 5
    assert "ana" not in json.dumps(said)


def test_an_errors_words_are_left_out_and_its_place_kept() -> None:
    try:
        raise ValueError("Key (email)=(ana@mail.example) already exists.")
    except ValueError:
        failed = record("hearback", "request-broke")
        failed.exc_info = sys.exc_info()
    said = line(failed)
    assert said["error"] == "builtins.ValueError"
    assert "test_logs.py" in said["where"][-1]
    assert "ana" not in json.dumps(said)


def test_lines_of_one_request_share_its_number() -> None:
    mark = request_number.set("abc123")
    try:
        assert line(record("hearback", "something"))["request"] == "abc123"
    finally:
        request_number.reset(mark)
    assert "request" not in line(record("hearback", "something"))


def test_whole_conversations_with_the_relay_are_never_logged() -> None:
    assert configuration()["loggers"]["mail.log"]["handlers"] == ["none"]
