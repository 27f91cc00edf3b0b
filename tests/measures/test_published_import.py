"""A published release is brought in whole or not at all, once, and series made of it follow it."""

import zipfile
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings

from alongside.config.operator import operator_anywhere
from alongside.jobs.models import Job
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.models import LedgerEntry
from alongside.measures import published, queries
from alongside.measures.codes import Better, Kind, Origin
from alongside.measures.models import (
    Figure,
    Measure,
    Neighbour,
    PublishedArea,
    PublishedFigure,
    PublishedRelease,
    Series,
)
from alongside.measures.operations import NewBasis, NewFigure, enter_figure
from alongside.measures.operations.published import Imported, import_release
from alongside.measures.published_store import root
from alongside.measures.queries.releases import published_as
from alongside.web import clock
from tests.exchange.releases.making import (
    Row,
    folder,
    placed,
    region_codes,
    requested,
    requests,
    residential,
    text,
)
from tests.measures.factories import make_measure, make_series
from tests.plan.factories import Place, make_place

pytestmark = pytest.mark.django_db
AT = datetime(2026, 7, 1, 9, 0, tzinfo=UTC)
YORK, LEEDS, YORKSHIRE = "E06000014", "E08000035", "E12000003"
REFUSED = "requests_refused"
ALL = "All requests for EHC needs assessments"
IMPORTED = NewBasis(source="Department for Education", origin=Origin.IMPORTED, counted_as=REFUSED)


@pytest.fixture
def york() -> Place:
    place = make_place()
    place.area.dfe_code = "816"
    place.area.save()
    return place


def release(path: Path, *rows: Row) -> Path:
    path.mkdir(parents=True, exist_ok=True)
    return folder(path / "release", {"requests.csv": requests(rows)})


def bring(path: Path) -> Imported:
    return import_release(
        actor=operator_anywhere(), at=AT, path=path, progress=lambda words, done, total: None
    )


def refusing(count: int, period: str = "2024") -> Row:
    """York's hundred requests of a year, so many of them refused, that add up."""
    agreed = str(90 - count)
    return requested(
        YORK,
        period,
        requests_decided_not_to_assess=str(count),
        requests_decided_to_assess=agreed,
        request_not_assess_pc=str(count),
        request_assess_pc=agreed,
    )


def held(code: str = REFUSED, area: str = YORK) -> PublishedFigure:
    return PublishedFigure.objects.get(code=code, area_code=area)


def counted_as_refused(place: Place, **changes: object) -> tuple[Measure, Series]:
    """A measure of the share of requests refused, counted as the published figures count it."""
    measure = make_measure(
        place,
        code="REF",
        title="Requests refused",
        kind=Kind.HOW_WELL,
        better=Better.LOWER,
        every_months=12,
        published_code=REFUSED,
        **changes,
    )
    return measure, make_series(place, measure, IMPORTED)


def standing(series: Series) -> list[tuple[int, int | None, int | None]]:
    rows = series.figures.filter(corrected_by_figure=None).order_by("period_from")
    return [(row.period_from.year, row.numerator, row.denominator) for row in rows]


def everything() -> list[int]:
    return [
        PublishedRelease.objects.count(),
        PublishedFigure.objects.count(),
        Neighbour.objects.count(),
        LedgerEntry.objects.count(),
    ]


def kept_folders() -> set[str]:
    """Everything under the folder of releases, whole or half written."""
    return {str(path.relative_to(root())) for path in root().glob("**/*") if path.is_file()}


def test_figures_of_known_codes_become_rows_and_the_tables_are_kept(tmp_path: Path) -> None:
    done = bring(release(tmp_path, requested(YORK), requested("England")))
    assert (held().value, held().numerator, held().denominator) == (Decimal("30.0000"), 30, 100)
    assert held("requests").value == 100
    assert not PublishedFigure.objects.filter(code="requests_agreed").exists()
    assert [(each.table, each.read_count) for each in done.counts] == [("requests", 2)]
    kept = {path.name.partition("-")[0] for path in (root() / done.digest).iterdir()}
    assert kept == {"requests", "figures", "doubts"}
    assert (root() / done.digest).is_relative_to(settings.HOME)
    event = LedgerEntry.objects.get(verb="measures.import_release")
    assert event.detail.words["facts"]["sha256"] == done.digest


