"""Reads a file of cases: when each started, when it finished, and perhaps to which cohort it belongs.

Every row that cannot be right is named with its line; nothing is guessed and nothing half read.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from alongside.exchange.grid import Row, Table
from alongside.exchange.problems import Problem, TableRefused
from alongside.exchange.tables import read_table
from alongside.kernel.dates import day_in_words, parse_date
from alongside.kernel.refusals import Refusal

ALL = "All cases"
STARTED, FINISHED, COHORT = "started", "finished", "cohort"


@dataclass(frozen=True, slots=True)
class Read:
    """One entry for each case; ``finished`` is None while it is open."""

    started: tuple[date, ...]
    finished: tuple[date | None, ...]
    cohorts: tuple[str, ...]


def read_cases(path: Path) -> Read:
    """Raises Refusal, or Refusals naming every line that is wrong."""
    table = read_table(path, name=path.name)
    named = _columns(table)
    if not table.rows:
        raise Refusal("The file has headings and no cases. Add a row for each case.")
    problems = [problem for row in table.rows for problem in _problems(table, row, named)]
    if problems:
        raise TableRefused(problems)
    start, end, cohort = named[STARTED], named[FINISHED], named.get(COHORT)
    return Read(
        started=tuple(parse_date(row[start]) for row in table.rows),
        finished=tuple(parse_date(row[end]) if row[end] else None for row in table.rows),
        cohorts=tuple(row[cohort] if cohort else ALL for row in table.rows),
    )


def _columns(table: Table) -> Mapping[str, str]:
    """What each column means, with its heading as it is written; the order is free. Raises Refusal."""
    named = {heading.casefold(): heading for heading in table.headings}
    if not {STARTED, FINISHED} <= set(named) <= {STARTED, FINISHED, COHORT}:
        there = ", ".join(f"“{heading}”" for heading in table.headings)
        raise Refusal(
            f"The columns are {there}. Head two of them “{STARTED}” and “{FINISHED}”, and a third "
            f"“{COHORT}” if there are several groups."
        )
    return named


def _problems(table: Table, row: Row, named: Mapping[str, str]) -> Iterator[Problem]:
    start, end, cohort = named[STARTED], named[FINISHED], named.get(COHORT)
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
    if cohort and not row[cohort]:
        yield table.problem(row, cohort, what="Name the cohort of this case.")
