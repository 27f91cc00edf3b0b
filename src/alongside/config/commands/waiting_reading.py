"""Reads a file of cases: when each started, when it finished, and perhaps to which cohort it belongs.

Every row that cannot be right is named with its line; nothing is guessed and nothing half read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from alongside.exchange.grid import Row, Table
from alongside.exchange.problems import Problem, TableRefused
from alongside.exchange.tables import read_table
from alongside.kernel.dates import day_in_words, parse_date
from alongside.kernel.refusals import Refusal

ALL = "All cases"


@dataclass(frozen=True, slots=True)
class Read:
    """One entry for each case; ``finished`` is None while it is open."""

    started: tuple[date, ...]
    finished: tuple[date | None, ...]
    cohorts: tuple[str, ...]


def read_cases(path: Path) -> Read:
    """Raises Refusal, or Refusals naming every line that is wrong."""
    table = read_table(path, name=path.name)
    names = table.headings
    if len(names) not in (2, 3):
        raise Refusal(
            f"The file has {len(names)} column{'s' * (len(names) != 1)}. Give two, started and "
            "finished, or three: also the name of the cohort."
        )
    if not table.rows:
        raise Refusal("The file has headings and no cases. Add a row for each case.")
    problems = [problem for row in table.rows for problem in _problems(table, row)]
    if problems:
        raise TableRefused(problems)
    start, end, *cohort = names
    return Read(
        started=tuple(parse_date(row[start]) for row in table.rows),
        finished=tuple(parse_date(row[end]) if row[end] else None for row in table.rows),
        cohorts=tuple(row[cohort[0]] if cohort else ALL for row in table.rows),
    )


def _problems(table: Table, row: Row) -> Iterator[Problem]:
    start, end, *cohort = table.headings
    known: dict[str, date] = {}
    for column in (start, end):
        if column == end and not row[end]:
            continue
        try:
            known[column] = parse_date(row[column])
        except Refusal as refusal:
            yield table.problem(row, column, what=refusal.sentence)
    if len(known) == 2 and known[end] < known[start]:
        said = f"It finished before it started, on {day_in_words(known[start])}. Check both days."
        yield table.problem(row, end, what=said)
    if cohort and not row[cohort[0]]:
        yield table.problem(row, cohort[0], what="Name the cohort of this case.")