def test_every_area_is_known_by_one_code_with_its_region(tmp_path: Path) -> None:
    bring(release(tmp_path, requested(YORK)))
    york = PublishedArea.objects.get(code=YORK)
    assert (york.dfe_code, york.name, york.region_code) == ("816", "York", YORKSHIRE)
    assert PublishedArea.objects.filter(level="england").count() == 1


def test_the_same_release_again_is_held_already_and_nothing_is_doubled(tmp_path: Path) -> None:
    first = bring(release(tmp_path, requested(YORK)))
    before = everything()
    again = bring(release(tmp_path, requested(YORK)))
    assert (first.is_new, again.is_new) == (True, False)
    assert (everything(), again.figure_count) == (before, first.figure_count)


@pytest.mark.both_engines
def test_what_is_refused_half_way_leaves_nothing(tmp_path: Path) -> None:
    """The neighbours differ from those that are held, which is found after rows were written."""
    columns = (
        "edition", "old_la_code", "la_name", "rank", "neighbour_old_la_code", "neighbour_name",
        "closeness",
    )  # fmt: skip
    york = {"edition": "2025-05", "old_la_code": "816", "la_name": "York", "rank": "1"}
    leeds = york | {"neighbour_old_la_code": "383", "neighbour_name": "Leeds"}
    hull = york | {"neighbour_old_la_code": "810", "neighbour_name": "Hull"}
    bring(folder(tmp_path / "one", {"n.csv": text(columns, [leeds])}))
    before, folders = everything(), kept_folders()
    with pytest.raises(Refusal, match="differ from these"):
        bring(folder(tmp_path / "two", {"n.csv": text(columns, [hull])}))
    assert (everything(), kept_folders()) == (before, folders)
    assert published.neighbours_of(YORK).codes == (LEEDS,)


@pytest.mark.both_engines
def test_a_release_is_imported_with_its_rows_and_its_series(york: Place, tmp_path: Path) -> None:
    _, series = counted_as_refused(york)
    done = bring(release(tmp_path, refusing(30)))
    assert standing(series) == [(2024, 30, 100)]
    assert [(each.area_slug, each.new_count) for each in done.series] == [("york", 1)]


def test_a_release_that_cannot_be_read_leaves_nothing(tmp_path: Path) -> None:
    folders = kept_folders()
    path = release(tmp_path, requested(YORK))
    (path / "requests.csv").write_text("time_period,geographic_level\n2024,National\n")
    with pytest.raises(Refusal):
        bring(path)
    assert (PublishedRelease.objects.count(), kept_folders()) == (0, folders)


def test_what_is_missing_keeps_its_reason_and_is_never_nought(tmp_path: Path) -> None:
    unknown = dict.fromkeys(
        ("requests_received_in_year", "requests_decided_not_to_assess", "request_not_assess_pc"),
        "x",
    )
    bring(release(tmp_path, requested(YORK, **unknown), requested(LEEDS)))
    assert (held().value, held().missing) == (None, "not available")
    assert (held("requests").value, held("requests").missing) == (None, "not available")


def test_a_share_of_nothing_says_so(tmp_path: Path) -> None:
    nothing = dict.fromkeys(("requests_received_in_year", "requests_decided_not_to_assess"), "0")
    bring(release(tmp_path, requested(YORK, **nothing, request_not_assess_pc="0")))
    assert (held().value, held().missing) == (None, "no cases")


def test_a_percentage_that_is_missing_is_worked_out_from_its_counts(tmp_path: Path) -> None:
    bring(release(tmp_path, requested(YORK, request_not_assess_pc="x")))
    assert (held().value, held().missing) == (Decimal("30.0000"), "")


