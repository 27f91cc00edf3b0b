"""Reads DfE's "Education, health and care plans" releases: 2022, those since 2023, and extracts.

Which tables are there is found by their names and columns. A release with its data guidance must
hold every file that the guidance names; without it, it is an extract of whatever tables it has.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from alongside.exchange.releases.assembling import About, Assembly, covered
from alongside.exchange.releases.csv_tables import CsvText, read_csv_table, read_words
from alongside.exchange.releases.guidance import Guidance, read_guidance
from alongside.exchange.releases.hmcts import is_courts_table, read_courts_table
from alongside.exchange.releases.layouts import TableLayout
from alongside.exchange.releases.layouts_2022 import TABLES_2022
from alongside.exchange.releases.layouts_2025 import TABLES_2025, TABLES_2026
from alongside.exchange.releases.model import Progress, Release, ReleaseKind, SeriesBreak
from alongside.exchange.releases.sources import Source, stem
from alongside.kernel.refusals import Refusal

PUBLISHER = "Department for Education"
TITLE = "Education, health and care plans"
_OFFICERS = {"des_med_off", "des_clin_off", "des_so_care_off"}
_COLLECTION_CHANGED = SeriesBreak(
    date(2023, 1, 1),
    "From 2023 areas return each child’s record, before that they returned counts, so that "
    "figures before and after are made differently.",
)


@dataclass(frozen=True, slots=True)
class _Found:
    """The tables of a release, each with its layout, in the order of the layouts."""

    tables: tuple[tuple[CsvText, TableLayout], ...]
    others: tuple[str, ...]
    is_2022: bool


def read_ehc_plans(source: Source, texts: Mapping[str, CsvText], progress: Progress) -> Release:
    """``texts`` are the CSV files of the source by name, with their headings read."""
    guidance = _guidance(source)
    found = _find(texts)
    _check_complete(found, guidance)
    assembly = Assembly(progress, steps=len(found.tables) + 1)
    for text, layout in found.tables:
        assembly.step(f"Reading {text.name}")
        assembly.add(read_csv_table(text, layout))
    assembly.step("Reading supporting files")
    for name in found.others:
        _add_other(assembly, name, texts[name])
    covering = covered(list(assembly.frames.values()))
    return assembly.release(source, _about(guidance, covering, found), covering)


def is_ehc_plans(texts: Mapping[str, CsvText]) -> bool:
    known = {layout.name for layout in (*TABLES_2022, *TABLES_2025)}
    return any(stem(name) in known and _has_keys(text) for name, text in texts.items()) or any(
        _by_columns(text) for text in texts.values()
    )


def _has_keys(text: CsvText) -> bool:
    return "geographic_level" in text.headings


def _find(texts: Mapping[str, CsvText]) -> _Found:
    chosen: dict[str, tuple[CsvText, TableLayout]] = {}
    others = []
    for name, text in sorted(texts.items(), key=lambda item: (not _is_named(item[0]), item[0])):
        layout = _by_name(text) or _by_columns(text)
        if layout is None or layout.name in chosen:
            others.append(name)
        else:
            chosen[layout.name] = (text, layout)
    names_2022 = {layout.name for layout in TABLES_2022}
    old = [name for name in chosen if name in names_2022]
    new = [name for name in chosen if name not in names_2022]
    if old and new:
        raise Refusal(
            f"The files are of two releases: {old[0]}.csv is of 2022 and {new[0]}.csv of a later "
            "one. Choose one release."
        )
    return _Found(tuple(chosen[name] for name in sorted(chosen)), tuple(others), bool(old))


def _is_named(name: str) -> bool:
    return stem(name) in {layout.name for layout in (*TABLES_2022, *TABLES_2025)}


def _by_name(text: CsvText) -> TableLayout | None:
    """Of the layouts with the file's name, the one that fits best: it lacks the fewest columns and
    knows the most.
    """
    named = [
        layout for layout in (*TABLES_2022, *TABLES_2025, *TABLES_2026)
        if layout.name == stem(text.name)
    ]  # fmt: skip
    return min(
        named,
        key=lambda layout: (len(_lacking(text, layout)), -len(layout.figure_columns)),
        default=None,
    )


def _by_columns(text: CsvText) -> TableLayout | None:
    if not _has_keys(text):
        return None
    fitting = [
        layout for layout in (*TABLES_2022, *TABLES_2025, *TABLES_2026)
        if not _lacking(text, layout)
    ]  # fmt: skip
    names = {layout.name for layout in fitting}
    return fitting[0] if len(names) == 1 else None


def _lacking(text: CsvText, layout: TableLayout) -> set[str]:
    there = set(text.headings) | {heading.rsplit("_20", 1)[0] for heading in text.headings}
    return {*layout.figure_columns, *layout.breakdown_columns} - there


def _check_complete(found: _Found, guidance: Guidance | None) -> None:
    there = {layout.name for _, layout in found.tables}
    for name in guidance.files if guidance else ():
        if name not in there:
            raise Refusal(
                f"The release has no file {name}.csv, which its data guidance names. Nothing was "
                "read: download the whole release again."
            )


def _guidance(source: Source) -> Guidance | None:
    for name in source.named(".txt"):
        if "guidance" in stem(name):
            return read_guidance(source.parts[name]().decode("utf-8", "replace"))
    return None


def _about(guidance: Guidance | None, covering: tuple[date, date], found: _Found) -> About:
    year = guidance.reporting_year if guidance else str(_reporting_year(covering))
    extract = "" if guidance else " (extract)"
    return About(
        kind=ReleaseKind.EHC_PLANS,
        edition=year,
        title=f"{guidance.title if guidance else TITLE}, reporting year {year}{extract}",
        publisher=PUBLISHER,
        notes=guidance.notes if guidance else (),
        breaks=() if found.is_2022 else (_COLLECTION_CHANGED,),
    )


def _reporting_year(covering: tuple[date, date]) -> int:
    """The year of publication: that of the last January census or after the last whole year."""
    return covering[1].year


def _add_other(assembly: Assembly, name: str, text: CsvText) -> None:
    if is_courts_table(text):
        for read in read_courts_table(text):
            assembly.add(read)
    elif set(text.headings) >= _OFFICERS:
        assembly.add_table("sen2_dmo_dco", read_words(text))
    else:
        assembly.left_out.append(name)
