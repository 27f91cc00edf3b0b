"""A figure is followed to the release that gives it: its file, its table, and what is in doubt."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from alongside.config.operator import operator_anywhere
from alongside.exchange.releases import DoubtKind
from alongside.measures import operations, work
from alongside.measures.codes import Kind, Origin, Release
from alongside.measures.models import Figure, Measure, PublishedRelease, Series
from alongside.measures.operations import NewFigure, SeriesDetails
from alongside.measures.operations.published import record_published
from alongside.measures.pages.releases import HOW_MORE
from alongside.measures.releasing import NewPublished, NewRelease
from alongside.measures.words import DOUBT_KINDS
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.factories import definition, make_measure, make_series
from tests.measures.publishing import BESIDE, CODE, ENGLAND, YORK, in_york, publish
from tests.plan.factories import Place, make_place

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
SAME, OTHER = (121, 192), (100, 192)


@pytest.fixture(autouse=True)
def june_2025(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())


@pytest.fixture
def place(db: None) -> Place:
    made = make_place()
    in_york(made)
    return made


def counted(place: Place, pair: tuple[int, int] = SAME, *, release: Release) -> Figure:
    """The year 2021, entered by hand, of a measure that national figures count too."""
    measure = make_measure(
        place, kind=Kind.HOW_WELL, every_months=12, published_code=CODE, release=release
    )
    return operations.enter_figure(
        actor=place.officer,
        at=NOW,
        series_ref=make_series(place, measure).ref,
        new=NewFigure(date(2021, 1, 1), date(2022, 1, 1), numerator=pair[0], denominator=pair[1]),
    )


def held() -> PublishedRelease:
    return PublishedRelease.objects.get()


def test_a_release_says_its_real_day_where_the_demonstration_is_seen_on_an_earlier_one(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(BESIDE)
    page = to("release", held().digest)
    client = client_of(place, "chair")
    assert "Brought in 2 June 2025 " in words(client.get(page))
    monkeypatch.setattr(clock, "now", lambda: NOW.replace(year=2022))
    assert "Brought in 2 June 2025, by the real calendar" in words(client.get(page))
    assert HOW_MORE not in words(client.get(to("releases")))
    assert HOW_MORE in words(client_of(place, "data_analyst").get(to("releases")))


def judged(place: Place) -> None:
    work.refresh_area(area_id=place.area.pk, at=NOW, progress=lambda done, total: None)


@pytest.mark.scenario(28)
def test_a_board_member_follows_a_figure_to_its_counts_and_to_its_source_file(place: Place) -> None:
    publish(BESIDE)
    figure = counted(place, release=Release.AS_PUBLISHED)
    judged(place)
    chair = client_of(place, "chair")
    answer = chair.get(to("figure", figure.ref))
    assert "Published as 63.0% (121 of 192), the same as here" in words(answer)
    assert "timeliness" in words(answer)
    address = to("release", held().digest)
    assert f'href="{address}"' in answer.content.decode()
    said = words(chair.get(address))
    for told in (
        "EHC plans 2021",
        "Department for Education",
        "Open Government Licence v3.0",
        held().digest,
    ):
        assert told in said
    assert "Plans in 20 weeks" in said
    assert f'href="{address}"' in chair.get(to("releases")).content.decode()
    assert (
        f'href="{address}"' in chair.get(to("measure", figure.series.measure.ref)).content.decode()
    )


def test_a_figure_that_was_published_otherwise_says_so(place: Place) -> None:
    publish(BESIDE)
    figure = counted(place, OTHER, release=Release.AS_PUBLISHED)
    said = words(client_of(place, "chair").get(to("figure", figure.ref)))
    assert "Published as 63.0% (121 of 192), which is not what stands here" in said


def test_a_small_published_number_is_not_told_to_whoever_may_not_see_it(place: Place) -> None:
    publish(BESIDE | {YORK: (3, 192)})
    figure = counted(place, (100, 192), release=Release.UNDER_FIVE)
    councillor = client_of(place, "scrutiny_member")
    assert "3 of 192" not in words(councillor.get(to("figure", figure.ref)))
    officer = client_of(place, "data_analyst")
    assert "3 of 192" in words(officer.get(to("figure", figure.ref)))


def test_a_release_that_is_not_held_is_not_found(place: Place) -> None:
    chair = client_of(place, "chair")
    assert chair.get(to("release", "0" * 64)).status_code == 404
    assert "No published figures are held here yet." in words(chair.get(to("releases")))


def test_a_release_shows_how_it_was_read_and_what_was_doubted(place: Place) -> None:
    figure = NewPublished(
        CODE, ENGLAND, date(2021, 1, 1), date(2022, 1, 1), None, missing="confidential"
    )
    new = NewRelease(
        kind="ehc_plans", title="Plans", publisher="DfE", licence="OGL", period_words="2021",
        published_order=20220101, digest="a" * 64, figures=(figure,),
        kept_as={
            "file": "plans.zip", "files": ["timeliness-0123.parquet", "doubts-45.parquet"],
            "read": [["timeliness", 1200, 3, "no such area"]], "not_read": ["extra.csv"],
        },
        doubts=(("region_total_repeated", "timeliness, issued (Barnsley, 2022): the region’s."),),
    )  # fmt: skip
    record_published(actor=operator_anywhere(), at=NOW, new=new)
    said = words(client_of(place, "scrutiny_member").get(to("release", "a" * 64)))
    for told in (
        "plans.zip", "It was read whole", "1,200", "no such area", "extra.csv",
        "An authority is given the total of its region (1)", "Barnsley",
    ):  # fmt: skip
        assert told in said
    assert "region_total_repeated" not in said


def test_every_kind_of_doubt_has_its_words() -> None:
    assert DOUBT_KINDS.keys() == {str(kind) for kind in DoubtKind}


def test_a_series_of_published_figures_says_who_published_them(place: Place) -> None:
    details = SeriesDetails("Plans", "percent", "SEN2", publisher="the Department for Education")
    series = operations.create_series(actor=place.officer, at=NOW, details=details)
    measure = make_measure(place)
    operations.start_series(
        actor=place.officer, at=NOW, measure_ref=measure.ref,
        new=operations.NewBasis(source=""), existing=series.ref,
    )  # fmt: skip
    said = words(client_of(place, "chair").get(to("measure", measure.ref)))
    assert "Published by the Department for Education" in said
    assert "Entered by hand" not in said


def begin(place: Place, measure: Measure, **more: str) -> Series:
    sent = {"source": "As published", "counted_by": "", "basis": "As published", "published": "on"}
    client = client_of(place, "data_analyst")
    answer = client.post(to("start_series", measure.ref), sent | more)
    assert answer.status_code == 302, words(answer)
    return measure.series.order_by("-id").first()


def test_counting_in_another_way_offers_the_published_figures_and_brings_them(place: Place) -> None:
    publish(BESIDE)
    measure = counted(place, OTHER, release=Release.AS_PUBLISHED).series.measure
    series = begin(place, measure, why="They are published now.")
    assert (series.origin, series.counted_as) == (Origin.IMPORTED.value, CODE)
    (figure,) = series.figures.all()
    assert (figure.numerator, figure.denominator) == SAME
    judged(place)
    said = words(client_of(place, "chair").get(to("measure", measure.ref)))
    assert "Published by Department for Education" in said


def test_published_figures_are_not_offered_where_none_are_held(place: Place) -> None:
    measure = make_measure(place, published_code=CODE, every_months=12)
    page = client_of(place, "data_analyst").get(to("start_series", measure.ref))
    assert 'name="published"' not in page.content.decode()
    elsewhere = replace(definition(place), code="Z", published_code="")
    other = operations.define_measure(actor=place.officer, at=NOW, new=elsewhere)
    page = client_of(place, "nominated_officer").get(to("start_series", other.ref))
    assert 'name="published"' not in page.content.decode()


def test_a_series_that_was_entered_cannot_follow_the_published_figures(place: Place) -> None:
    publish(BESIDE)
    measure = make_measure(place, published_code=CODE, every_months=12)
    details = SeriesDetails("Plans", "percent", "SEN2")
    series = operations.create_series(actor=place.officer, at=NOW, details=details)
    sent = {
        "source": "", "counted_by": "", "basis": "", "published": "on", "existing": series.ref,
    }  # fmt: skip
    answer = client_of(place, "data_analyst").post(
        to("start_series", measure.ref), sent | {"source": "DfE"}
    )
    assert answer.status_code == 422
    assert "cannot follow the published ones" in words(answer)