def test_what_the_checks_doubt_stands_beside_the_figure(tmp_path: Path) -> None:
    wrong = requested(YORK, request_not_assess_pc="55")
    bring(release(tmp_path, wrong, requested(LEEDS)))
    assert held().value == 30
    assert held().doubt.startswith("The published percentage is not what its counts give")
    assert held("requests").doubt == ""
    assert held(area=LEEDS).doubt == ""


def test_the_total_of_a_region_in_each_authority_is_marked(tmp_path: Path) -> None:
    places = (*region_codes(YORKSHIRE), YORKSHIRE)
    table = residential([placed(place, 20, 40) for place in places])
    bring(folder(tmp_path / "r", {"residential_settings.csv": table}))
    found = held("residential_placements")
    assert found.value == 60
    assert found.doubt.startswith("The release gives this authority the total of its region.")


def test_a_january_census_is_kept_as_its_month(tmp_path: Path) -> None:
    table = residential([placed(YORK, 1, 2)])
    bring(folder(tmp_path / "r", {"residential_settings.csv": table}))
    found = held("residential_placements")
    assert (found.period_from, found.period_until) == (date(2025, 1, 1), date(2025, 2, 1))


@pytest.mark.parametrize("later_first", [True, False], ids=["later first", "earlier first"])
def test_a_later_edition_wins_whichever_came_in_first(
    york: Place, tmp_path: Path, later_first: bool
) -> None:
    _, series = counted_as_refused(york)
    earlier = release(tmp_path / "a", refusing(30))
    later = release(tmp_path / "b", refusing(20), refusing(25, "2025"))
    for path in (later, earlier) if later_first else (earlier, later):
        bring(path)
    found = published.published_figures(REFUSED, [YORK])
    assert [(each.period_from.year, each.numerator) for each in found] == [(2024, 20), (2025, 25)]
    assert standing(series) == [(2024, 20, 100), (2025, 25, 100)]


def test_a_figure_that_is_published_anew_is_a_correction(york: Place, tmp_path: Path) -> None:
    _, series = counted_as_refused(york)
    bring(release(tmp_path / "a", refusing(30)))
    done = bring(release(tmp_path / "b", refusing(20), refusing(25, "2025")))
    assert [(each.new_count, each.corrected_count) for each in done.series] == [(1, 1)]
    first, anew = series.figures.filter(period_from=date(2024, 1, 1)).order_by("id")
    assert (first.numerator, anew.numerator, anew.corrects) == (30, 20, first)
    assert anew.note == f"Published anew in “{done.title}”. Before it was 30.0% (30 of 100)."
    assert done.digest in anew.made_from
    event = LedgerEntry.objects.filter(verb="measures.import_figures").latest("seq")
    assert (event.area_id, event.subject_ref) == (york.area.pk, series.ref)


def test_the_same_figure_in_a_later_edition_writes_nothing(york: Place, tmp_path: Path) -> None:
    _, series = counted_as_refused(york)
    bring(release(tmp_path / "a", refusing(30)))
    done = bring(release(tmp_path / "b", refusing(30), refusing(25, "2025")))
    assert [(each.new_count, each.corrected_count) for each in done.series] == [(1, 0)]
    assert series.figures.count() == 2


def test_a_figure_that_is_no_longer_published_stays(york: Place, tmp_path: Path) -> None:
    _, series = counted_as_refused(york)
    bring(release(tmp_path / "a", refusing(30)))
    gone = requested(YORK, requests_decided_not_to_assess="x", request_not_assess_pc="x")
    bring(release(tmp_path / "b", gone, refusing(25, "2025")))
    assert standing(series) == [(2024, 30, 100), (2025, 25, 100)]


def test_a_figure_outside_the_plausible_range_is_kept_with_its_doubt(
    york: Place, tmp_path: Path
) -> None:
    _, series = counted_as_refused(york, plausible_from=Decimal(0), plausible_until=Decimal(10))
    bring(release(tmp_path, refusing(30) | {"request_not_assess_pc": "55"}))
    kept = series.figures.get()
    assert kept.value == 30
    assert kept.doubt.startswith("The published percentage is not what its counts give")


