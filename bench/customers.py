"""A list of a million customers: seconds, pace against a bare COPY, and peak memory."""

from __future__ import annotations

import resource
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from bench.stage import say, stage, timed

if TYPE_CHECKING:
    from pathlib import Path

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
WANTED_SECONDS, WANTED_MB = 120.0, 300
HEAD = (
    "Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Default Address Company,"
    "Default Address Country Code,Default Address Phone,Phone,Total Spent,Total Orders,Tags\n"
)


def _write(path: Path) -> None:
    """A shop's export: every third with a number, one in a thousand broken."""
    with path.open("w") as file:
        file.write(HEAD)
        for n in range(ROWS):
            mail = f"customer{n}@shop{n % 97}.example" if n % 1000 else "nobody"
            phone = f"'+1416{n % 10_000_000:07}" if n % 3 == 0 and n % 1000 else ""
            file.write(f"'{n},Ana,Moreau,{mail},yes,,CA,,{phone},{n % 900}.50,{n % 9 + 1},\n")


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


def main() -> None:
    """Print the figures; exit 1 when the list takes longer or more than is wanted."""
    with stage() as data:
        from hearback.relations.customers.actions import read_files
        from hearback.relations.customers.models import Customer, CustomerFile
        from tests.cast import make_cast

        now, path = datetime.now(UTC), data / "list.csv"
        _write(path)
        cast = make_cast()
        _sent(path, cast, now)
        bare = _bare(min(ROWS, 300_000))
        seconds = timed(lambda: read_files(clock=lambda: datetime.now(UTC)))
        file, pace, peak = CustomerFile.objects.get(), ROWS / seconds, _peak()
        say(f"{ROWS:,} rows in {seconds:.0f} s (wanted ≤ {WANTED_SECONDS:.0f} s)")
        say(f"  {file.state}: {file.taken:,} taken, {file.broken:,} broken")
        say(f"  {Customer.objects.count():,} customers")
        say(f"customers ratio: {pace / bare:.2f} of a bare COPY ({pace:,.0f} rows a second)")
        say(f"peak memory: {peak:.0f} MB (wanted < {WANTED_MB} MB)")
        allowed = WANTED_SECONDS * ROWS / 1_000_000
        if seconds > allowed or peak >= WANTED_MB:
            raise SystemExit("The list took longer, or more memory, than is wanted.")


if __name__ == "__main__":
    main()
