"""The engine is a setting: DuckDB here, Spark by address; one figure, one row of bytes."""

import importlib.util
import re
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
import sqlglot
from sqlglot import expressions

from alongside.analytics.compiling import figures_sql
from alongside.analytics.duckdb_engine import DuckDBEngine
from alongside.analytics.engine import Facts, engine_from, evaluate, rows_of
from alongside.analytics.figures import FigureKey
from alongside.analytics.indicators import Indicator
from alongside.analytics.manifests import Snapshot
from alongside.analytics.periods import Every
from alongside.analytics.spark_engine import SparkEngine
from alongside.kernel.refusals import Refusal
from tests.analytics.world import INDICATORS, RATE, begun, case, facts_of, key_of

KNOWN_TO_SPARK = {
    "CAST", "CASE", "IF", "COALESCE", "SUM", "COUNT", "PERCENTILE", "DATEDIFF", "MAKE_DATE",
    "EXTRACT", "QUARTER", "YEAR", "MONTH",
}  # fmt: skip
BY = ("service",)


def every_builder() -> list[Indicator]:
    """Each measure by month, and each length of period, by a group."""
    periods = [INDICATORS["finished"].cut(every=every) for every in Every]
    measures = [each for each in (*INDICATORS.values(), RATE) if each not in periods]
    return [indicator.cut(by=BY) for indicator in (*measures, *periods)]