def test_figures_entered_by_hand_are_left_alone(york: Place, tmp_path: Path) -> None:
    measure = make_measure(york, code="REF", every_months=12, published_code=REFUSED)
    series = make_series(york, measure)
    enter_figure(
        actor=york.officer,
        at=AT,
        series_ref=series.ref,
        new=NewFigure(date(2024, 1, 1), date(2025, 1, 1), numerator=7, denominator=9),
    )
    assert bring(release(tmp_path, refusing(30))).series == ()
    assert standing(series) == [(2024, 7, 9)]


def test_a_series_that_becomes_imported_later_gets_its_figures_from_the_release_again(
    york: Place, tmp_path: Path
) -> None:
    bring(release(tmp_path, refusing(30)))
    _, series = counted_as_refused(york)
    again = bring(release(tmp_path, refusing(30)))
    assert (again.is_new, standing(series)) == (False, [(2024, 30, 100)])


def test_a_series_that_counts_something_else_is_named_and_left(york: Place, tmp_path: Path) -> None:
    _, series = counted_as_refused(york, unit="requests")
    done = bring(release(tmp_path, refusing(30)))
    assert [each.why_not for each in done.series] == [
        "The series counts requests and the published figures percent."
    ]
    assert not series.figures.exists()


def test_an_area_without_a_known_code_is_named(tmp_path: Path) -> None:
    counted_as_refused(make_place())
    done = bring(release(tmp_path, refusing(30)))
    assert [each.why_not for each in done.series] == [
        "The area has no DfE code that published figures know."
    ]


def test_readings_that_stand_beside_such_figures_are_made_again(
    york: Place, tmp_path: Path
) -> None:
    make_measure(york, code="REF", published_code=REFUSED)
    Job.objects.all().delete()
    bring(release(tmp_path, refusing(30)))
    assert list(Job.objects.values_list("name", flat=True)) == ["measures.refresh"]


def test_nobody_but_the_operator_brings_a_release_in(york: Place, tmp_path: Path) -> None:
    path = release(tmp_path, refusing(30))
    with pytest.raises(Hidden):
        import_release(
            actor=york.officer, at=AT, path=path, progress=lambda words, done, total: None
        )
    assert not PublishedRelease.objects.exists()


def test_an_imported_figure_cannot_be_corrected_by_hand(york: Place, tmp_path: Path) -> None:
    _, series = counted_as_refused(york)
    bring(release(tmp_path, refusing(30)))
    new = NewFigure(date(2023, 1, 1), date(2024, 1, 1), numerator=7, denominator=9)
    with pytest.raises(Refusal, match="not entered by hand"):
        enter_figure(actor=york.officer, at=AT, series_ref=series.ref, new=new)
    page = queries.series_page(york.officer, series.ref)
    assert [each.entered_by for each in page.figures] == [""]
    assert Figure.objects.visible_to(york.officer).count() == 1


def zipped(path: Path) -> Path:
    """The files of a folder as one archive."""
    packed = path.with_suffix(".zip")
    with zipfile.ZipFile(packed, "w") as archive:
        for each in sorted(path.iterdir()):
            archive.write(each, each.name)
    return packed


def test_the_folder_of_a_release_that_came_as_a_zip_is_the_same_release(tmp_path: Path) -> None:
    path = release(tmp_path, requested(YORK), requested("England"))
    first = bring(zipped(path))
    before, folders = everything(), kept_folders()
    again = bring(path)
    assert (again.is_new, again.digest) == (False, first.digest)
    assert (everything(), kept_folders()) == (before, folders)


def test_a_part_of_a_release_that_is_held_whole_is_not_another_one(tmp_path: Path) -> None:
    first = bring(release(tmp_path, requested(YORK), requested("England")))
    again = bring(release(tmp_path / "part", requested(YORK)))
    assert (again.is_new, again.digest) == (False, first.digest)


