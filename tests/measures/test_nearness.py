"""Two measures of nearly the same records: one may not give away the few between them."""

import itertools
import random
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from alongside.disclosure.policy import POLICIES, Policy
from alongside.kernel.actor import system_actor
from alongside.measures import work
from alongside.measures.codes import FigurePartName, MeasureState, Origin, Release
from alongside.measures.holding import hold_back
from alongside.measures.models import Figure, Measure, Series
from alongside.measures.nearness import mark_near
from alongside.measures.operations import NewBasis
from alongside.measures.operations.computed import Computed, ComputedFigure, keep_computed
from alongside.measures.perms import COMPUTE
from alongside.measures.rules.nearness import Records, too_near, too_near_in_sum
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


ZERO = POLICIES["area_under_5_with_zero"]


@pytest.mark.parametrize(
    ("figures", "hidden"),
    [
        # Of 60: an EHC plan 30, still open 20, no EHC plan 8; that 2 withdrew is hidden and could be subtracted.
        ([records(1, slice(60), slice(30)), records(2, slice(60), slice(30, 50)),
          records(3, slice(60), slice(50, 58))], {3}),
        ([records(1, slice(60), slice(30)), records(2, slice(60), slice(30, 50)),
          records(3, slice(60), slice(50, 55))], set()),
        # A quarter beside two of its months: the third is left.
        ([records(1, slice(60), slice(30)), records(2, slice(30), slice(15)),
          records(3, slice(30, 57), slice(40, 50))], {3}),
        # The base of one lies in what another counts.
        ([records(1, slice(60), slice(30)), records(2, slice(28), slice(14))], {2}),
        # Those who count and those who do not are all: that tells nothing, even where nought is hidden.
        ([records(1, slice(60), slice(30), ZERO), records(2, slice(60), slice(30), ZERO)], set()),
        # A third kind that nobody is of is told by the two others that are all.
        ([records(1, slice(60), slice(30), ZERO), records(2, slice(60), slice(30, 50), ZERO),
          records(3, slice(60), slice(50, 60), ZERO)], {3}),
        # What is published anyway stays, and all of it may.
        ([records(1, slice(60), slice(30)), records(2, slice(60), slice(30, 50), OPEN),
          records(3, slice(60), slice(50, 58), OPEN)], {1}),
        ([records(1, slice(60), slice(30), OPEN), records(2, slice(60), slice(30, 50), OPEN),
          records(3, slice(60), slice(50, 58), OPEN)], set()),
    ],
)  # fmt: skip
def test_several_are_not_to_be_subtracted_from_one(
    figures: list[Records], hidden: set[int]
) -> None:
    assert too_near(figures) == hidden


JANUARY, FEBRUARY, MARCH, QUARTER = (
    (date(2025, 1, 1), date(2025, 2, 1)),
    (date(2025, 2, 1), date(2025, 3, 1)),
    (date(2025, 3, 1), date(2025, 4, 1)),
    (date(2025, 1, 1), date(2025, 4, 1)),
)


def months(policy: Policy | None = AREA) -> list[Records]:
    """Three months of one series, of ninety in all."""
    parts = (slice(30), slice(30, 60), slice(60, 90))
    found = zip((JANUARY, FEBRUARY, MARCH), parts, strict=True)
    return [
        replace(
            records(number, part, slice(part.start, part.stop), policy), series_id=1, period=time
        )
        for number, (time, part) in enumerate(found, 1)
    ]


def quarter(base: slice, top: slice, policy: Policy | None = AREA) -> Records:
    return replace(records(9, base, top, policy), series_id=2, period=QUARTER)


@pytest.mark.parametrize(
    ("of_the_quarter", "hidden"),
    [
        # Ninety in three months; of the quarter 87 are counted, so three were left out.
        (quarter(slice(87), slice(40)), {3}),
        (quarter(slice(90), slice(40)), set()),
        (quarter(slice(90), slice(40), ZERO), set()),
        (quarter(slice(80), slice(40)), set()),
    ],
)
def test_three_months_added_up_are_held_against_the_quarter_of_another(
    of_the_quarter: Records, hidden: set[int]
) -> None:
    assert too_near_in_sum([*months(), of_the_quarter]) == hidden


def test_months_of_which_one_is_hidden_or_that_share_a_record_are_not_added_up() -> None:
    of_the_quarter = quarter(slice(87), slice(40))
    assert too_near_in_sum([*months()[:2], of_the_quarter]) == set()
    first, *others = months()
    shared = replace(first, base=first.base | {CASES[31]}, top=first.top | {CASES[31]})
    assert too_near_in_sum([shared, *others, of_the_quarter]) == set()


def test_those_left_out_stand_beside_and_are_subtracted_too() -> None:
    """Eight were left out of one, and six of the eight are counted by another."""
    without = replace(records(1, slice(60), slice(30)), beside=(frozenset(CASES[60:68]), None))
    exceptions = records(2, slice(66), slice(60, 66))
    assert too_near_in_sum([without, exceptions]) == {1}
    hidden = replace(without, beside=(None, None))
    assert too_near_in_sum([hidden, exceptions]) == set()


