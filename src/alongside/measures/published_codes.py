"""Which published figures are known here, by a code of ours that stays: what each counts, and from
which table, indicator and breakdown of a release it comes.

The table is data: ``data/published_codes.json``, each with the reason for its source. A figure that
is counted in another way has another code, and never continues this one.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from alongside.measures.codes import PERCENT, Better, Kind

TABLE = Path(__file__).parent / "data" / "published_codes.json"
TOTAL = "total"


@dataclass(frozen=True, slots=True)
class Source:
    """An indicator of a release's table; ``value`` is the one of ``breakdown``."""

    table: str
    indicator: str
    breakdown: str = TOTAL
    value: str = TOTAL


@dataclass(frozen=True, slots=True)
class CountedAnew:
    """From this day the figures are made in another way, though they are published as one series."""

    on: date
    sentence: str


@dataclass(frozen=True, slots=True)
class PublishedCode:
    """``sources`` in order: the first that has a figure for an area and a period gives it."""

    code: str
    title: str
    question: str
    unit: str
    kind: Kind
    better: Better
    numerator_words: str
    denominator_words: str
    every_months: int
    sources: tuple[Source, ...]
    counted_anew: tuple[CountedAnew, ...]
    why: str

    @property
    def is_share(self) -> bool:
        return self.unit == PERCENT


@cache
def published_codes() -> Mapping[str, PublishedCode]:
    """Every code in the order of the table."""
    told = json.loads(TABLE.read_text(encoding="utf-8"))
    anew = {
        name: tuple(CountedAnew(date.fromisoformat(e["on"]), e["sentence"]) for e in each)
        for name, each in told["counted_anew"].items()
    }
    return {each["code"]: _read(each, anew) for each in told["codes"]}


def codes_by_source() -> Mapping[Source, str]:
    """The code that each source gives figures for; no source gives two."""
    return {source: code for code, each in published_codes().items() for source in each.sources}


def _read(told: Mapping[str, Any], anew: Mapping[str, tuple[CountedAnew, ...]]) -> PublishedCode:
    return PublishedCode(
        code=told["code"],
        title=told["title"],
        question=told["question"],
        unit=told["unit"],
        kind=Kind(told["kind"]),
        better=Better(told["better"]),
        numerator_words=told.get("numerator", ""),
        denominator_words=told.get("denominator", ""),
        every_months=told["every_months"],
        sources=tuple(Source(**source) for source in told["sources"]),
        counted_anew=anew.get(told.get("counted_anew", ""), ()),
        why=told["why"],
    )
