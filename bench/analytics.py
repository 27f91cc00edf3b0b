"""How fast figures are made: the country's plans by expression, by hand and by pandas; an area's indicators.

``analytics_times`` gives the numbers, what they may be is for the bench itself to say. The three ways of the
country's measure answer over the same file, in turn, and must agree.
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import numpy as np
import pandas as pd
import pyarrow.parquet as pq
from ibis import _

from alongside.analytics.engine import Facts, evaluate
from alongside.analytics.facts import Column, FactTable, Kind, Privacy, pseudonym
from alongside.analytics.figures import FigureTable
from alongside.analytics.indicators import Indicator
from alongside.analytics.manifests import Snapshot
from alongside.analytics.measuring import Measure, count, share
from alongside.analytics.snapshots import Offer, take_snapshot
from alongside.analytics.timing import median_days, within
from bench.taken import Taken

Answer = TypeVar("Answer")

SEED = 2026
PLANS = 650_000
AUTHORITIES = 153
MONTHS = 34
CASES = 20_000
INDICATORS = 60
TIMES = 5
LIMIT_TO_SQL = 2.0
LIMIT_TO_PANDAS = 1.0
LIMIT_INDICATORS_SECONDS = 5.0

AS_AT = datetime(2026, 6, 30, 22, 0, tzinfo=UTC)
FIRST_DAY = date(2023, 9, 1)
LIMIT_DAYS = 140
SECRET = b"a secret of the bench, 32 bytes."

PLAN_FACTS = FactTable(
    "plans",
    "Requests that led to a plan",
    key="plan",
    columns=(
        Column("plan", Kind.CODE, Privacy.PERSONAL, "the one plan"),
        Column("authority", Kind.CODE, Privacy.PUBLIC, "the authority's nine-letter code"),
        Column("requested_on", Kind.DATE, Privacy.PERSONAL, "the day of the request"),
        Column("issued_on", Kind.DATE, Privacy.PERSONAL, "the day of the final plan"),
        Column("excepted", Kind.FLAG, Privacy.PERSONAL, "a lawful exception applied"),
        Column("need", Kind.CODE, Privacy.SPECIAL, "the primary need"),
    ),
)
TWENTY_WEEKS = Indicator(
    "twenty-weeks",
    "Plans issued within twenty weeks",
    (PLAN_FACTS,),
    within(
        LIMIT_DAYS,
        from_="requested_on",
        to="issued_on",
        cohort="finished",
        left_out=_.excepted,
        median=True,
    ),
    by=("authority",),
)
BY_HAND = """
    SELECT make_date(year(issued_on), month(issued_on), 1) AS period, authority,
        count(*) FILTER (WHERE NOT coalesce(excepted, false) AND requested_on IS NOT NULL
            AND issued_on >= requested_on AND issued_on - requested_on <= {limit}) AS numerator,
        count(*) FILTER (WHERE NOT coalesce(excepted, false) AND requested_on IS NOT NULL
            AND issued_on >= requested_on) AS denominator,
        count(*) FILTER (WHERE coalesce(excepted, false)) AS excluded,
        count(*) FILTER (WHERE NOT coalesce(excepted, false)
            AND (requested_on IS NULL OR issued_on < requested_on)) AS missing,
        median(issued_on - requested_on) FILTER (WHERE NOT coalesce(excepted, false)
            AND requested_on IS NOT NULL AND issued_on >= requested_on) AS value
    FROM read_parquet('{path}') WHERE issued_on <= DATE '{as_at}' GROUP BY ALL ORDER BY ALL
