"""alongside data: published releases brought in, and listed."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import click

from alongside.config.commands.progress import spoken_bar
from alongside.config.installation import prepare
from alongside.config.operator import operator_anywhere
from alongside.measures.operations.published import Imported, import_release
from alongside.measures.operations.published_series import SeriesChange
from alongside.measures.published_list import NOTHING_YET, HeldRelease, held_codes, held_releases
from alongside.measures.words import DOUBT_KINDS
from alongside.web import clock
from alongside.web.writing import counted, day

MOST_SHOWN = 20
ALREADY = "Already imported, nothing doubled"
SHOWN_WHERE = (
    "They stand under Measures, Published releases, and beside each measure that says which of them counts "
    "the same."
)


@click.group("data", help="Published national figures: bring a release in, and list what is held.")
def command() -> None:
    prepare()


@command.command("import")
@click.argument("release", type=click.Path(path_type=Path))
def import_(*, release: Path) -> None:
    """Bring in RELEASE: a zip as published, a folder of its files, or one file. All of it or nothing.

    Which release it is, is found by what it holds: DfE's education, health and care plans, the SEND
    appeal rates, the local authority interactive tool, the statistical neighbours, the lookup of
    authorities, or ONS populations. Its tables are kept as Parquet; figures that are known here by a code
    are recorded, with the doubts that the checks found. The same release again changes nothing. Exit
    codes: 0 imported or held already, 1 refused.
    """  # fmt: skip
    with spoken_bar() as progress:
        done = import_release(
            actor=operator_anywhere(), at=clock.now(), path=release, progress=progress
        )
    for line in _lines(done):
        click.echo(line)


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def show(*, as_json: bool) -> None:
    """List the releases that are held, and the codes that have figures."""
    releases = held_releases()
    if as_json:
        told = {"releases": [_told(each) for each in releases], "codes": _codes()}
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
        return
    if not releases:
        click.echo(NOTHING_YET)
    for each in releases:
        click.echo(f"{each.title} ({each.publisher})")
        click.echo(
            f"  {each.period_words}; {counted(each.figure_count, 'figure,figures')}; "
            f"{counted(sum(each.doubts.values()), 'doubt,doubts')}; imported {day(each.imported_at)}"
        )
        click.echo(f"  SHA-256 {each.digest}")
    for held in held_codes():
        years = f"{held.first_from.year} to {(held.last_until - timedelta(days=1)).year}"
        click.echo(f"{held.code.code}\t{held.code.title}\t{held.area_count} areas\t{years}")


def _lines(done: Imported) -> Iterator[str]:
    yield f"{'Imported' if done.is_new else ALREADY}: {done.title}"
    yield f"SHA-256 {done.digest}"
    if done.is_new:
        yield from _read(done)
    for change in done.series:
        yield _series(change)


def _read(done: Imported) -> Iterator[str]:
    yield "Read:"
    for each in done.counts:
        left = f", {each.left_out_count:,} left out: {each.why}" if each.left_out_count else ""
        yield f"  {each.table}: {counted(each.read_count, 'row,rows')}{left}"
    yield from _left_out(done.left_out)
    yield from _kept(done)
    yield from _doubts(done.doubts)
    if done.figure_count:
        yield SHOWN_WHERE


def _kept(done: Imported) -> Iterator[str]:
    missing = f", {done.missing_count:,} missing with their reason" if done.missing_count else ""
    if done.figure_count or not done.neighbour_count:
        yield f"Kept: {counted(done.figure_count, 'figure,figures')}{missing}"
    if done.neighbour_count:
        yield f"Kept: {done.neighbour_count:,} statistical neighbours"


def _left_out(names: tuple[str, ...]) -> Iterator[str]:
    if names:
        more = f" and {len(names) - MOST_SHOWN} more" if len(names) > MOST_SHOWN else ""
        yield f"Not read: {', '.join(names[:MOST_SHOWN])}{more}"


def _doubts(doubts: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """By kind, each with its first sentence."""
    first: dict[str, str] = {}
    for kind, sentence in doubts:
        first.setdefault(kind, sentence)
    yield f"Doubts: {len(doubts)}" + (
        ", which stand beside the figures they touch" if doubts else ""
    )
    for kind, count in Counter(kind for kind, _ in doubts).most_common():
        yield f"  {DOUBT_KINDS[kind]}: {count}, such as: {first[kind]}"


def _series(change: SeriesChange) -> str:
    where = f"/{change.area_slug}/ {change.title}"
    if change.why_not:
        return f"Not brought up to date: {where}. {change.why_not}"
    return (
        f"Brought up to date: {where}: {counted(change.new_count, 'new figure,new figures')}, "
        f"{counted(change.corrected_count, 'correction,corrections')}"
    )


def _told(each: HeldRelease) -> dict[str, object]:
    return {
        "title": each.title,
        "publisher": each.publisher,
        "licence": each.licence,
        "periods": each.period_words,
        "sha256": each.digest,
        "imported_at": each.imported_at.isoformat(),
        "figures": each.figure_count,
        "doubts": dict(each.doubts),
        "folder": f"published/{each.folder}" if each.folder else None,
    }


def _codes() -> list[dict[str, object]]:
    return [
        {
            "code": held.code.code,
            "title": held.code.title,
            "unit": held.code.unit,
            "areas": held.area_count,
            "from": held.first_from.isoformat(),
            "until": held.last_until.isoformat(),
            "why": held.code.why,
        }
        for held in held_codes()
    ]