def some_facts(folder: Path) -> Facts:
    rows = [
        begun(n, on=date(2024, 1 + n % 6, 1 + n % 28), took=n * 7 % 200, grade=n % 4,
              service=["health", "care", None][n // 6 % 3], withdrawn=n % 9 == 0)
        for n in range(60)
    ]  # fmt: skip
    rows += [case(100, service="care"), begun(101, on=date(2024, 5, 31), took=None)]
    people = [
        {"row": key_of(n, of="row"), "on": date(2024, 6, 30), "service": name, "persons": 90}
        for n, name in enumerate(["health", "school"])
    ]
    return facts_of(folder, rows, people)


def test_the_same_snapshot_gives_the_same_bytes_again(tmp_path: Path) -> None:
    facts, asked = some_facts(tmp_path), every_builder()
    once = evaluate(asked, facts).as_bytes()
    again = evaluate(asked, Facts(facts.snapshot, tmp_path, DuckDBEngine(threads=1)))
    assert again.as_bytes() == once


def test_figures_stand_in_order_with_the_unknown_last(tmp_path: Path) -> None:
    indicator = INDICATORS["started"].cut(by=BY)
    table = evaluate([indicator], some_facts(tmp_path)).of(indicator)
    periods = [key.period for key in table.keys]
    known = [period for period in periods if period]
    assert known == sorted(known)
    assert periods[-1] is None
    assert [key.groups[0] for key in table.keys[:3]] == ["care", "health", None]


def test_the_query_is_made_once_for_every_day(tmp_path: Path) -> None:
    facts, indicator = some_facts(tmp_path), INDICATORS["started"]
    evaluate([indicator], facts)
    made = figures_sql.cache_info().misses
    evaluate([indicator.cut()], facts)
    assert figures_sql.cache_info().misses == made


def test_a_missing_or_shortened_file_stops_the_evaluation(tmp_path: Path) -> None:
    facts = some_facts(tmp_path)
    path = tmp_path / facts.snapshot.parts_of("cases")[0].path
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(Refusal, match="missing or cut short"):
        evaluate([INDICATORS["count"]], facts)


def test_what_cannot_be_asked_is_refused(tmp_path: Path) -> None:
    facts, indicator = some_facts(tmp_path), INDICATORS["count"]
    with pytest.raises(Refusal, match="asked for twice"):
        evaluate([indicator, indicator], facts)
    with pytest.raises(Refusal, match="A figure opens into: numerator"):
        rows_of(indicator, FigureKey(), part="top", facts=facts)
    with pytest.raises(Refusal, match="has 0 groups in its key"):
        rows_of(indicator, FigureKey(None, ("care",)), part="missing", facts=facts)
    with pytest.raises(Refusal, match="was not evaluated in that cut"):
        evaluate([indicator], facts).of(indicator.cut(by=BY))
    only_cases = Snapshot(facts.snapshot.as_at, facts.snapshot.parts_of("cases"))
    with pytest.raises(Refusal, match="no fact table “people”"):
        evaluate([RATE], Facts(only_cases, tmp_path))


def test_the_engine_sees_no_other_file(tmp_path: Path) -> None:
    facts = some_facts(tmp_path)
    with facts.opened() as session, pytest.raises(duckdb.PermissionException):
        session.answer("SELECT * FROM read_csv('/etc/hostname')")


@pytest.mark.parametrize(
    ("setting", "kind"), [("duckdb", DuckDBEngine), ("sc://localhost:15002", SparkEngine)]
)
def test_the_engine_is_a_setting(setting: str, kind: type) -> None:
    assert isinstance(engine_from(setting), kind)


def test_an_unknown_engine_is_refused() -> None:
    with pytest.raises(Refusal, match="must be duckdb, or the address"):
        engine_from("oracle")


@pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is not None, reason="the Spark client is installed here"
)
def test_spark_without_its_client_says_what_to_install(tmp_path: Path) -> None:
    facts = some_facts(tmp_path)
    with pytest.raises(Refusal, match="Install pyspark-client"):
        evaluate([INDICATORS["count"]], Facts(facts.snapshot, tmp_path, engine_from("sc://x")))


def schemas_of(indicator: Indicator) -> tuple[Any, ...]:
    return tuple(
        (table.name, tuple((column.name, column.kind) for column in table.columns))
        for table in indicator.tables
    )


@pytest.mark.parametrize("indicator", every_builder(), ids=lambda each: f"{each.code} {each.every}")
def test_every_measure_becomes_sql_that_spark_knows(indicator: Indicator) -> None:
    sql = figures_sql(indicator, schemas_of(indicator), dialect="pyspark")
    called = set(re.findall(r"\b([A-Z_]+)\(", sql))
    assert called - {"AS", "AND", "OR", "FROM", "JOIN", "NOT", "IN"} <= KNOWN_TO_SPARK
    tree = sqlglot.parse_one(sql, read="spark")
    assert {each.name for each in tree.find_all(expressions.Anonymous)} <= {"MAKE_DATE"}
    assert list(tree.find_all(expressions.Div)) == []  # an error on an empty base, where ANSI holds
    for percentile in tree.find_all(expressions.Quantile):
        assert isinstance(percentile.args["quantile"], expressions.Literal)  # Spark takes no other


class PretendedSpark:
    """Answers Spark's SQL by translating it; read, view, ask and stop as the client's session does."""

    def __init__(self) -> None:
        self.connection = duckdb.connect()
        self.read, self.is_stopped = self, False

    def parquet(self, *paths: str) -> "PretendedRows":
        return PretendedRows(self, f"FROM read_parquet({list(paths)})")

    def sql(self, text: str) -> "PretendedRows":
        (translated,) = sqlglot.transpile(text, read="spark", write="duckdb")
        return PretendedRows(self, translated.replace("QUANTILE(", "QUANTILE_CONT("))

    def stop(self) -> None:
        self.connection.close()
        self.is_stopped = True


class PretendedRows:
    def __init__(self, spark: PretendedSpark, sql: str) -> None:
        self.spark, self.text = spark, sql

    def selectExpr(self, *columns: str) -> "PretendedRows":  # noqa: N802 - the client's name
        return PretendedRows(self.spark, f"SELECT {', '.join(columns)} {self.text}")

    def createOrReplaceTempView(self, name: str) -> None:  # noqa: N802 - the client's name
        self.spark.connection.execute(f'CREATE VIEW "{name}" AS {self.text}')

    def toArrow(self) -> pa.Table:  # noqa: N802 - the client's name
        return self.spark.connection.sql(self.text).to_arrow_table()


def test_what_spark_is_asked_gives_the_same_bytes(tmp_path: Path) -> None:
    sessions: list[PretendedSpark] = []

    def connect(_address: str) -> PretendedSpark:
        sessions.append(PretendedSpark())
        return sessions[-1]

    facts, asked = some_facts(tmp_path), every_builder()
    by_spark = Facts(facts.snapshot, tmp_path, SparkEngine("sc://pretended", connect=connect))
    figures = evaluate(asked, facts)
    assert evaluate(asked, by_spark).as_bytes() == figures.as_bytes()
    for indicator in asked[:3]:
        key = figures.of(indicator).keys[0]
        for part in ("denominator", "missing"):
            behind = rows_of(indicator, key, part=part, facts=by_spark)
            assert behind == rows_of(indicator, key, part=part, facts=facts)
    assert all(session.is_stopped for session in sessions)
