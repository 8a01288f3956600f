"""How long a start takes: from the command to the first page of openings."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from time import perf_counter

from bench.server import free_port, running, wait_until_up
from bench.stage import say

WANTED = 5.0
TURNS = 3


def start_seconds(port: int) -> float:
    """Start everything, wait for the first page, stop everything; the seconds to the page."""
    began = perf_counter()
    with running("up", port=port):
        wait_until_up(port)
        return perf_counter() - began


def main() -> None:
    """Start once in an empty folder, then warm."""
    data = Path(tempfile.mkdtemp(prefix="hearback-bench-"))
    data.chmod(0o755)
    os.environ["HEARBACK_DATA"] = str(data)
    os.environ.pop("DATABASE_URL", None)
    try:
        port = free_port()
        say(f"first start, making everything: {start_seconds(port):.1f} s")
        warm = sorted(start_seconds(port) for _ in range(TURNS))[TURNS // 2]
        say(
            f"warm start to the first page: {warm:.1f} s, {warm / WANTED:.0%} of the {WANTED:.0f} s"
        )
    finally:
        shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    main()