def test_a_release_of_the_same_year_with_another_figure_is_published_anew(tmp_path: Path) -> None:
    bring(release(tmp_path, refusing(30)))
    again = bring(release(tmp_path / "anew", refusing(25)))
    assert again.is_new
    assert PublishedRelease.objects.count() == 2


def test_an_import_into_a_demonstration_keeps_its_real_day_and_says_what_is_later(
    york: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The day of the demonstration lies before the releases that it may hold."""
    monkeypatch.setattr(clock, "moved_by", lambda: timedelta(days=-1400))
    at = AT - timedelta(days=1400)
    import_release(
        actor=operator_anywhere(),
        at=at,
        path=release(tmp_path, refusing(30)),
        progress=lambda words, done, total: None,
    )
    assert PublishedRelease.objects.get().imported_at == AT
    assert held().doubt.startswith("Published in 2025, after the day of this demonstration.")


def test_a_figure_that_came_out_before_keeps_its_first_year_in_a_demonstration(
    york: Place, tmp_path: Path
) -> None:
    before, day = AT - timedelta(days=1000), AT - timedelta(days=600)
    for at, path in (
        (before, release(tmp_path / "a", refusing(30, "2022"))),
        (day, release(tmp_path / "b", refusing(30, "2022"), refusing(20, "2024"))),
    ):
        actor = operator_anywhere()
        import_release(actor=actor, at=at, path=path, progress=lambda words, done, total: None)
    found = published.published_figures(REFUSED, [YORK])
    doubts = {each.period_from.year: each.doubt for each in found}
    assert "demonstration" not in doubts[2022]
    assert doubts[2024].startswith("Published in 2025, after the day of this demonstration.")


@pytest.mark.parametrize("later_first", [True, False], ids=["later first", "earlier first"])
def test_the_first_release_that_gave_a_figure_stays_named_whichever_came_in_first(
    york: Place, tmp_path: Path, later_first: bool
) -> None:
    """On the day of this demonstration the release up to 2022 was out and the one up to 2024 was not."""
    _, series = counted_as_refused(york)
    day = AT - timedelta(days=600)
    earlier = release(tmp_path / "a", refusing(30, "2022"))
    later = release(tmp_path / "b", refusing(30, "2022"), refusing(20, "2024"))
    for path in (later, earlier) if later_first else (earlier, later):
        actor = operator_anywhere()
        import_release(actor=actor, at=day, path=path, progress=lambda words, done, total: None)
    first, last = PublishedRelease.objects.order_by("published_order")
    told = {e.period_from.year: e for e in published.published_figures(REFUSED, [YORK])}
    assert (told[2022].digest, told[2022].doubt) == (first.digest, "")
    assert told[2024].digest == last.digest
    assert told[2024].doubt.startswith("Published in 2025, after the day of this demonstration.")
    kept = {row.period_from.year: row for row in series.figures.filter(corrected_by_figure=None)}
    assert (first.digest in kept[2022].made_from, kept[2022].doubt) == (True, "")
    assert kept[2024].doubt.startswith("Published in 2025")
    again = published_as(york.officer, kept[2022])
    assert again is not None
    assert (again.release.ref, again.is_same) == (first.digest, True)


def test_a_part_above_its_whole_is_no_figure_and_says_why(york: Place, tmp_path: Path) -> None:
    bring(
        release(tmp_path, requested(YORK, requests_decided_not_to_assess="9999"), requested(LEEDS))
    )
    found = held()
    assert (found.value, found.numerator, found.missing) == (
        None,
        None,
        "not possible as published",
    )
    assert "More are counted than there are." in found.doubt
    assert held(area=LEEDS).value == 30


def test_a_release_that_came_out_before_says_nothing_of_a_demonstration(tmp_path: Path) -> None:
    bring(release(tmp_path, refusing(30)))
    assert "demonstration" not in held().doubt
    assert PublishedRelease.objects.get().imported_at == AT
