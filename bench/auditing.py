"""How long the results of audits take to be summarised, with every question of each; a sample to be drawn from as
many EHC plans; and one answer of an audit to be saved.

``results_taken`` gives it with its limit. ``python -m bench.auditing`` measures in a home of its own and prints
JSON. ``BENCH_AUDITS`` makes it smaller.
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

AUDITS = int(os.environ.get("BENCH_AUDITS", "10000"))
LIMITS = {
    f"results of {AUDITS:,} audits summarised": (1.0, "s"),
    "statements for it": (4.0, "statements"),
    f"a sample of 400 drawn from {AUDITS:,} EHC plans, in groups": (1_000.0, "ms"),
    "one answer of an audit saved, in the middle of forty": (100.0, "ms"),
}


def results_taken() -> tuple[Taken, ...]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.auditing"], stdout=subprocess.PIPE, text=True, check=True
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
        work: Any = import_module("bench.auditing_work")
        measured = work.run(Path(folder), audits=AUDITS)
    print(json.dumps(dict(zip(LIMITS, measured, strict=True))))


if __name__ == "__main__":
    main()
