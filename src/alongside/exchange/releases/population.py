"""Reads ONS mid-year populations by single year of age for upper-tier authorities.

The ages given are those of children and young people, 0 to 25, so that they are not the whole.
"""

import re
from collections.abc import Mapping

import pyarrow as pa

from alongside.exchange.releases.assembling import About, Assembly, covered
from alongside.exchange.releases.csv_tables import CsvText, ReadTable, read_csv_table
from alongside.exchange.releases.layouts import TableLayout, Timing, count
from alongside.exchange.releases.model import Progress, Release, ReleaseKind
from alongside.exchange.releases.sources import Source
from alongside.exchange.releases.tidy import constant, single
from alongside.kernel.refusals import Refusal

_AGE = re.compile(r"\d{1,2}")
_SMALLER_AREA = re.compile(r"(?!utla)[a-z]+\d\d_code")
_KEYS = {"year": "time_period", "utla20_code": "new_la_code", "utla20_name": "la_name"}
_ALL = "total_population"
_POPULATION = TableLayout(
    "population",
    Timing.MID_YEAR,
    (count("population", "people living in the area in the middle of the year"),),
    topic="breakdown_topic",
    breakdown="breakdown",
    total_topics=("All ages",),
    whole=False,
    all_authorities=True,
)


def is_population(text: CsvText) -> bool:
    if any(_SMALLER_AREA.fullmatch(heading) for heading in text.headings):
        return False
    return _ALL in text.headings and sum(bool(_AGE.fullmatch(h)) for h in text.headings) > 1


def read_population(source: Source, texts: Mapping[str, CsvText], progress: Progress) -> Release:
    assembly = Assembly(progress, steps=len(texts))
    for name, text in sorted(texts.items()):
        assembly.step(f"Reading {name}")
        if assembly.frames:
            raise Refusal(
                f"{source.name} holds two tables of population. Import each file by itself: "
                f"{'; '.join(sorted(texts))}."
            )
        assembly.add(_read(text))
    covering = covered(list(assembly.frames.values()))
    years = f"{covering[0].year}_{covering[1].year}"
    about = About(
        kind=ReleaseKind.POPULATION,
        edition=years,
        title=f"Mid-year population estimates, {years.replace('_', ' to ')}",
        publisher="Office for National Statistics",
    )
    return assembly.release(source, about, covering)


def _read(text: CsvText) -> ReadTable:
    """The wide table with a column an age becomes one with a row an age."""
    headings = [_heading(heading) for heading in text.headings]
    ages = [heading for heading in headings if _AGE.fullmatch(heading)]
    _check_ages(text.name, ages)
    wide = _wide_layout([_ALL, *ages])
    read = read_csv_table(CsvText(text.name, text.data, headings, text.repeated), wide)
    return ReadTable(_POPULATION.name, _long(read.table, ages), _POPULATION, read.repeated)


def _heading(heading: str) -> str:
    plain = re.sub(r"^utla\d\d_", "utla20_", heading)
    return _KEYS.get(plain, plain)


def _check_ages(name: str, ages: list[str]) -> None:
    numbers = [int(age) for age in ages]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        raise Refusal(
            f"{name}: a year of age is missing or out of order among the columns {ages[0]} to "
            f"{ages[-1]}. Nothing was read."
        )


def _wide_layout(columns: list[str]) -> TableLayout:
    return TableLayout(
        "population", Timing.MID_YEAR, tuple(count(column, "") for column in columns),
        topic="", breakdown="", all_authorities=True,
    )  # fmt: skip


def _long(wide: pa.Table, ages: list[str]) -> pa.Table:
    size = wide.num_rows
    parts = []
    for column in (_ALL, *ages):
        topic, value = ("All ages", "All ages") if column == _ALL else ("Age", column)
        keys = {name: single(wide[name]) for name in ("time_period", "new_la_code", "la_name")}
        parts.append(
            pa.table(
                keys
                | {
                    "breakdown_topic": constant(topic, size),
                    "breakdown": constant(value, size),
                    "population": single(wide[column]),
                }
            )
        )
    return pa.concat_tables(parts).unify_dictionaries().combine_chunks()
