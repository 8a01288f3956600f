"""Applying with the customers' box ticked against without it, turn about, as people wait for it.

    python -m bench.consent [pairs]

One visitor sends forms with a 100 kB CV one after another, every other one ticked, so that whatever
else the machine does is fair to both.
"""

from __future__ import annotations

import sys
from time import perf_counter

from bench.intake import BOUNDARY, SEE_OTHER, form, pdf
from bench.server import Visitor, running, wait_until_up
from bench.stage import percentile, say, stage

PAIRS = int(sys.argv[1]) if len(sys.argv) > 1 else 400
WARM, PAGE = 20, "/jobs/shop-manager/"
TICKED = {"customers-look": "on"}
WANTED = 1.05


def _list(customers: int) -> None:
    """Customers with keys of nobody; the box is shown while there are any."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO relations_customer (key, phone_key, currency, is_listed) "
            "SELECT sha256(i::text::bytea), sha256(('p' || i)::bytea), 'CAD', true "
            "FROM generate_series(1, %s) i",
            [customers],
        )
        cursor.execute("VACUUM ANALYZE relations_customer")


def _wait(visitor: Visitor, cv: bytes, more: dict[str, str]) -> float:
    body = form(visitor.token, cv, **more)
    start = perf_counter()
    status = visitor.post(PAGE, body, f"multipart/form-data; boundary={BOUNDARY}")
    if status not in SEE_OTHER:
        raise SystemExit(f"The form answered {status}.")
    return perf_counter() - start


def main() -> None:
    """Print the ratio of the medians."""
    with stage():
        from hearback.pipeline.models import Consent
        from tests.cast import make_cast

        make_cast()
        _list(100_000)
        cv = pdf()
        with running("web") as port:
            wait_until_up(port)
            visitor = Visitor(port)
            visitor.get(PAGE)
            waits: dict[str, list[float]] = {"plain": [], "ticked": []}
            for _ in range(PAIRS + WARM):
                waits["plain"].append(_wait(visitor, cv, {}))
                waits["ticked"].append(_wait(visitor, cv, TICKED))
        plain, ticked = (percentile(waits[one][WARM:], 0.5) for one in ("plain", "ticked"))
        if Consent.objects.count() != PAIRS + WARM:
            raise SystemExit("Not everybody who ticked it has agreed.")
        say(f"applying: {plain * 1000:.1f} ms, with the box ticked {ticked * 1000:.1f} ms")
        say(f"consent ratio: {ticked / plain:.3f} (wanted {WANTED})")


if __name__ == "__main__":
    main()
