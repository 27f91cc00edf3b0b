"""Every measure agrees with plain loops on invented rows, figure by figure and key by key."""

import tempfile
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.analytics.engine import Facts, evaluate, rows_of
from alongside.analytics.figures import Figure, FigureKey
from alongside.analytics.periods import Every
from tests.analytics import slow_reference as slow
from tests.analytics.world import INDICATORS, LIMIT, RATE, case, facts_of, key_of

EDGES = [
    date(2023, 8, 31), date(2023, 9, 1), date(2023, 12, 31), date(2024, 1, 1), date(2024, 1, 31),
    date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2024, 3, 31), date(2024, 4, 1),
    date(2024, 6, 30), date(2024, 7, 1), date(2024, 7, 18), date(2024, 7, 19), date(2024, 7, 20),
]  # fmt: skip
DAYS = st.one_of(
    st.none(),
    st.sampled_from(EDGES),
    st.dates(date(2023, 8, 1), date(2024, 12, 31)),
)
CASES = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(["request", "request", "review", None]),
        "service": st.sampled_from(["health", "care", None]),
        "started_on": DAYS,
        "finished_on": DAYS,
        "withdrawn": st.sampled_from([False, False, False, True, None]),
        "grade": st.sampled_from([None, -1, 1, 2, 3, 2**40]),
        "hours": st.sampled_from([None, Decimal("0.1"), Decimal("2.5"), Decimal("-3.0001")]),
        "outcome": st.sampled_from(["unread", "plan", None]),
    }
)
PEOPLE = st.fixed_dictionaries(
    {
        "on": st.sampled_from([None, date(2023, 6, 30), date(2024, 6, 30), date(2024, 7, 1)]),
        "service": st.sampled_from(["health", "care", "school", None]),
        "persons": st.sampled_from([None, 0, 7, 1000]),
    }
)
CUTS = st.sampled_from(  # few, since a query is made once for each
    [
        (Every.MONTH, ()),
        (Every.QUARTER, ("withdrawn",)),
        (Every.ACADEMIC_YEAR, ("kind", "service")),
        (Every.ALL, ("grade",)),
    ]
)
AS_AT_DAYS = st.sampled_from([date(2024, 7, 18), date(2024, 7, 19), date(2024, 2, 29)])


def judges(as_at: date) -> dict[str, slow.Judge]:
    return {
        "started": slow.judge_started(LIMIT, as_at),
        "waiting": slow.judge_started(LIMIT, as_at, waits=True),
        "with median": slow.judge_started(LIMIT, as_at, median=True),
        "finished": slow.judge_finished(LIMIT, as_at, median=True),
        "median": slow.judge_finished(None, as_at, median=True),
        "open median": slow.judge_open_median(as_at),
        "share": slow.judge_share,
        "count": slow.judge_count,
        "mean": slow.judge_mean("grade"),
        "decimal mean": slow.judge_mean("hours"),
    }


def counted(figure: Figure) -> tuple[Any, ...]:
    return (
        figure.numerator,
        figure.denominator,
        figure.excluded,
        figure.missing,
        figure.pending,
        figure.value,
    )


def by_key(figures: Any) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    return {(each.key.period, each.key.groups): counted(each) for each in figures}


def snapshot_of(folder: str, rows: list[dict], people: list[dict], *, as_at: date) -> Facts:
    noon = datetime.combine(as_at, time(12), tzinfo=UTC)
    return facts_of(Path(folder), rows, people, as_at=noon)


def numbered(invented: list[dict]) -> list[dict]:
    return [case(number, **known) for number, known in enumerate(invented)]


@settings(max_examples=18, deadline=None)
@given(st.lists(CASES, max_size=30), CUTS, AS_AT_DAYS)
def test_every_measure_counts_as_the_slow_loops_do(
    invented: list[dict], cut: tuple[Every, tuple[str, ...]], as_at: date
) -> None:
    rows, (every, by) = numbered(invented), cut
    asked = {name: each.cut(every=every, by=by) for name, each in INDICATORS.items()}
    with tempfile.TemporaryDirectory() as folder:
        figures = evaluate(asked.values(), snapshot_of(folder, rows, [], as_at=as_at))
    for name, judge in judges(as_at).items():
        kind = asked[name].measure.kind.value
        expected = slow.figures(rows, judge, kind=kind, every=every.value, by=by)
        assert by_key(figures.of(asked[name])) == expected, name


@settings(max_examples=8, deadline=None)
@given(
    st.lists(CASES, max_size=20),
    st.lists(PEOPLE, max_size=8),
    st.sampled_from([(Every.MONTH, ()), (Every.ACADEMIC_YEAR, ("service",))]),
)
def test_a_rate_counts_as_the_slow_loops_do(
    invented: list[dict], peopled: list[dict], cut: tuple[Every, tuple[str, ...]]
) -> None:
    rows, (every, by) = numbered(invented), cut
    people = [{"row": key_of(n, of="row")} | known for n, known in enumerate(peopled)]
    asked = RATE.cut(every=every, by=by)
    with tempfile.TemporaryDirectory() as folder:
        facts = snapshot_of(folder, rows, people, as_at=date(2024, 7, 18))
        table = evaluate([asked], facts).of(asked)
        assert by_key(table) == slow.rates(rows, people, every=every.value, by=by)
        for figure in list(table)[:1]:
            for part in ("numerator", "excluded", "missing"):
                keys = rows_of(asked, figure.key, part=part, facts=facts)
                assert len(keys) == getattr(figure, part)
            assert figure.quotient == slow.quotient(figure.numerator, figure.denominator, 1000)


@settings(max_examples=2, deadline=None)
@given(st.lists(CASES, min_size=5, max_size=30), AS_AT_DAYS)
def test_every_figure_opens_into_the_rows_that_the_slow_loops_name(
    invented: list[dict], as_at: date
) -> None:
    rows, every, by = numbered(invented), Every.QUARTER, ("service",)
    asked = {name: INDICATORS[name].cut(every=every, by=by) for name in ("started", "share")}
    parts = {
        "numerator": {"met"}, "denominator": {"met", "unmet"}, "excluded": {"excluded"},
        "missing": {"missing"}, "pending": {"pending"},
    }  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        facts = snapshot_of(folder, rows, [], as_at=as_at)
        figures = evaluate(asked.values(), facts)
        for name, indicator in asked.items():
            for figure in list(figures.of(indicator))[:2]:
                key = (figure.key.period, figure.key.groups)
                for part, names in parts.items():
                    expected = slow.keys_behind(
                        rows, judges(as_at)[name], key=key, every=every.value, by=by, parts=names
                    )
                    assert rows_of(indicator, figure.key, part=part, facts=facts) == expected
                    assert len(expected) == getattr(figure, part)


@pytest.mark.parametrize("every", [each for each in Every if each is not Every.ALL])
def test_periods_begin_where_the_slow_loops_say(every: Every, tmp_path: Path) -> None:
    rows = [case(number, started_on=day) for number, day in enumerate(EDGES)]
    asked = INDICATORS["count"].cut(every=every)
    table = evaluate([asked], facts_of(tmp_path, rows)).of(asked)
    expected = sorted({slow.period_of(day, every.value) for day in EDGES})
    assert [key.period for key in table.keys] == expected
    assert FigureKey(expected[0]) == table.keys[0]
