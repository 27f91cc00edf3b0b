"""How fast numbers are judged and drawn: each part in a process of its own, on one processor core.

``numbers_taken`` gives the times with their limits. ``python -m bench.numbers charts`` or ``stats``
measures one part and prints JSON.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from alongside.kernel.dates import add_months, month_in_words
from bench.taken import Taken

CHARTS = 20
MONTHS = 24
SERIES = 5_000
POINTS = 36
INTERVALS = 100_000
TIMES = 5
SEED = 2026
LIMITS = {
    "20 charts to SVG, the start of the process included": (3.0, "s"),
    "20 charts from the cache": (50.0, "ms"),
    "5,000 series of 36 points judged": (0.2, "s"),
    "100,000 Wilson intervals": (10.0, "ms"),
    "100,000 Byar intervals": (10.0, "ms"),
    "100,000 exact Poisson intervals": (300.0, "ms"),
    "100,000 exact binomial intervals": (300.0, "ms"),
}


def numbers_taken() -> tuple[Taken, ...]:
    began = time.perf_counter()
    charts = _child("charts")
    cold = time.perf_counter() - began - charts.pop("afterwards")
    found = {"20 charts to SVG, the start of the process included": cold, **charts}
    found |= _child("stats")
    assert found.keys() == LIMITS.keys()
    return tuple(Taken(what, took, *LIMITS[what]) for what, took in found.items())


def _child(part: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.numbers", part], capture_output=True, text=True, check=True
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def charts_taken() -> dict[str, float]:
    """``afterwards`` are the seconds in which nothing was drawn any more."""
    kept_in = import_module("alongside.documents.charts.store").ChartStore
    with tempfile.TemporaryDirectory(prefix="alongside-charts-") as name:
        store, made = kept_in(Path(name)), [_chart(number) for number in range(CHARTS)]
        drawn = [store.chart(each) for each in made]
        began = time.perf_counter()
        fresh = kept_in(Path(name))
        from_cache, kept = _median(lambda: [fresh.kept(each) for each in made])
        assert kept == drawn
        return {
            "20 charts from the cache": from_cache * 1000,
            "afterwards": time.perf_counter() - began,
        }


def stats_taken() -> dict[str, float]:
    """Medians of five; the first call of each, which may import, is left out."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    numpy, intervals = import_module("numpy"), import_module("alongside.stats.intervals")
    judging = import_module("alongside.stats.charts.judging")
    generator = numpy.random.default_rng(SEED)
    table = generator.normal(70.0, 6.0, size=(SERIES, POINTS))
    bases = generator.integers(1, 400, size=INTERVALS)
    counts = generator.binomial(bases, 0.7)
    ways: dict[str, tuple[Callable[[], Any], int]] = {
        "5,000 series of 36 points judged": (lambda: judging.judge_many(table), 1),
        "100,000 Wilson intervals": (lambda: intervals.wilson(counts, bases), 1000),
        "100,000 Byar intervals": (lambda: intervals.byar(counts), 1000),
        "100,000 exact Poisson intervals": (lambda: intervals.exact_poisson(counts), 1000),
        "100,000 exact binomial intervals": (
            lambda: intervals.clopper_pearson(counts, bases),
            1000,
        ),
    }
    return {what: _median(way)[0] * times for what, (way, times) in ways.items()}


def _chart(number: int) -> Any:
    """A control chart of two years, another one for each number."""
    values = import_module("alongside.documents.charts.control_values")
    control = import_module("alongside.documents.charts.control")
    first = date(2019, 9, 1)
    points = tuple(
        values.ControlPoint(
            on=(on := add_months(first, month)),
            label=month_in_words(on),
            value=60.0 + (7 * month + number) % 11,
            base="60 of 100",
            centre=65.0,
            lower=52.0,
            upper=78.0,
            target=75.0,
        )
        for month in range(MONTHS)
    )
    return control.control_chart(
        values.ControlChart(title=f"Advice in time {number}", kind="p", unit="%", points=points)
    )


def _median(work: Callable[[], Any]) -> tuple[float, Any]:
    answer = work()
    times = []
    for _round in range(TIMES):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return statistics.median(times), answer


def main() -> None:
    parts = {"charts": charts_taken, "stats": stats_taken}
    if len(sys.argv) == 2:
        print(json.dumps(parts[sys.argv[1]]()))
        return
    for taken in numbers_taken():
        print(taken.words)


if __name__ == "__main__":
    main()
