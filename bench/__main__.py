"""``make bench``: load, serve, measure each page in turn with the bare page, print a table, write JSON.
After the pages come paper, statistics, charts, indicators, the law's clock, an import of published data, and
advice with its messages.

A round asks the bare page and then each page once; the ratios are medians over the rounds. Exit code 1 when
a limit is passed.
"""

import argparse
import json
import os
import platform
import statistics
import sys
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from bench import paper
from bench.taken import Taken, ratio_to_bare

READERS = 50
LIMIT_STATEMENT = 6.0
LIMIT_MEASURES = 8.0
LIMIT_PAGE = 5.0
LIMIT_MEMORY_MB = 250.0
LIMIT_IMPORT_SECONDS = 2.0
LIMIT_PAPER_SECONDS = 3.0
LIMIT_PAPER_MB = 400.0

LIMITS = {
    "bare page": 1.0,
    "statement on a page": LIMIT_STATEMENT,
    "measures dashboard": LIMIT_MEASURES,
    "one measure": LIMIT_MEASURES,
}


@dataclass(frozen=True, slots=True)
class Result:
    """Times in milliseconds under ``READERS`` concurrent readers; ``ratio`` is to the bare page at p95."""

    page: str
    p50: float
    p95: float
    p99: float
    a_second: float
    ratio: float
    limit: float


def main() -> int:
    options = _options()
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        os.environ |= {
            "ALONGSIDE_HOME": folder,
            "ALONGSIDE_MODE": "benchmark",
            "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
        }
        from bench import work  # noqa: PLC0415 - the settings above must be there before Django is loaded

        found = work.run(
            Path(folder), rounds=options.rounds, seconds=options.seconds, readers=READERS
        )
    rows = [
        _result(name, bursts, found.bursts["bare page"]) for name, bursts in found.bursts.items()
    ]
    others = (*_others(found.memory, found.import_seconds), *found.others, *_apart())
    _print(rows, others)
    _write(options.out, rows, others)
    passed = [row.page for row in rows if row.ratio > row.limit]
    passed += [each.what for each in others if each.is_over]
    if passed:
        print(f"Over the limit: {', '.join(passed)}")
    return 1 if passed else 0


def _others(memory: float, import_seconds: float) -> tuple[Taken, ...]:
    return (
        Taken("largest web process", memory, LIMIT_MEMORY_MB, "MB"),
        Taken("import of an action plan of York's size", import_seconds, LIMIT_IMPORT_SECONDS, "s"),
    )


def _apart() -> tuple[Taken, ...]:
    """What is measured in processes of their own, once nothing else runs."""
    analytics: Any = import_module("bench.analytics")
    numbers: Any = import_module("bench.numbers")
    law: Any = import_module("bench.law")
    advice: Any = import_module("bench.advice")
    sweeping: Any = import_module("bench.sweeping")
    auditing: Any = import_module("bench.auditing")
    reading: Any = import_module("bench.reading")
    sheet = paper.paper_times()
    return (
        Taken(
            "a paper with 20 charts",
            sheet.seconds,
            LIMIT_PAPER_SECONDS,
            "s",
            f"{sheet.pages} pages",
        ),
        Taken("memory of the paper", sheet.megabytes, LIMIT_PAPER_MB, "MB"),
        *numbers.numbers_taken(),
        *analytics.analytics_taken(),
        *law.law_taken(),
        *advice.advice_taken(),
        *sweeping.sweep_taken(),
        *auditing.results_taken(),
        *reading.reading_taken(),
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="how often each page is measured (3)")
    parser.add_argument("--seconds", type=int, default=5, help="how long one burst lasts (5)")
    parser.add_argument(
        "--out", type=Path, default=Path("bench/results"), help="the folder for the JSON"
    )
    return parser.parse_args()


def _result(name: str, bursts: list, bare: list) -> Result:  # type: ignore[type-arg]
    limit = LIMITS.get(name, LIMIT_PAGE)
    middle = {
        key: statistics.median(getattr(b, key) for b in bursts) for key in ("p50", "p95", "p99")
    }
    a_second = statistics.median(b.requests / b.seconds for b in bursts)
    return Result(name, **middle, a_second=a_second, ratio=ratio_to_bare(bursts, bare), limit=limit)


def _print(rows: list[Result], others: tuple[Taken, ...]) -> None:
    print(
        f"{'page':<28}{'p50 ms':>9}{'p95 ms':>9}{'p99 ms':>9}{'a second':>10}{'x bare':>8}{'limit':>7}"
    )
    for r in rows:
        print(
            f"{r.page:<28}{r.p50:>9.0f}{r.p95:>9.0f}{r.p99:>9.0f}{r.a_second:>10.0f}{r.ratio:>8.2f}{r.limit:>7.1f}"
        )
    print(f"\n{'beside the pages':<66}{'took':>9}{'limit':>9}")
    for each in others:
        print(each.words)


def _write(folder: Path, rows: list[Result], others: tuple[Taken, ...]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    at = datetime.now(UTC)
    found = {
        "at": at.isoformat(timespec="seconds"),
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "readers": READERS,
        "pages": [asdict(row) for row in rows],
        "others": [asdict(each) for each in others],
    }
    (folder / f"{at:%Y%m%dT%H%M%SZ}.json").write_text(json.dumps(found, indent=1) + "\n")


if __name__ == "__main__":
    sys.exit(main())
