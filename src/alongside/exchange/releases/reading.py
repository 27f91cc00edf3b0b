"""Finds out by content which release a file or folder is, and reads it whole or not at all."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pyarrow as pa

from alongside.exchange.limits import Limits
from alongside.exchange.problems import TableRefused
from alongside.exchange.releases.appeals import is_appeals, read_appeals
from alongside.exchange.releases.csv_tables import CsvText, open_csv
from alongside.exchange.releases.ehc_plans import is_ehc_plans, read_ehc_plans
from alongside.exchange.releases.lait import is_lait, read_lait
from alongside.exchange.releases.model import Progress, Release
from alongside.exchange.releases.pairs import is_lookup, is_neighbours, read_lookup, read_neighbours
from alongside.exchange.releases.population import is_population, read_population
from alongside.exchange.releases.sources import RELEASE, Source, open_source
from alongside.kernel.refusals import Refusal

EXPECTED = (
    "It can be DfE’s release on education, health and care plans: the zip as published, or a "
    "folder of its CSV files. Or it is one of the tables on SEND appeals, statistical neighbours or "
    "local authorities, or the Parquet file of the local authority interactive tool. Or it is ONS mid-year "
    "populations of upper-tier authorities by single year of age."
)

_SHOWN = 4
_KINDS = (
    (is_appeals, read_appeals),
    (is_neighbours, read_neighbours),
    (is_lookup, read_lookup),
    (is_population, read_population),
)


def read_release(path: Path, *, progress: Progress, limits: Limits = RELEASE) -> Release:
    """Raises Refusal with one sentence when it is none of the known releases or is damaged."""
    progress(f"Opening {path.name}", 0, 1)
    source = open_source(path, limits=limits)
    try:
        return _read(source, progress)
    except TableRefused as refused:
        raise Refusal(refused.problems[0].sentence) from None
    except pa.ArrowException as error:
        words = str(error).splitlines()[0][:200]
        raise Refusal(f"{source.name} is damaged: {words}. Nothing was read.") from None


def _read(source: Source, progress: Progress) -> Release:
    if is_lait(source):
        return read_lait(source, progress)
    texts = {name: open_csv(name, source.parts[name]()) for name in source.named(".csv")}
    if is_ehc_plans(texts):
        return read_ehc_plans(source, texts, progress)
    return _read_single(source, texts, progress)


def _read_single(source: Source, texts: Mapping[str, CsvText], progress: Progress) -> Release:
    """The releases that are one file, or a few of one kind. A file beside them that nobody can read is
    named and left out.
    """
    by_kind = {
        read: fitting
        for is_kind, read in _KINDS
        if (fitting := {name: text for name, text in texts.items() if is_kind(text)})
    }
    if len(by_kind) > 1:
        groups = "; ".join(" with ".join(sorted(fitting)[:_SHOWN]) for fitting in by_kind.values())
        raise Refusal(
            f"{source.name} holds files of different releases. Import each by itself: {groups}."
        )
    for read, fitting in by_kind.items():
        made = read(source, fitting, progress)
        return replace(made, left_out=(*made.left_out, *sorted(set(texts) - set(fitting))))
    headings = ", ".join(next(iter(texts.values())).headings[:6]) if texts else ""
    hint = f" Its first columns are: {headings}." if headings else ""
    raise Refusal(f"{source.name} is not a release that is read here.{hint} {EXPECTED}")
