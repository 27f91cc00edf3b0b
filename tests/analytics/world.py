"""Two small fact tables, rows for them, and one indicator of every kind."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from ibis import _

from alongside.analytics.engine import Facts
from alongside.analytics.facts import Column, FactTable, Kind, Privacy, pseudonym
from alongside.analytics.indicators import Indicator
from alongside.analytics.measuring import count, mean, rate, share
from alongside.analytics.snapshots import Offer, take_snapshot
from alongside.analytics.timing import median_days, within

SECRET = b"a secret of the tests: 32 bytes."
AS_AT = datetime(2024, 7, 29, 12, tzinfo=UTC)
LIMIT = 140

CASES = FactTable(
    "cases",
    "Requests for an assessment",
    key="case",
    linked=("child",),
    columns=(
        Column("case", Kind.CODE, Privacy.PERSONAL, "the one case"),
        Column("child", Kind.CODE, Privacy.PERSONAL, "the child, the same in every table"),
        Column("kind", Kind.CODE, Privacy.STAFF, "request or review"),
        Column("service", Kind.CODE, Privacy.STAFF, "who was asked"),
        Column("started_on", Kind.DATE, Privacy.PERSONAL, "the day it began"),
        Column("finished_on", Kind.DATE, Privacy.PERSONAL, "the day it ended"),
        Column("withdrawn", Kind.FLAG, Privacy.PERSONAL, "the family withdrew it"),
        Column("grade", Kind.WHOLE, Privacy.STAFF, "grade of the audit, 1 to 4"),
        Column("hours", Kind.DECIMAL, Privacy.STAFF, "hours of work"),
        Column("outcome", Kind.CODE, Privacy.PERSONAL, "what came of it"),
        Column("recorded_at", Kind.INSTANT, Privacy.STAFF, "when it was recorded"),
    ),
)
PEOPLE = FactTable(
    "people",
    "Children and young people by year",
    key="row",
    columns=(
        Column("row", Kind.CODE, Privacy.STAFF, "the one row"),
        Column("on", Kind.DATE, Privacy.PUBLIC, "the middle of the year"),
        Column("service", Kind.CODE, Privacy.STAFF, "whose patch"),
        Column("persons", Kind.WHOLE, Privacy.PUBLIC, "how many"),
    ),
)

IN_TIME = Indicator(
    "in-time",
    "Finished within twenty weeks, of those started",
    (CASES,),
    within(LIMIT, from_="started_on", to="finished_on", left_out=_.withdrawn),
)
INDICATORS = {
    "started": IN_TIME,
    "waiting": Indicator(
        "waiting",
        "The same, counted once due",
        (CASES,),
        within(
            LIMIT,
            from_="started_on",
            to="finished_on",
            left_out=_.withdrawn,
            early="left until due",
        ),
    ),
    "with median": Indicator(
        "with-median",
        "The same, with the median",
        (CASES,),
        within(
            LIMIT, from_="started_on", to="finished_on", left_out=_.withdrawn, median=True
        ),
    ),
    "finished": Indicator(
        "finished",
        "Finished within twenty weeks, of those finished",
        (CASES,),
        within(
            LIMIT,
            from_="started_on",
            to="finished_on",
            cohort="finished",
            left_out=_.withdrawn,
            median=True,
        ),
    ),
    "median": Indicator(
        "median",
        "Median days of those finished",
        (CASES,),
        median_days(from_="started_on", to="finished_on", left_out=_.withdrawn),
    ),
    "open median": Indicator(
        "open-median",
        "Median days of those started",
        (CASES,),
        median_days(
            from_="started_on", to="finished_on", cohort="started", left_out=_.withdrawn
        ),
    ),
    "share": Indicator(
        "share",
        "Requests graded well",
        (CASES,),
        share(
            of=_.kind == "request",
            where=_.grade > 1,
            left_out=lambda cases: cases.withdrawn,
            missing=_.outcome == "unread",
        ),
        dated="started_on",
    ),
    "count": Indicator(
        "count", "Cases", (CASES,), count(left_out=_.withdrawn), dated="started_on"
    ),
    "mean": Indicator(
        "mean", "Mean grade", (CASES,), mean("grade", left_out=_.withdrawn), dated="started_on"
    ),
    "decimal mean": Indicator(
        "decimal-mean", "Mean hours", (CASES,), mean("hours", left_out=_.withdrawn),
        dated="started_on",
    ),
}  # fmt: skip
RATE = Indicator(
    "rate",
    "Cases for each 1,000",
    (CASES, PEOPLE),
    rate(population="persons", population_on="on", per=1000, left_out=_.withdrawn),
    dated="started_on",
)


def key_of(number: int, *, of: str = "case") -> str:
    return pseudonym(SECRET, area="york", of=of, identity=number)


def case(number: int, **known: Any) -> dict[str, Any]:
    """A request, not withdrawn, of which only what is given is known."""
    row: dict[str, Any] = dict.fromkeys(CASES.names)
    row |= {"case": key_of(number), "child": key_of(number, of="child"), "kind": "request"}
    row |= {"withdrawn": False, "recorded_at": AS_AT}
    return row | known


def begun(number: int, *, on: date, took: int | None, **known: Any) -> dict[str, Any]:
    finished = None if took is None else on + timedelta(took)
    return case(number, started_on=on, finished_on=finished, **known)


def rows_as_tuples(table: FactTable, rows: Iterable[Mapping[str, Any]]) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in table.names) for row in rows]


def facts_of(
    folder: Path,
    cases: Iterable[Mapping[str, Any]],
    people: Iterable[Mapping[str, Any]] = (),
    *,
    as_at: datetime = AS_AT,
) -> Facts:
    offers = [
        Offer(CASES, "york", rows_as_tuples(CASES, cases)),
        Offer(PEOPLE, "york", rows_as_tuples(PEOPLE, people)),
    ]
    return Facts(take_snapshot(folder, offers, as_at=as_at), folder)
