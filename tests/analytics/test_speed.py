"""Sixty indicators over 20,000 cases well within their five seconds, the first time included."""

import time
from datetime import date, timedelta
from pathlib import Path
from random import Random

from ibis import _

from alongside.analytics.engine import evaluate
from alongside.analytics.indicators import Indicator
from alongside.analytics.measuring import count, share
from alongside.analytics.timing import median_days, within
from tests.analytics.world import CASES, begun, facts_of

LIMIT_SECONDS = 5.0


def sixty() -> list[Indicator]:
    made = []
    for number in range(15):
        measures = [
            within(number * 10, from_="started_on", to="finished_on", left_out=_.withdrawn),
            median_days(from_="started_on", to="finished_on", of=_.grade == number % 4),
            share(where=_.grade > number % 4),
            count(of=_.grade == number % 4),
        ]
        for kind, measure in enumerate(measures):
            code = f"measure-{number}-{kind}"
            made.append(
                Indicator(code, code, (CASES,), measure, by=("service",), dated="started_on")
            )
    return made


def test_sixty_indicators_over_twenty_thousand_cases_take_under_five_seconds(
    tmp_path: Path,
) -> None:
    chance = Random(9)
    rows = (
        begun(
            number, on=date(2022, 1, 1) + timedelta(chance.randrange(900)),
            took=chance.randrange(300), grade=chance.randrange(4),
            service=f"s{chance.randrange(12)}",
        )
        for number in range(20_000)
    )  # fmt: skip
    facts, asked = facts_of(tmp_path, rows), sixty()
    assert len(asked) == 60
    took = []
    for _round in range(2):
        began = time.process_time()
        evaluate(asked, facts)
        took.append(time.process_time() - began)
    assert took[0] < LIMIT_SECONDS  # makes the queries: about 1.5 s alone
    assert min(took) < LIMIT_SECONDS / 2
