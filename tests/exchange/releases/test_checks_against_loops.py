"""The checks on arrays find what a slow loop over the same small table finds, and nothing else."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alongside.exchange.releases import DoubtKind, read_release
from tests.exchange.releases.making import Row, folder, placed, region_codes, residential

NORTH_EAST = "E12000001"
CODES = region_codes(NORTH_EAST)
CELLS = st.sampled_from(["0", "1", "2", "3", "x", "c", "z"])
COLUMNS = ("Res_tot", "Res_3851", "Res_52")
TOPICS = (("All residential placements", ""), ("Sex", "Female"), ("Sex", "Male"))


@st.composite
def tables(draw: st.DrawFn) -> list[Row]:
    """Some rows of the twelve authorities of the North East and of their region."""
    chosen = draw(st.lists(st.sampled_from(CODES), unique=True, min_size=10, max_size=12))
    rows = []
    for place in [*sorted(chosen), NORTH_EAST]:
        for topic, value in TOPICS:
            cells = {column: draw(CELLS) for column in COLUMNS}
            rows.append(placed(place, 0, 0, topic=topic, value=value, **cells))
    return rows


def number(row: Row, column: str, *, none_is_0: bool = False) -> int | None:
    cell = row[column]
    if cell == "z" and none_is_0:
        return 0
    return int(cell) if cell.isdecimal() else None


def parts_by_loop(rows: list[Row]) -> set[int]:
    found = set()
    for place, row in enumerate(rows):
        total = number(row, "Res_tot")
        parts = [number(row, column, none_is_0=True) for column in ("Res_3851", "Res_52")]
        if total is not None and None not in parts and total != sum(p or 0 for p in parts):
            found.add(place)
    return found


def repeated_by_loop(rows: list[Row], column: str) -> set[int]:
    found: set[int] = set()
    for topic, value in TOPICS:
        same = [n for n, r in enumerate(rows) if r["breakdown"] == (value or topic)]
        total = next(number(rows[n], column) for n in same if "new_la_code" not in rows[n])
        holding = [n for n in same if "new_la_code" in rows[n] and number(rows[n], column) == total]
        if total and len(holding) > 1:
            found |= set(holding)
    return found


def areas_by_loop(rows: list[Row], column: str) -> set[int]:
    repeated = repeated_by_loop(rows, column)
    found: set[int] = set()
    for topic, value in TOPICS:
        same = [n for n, r in enumerate(rows) if r["breakdown"] == (value or topic)]
        total = next(number(rows[n], column) for n in same if "new_la_code" not in rows[n])
        own = [n for n in same if "new_la_code" in rows[n]]
        known = [number(rows[n], column) for n in own if n not in repeated]
        is_short = len(own) < len(CODES) or None in known or bool(repeated & set(own))
        added = sum(n for n in known if n is not None)
        if total is not None and (added > total if is_short else added != total):
            found |= set(same)
    return found


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=tables())
def test_checks_and_loops_agree(tmp_path: Path, rows: list[Row]) -> None:
    files = {"residential_settings.csv": residential(rows)}
    release = read_release(folder(tmp_path / "r", files))

    def found(kind: DoubtKind, column: str) -> set[int]:
        return {r for d in release.doubts if d.kind == kind and d.columns[0] == column
                for r in d.rows}  # fmt: skip

    assert found(DoubtKind.PARTS_DO_NOT_SUM, "res_tot") == parts_by_loop(rows)
    for column in COLUMNS:
        name = column.casefold()
        assert found(DoubtKind.REGION_TOTAL_REPEATED, name) == repeated_by_loop(rows, column)
        assert found(DoubtKind.AREAS_DO_NOT_SUM, name) == areas_by_loop(rows, column)


def test_the_north_east_has_twelve_authorities() -> None:
    assert len(CODES) == 12
