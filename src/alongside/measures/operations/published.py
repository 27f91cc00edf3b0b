"""Bringing a published release in: its tables kept, the figures of mapped codes as rows, and every
series that is made of them brought up to date. All of it or nothing.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from django.db import IntegrityError, transaction

from alongside.exchange.releases import Release, TableCount, read_release
from alongside.exchange.releases.authorities import ENGLAND, REGIONS, authorities
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.measures import perms
from alongside.measures.models import (
    Neighbour,
    PublishedArea,
    PublishedFigure,
    PublishedRelease,
)
from alongside.measures.operations.published_series import SeriesChange, bring_up_to_date
from alongside.measures.published_store import written_tables
from alongside.measures.releasing import (
    NewNeighbour,
    NewPublished,
    NewRelease,
    Said,
    kept_words,
    mapped_figures,
    marked_later,
    new_release,
    order_of,
)
from alongside.web import clock
from alongside.web.clock import london_day

Progress = Callable[[str, int, int], None]
SUBJECT = "measures.release"
_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a release. ``is_new`` is False for one that was here already, as this very file or
    as another that gives all of its figures; then only series that did not have them yet were changed.
    """

    title: str
    digest: str
    is_new: bool
    counts: tuple[TableCount, ...]
    left_out: tuple[str, ...]
    doubts: tuple[tuple[str, str], ...]
    figure_count: int
    missing_count: int
    neighbour_count: int
    series: tuple[SeriesChange, ...]


def import_release(*, actor: Actor, at: datetime, path: Path, progress: Progress) -> Imported:
    """Reads the release at ``path``, a zip, a folder or a file. Raises Refusal with a sentence, and
    then nothing of it is kept.
    """
    actor.check_may(perms.IMPORT)
    release = read_release(path, progress=lambda words, done, of: progress(words, done, 2 * of))
    figures = mapped_figures(release)
    if release.period_until > london_day(at):
        figures = marked_later(release, figures, before=_said_by(london_day(at)))
    held = _held(release, figures)
    if held is not None:
        changes = bring_up_to_date(actor=actor, at=at, codes=_codes_of(held))
        return _imported(release, held, changes, is_new=False)
    try:
        made, changes = _kept_whole(actor, at, (release, figures), progress)
    except IntegrityError:
        raise Refusal(
            "This release was being imported elsewhere at the same time. Nothing was recorded here: "
            "try again."
        ) from None
    progress("Finished", 10, 10)
    return _imported(release, made, changes, is_new=True)


def _said_by(on: date) -> frozenset[Said]:
    """Every figure of the releases that had come out by then."""
    rows = PublishedFigure.objects.filter(release__published_order__lte=int(f"{on:%Y%m%d}"))
    return frozenset(
        rows.values_list("code", "area_code", "period_from", "value", "numerator").iterator()
    )


def _held(release: Release, figures: tuple[NewPublished, ...]) -> PublishedRelease | None:
    """The very file, or one of its kind and year that gives every figure of it already: the same release,
    read as a zip and again as a folder. Where a figure differs it is published anew.
    """
    held = PublishedRelease.objects.filter(digest=release.sha256).first()
    if held is not None or not figures:
        return held
    alike = PublishedRelease.objects.filter(
        kind=str(release.kind), published_order=order_of(release), title=release.title
    )
    return next((each for each in alike if _gives_all(each, figures)), None)


def _gives_all(held: PublishedRelease, figures: tuple[NewPublished, ...]) -> bool:
    told = held.figures.values_list(
        "code", "area_code", "period_from", "period_until", "value", "numerator", "denominator"
    )
    wanted = {
        (e.code, e.area_code, e.period_from, e.period_until, e.value, e.numerator, e.denominator)
        for e in figures
        if e.value is not None
    }
    return wanted <= set(told)


def _kept_whole(
    actor: Actor,
    at: datetime,
    read: tuple[Release, tuple[NewPublished, ...]],
    progress: Progress,
) -> tuple[PublishedRelease, tuple[SeriesChange, ...]]:
    release, figures = read
    progress("Keeping the tables", 5, 10)
    with written_tables(release) as kept, transaction.atomic():
        new = replace(
            new_release(release, figures, folder=kept.folder.name, files=kept.files),
            imported_at=clock.real(at),
        )
        progress("Recording the figures", 7, 10)
        made = record_published(actor=actor, at=at, new=new)
        progress("Bringing series up to date", 9, 10)
        changes = bring_up_to_date(actor=actor, at=at, codes=_codes_of(made))
        kept.put_in_place()
    return made, changes


