"""Two measures of nearly the same records: one may not give away the few between them."""

import itertools
import random
from datetime import UTC, date, datetime

import pytest

from alongside.disclosure.policy import POLICIES, Policy
from alongside.kernel.actor import system_actor
from alongside.measures import work
from alongside.measures.codes import FigurePartName, Origin, Release
from alongside.measures.models import Figure, Measure, Series
from alongside.measures.nearness import mark_near
from alongside.measures.operations import NewBasis
from alongside.measures.operations.computed import Computed, ComputedFigure, keep_computed
from alongside.measures.perms import COMPUTE
from alongside.measures.rules.nearness import Records, too_near
from alongside.measures.rules.protecting import OF_ANOTHER
from alongside.web import clock
from tests.measures.browsing import client_of, to, words
from tests.measures.factories import make_measure, make_series
from tests.plan.factories import Place, make_place

NOW = datetime(2025, 6, 2, 9, 0, tzinfo=UTC)
AREA, OPEN = POLICIES["area"], None
CASES = [f"case-{number:03}" for number in range(100)]


def records(
    figure: int, base: slice, top: slice, policy: Policy | None = AREA, cases: list[str] = CASES
) -> Records:
    return Records(figure, frozenset(cases[base]), frozenset(cases[top]), policy)


@pytest.mark.parametrize(
    ("first", "second", "hidden"),
    [
        # nested bases: two records lie between them, then twenty of which three count or do not
        ((slice(60), slice(30)), (slice(58), slice(30)), {2}),
        ((slice(58), slice(30)), (slice(60), slice(30)), {1}),
        ((slice(60), slice(30)), (slice(40), slice(27)), {2}),
        ((slice(60), slice(30)), (slice(40), slice(12)), set()),
        ((slice(60), slice(20, 57)), (slice(40), slice(20, 40)), {2}),
        ((slice(60), slice(40)), (slice(40), slice(30)), set()),
        # the very same records, counted alike or not
        ((slice(60), slice(30)), (slice(60), slice(30)), set()),
        ((slice(60), slice(30)), (slice(60), slice(28)), {2}),
        ((slice(60), slice(28)), (slice(60), slice(30)), {2}),
        ((slice(60), slice(30)), (slice(60), slice(20)), set()),
        # apart in the same base: what neither counts is few
        ((slice(60), slice(30)), (slice(60), slice(30, 57)), {2}),
        ((slice(60), slice(30)), (slice(60), slice(30, 60)), set()),
        # crossing: nobody can subtract
        ((slice(60), slice(30)), (slice(2, 62), slice(2, 32)), set()),
        ((slice(60), slice(30)), (slice(60), slice(2, 32)), set()),
        ((slice(30), slice(10)), (slice(40, 72), slice(40, 60)), set()),
    ],
)  # fmt: skip
def test_which_of_two_figures_is_hidden(
    first: tuple[slice, slice], second: tuple[slice, slice], hidden: set[int]
) -> None:
    assert too_near([records(1, *first), records(2, *second)]) == hidden


@pytest.mark.parametrize(
    ("larger", "smaller", "hidden"),
    [(AREA, AREA, {2}), (OPEN, AREA, {2}), (AREA, OPEN, {1}), (OPEN, OPEN, set())],
)
def test_what_is_published_anyway_is_never_the_one_that_goes(
    larger: Policy | None, smaller: Policy | None, hidden: set[int]
) -> None:
    first = records(1, slice(60), slice(30), larger)
    second = records(2, slice(57), slice(29), smaller)
    assert too_near([first, second]) == hidden


def test_one_that_goes_protects_the_others_from_it() -> None:
    chain = [records(n, slice(60 - 2 * n), slice(20)) for n in range(3)]
    assert too_near(chain) == {1, 2}
    far = [records(0, slice(60), slice(20)), records(1, slice(40), slice(10))]
    assert too_near(far) == set()


def test_no_pair_that_is_shown_gives_a_few_away() -> None:
    """Against every sum that a reader can do with two figures of which one holds the other."""
    draw = random.Random(20)
    for _ in range(300):
        drawn = (_drawn(draw, number) for number in range(9))
        figures = [each for each in drawn if not _few_between(each, NOTHING)]
        hidden = too_near(figures)
        shown = [each for each in figures if each.figure_id not in hidden]
        for one, other in itertools.permutations(shown, 2):
            assert not _few_between(one, other)


NOTHING = Records(-1, frozenset(), frozenset(), AREA)


def _drawn(draw: random.Random, number: int) -> Records:
    base = draw.sample(CASES[:30], draw.choice((30, 30, 29, 27, 22, 15)))
    return Records(
        number, frozenset(base), frozenset(draw.sample(base, draw.randint(0, len(base)))), AREA
    )


