"""Receipt: from the thanks page to the relay, at five applications a second."""

from __future__ import annotations

import threading
import time
from concurrent.futures import ThreadPoolExecutor

from bench.intake import form
from bench.server import Visitor, free_port, running, wait_until_up
from bench.sink import sink, taken
from bench.stage import percentile, say, stage

A_SECOND = 5
SECONDS = 40
WANTED = 2.0
_KIND = "multipart/form-data; boundary=hearback-bench"


def _apply(port: int, email: str, answered: dict[str, float]) -> None:
    visitor = Visitor(port)
    visitor.get("/jobs/shop-manager/")
    visitor.post("/jobs/shop-manager/", form(visitor.token, b"%PDF-1.4\n", email=email), _KIND)
    answered[email] = time.time()


def main() -> None:
    """Print the median and the 99th percentile of the wait."""
    with stage(EMAIL_URL=f"smtp://127.0.0.1:{(port_of_sink := free_port())}") as data:
        from tests.cast import make_cast

        make_cast()
        took = data / "taken.txt"
        answered: dict[str, float] = {}
        with sink(took, port_of_sink), running("web") as port, running("worker"):
            wait_until_up(port)
            tick = threading.Event()
            with ThreadPoolExecutor(16) as pool:
                for number in range(A_SECOND * SECONDS):
                    pool.submit(_apply, port, f"r{number}@bench.example", answered)
                    tick.wait(1 / A_SECOND)
            tick.wait(5)
        waits = [when - answered[who] for when, who in taken(took) if who in answered]
    say(f"receipt: {len(waits)} of {len(answered)} arrived")
    p99 = percentile(waits, 0.99)
    say(f"receipt wait: median {percentile(waits, 0.5):.2f} s, p99 {p99:.2f} s")
    say(f"receipt ratio: {p99 / WANTED:.2f} of the {WANTED} s allowed")


if __name__ == "__main__":
    main()