@transaction.atomic
def record_published(*, actor: Actor, at: datetime, new: NewRelease) -> PublishedRelease:
    """The rows of one release: the only way in which published figures are written.

    Raises Refusal when the release is here already, or when it gives an authority other neighbours
    than are held of the same edition.
    """
    actor.check_may(perms.IMPORT)
    if PublishedRelease.objects.filter(digest=new.digest).exists():
        raise Refusal(f"“{new.title}” is imported already.")
    _keep_areas()
    made = _release_row(actor, at, new)
    _keep_figures(made, new)
    _keep_neighbours(new.neighbours)
    record(
        actor=actor,
        at=at,
        verb="measures.import_release",
        subject=SUBJECT,
        subject_ref=str(made.pk),
        detail={
            "title": made.title,
            "sha256": made.digest,
            "figures": len(new.figures),
            "neighbours": len(new.neighbours),
            "doubts": len(new.doubts),
        },
    )
    return made


def _release_row(actor: Actor, at: datetime, new: NewRelease) -> PublishedRelease:
    return PublishedRelease.objects.create(
        kind=new.kind,
        title=new.title,
        publisher=new.publisher,
        licence=new.licence,
        period_words=new.period_words,
        published_order=new.published_order,
        digest=new.digest,
        kept_as=json.dumps(new.kept_as, ensure_ascii=False),
        doubts=kept_words(new.doubts),
        imported_at=new.imported_at or at,
        imported_by=actor.name,
    )


def _keep_areas() -> None:
    """Every authority, region and England by the code that it goes by; names are kept up to date."""
    wanted = {place.code: place for place in _all_areas()}
    held = {place.code: place for place in PublishedArea.objects.all()}
    PublishedArea.objects.bulk_create(place for code, place in wanted.items() if code not in held)
    fields = ("dfe_code", "name", "level", "region_code")
    changed = []
    for code, place in wanted.items():
        before = held.get(code)
        if before and any(getattr(before, name) != getattr(place, name) for name in fields):
            place.pk = before.pk
            changed.append(place)
    PublishedArea.objects.bulk_update(changed, fields)


def _all_areas() -> Iterable[PublishedArea]:
    yield PublishedArea(code=ENGLAND, name="England", level="england")
    for code, name in REGIONS.items():
        yield PublishedArea(code=code, name=name, level="region")
    for each in authorities().values():
        yield PublishedArea(
            code=each.code,
            dfe_code=each.dfe_code,
            name=each.name,
            level="authority",
            region_code=each.region_code,
        )


def _keep_figures(release: PublishedRelease, new: NewRelease) -> None:
    PublishedFigure.objects.bulk_create(
        (
            PublishedFigure(
                release=release,
                code=each.code,
                area_code=each.area_code,
                period_from=each.period_from,
                period_until=each.period_until,
                numerator=each.numerator,
                denominator=each.denominator,
                value=each.value,
                missing=each.missing,
                doubt=each.doubt,
            )
            for each in new.figures
        ),
        batch_size=_BATCH,
    )


def _keep_neighbours(new: tuple[NewNeighbour, ...]) -> None:
    """Of an authority and edition that is held already only the same again is accepted."""
    editions = {each.edition for each in new}
    held = {
        (row.edition, row.area_code, row.rank): row.neighbour_code
        for row in Neighbour.objects.filter(edition__in=editions)
    }
    for each in new:
        before = held.get((each.edition, each.area_code, each.rank), each.neighbour_code)
        if before != each.neighbour_code:
            raise Refusal(
                f"The statistical neighbours of {each.edition} are here already and differ from "
                "these. Nothing was imported: check which file is right."
            )
    Neighbour.objects.bulk_create(
        (
            Neighbour(
                area_code=each.area_code,
                neighbour_code=each.neighbour_code,
                rank=each.rank,
                edition=each.edition,
            )
            for each in new
            if (each.edition, each.area_code, each.rank) not in held
        ),
        batch_size=_BATCH,
    )


def _codes_of(release: PublishedRelease) -> tuple[str, ...]:
    return tuple(release.figures.order_by("code").values_list("code", flat=True).distinct())


def _imported(
    release: Release, kept: PublishedRelease, changes: tuple[SeriesChange, ...], *, is_new: bool
) -> Imported:
    return Imported(
        title=kept.title,
        digest=kept.digest,
        is_new=is_new,
        counts=release.counts,
        left_out=release.left_out,
        doubts=tuple((str(doubt.kind), doubt.sentence) for doubt in release.doubts),
        figure_count=kept.figures.exclude(value=None).count(),
        missing_count=kept.figures.filter(value=None).count(),
        neighbour_count=sum(
            table.num_rows
            for name, table in release.tables.items()
            if name.startswith("neighbours_")
        ),
        series=changes,
    )
