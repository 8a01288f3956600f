"""The ways a request may be turned down, each with a sentence fit for the reader."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext


class Sentence(Exception):
    """Something said to the reader instead of the page they asked for."""

    status = 400

    def __init__(self, sentence: str) -> None:
        self.sentence = sentence
        super().__init__(sentence)


class Refused(Sentence):
    """The act is not possible as things stand (409); nothing of it was done."""

    status = 409


class NotYours(Sentence):
    """The thing does not exist for this reader (404), whether or not it exists for another."""

    status = 404


class Invalid(Sentence):
    """What was sent cannot be used (422); ``fields`` names what to correct, field by field."""

    status = 422

    def __init__(self, sentence: str, fields: Mapping[str, str] | None = None) -> None:
        self.fields = dict(fields or {})
        super().__init__(sentence)


class TooMany(Sentence):
    """Asked too often (429); ``retry_after`` is the number of seconds to wait."""

    status = 429

    def __init__(self, sentence: str, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(sentence)


class Garbled(Sentence):
    """The request itself cannot be read (400)."""

    def __init__(self) -> None:
        super().__init__(
            gettext("What your browser sent did not arrive whole. Please go back and try again.")
        )


class TooLarge(Sentence):
    """What was sent is larger than ``most`` bytes (413)."""

    status = 413

    def __init__(self, most: int) -> None:
        sentence = gettext("That was more than {n} MB, which is the most we can take at once.")
        super().__init__(sentence.format(n=most // (1024 * 1024)))
