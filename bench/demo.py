"""How long the demo company takes to live its two months, in an empty house that is ready."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from bench.stage import say

WANTED = 20.0


def load_seconds() -> tuple[float, float]:
    """By the clock, and at work in Python alone (without its database), in seconds."""
    # In one process tree each: `hearback` runs its own database, which is stopped at its end.
    command = [sys.executable, "-m", "hearback.cli"]
    subprocess.run([*command, "migrate"], check=True, stdout=subprocess.DEVNULL)
    worked = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    began = perf_counter()
    subprocess.run([*command, "demo"], check=True, stdout=subprocess.DEVNULL)
    took = perf_counter() - began
    return took, resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - worked


def main() -> None:
    """Move in once, in a folder of its own."""
    data = Path(tempfile.mkdtemp(prefix="hearback-bench-"))
    data.chmod(0o755)
    os.environ |= {"HEARBACK_DATA": str(data), "HEARBACK_DEMO": "on"}
    os.environ.pop("DATABASE_URL", None)
    try:
        took, worked = load_seconds()
        say(
            f"the demo company's two months: {took:.1f} s, {took / WANTED:.0%} of {WANTED:.0f} s;"
            f" {worked:.1f} s of them at work"
        )
    finally:
        shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    main()
