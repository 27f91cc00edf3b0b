"""Advice under load: the board of whoever looks after health, the checklist of the desk, and messages of
health systems, of which none is lost when a process is killed.

``advice_taken`` gives each with its limit. ``python -m bench.advice`` measures in a home of its own and
prints JSON. ``BENCH_REQUESTS`` makes it smaller.
"""

import json
import os
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Any

from bench.taken import Taken

REQUESTS = int(os.environ.get("BENCH_REQUESTS", "5000"))
LIMITS = {
    f"the board of health over {REQUESTS:,} open requests, to the bare page": (5.0, "times"),
    "the checklist over 3,000 words": (50.0, "ms"),
    "one message of two senders, a process killed meanwhile": (100.0, "ms"),
    "messages lost or taken twice": (0.0, "messages"),
}


def advice_taken() -> tuple[Taken, ...]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.advice"], stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return tuple(Taken(what, found[what], *LIMITS[what]) for what in LIMITS)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        os.environ |= {
            "ALONGSIDE_HOME": folder,
            "ALONGSIDE_MODE": "benchmark",
            "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
            "BENCH_CASES": str(REQUESTS),
        }
        work: Any = import_module("bench.advice_work")
        measured = work.run(Path(folder), requests=REQUESTS)
    print(json.dumps(dict(zip(LIMITS, measured, strict=True))))


if __name__ == "__main__":
    main()
