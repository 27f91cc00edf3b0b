"""Reads the SEND appeal rates: the courts' own table, or the tidy form of it.

Until 2024 every plan in force counted as a decision that could be appealed; the revised way counts
annual reviews that were decided. They are two figures and never one series.
"""

from collections.abc import Iterator, Mapping

import pyarrow as pa
import pyarrow.compute as pc

from alongside.exchange.releases.assembling import About, Assembly, covered
from alongside.exchange.releases.csv_tables import CsvText, ReadTable, read_csv_table
from alongside.exchange.releases.hmcts import is_courts_table, read_courts_table
from alongside.exchange.releases.layouts import TableLayout
from alongside.exchange.releases.layouts_appeals import (
    APPEALS,
    APPEALS_REVISED,
    RATE,
    REGISTERED,
)
from alongside.exchange.releases.model import Progress, Release, ReleaseKind
from alongside.exchange.releases.sources import Source
from alongside.kernel.refusals import Refusal

_METHOD = "method"
_SINCE_REVISED = 2024


def is_appeals(text: CsvText) -> bool:
    return is_courts_table(text) or {REGISTERED, RATE} <= set(text.headings)


def read_appeals(source: Source, texts: Mapping[str, CsvText], progress: Progress) -> Release:
    assembly = Assembly(progress, steps=len(texts))
    for name, text in texts.items():
        assembly.step(f"Reading {name}")
        for read in _tables(text):
            if read.name in assembly.frames:
                raise Refusal(
                    f"{source.name} holds two releases of the appeal rates. Import each file by "
                    f"itself: {'; '.join(sorted(texts))}."
                )
            assembly.add(read)
    covering = covered(list(assembly.frames.values()))
    about = About(
        kind=ReleaseKind.APPEAL_RATES,
        edition=f"{covering[0].year}_{covering[1].year - 1}",
        title=f"SEND appeal rates, {covering[0].year} to {covering[1].year - 1}",
        publisher="HM Courts and Tribunals Service and Department for Education",
    )
    return assembly.release(source, about, covering)


def _tables(text: CsvText) -> Iterator[ReadTable]:
    if is_courts_table(text):
        yield from read_courts_table(text)
        return
    headings = ["time_period" if heading == "year" else heading for heading in text.headings]
    tidy = CsvText(text.name, text.data, headings, text.repeated)
    if _METHOD not in headings:
        yield read_csv_table(tidy, _without_method(tidy))
        return
    whole = read_csv_table(tidy, _with_method(APPEALS))
    is_revised = pc.starts_with(pc.cast(whole.table[_METHOD], pa.string()), "revised")
    for layout, rows in ((APPEALS, pc.invert(is_revised)), (APPEALS_REVISED, is_revised)):
        table = whole.table.filter(rows).combine_chunks()
        if table.num_rows:
            yield ReadTable(layout.name, table, layout, whole.repeated, whole.left_out)


def _with_method(layout: TableLayout) -> TableLayout:
    return TableLayout(
        layout.name, layout.timing, layout.indicators, topic="", breakdown="", texts=(_METHOD,)
    )


def _without_method(text: CsvText) -> TableLayout:
    """A file that does not say is of the revised way when it begins with it."""
    years = read_csv_table(text, APPEALS).table["time_period"].to_pylist()
    is_revised = min(years) >= str(_SINCE_REVISED)
    return APPEALS_REVISED if is_revised else APPEALS