"""


@dataclass(frozen=True, slots=True)
class AnalyticsTimes:
    """Medians in seconds of ``TIMES`` runs in turn; the first run of a process apart, since it makes
    the query. ``write_seconds`` includes inventing the rows, which alone takes ``rows_seconds``;
    ``write_memory_mb`` is the most that the process had by then, libraries included.
    """

    rows_seconds: float
    write_seconds: float
    write_memory_mb: float
    file_mb: float
    figures: int
    expression_seconds: float
    expression_first_seconds: float
    by_hand_seconds: float
    pandas_seconds: float
    indicators_seconds: float
    indicators_first_seconds: float
    import_seconds: float

    @property
    def to_sql(self) -> float:
        """How many times as long as the SQL written by hand."""
        return self.expression_seconds / self.by_hand_seconds

    @property
    def to_pandas(self) -> float:
        return self.expression_seconds / self.pandas_seconds

    @property
    def over(self) -> tuple[str, ...]:
        """What passed its limit."""
        passed = {
            "figures against SQL": self.to_sql > LIMIT_TO_SQL,
            "figures against pandas": self.to_pandas > LIMIT_TO_PANDAS,
            "indicators": self.indicators_first_seconds > LIMIT_INDICATORS_SECONDS,
        }
        return tuple(name for name, is_over in passed.items() if is_over)


def analytics_taken() -> tuple[Taken, ...]:
    """With their limits. A ratio is of medians of five, in the same run."""
    times = analytics_times()
    country = f"{PLANS:,} plans, {AUTHORITIES} authorities"
    seconds = times.expression_seconds
    return (
        Taken(
            f"{INDICATORS} indicators over {CASES:,} cases, the first time",
            times.indicators_first_seconds,
            LIMIT_INDICATORS_SECONDS,
            "s",
        ),
        Taken(
            f"{country}: times the SQL by hand",
            times.to_sql,
            LIMIT_TO_SQL,
            "times",
            f"{seconds:.2f} s against {times.by_hand_seconds:.2f} s",
        ),
        Taken(
            f"{country}: times pandas",
            times.to_pandas,
            LIMIT_TO_PANDAS,
            "times",
            f"{seconds:.2f} s against {times.pandas_seconds:.2f} s",
        ),
    )


def analytics_times() -> AnalyticsTimes:
    """Measured in a process of its own, so that imports and memory are its own."""
    done = subprocess.run(
        [sys.executable, "-m", "bench.analytics", "--json"],
        capture_output=True,
        check=True,
        text=True,
    )
    return AnalyticsTimes(**json.loads(done.stdout))


def measured() -> AnalyticsTimes:
    with tempfile.TemporaryDirectory(prefix="alongside-analytics-") as name:
        folder = Path(name)
        rows_seconds, _drained = _timed(
            lambda: deque(plan_rows(PLANS, authorities=AUTHORITIES), maxlen=0)
        )
        write_seconds, plans = _timed(
            lambda: _snapshot(folder, plan_rows(PLANS, authorities=AUTHORITIES))
        )
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        country = _country(folder, plans)
        area = _snapshot(folder, plan_rows(CASES, authorities=20))
        first, *others = _runs(lambda: evaluate(indicators(), Facts(area, folder)))
        return AnalyticsTimes(
            rows_seconds=rows_seconds,
            write_seconds=write_seconds,
            write_memory_mb=memory,
            file_mb=plans.parts[0].size / 1e6,
            indicators_first_seconds=first,
            indicators_seconds=statistics.median(others),
            import_seconds=_import_seconds(),
            **country,
        )


def plan_rows(number: int, *, authorities: int) -> Iterator[tuple[object, ...]]:
    """The same rows every time; 1 in 10 excepted, 1 in 100 without its request, some still open."""
    generator = np.random.default_rng(SEED)
    codes = [f"E{6_000_001 + place:08d}" for place in range(authorities)]
    place = generator.integers(authorities, size=number)
    begun = generator.integers(MONTHS * 30, size=number)
    waited = generator.gamma(8.0, 18.0 + place % 7, size=number).astype(int) + 30
    chance = generator.random((3, number))
    needs = [f"n{need}" for need in range(1, 14)]
    need = generator.integers(len(needs), size=number)
    for row in range(number):
        requested = FIRST_DAY + timedelta(int(begun[row]))
        issued = requested + timedelta(int(waited[row]))
        yield (
            pseudonym(SECRET, area="england", of="plan", identity=row),
            codes[place[row]],
            None if chance[0, row] < 0.01 else requested,
            None if chance[1, row] < 0.05 else issued,
            bool(chance[2, row] < 0.1),
            needs[need[row]],
        )


def indicators() -> tuple[Indicator, ...]:
    """Sixty definitions as a subject would write them, by month and by one group."""
    return _INDICATORS


def _defined() -> Iterator[Indicator]:
    for number in range(INDICATORS // 5):
        group = ("authority",) if number % 2 else ("need",)
        condition = _.need == f"n{number + 1}"
        measures: dict[str, Measure] = {
            "in-time": within(20 * number + 20, from_="requested_on", to="issued_on"),
            "wait": median_days(from_="requested_on", to="issued_on", of=condition),
            "excepted": share(where=_.excepted, of=condition),
            "of-need": share(where=condition, left_out=_.excepted),
            "number": count(of=condition),
        }
        for name, measure in measures.items():
            yield Indicator(
                f"{name}-{number}", name, (PLAN_FACTS,), measure, by=group, dated="requested_on"
            )


_INDICATORS = tuple(_defined())


def _snapshot(folder: Path, rows: Iterator[tuple[object, ...]]) -> Snapshot:
    return take_snapshot(folder, [Offer(PLAN_FACTS, "england", rows)], as_at=AS_AT)


def _country(folder: Path, snapshot: Snapshot) -> dict[str, Any]:
    path = folder / snapshot.parts[0].path
    ways: dict[str, Callable[[], Any]] = {
        "expression": lambda: by_expression(Facts(snapshot, folder)),
        "by_hand": lambda: by_hand(path),
        "pandas": lambda: by_pandas(path),
    }
    first, table = _timed(ways["expression"])
    answer = _told_by_figures(table)
    if answer != ways["by_hand"]() or answer != _told_by_pandas(ways["pandas"]()):
        raise SystemExit("The three ways do not agree.")
    runs: dict[str, list[float]] = {name: [] for name in ways}
    for _round in range(TIMES):
        for name, way in ways.items():
            runs[name].append(_timed(way)[0])
    medians = {f"{name}_seconds": statistics.median(times) for name, times in runs.items()}
    return {**medians, "expression_first_seconds": first, "figures": len(answer)}


def by_expression(facts: Facts) -> FigureTable:
    return evaluate([TWENTY_WEEKS], facts).of(TWENTY_WEEKS)


def by_hand(path: Path) -> list[tuple[object, ...]]:
    query = BY_HAND.format(path=path, limit=LIMIT_DAYS, as_at=AS_AT.date().isoformat())
    with duckdb.connect() as connection:
        return connection.execute(query).fetchall()


def by_pandas(path: Path) -> pd.DataFrame:
    """As an analyst would write it: dates as dates, codes as text, whole columns at once."""
    columns = ["authority", "requested_on", "issued_on", "excepted"]
    rows = pq.read_table(path, columns=columns).to_pandas(date_as_object=False)
    rows = rows[rows["issued_on"] <= pd.Timestamp(AS_AT.date())]
    days = (rows["issued_on"] - rows["requested_on"]).dt.days
    left_out = rows["excepted"].astype(bool)
    based = ~left_out & (days >= 0)
    judged = pd.DataFrame(
        {
            "period": rows["issued_on"].to_numpy().astype("datetime64[M]"),
            "authority": rows["authority"],
            "numerator": based & (days <= LIMIT_DAYS),
            "denominator": based,
            "excluded": left_out,
            "missing": ~left_out & ~based,
            "value": days.where(based),
        }
    )
    groups = judged.groupby(["period", "authority"], observed=True, sort=True)
    found = groups[["numerator", "denominator", "excluded", "missing"]].sum()
    found["value"] = groups["value"].median()
    return found


def _told_by_pandas(found: pd.DataFrame) -> list[tuple[object, ...]]:
    return sorted(
        (key[0].date(), key[1], *map(int, counts), None if pd.isna(value) else value)
        for key, *counts, value in found.itertuples()
    )


def _told_by_figures(table: FigureTable) -> list[tuple[object, ...]]:
    return [
        (
            each.key.period,
            *each.key.groups,
            each.numerator,
            each.denominator,
            each.excluded,
            each.missing,
            None if each.value is None else float(each.value),
        )
        for each in table
    ]


def _timed(work: Callable[[], Answer]) -> tuple[float, Answer]:
    began = time.perf_counter()
    answer = work()
    return time.perf_counter() - began, answer


def _runs(work: Callable[[], object]) -> list[float]:
    return [_timed(work)[0] for _round in range(TIMES + 1)]


def _import_seconds() -> float:
    code = "import time; t = time.perf_counter(); import alongside.analytics.engine; print(time.perf_counter() - t)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    return float(done.stdout)


def main() -> None:
    times = measured()
    if "--json" in sys.argv:
        print(json.dumps(asdict(times)))
        return
    for name, value in asdict(times).items():
        print(f"{name:28} {value:10.3f}")
    print(f"{'times the SQL by hand':28} {times.to_sql:10.2f}  (limit {LIMIT_TO_SQL})")
    print(f"{'times pandas':28} {times.to_pandas:10.2f}  (limit {LIMIT_TO_PANDAS})")
    print(f"over: {', '.join(times.over) or 'nothing'}")


if __name__ == "__main__":
    main()
