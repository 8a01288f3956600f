"""What somebody sent to apply, cleaned and checked, by whatever way it came."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hearback.careers.extras import Also
from hearback.careers.files import KeptFile


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What somebody sent with the form, cleaned and checked.

    `answers` holds one mapping per question: ``question`` (id), ``text``, ``answer`` as shown, and
    for a yes/no must-have ``criterion`` (id) and ``met`` (True, False or None). `consent_words` are
    those beside the box by which they agreed to texts; `phone` is then E.164. `friend` is the code
    of the link they came by, a colleague's or an applicant's, `friend_words` those by which that
    one may hear more, `friend_end_words` those by which an applicant may hear the end.
    `also` is what was ticked among the questions at the end.
    """

    name: str
    email: str
    phone: str
    zone: str
    language: str = "en"
    links: tuple[str, ...] = ()
    answers: tuple[dict[str, object], ...] = ()
    cv: KeptFile | None = None
    consent_words: str = ""
    friend: str = ""
    friend_words: str = ""
    also: Also = field(default_factory=dict)
    friend_end_words: str = ""

    def with_cv(self, cv: KeptFile) -> Submission:
        """The same submission with a file."""
        return replace(self, cv=cv)

    def sent_by(self) -> dict[str, object]:
        """For whoever keeps account of who sent whom; nothing where nobody did."""
        if not self.friend:
            return {}
        said: dict[str, object] = {"friend": self.friend, "friend_words": self.friend_words}
        return said | ({"friend_end_words": self.friend_end_words} if self.friend_end_words else {})