def test_no_sum_of_what_is_shown_leaves_a_few() -> None:
    """Against every choice of up to four parts, of figures that split the same records in many ways."""
    draw = random.Random(21)
    for _ in range(40):
        figures = [each for each in _split(draw) if not _few_between(each, NOTHING)]
        hidden = too_near(figures)
        shown = [each for each in figures if each.figure_id not in hidden]
        known = {part for each in shown for part in (each.base, each.top, each.rest)}
        for whole in known:
            parts = [part for part in known if part and part < whole]
            for size in (1, 2, 3, 4):
                for taken in itertools.combinations(parts, size):
                    left = whole.difference(*taken)
                    if len(left) == len(whole) - sum(map(len, taken)):
                        assert not AREA.hides(len(left))


def _split(draw: random.Random) -> list[Records]:
    """One base cut at random places, with a figure for each piece."""
    cuts = sorted(draw.sample(range(1, 60), 4))
    pieces = list(itertools.pairwise((0, *cuts, 60)))
    return [records(n, slice(60), slice(*piece)) for n, piece in enumerate(pieces)]


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


APRIL = (date(2025, 4, 1), date(2025, 5, 1))
MAY = (date(2025, 5, 1), date(2025, 6, 1))


def counted(place: Place, measure: Measure, base: int, top: int) -> None:
    keep(place, measure, told(APRIL, base, top))


def told(time: tuple[date, date], base: int, top: int, first: int = 0) -> ComputedFigure:
    return ComputedFigure(
        *time, top, base, 0, 0,
        {FigurePartName.NUMERATOR: tuple(CASES[first : first + top]),
         FigurePartName.DENOMINATOR: tuple(CASES[first : first + base])},
    )  # fmt: skip


def keep(place: Place, measure: Measure, *figures: ComputedFigure) -> None:
    actor = system_actor(
        name="x", area_id=place.area.pk, area_slug=place.area.slug, permissions=[COMPUTE]
    )
    series = Series.objects.in_area(place.area.pk).get(measure=measure)
    keep_computed(actor=actor, at=NOW, computed=Computed(series.ref, "Records", figures))


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
    counted(place, all_of_them, 90, 70)
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


def test_a_month_cannot_be_subtracted_from_the_quarter_of_another_measure(place: Place) -> None:
    quarter, months = measured(place, "quarter"), measured(place, "months")
    keep(place, quarter, told((date(2025, 4, 1), date(2025, 7, 1)), 62, 40))
    keep(place, months, told(APRIL, 30, 15), told(MAY, 30, 15, first=30))
    mark_near(area_id=place.area.pk)
    assert marked(place) == ["months"]
    hidden = Figure.objects.in_area(place.area.pk).get(gives_away=True)
    assert (hidden.period_from, hidden.period_until) == MAY


def test_a_count_is_held_against_the_others(place: Place) -> None:
    counted(place, measured(place, "share"), 60, 30)
    count = make_measure(place, code="count", title="Measure count", unit="actions")
    basis = NewBasis("The plan", origin=Origin.COMPUTED, counted_as="plan.actions_overdue")
    make_series(place, count, basis)
    counted(place, count, 58, 58)
    mark_near(area_id=place.area.pk)
    assert marked(place) == ["count"]


def test_what_a_paper_keeps_stays_and_the_other_goes(place: Place) -> None:
    """Everybody goes on reading 61, so that 58 of another measure would tell of three."""
    first, second = measured(place, "first"), measured(place, "second")
    counted(place, first, 58, 39)
    rows = Figure.objects.in_area(place.area.pk)
    rows.filter(series__measure=first).update(released_at=NOW)
    counted(place, first, 59, 39)
    hold_back(Series.objects.in_area(place.area.pk).select_related("measure").get(measure=first))
    counted(place, second, 61, 41)
    mark_near(area_id=place.area.pk)
    assert marked(place) == ["second"]
    counted(place, second, 59, 39)
    mark_near(area_id=place.area.pk)
    standing = rows.filter(series__measure=second, corrected_by_figure=None)
    assert standing.get().gives_away


def test_a_measure_that_is_no_longer_used_is_still_held_against_the_others(place: Place) -> None:
    """Its page stays, so it can still be read."""
    first, second = measured(place, "first"), measured(place, "second")
    counted(place, first, 61, 40)
    counted(place, second, 58, 39)
    second.state = MeasureState.RETIRED.value
    second.save()
    mark_near(area_id=place.area.pk)
    assert marked(place) == ["second"]


def test_what_was_counted_before_in_another_way_is_held_against_what_counts_now(
    place: Place,
) -> None:
    measure = measured(place, "same")
    counted(place, measure, 58, 39)
    before = Series.objects.in_area(place.area.pk).get(measure=measure)
    basis = NewBasis(
        "The records",
        basis="With exceptions",
        origin=Origin.COMPUTED,
        counted_as=COUNTED_AS,
        why="With exceptions.",
    )
    make_series(place, measure, basis)
    now = Series.objects.in_area(place.area.pk).exclude(pk=before.pk).get(measure=measure)
    actor = system_actor(
        name="x", area_id=place.area.pk, area_slug=place.area.slug, permissions=[COMPUTE]
    )
    keep_computed(
        actor=actor, at=NOW, computed=Computed(now.ref, "Records", (told(APRIL, 61, 40),))
    )
    mark_near(area_id=place.area.pk)
    figure = Figure.objects.in_area(place.area.pk).get(gives_away=True)
    assert figure.series == before
