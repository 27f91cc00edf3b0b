"""How fast the law's clock is: every duty of many cases, on one processor core.

``law_taken`` gives the time with its limit. ``python -m bench.law`` measures in this process and prints it.
"""

import os
import subprocess
import sys
import time
from datetime import date, timedelta
from importlib import import_module
from typing import Any

from bench.taken import Taken

CASES = 100_000
LIMIT_SECONDS = 25.0
FIRST = date(2021, 1, 4)
DAYS = 1_500
CASE = (
    ("request_received", 0, ""),
    ("family_consulted", 5, ""),
    ("decided_to_assess", 40, ""),
    ("others_notified_of_decision", 40, ""),
    ("advice_request_received", 42, "Psychology"),
    ("advice_request_received", 43, "Therapy"),
    ("advice_returned", 80, "Psychology"),
    ("advice_returned", 90, "Therapy"),
    ("decided_to_issue", 95, ""),
    ("draft_sent", 98, ""),
    ("draft_served", 99, ""),
    ("final_plan_sent", 139, ""),
)
"""Twelve events: kind, days after the request, and body. They make seventeen duties."""


def law_taken() -> tuple[Taken, ...]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.law"], capture_output=True, text=True, check=True
    )
    seconds, duties = done.stdout.split()
    what = f"{CASES:,} cases of {len(CASE)} events, every duty"
    return (Taken(what, float(seconds), LIMIT_SECONDS, "s", f"{int(duties):,} duties"),)


def measured() -> tuple[float, int]:
    """Seconds and duties. Making the events is not counted, nor is asking how a duty stands."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    reading: Any = import_module("alongside.law.reading")
    schedule: Any = import_module("alongside.law.schedule")
    rules, calendar = reading.statutory_rules(), reading.england()
    count, seconds = 0, 0.0
    for start in range(0, CASES, 1000):
        cases = [_case(number) for number in range(start, start + 1000)]
        began = time.perf_counter()
        for events in cases:
            count += len(schedule.duties(events, rules, calendar))
        seconds += time.perf_counter() - began
    return seconds, count


def _case(number: int) -> list[Any]:
    event = import_module("alongside.law.events").Event
    first = FIRST + timedelta(days=number % DAYS)
    return [
        event(id=str(place), kind=kind, on=first + timedelta(days=days), body=body)
        for place, (kind, days, body) in enumerate(CASE)
    ]


if __name__ == "__main__":
    print(*measured())