def _few_between(one: Records, other: Records) -> bool:
    """Every set that two nested or parted sets of published size leave over."""
    if not other.base <= one.base:
        return False
    one_not, other_not = one.base - one.top, other.base - other.top
    found = [one.base - other.base]
    found += [one.top - other.top] if other.top <= one.top else []
    found += [one_not - other_not] if other_not <= one_not else []
    if one.base == other.base and not one.top & other.top:
        found.append(one_not - other.top)
    return any(AREA.hides(len(each)) for each in found)


# ---- In the area's own measures ----


@pytest.fixture
def place(db: None, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    monkeypatch.setattr(clock, "today", lambda: NOW.date())
    return make_place()


def measured(place: Place, code: str, release: Release = Release.UNDER_FIVE) -> Measure:
    measure = make_measure(place, code=code, title=f"Measure {code}", release=release)
    basis = NewBasis("The action plan", origin=Origin.COMPUTED, counted_as=COUNTED_AS)
    make_series(place, measure, basis)
    return measure


COUNTED_AS = "plan.actions_completed_in_time"


def counted(place: Place, measure: Measure, base: int, top: int) -> None:
    actor = system_actor(
        name="x", area_id=place.area.pk, area_slug=place.area.slug, permissions=[COMPUTE]
    )
    told = ComputedFigure(
        date(2025, 4, 1), date(2025, 5, 1), top, base, 0, 0,
        {FigurePartName.NUMERATOR: tuple(CASES[:top]), FigurePartName.DENOMINATOR: tuple(CASES[:base])},
    )  # fmt: skip
    series = Series.objects.in_area(place.area.pk).get(measure=measure)
    keep_computed(actor=actor, at=NOW, computed=Computed(series.ref, "Records", (told,)))


def marked(place: Place) -> list[str]:
    rows = Figure.objects.in_area(place.area.pk).filter(gives_away=True)
    return sorted(rows.values_list("series__measure__code", flat=True))


def judged(place: Place) -> None:
    work.refresh_area(area_id=place.area.pk, at=NOW, progress=lambda done, total: None)


def test_the_exceptions_cannot_be_subtracted_on_any_page(place: Place) -> None:
    all_of_them, without = measured(place, "all"), measured(place, "without")
    counted(place, all_of_them, 61, 40)
    counted(place, without, 58, 39)
    assert mark_near(area_id=place.area.pk)
    assert marked(place) == ["without"]
    judged(place)
    figure = Figure.objects.in_area(place.area.pk).get(series__measure=without)
    councillor = client_of(place, "scrutiny_member")
    pages = {
        name: councillor.get(to(name, *refs))
        for name, *refs in (
            ("dashboard",),
            ("all_series",),
            ("export", "csv"),
            ("measure", without.ref),
            ("series", figure.series.ref),
            ("figure", figure.ref),
        )
    }
    for name, page in pages.items():
        assert "67.2%" not in page.content.decode(), name
        assert "39 of 58" not in page.content.decode(), name
    assert OF_ANOTHER in words(pages["figure"])
    assert OF_ANOTHER in words(pages["measure"])
    assert "40 of 61" in words(councillor.get(to("measure", all_of_them.ref)))
    analyst = client_of(place, "data_analyst")
    assert "39 of 58" in words(analyst.get(to("measure", without.ref)))


def test_a_mark_goes_when_enough_lies_between(place: Place) -> None:
    all_of_them, without = measured(place, "all"), measured(place, "without")
    counted(place, all_of_them, 61, 40)
    counted(place, without, 58, 39)
    mark_near(area_id=place.area.pk)
    counted(place, without, 50, 34)
    assert not mark_near(area_id=place.area.pk)
    assert marked(place) == ["without"]  # of the figure that was corrected since
    standing = Figure.objects.in_area(place.area.pk).filter(corrected_by_figure=None)
    assert not standing.filter(gives_away=True).exists()
    counted(place, without, 58, 39)
    assert mark_near(area_id=place.area.pk)
    counted(place, all_of_them, 90, 60)
    assert mark_near(area_id=place.area.pk)
    assert not standing.filter(gives_away=True).exists()


def test_what_is_small_by_itself_hides_no_other(place: Place) -> None:
    counted(place, measured(place, "all"), 61, 40)
    counted(place, measured(place, "few"), 60, 3)
    assert not mark_near(area_id=place.area.pk)
    assert marked(place) == []


def test_published_measures_are_left_alone(place: Place) -> None:
    counted(place, measured(place, "all", Release.AS_PUBLISHED), 61, 40)
    counted(place, measured(place, "open", Release.AS_PUBLISHED), 58, 39)
    assert not mark_near(area_id=place.area.pk)
