"""How long a sweep over every EHC plan takes in the background, and that it finds what is there to be found.

``sweep_taken`` gives each with its limit. ``python -m bench.sweeping`` measures in a home of its own and prints
JSON. ``BENCH_PLANS`` makes it smaller.
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

PLANS = int(os.environ.get("BENCH_PLANS", "20000"))
LIMITS = {
    f"a sweep over {PLANS:,} EHC plans": (10.0 * PLANS / 20_000, "s"),
    "statements of a sweep for 1,000 EHC plans": (40.0, "statements"),
    "EHC plans that a sweep overlooked": (0.0, "EHC plans"),
}


def sweep_taken() -> tuple[Taken, ...]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.sweeping"], stdout=subprocess.PIPE, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return tuple(Taken(what, found[what], *LIMITS[what]) for what in LIMITS)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        os.environ |= {
            "ALONGSIDE_HOME": folder,
            "ALONGSIDE_MODE": "benchmark",
            "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
        }
        work: Any = import_module("bench.sweeping_work")
        measured = work.run(Path(folder), plans=PLANS)
    print(json.dumps(dict(zip(LIMITS, measured, strict=True))))


if __name__ == "__main__":
    main()
