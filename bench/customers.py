"""A list of a million customers: seconds, pace against a bare COPY, and the reader's peak memory.

    python -m bench.customers [rows]

Twenty thousand people have agreed to be looked for; one in four is on the list. The list is read,
then sent and read again; then one with as many broken lines.
"""

from __future__ import annotations

import resource
import sys
from datetime import UTC, datetime
from time import process_time
from typing import TYPE_CHECKING, Any

from bench.stage import say, stage, timed

if TYPE_CHECKING:
    from pathlib import Path

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
AGREED = 20_000
WANTED_SECONDS, WANTED_MB = 120.0, 300
HEAD = (
    "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,"
    "Default Address Country Code,Default Address Phone,Phone,Total Spent,Total Orders,Tags\n"
)
_CONSENTS = """
INSERT INTO pipeline_consent (public_id, candidate_id, application_id, purpose, words, language,
    given_at)
SELECT gen_random_uuid(), candidate_id, id, 'customer', 'You may look', 'en', now()
  FROM pipeline_application
RETURNING id
"""


def _mail(n: int) -> str:
    return f"customer{n}@shop{n % 97}.example"


def _write(path: Path, *, broken: int = 1000) -> Path:
    """A shop's export: every third with a number, one in so many broken."""
    with path.open("w") as file:
        file.write(HEAD)
        for n in range(ROWS):
            mail = _mail(n) if n % broken else "nobody"
            phone = f"'+1416{n % 10_000_000:07}" if n % 3 == 0 and n % broken else ""
            file.write(f"'{n},Ana,Moreau,{mail},yes,,CA,,{phone},{n % 900}.50,{n % 9 + 1},\n")
    return path


def _agree(now: datetime) -> None:
    """Everybody in the tables agreed; every fourth has the address of one on the list."""
    from django.db import connection

    from hearback.relations.customers.keys import secret
    from hearback.relations.customers.models import Seeker
    from hearback.rules.matching import mail_key

    with connection.cursor() as cursor:
        cursor.execute(_CONSENTS)
        consents = [row[0] for row in cursor.fetchall()]
    Seeker.objects.bulk_create(
        (
            Seeker(
                consent_id=consent,
                mail_key=mail_key(secret(), f"p{at}@x.example" if at % 4 else _mail(at + 1)),
                looked_at=now,
            )
            for at, consent in enumerate(consents)
        ),
        batch_size=1000,
    )


def _bare(rows: int) -> float:
    """Rows a second of COPY alone, of the same keys and values, into a table without an index."""
    from django.db import connection

    into = "COPY bare (line, key, phone_key, segment, value, currency) FROM STDIN"
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bare (line int, key bytea, phone_key bytea, segment text, "
            "value bigint, currency text)"
        )

        def run() -> None:
            with cursor.copy(into) as copy:
                for n in range(rows):
                    key = n.to_bytes(32)
                    copy.write_row((n, key, key if n % 3 == 0 else None, "", n, "CAD"))

        return rows / timed(run)


def _peak() -> float:
    """The most memory this process ever held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _sent(path: Path, cast: Any, now: datetime) -> None:
    from django.core.files.base import File

    from hearback.relations.customers.actions import Sending, take_file

    sending = Sending(currency="CAD", country="CA")
    with path.open("rb") as file:
        take_file(file=File(file), name="list.csv", sending=sending, by=cast.nadia, now=now)


def _read(what: str, path: Path, cast: Any) -> float:
    """Send a list and read it; the seconds it took."""
    from hearback.relations.customers.actions import read_files
    from hearback.relations.customers.models import Customer, CustomerFile, Seeker

    _sent(path, cast, datetime.now(UTC))
    before = process_time()
    seconds = timed(lambda: read_files(clock=lambda: datetime.now(UTC)))
    file, own = CustomerFile.objects.latest("pk"), process_time() - before
    found = Seeker.objects.filter(customer__isnull=False).count()
    say(f"{what}: {ROWS:,} rows in {seconds:.0f} s, {own:.0f} s of them at work itself")
    say(
        f"  {file.state}: {file.taken:,} taken, {file.broken:,} broken "
        f"({file.broken_lines.count():,} named), {Customer.objects.count():,} customers, "
        f"{found:,} of {AGREED:,} found; peak {_peak():.0f} MB"
    )
    return seconds


def main() -> None:
    """Print the figures; exit 1 when a list takes longer or more than is wanted."""
    with stage() as data:
        from bench.fill import fill

        now = datetime.now(UTC)
        cast = fill(AGREED)
        _agree(now)
        bare = _bare(min(ROWS, 300_000))
        path = _write(data / "list.csv")
        first = _read("first", path, cast)
        times = [first, _read("the same again", path, cast)]
        times.append(_read("all broken", _write(data / "broken.csv", broken=1), cast))
        peak = _peak()
        pace = ROWS / first
        say(f"{ROWS:,} rows in {first:.0f} s (wanted ≤ {WANTED_SECONDS:.0f} s)")
        say(f"customers ratio: {pace / bare:.2f} of a bare COPY ({pace:,.0f} rows a second)")
        say(f"peak memory: {peak:.0f} MB (wanted < {WANTED_MB} MB)")
        allowed = WANTED_SECONDS * ROWS / 1_000_000
        if max(times) > allowed or peak >= WANTED_MB:
            raise SystemExit("The list took longer, or more memory, than is wanted.")


if __name__ == "__main__":
    main()
