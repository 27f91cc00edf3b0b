"""Reads the tables that hold no figures: each authority's statistical neighbours, and the lookup of
authorities' codes. They are checked against our own list of authorities.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date

import numpy as np
import pyarrow as pa

from alongside.exchange.releases.assembling import About, Assembly
from alongside.exchange.releases.authorities import REGIONS, authority_of, region_of
from alongside.exchange.releases.csv_tables import CsvText, read_words, require
from alongside.exchange.releases.doubting import Doubts, PlainTable
from alongside.exchange.releases.frames import AUTHORITY, Area
from alongside.exchange.releases.model import DoubtKind, Progress, Release, ReleaseKind
from alongside.exchange.releases.recognising import Published, recognise
from alongside.exchange.releases.sources import Source
from alongside.kernel.refusals import Refusal

_NEIGHBOURS = (
    "edition", "old_la_code", "la_name", "rank", "neighbour_old_la_code", "neighbour_name",
    "closeness",
)  # fmt: skip
_LOOKUP = ("old_la_code", "new_la_code", "la_name", "region_name", "region_code", "la_type")
_HOW = "Found by comparing codes and names with the list of authorities."


def is_neighbours(text: CsvText) -> bool:
    return {"rank", "neighbour_old_la_code"} <= set(text.headings)


def is_lookup(text: CsvText) -> bool:
    return {"old_la_code", "ofsted_urn", "la_type"} <= set(text.headings)


def read_neighbours(source: Source, texts: Mapping[str, CsvText], progress: Progress) -> Release:
    """One table an edition: authority, rank, neighbour and how close, by ONS code."""
    assembly = Assembly(progress, steps=len(texts))
    editions = []
    for name, text in sorted(texts.items()):
        assembly.step(f"Reading {name}")
        require(name, text.headings, _NEIGHBOURS)
        table = read_words(text)
        edition = _edition(name, table)
        editions.append(edition)
        assembly.add_table(f"neighbours_{edition}", _pairs(table, edition, assembly.doubts))
    latest = max(editions)
    about = About(
        kind=ReleaseKind.NEIGHBOURS,
        edition=latest.replace("-", "_"),
        title=f"Children’s services statistical neighbours, {latest}",
        publisher="Department for Education",
    )
    first, last = _month(min(editions)), _month(latest)
    return assembly.release(source, about, (first, date(last.year + 1, last.month, 1)))


def read_lookup(source: Source, texts: Mapping[str, CsvText], progress: Progress) -> Release:
    """The table as published, with the code and region that each authority goes by here."""
    assembly = Assembly(progress, steps=len(texts))
    for name, text in sorted(texts.items()):
        assembly.step(f"Reading {name}")
        require(name, text.headings, _LOOKUP)
        if "authorities" in assembly.tables:
            raise Refusal(f"{source.name} holds two lookups of authorities. Choose one.")
        assembly.add_table("authorities", _authorities(read_words(text), assembly.doubts))
    about = About(
        kind=ReleaseKind.AUTHORITIES,
        edition="",
        title="Local authority lookup",
        publisher="Data to Insight, from the Office for National Statistics and DfE",
    )
    return assembly.release(source, about, (date(2023, 4, 1), date(2024, 4, 1)))


def _edition(name: str, table: pa.Table) -> str:
    editions = table["edition"].unique().to_pylist()
    if len(editions) != 1:
        raise Refusal(f"{name} mixes editions of statistical neighbours. Nothing was read.")
    return str(editions[0])


def _month(edition: str) -> date:
    try:
        return date.fromisoformat(f"{edition}-01")
    except ValueError:
        raise Refusal(
            f"“{edition}” is not an edition of statistical neighbours such as 2025-05."
        ) from None


def _pairs(table: pa.Table, edition: str, doubts: Doubts) -> pa.Table:
    own = _recognised(table, "old_la_code", "la_name")
    neighbours = _recognised(table, "neighbour_old_la_code", "neighbour_name")
    ranks = [_rank(number, str(said)) for number, said in enumerate(table["rank"].to_pylist())]
    plain = PlainTable(f"neighbours_{edition}", lambda row: own[row].published_name)
    for column, found in (("la_name", own), ("neighbour_name", neighbours)):
        _doubt_areas(plain, column, found, doubts)
    times = Counter((area.code, rank) for area, rank in zip(own, ranks, strict=True))
    repeated = [times[area.code, rank] > 1 for area, rank in zip(own, ranks, strict=True)]
    said = ("an authority has two neighbours of one rank.", "Found by counting ranks.")
    doubts.add_plain(DoubtKind.REPEATED_ROW, plain, "rank", np.array(repeated), said)
    return pa.table(
        {
            "edition": table["edition"],
            "area_code": pa.array([area.code or None for area in own], pa.string()),
            "area_name": [area.name for area in own],
            "rank": pa.array(ranks, pa.int32()),
            "neighbour_code": pa.array([area.code or None for area in neighbours], pa.string()),
            "neighbour_name": [area.name for area in neighbours],
            "closeness": table["closeness"],
        }
    )


def _rank(number: int, said: str) -> int:
    if not said.isdecimal():
        raise Refusal(
            f"Row {number + 2}: “{said}” is not the rank of a neighbour. Nothing was read."
        )
    return int(said)


def _doubt_areas(plain: PlainTable, column: str, found: list[Area], doubts: Doubts) -> None:
    unknown = np.array([not area.code for area in found])
    doubts.add_plain(
        DoubtKind.AREA_UNKNOWN, plain, column, unknown, ("the authority is not known.", _HOW)
    )
    swapped = np.array([bool(area.code and area.fault) for area in found])
    doubts.add_plain(
        DoubtKind.CODE_AND_NAME_DISAGREE, plain, column, swapped,
        ("the code is another authority’s, so the name was followed.", _HOW),
    )  # fmt: skip


def _authorities(table: pa.Table, doubts: Doubts) -> pa.Table:
    rows = table.to_pylist()
    known = [authority_of(row["new_la_code"]) or authority_of(row["old_la_code"]) for row in rows]
    plain = PlainTable("authorities", lambda row: str(rows[row]["la_name"]))
    doubts.add_plain(
        DoubtKind.AREA_UNKNOWN, plain, "new_la_code", np.array([one is None for one in known]),
        ("the codes are not known.", _HOW),
    )  # fmt: skip
    wrong = [
        one is not None and not _agrees(row["region_code"], row["region_name"], one.region_code)
        for row, one in zip(rows, known, strict=True)
    ]
    doubts.add_plain(
        DoubtKind.REGION_DISAGREES, plain, "region_code", np.array(wrong),
        ("the region’s code is not that of the authority’s region, so ours was kept.", _HOW),
    )  # fmt: skip
    regions = [one.region_code if one else None for one in known]
    columns = dict(zip(table.column_names, table.columns, strict=True))
    columns["area_code"] = pa.array([one.code if one else None for one in known], pa.string())
    columns["area_region_code"] = pa.array(regions, pa.string())
    names = [REGIONS[region] if region else None for region in regions]
    columns["area_region_name"] = pa.array(names, pa.string())
    return pa.table(columns)


def _agrees(code: str, name: str, region_code: str) -> bool:
    return code == region_code == region_of("", name)


def _recognised(table: pa.Table, code: str, name: str) -> list[Area]:
    pairs = zip(table[code].to_pylist(), table[name].to_pylist(), strict=True)
    return [recognise(Published(AUTHORITY, "", dfe, said, "", "")) for dfe, said in pairs]
