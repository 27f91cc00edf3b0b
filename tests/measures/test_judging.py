"""What is made of a measure's figures: its chart, its words, and how pressing it is."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from alongside.kernel.dates import add_months
from alongside.kernel.refusals import Refusal
from alongside.measures.cases import Beginning, Case, Counted, Other
from alongside.measures.codes import PERCENT, Better, Comparator
from alongside.measures.drawings import Drawn, Remark, draw, specification
from alongside.measures.judging import chart_of, judge_measure, kind_of, not_judged
from alongside.measures.readings import NEVER, Attention, from_json
from alongside.measures.rules.figures import REGION_TOTAL, Point, Target, percentage
from alongside.measures.rules.targets import Step

START = date(2020, 1, 1)
CAUSE = "A second panel meets each week"
USUAL = [(60 + number % 3, 100) for number in range(20)]


def shares(*pairs: tuple[int, int], every: int = 1, **changes: object) -> Case:
    """One share for each period from January 2020."""
    counted = tuple(share(number * every, *pair, length=every) for number, pair in enumerate(pairs))
    return replace(Case(PERCENT, Better.HIGHER, every, counted), **changes)


def share(months: int, numerator: int, denominator: int, length: int = 1) -> Counted:
    begins = add_months(START, months)
    value = percentage(numerator, denominator)
    return Counted(Point(begins, add_months(begins, length), value, numerator, denominator))


def numbers(*values: str | int, unit: str = "plans", **changes: object) -> Case:
    counted = tuple(number(place, value) for place, value in enumerate(values))
    return replace(Case(unit, Better.HIGHER, 1, counted), **changes)


def number(months: int, value: str | int, length: int = 1) -> Counted:
    begins = add_months(START, months)
    return Counted(Point(begins, add_months(begins, length), Decimal(value)))


@pytest.mark.parametrize(
    ("case", "kind"),
    [
        (shares((3, 4), (2, 4)), "p"),
        (numbers(3, 4), "xmr"),
        (numbers(3, 4, unit="Plans"), "xmr"),
        (numbers(3, "4.5"), "xmr"),
        (numbers(30, 40, unit="days"), "xmr"),
        (numbers("64.8", "63.1", unit=PERCENT), "xmr"),
    ],
)
def test_the_chart_follows_what_is_counted(case: Case, kind: str) -> None:
    assert kind_of(case) == kind
    assert len(judge_measure(case).points) == 2


def test_a_regions_total_is_shown_and_not_judged() -> None:
    usual = numbers(*(200 + place % 3 for place in range(14)))
    wrong = replace(number(14, 6078), doubt=f"{REGION_TOTAL} It is shown, and not judged.")
    case = replace(
        usual,
        counted=(*usual.counted, wrong),
        core=Target(Decimal(190)),
        others=(Other("England", "england", 100.0),),
    )
    told, plain = judge_measure(case), judge_measure(usual)
    assert [point.value for point in told.points][-1] == 6078
    assert told.points[-1].why == "Not judged"
    assert told.variation == plain.variation
    assert told.core is not None
    assert told.core.is_met is None
    assert told.comparisons == ()
    assert any("left out of the limits" in note for note in told.notes)


@pytest.mark.scenario(32)
def test_the_limits_of_shares_follow_their_denominators() -> None:
    chart = chart_of(shares(*[(600, 1000), (6, 10)] * 10))
    many, few = (chart.limits.upper[place] - chart.limits.lower[place] for place in (0, 1))
    assert few == pytest.approx(10 * many)
    assert chart.values[0] == pytest.approx(60)


@pytest.mark.scenario(32)
def test_assurance_uses_the_target_that_holds_now() -> None:
    case = shares(*[(600 + n % 3, 1000) for n in range(20)])
    told = {
        wanted: judge_measure(replace(case, core=Target(Decimal(wanted))))
        for wanted in (40, 60, 90)
    }
    assert [each.assurance.code for each in told.values()] == ["pass", "inconsistent", "fail"]
    assert [each.core.value for each in told.values() if each.core] == [40.0, 60.0, 90.0]


def test_without_figures_it_says_that_there_are_none() -> None:
    told = judge_measure(shares(core=Target(Decimal(90))))
    assert (told.latest, told.attention) == (None, Attention.NO_FIGURE)
    assert told.core is not None
    assert (told.core.words, told.core.is_met) == ("at least 90%", None)


def test_one_figure_has_an_interval_and_no_limits() -> None:
    told = judge_measure(shares((153, 236)))
    (point,) = told.points
    assert (round(point.lower or 0, 1), round(point.upper or 0, 1)) == (58.5, 70.6)
    assert told.notes[0] == "There is only 1 figure. Limits need more."
    assert (told.variation.code, told.attention) == ("none", Attention.TOO_FEW)


def test_few_figures_are_provisional_and_have_no_icon() -> None:
    told = judge_measure(shares((1, 10), (2, 10), (9, 10)))
    assert told.variation.code == told.assurance.code == "none"
    assert {(point.kind, point.why) for point in told.points} == {("none", "")}
    assert "only 3 figures, so the limits are provisional" in told.notes[0]


def test_equal_figures_vary_not_and_say_so() -> None:
    for case in (shares(*[(10, 10)] * 15), numbers(*[30] * 15, unit="days")):
        told = judge_measure(case)
        assert told.variation.code == "common_cause"
        assert any("rest on no variation" in note for note in told.notes)


def test_missing_months_are_gaps_that_are_named() -> None:
    counted = tuple(share(months, 60, 100) for months in (0, 1, 4))
    told = judge_measure(Case(PERCENT, Better.HIGHER, 1, counted))
    assert len(told.points) == 3
    assert any("no figure for March 2020 and April 2020" in note for note in told.notes)


def test_a_yearly_count_of_one_month_has_no_gaps() -> None:
    counted = tuple(number(12 * year, 600 + year) for year in range(4))
    told = judge_measure(Case("plans", Better.NEITHER, 12, counted))
    assert not any("no figure for" in note for note in told.notes)


def test_figures_out_of_order_or_twice_are_refused_with_a_sentence() -> None:
    backwards = shares((1, 2), (1, 2))
    backwards = replace(backwards, counted=tuple(reversed(backwards.counted)))
    with pytest.raises(Refusal, match="comes after"):
        judge_measure(backwards)
    twice = replace(backwards, counted=backwards.counted[:1] * 2)
    with pytest.raises(Refusal, match="comes twice"):
        judge_measure(twice)


def test_two_figures_in_one_month_are_judged_as_they_stand() -> None:
    begins = [START + timedelta(days=days) for days in (0, 14, 28, 42)]
    counted = tuple(
        Counted(Point(day, day + timedelta(days=14), Decimal(60), 6, 10)) for day in begins
    )
    assert len(judge_measure(Case(PERCENT, Better.HIGHER, 1, counted)).points) == 4


def test_irregular_periods_are_judged_as_they_stand() -> None:
    counted = tuple(share(months, 60 + months, 100) for months in (0, 2, 3, 9))
    told = judge_measure(Case(PERCENT, Better.HIGHER, None, counted))
    assert not any("no figure" in note for note in told.notes)
    assert [point.value for point in told.points] == [60, 62, 63, 69]


def test_a_year_and_then_months_share_limits_only_as_shares() -> None:
    years = tuple(share(12 * year, 600, 1000, length=12) for year in range(2))
    months = tuple(share(24 + month, 60, 100) for month in range(3))
    told = judge_measure(Case(PERCENT, Better.HIGHER, 1, years + months))
    assert len(told.points) == 5
    assert any("much longer periods than others" in note for note in told.notes)
    assert not any("no figure for" in note for note in told.notes)
    counts = (number(0, 600, length=12), number(12, 50), number(13, 52))
    with pytest.raises(Refusal, match="cannot be judged together"):
        judge_measure(Case("plans", Better.HIGHER, 1, counts))


def test_a_denominator_that_is_missing_leaves_plain_percentages() -> None:
    mixed = shares((3, 4), (2, 4))
    bare = Counted(Point(date(2020, 3, 1), date(2020, 4, 1), Decimal(70)))
    told = judge_measure(replace(mixed, counted=(*mixed.counted, bare)))
    assert [(point.lower, point.upper) for point in told.points] == [(None, None)] * 3


def test_what_cannot_be_judged_still_shows_its_figures_and_why() -> None:
    case = shares((3, 4), (2, 4), core=Target(Decimal(90)))
    told = not_judged(case, "The figures cannot share limits.")
    assert [point.value for point in told.points] == [75, 50]
    assert (told.attention, told.trouble) == (
        Attention.NOT_JUDGED, "The figures cannot share limits.",
    )  # fmt: skip
    assert told.core is not None
    assert (told.core.words, told.core.is_met) == ("at least 90%", None)


@pytest.mark.scenario(24)
def test_twenty_of_twenty_does_not_yet_show_98_per_cent() -> None:
    told = judge_measure(shares((20, 20), every=3, core=Target(Decimal(98))))
    assert told.core is not None
    assert (told.core.is_met, told.core.shown) == (True, "cannot yet tell")
    assert told.core.sentence == (
        "20 of 20: 100%; plausible range 84–100%; does not yet show 98%; about 189 clean records "
        "would."
    )
    assert told.attention is Attention.CANNOT_TELL


def test_all_of_them_is_never_proven_and_is_not_held_against_the_measure() -> None:
    told = judge_measure(shares(*[(20, 20)] * 15, core=Target(Decimal(100))))
    assert told.core is not None
    assert (told.core.is_met, told.core.shown) == (True, NEVER)
    assert "no sample ever could" in told.core.sentence
    assert told.attention is Attention.STEADY
    assert told.assurance.sentence == "Every figure is at the target, so there are no limits yet."


def test_one_missed_of_all_is_below_its_target() -> None:
    told = judge_measure(shares(*[(20, 20)] * 4, (19, 20), core=Target(Decimal(100))))
    assert told.core is not None
    assert (told.core.is_met, told.core.shown) == (False, "no")
    assert told.attention is Attention.BELOW


@pytest.mark.parametrize(
    ("numerator", "is_met", "shown"),
    [
        (0, True, "yes"),
        (8, True, "cannot yet tell"),
        (10, True, "cannot yet tell"),
        (40, False, "no"),
    ],
)
def test_a_target_of_at_most_is_met_from_above(numerator: int, is_met: bool, shown: str) -> None:
    few = Target(Decimal(10), Comparator.AT_MOST)
    told = judge_measure(shares((numerator, 100), better=Better.LOWER, core=few))
    assert told.core is not None
    assert (told.core.words, told.core.is_met, told.core.shown) == ("at most 10%", is_met, shown)


def test_none_of_them_can_never_be_proven() -> None:
    none = Target(Decimal(0), Comparator.AT_MOST)
    told = judge_measure(shares((0, 50), better=Better.LOWER, core=none))
    assert told.core is not None
    assert (told.core.is_met, told.core.shown) == (True, NEVER)


def test_a_measure_that_only_describes_is_neither_better_nor_worse() -> None:
    rising = numbers(*[30] * 10, *[32, 29] * 5, *[80] * 8, unit="days", better=Better.NEITHER)
    told = judge_measure(rising)
    assert told.variation.code == "neutral_high"
    assert told.attention is Attention.CHANGED


@pytest.mark.parametrize(
    ("pairs", "better", "target", "attention"),
    [
        ([*USUAL, *[(20, 100)] * 8], "higher", None, Attention.GETTING_WORSE),
        ([*USUAL, *[(20, 100)] * 8], "lower", None, Attention.IMPROVING),
        ([*USUAL, *[(90, 100)] * 8], "higher", None, Attention.IMPROVING),
        (USUAL, "higher", 95, Attention.MISSES),
        (USUAL, "higher", 65, Attention.CANNOT_TELL),
        (USUAL, "higher", 75, Attention.BELOW),
        (USUAL, "higher", 60, Attention.CANNOT_TELL),
        (USUAL, "higher", 20, Attention.STEADY),
        (USUAL, "higher", None, Attention.STEADY),
        (USUAL[:5], "higher", None, Attention.TOO_FEW),
        (USUAL[:5], "higher", 90, Attention.BELOW),
        ([(600 + 9 * (n % 5), 1000) for n in range(20)], "higher", 58, Attention.HIT_OR_MISS),
    ],
)
def test_what_presses_most_is_named_first(
    pairs: list[tuple[int, int]], better: str, target: int | None, attention: Attention
) -> None:
    core = Target(Decimal(target)) if target is not None else None
    told = judge_measure(shares(*pairs, better=Better(better), core=core))
    assert told.attention is attention


def test_attention_is_in_the_order_that_a_board_should_look() -> None:
    assert [each.name for each in sorted(Attention)] == [
        "GETTING_WORSE", "MISSES", "BELOW", "NO_FIGURE", "NOT_JUDGED", "CANNOT_TELL",
        "HIT_OR_MISS", "CHANGED", "TOO_FEW", "STEADY", "IMPROVING",
    ]  # fmt: skip


@pytest.mark.scenario(33)
def test_a_lasting_shift_alone_never_begins_new_limits() -> None:
    shifted = shares(*[(10, 60)] * 12, *[(50, 60)] * 14)
    assert len(chart_of(shifted).groups) == 1
    begun = replace(shifted, beginnings=(Beginning(date(2021, 1, 1), CAUSE, "Charlie Chair"),))
    first, second = chart_of(begun).groups
    assert (first.cause, second.cause, second.approved_by) == ("", CAUSE, "Charlie Chair")
    assert any(CAUSE in note and "Charlie Chair" in note for note in judge_measure(begun).notes)


def test_a_figure_that_stands_alone_after_a_beginning_has_no_limits() -> None:
    beginning = Beginning(date(2021, 2, 1), "A new team", "Charlie Chair")
    case = replace(
        shares(*[(60 + n % 3, 100) for n in range(13)], (48, 100)), beginnings=(beginning,)
    )
    summary = draw("Plans", case, ()).summary
    assert "There are no limits." in summary
    assert "limits are" not in summary
    assert any("There is only 1 figure from" in note for note in judge_measure(case).notes)


def test_a_beginning_whose_period_was_corrected_away_says_that_it_changes_nothing() -> None:
    case = shares(*USUAL, beginnings=(Beginning(date(2020, 2, 2), CAUSE, "Charlie Chair"),))
    told = judge_measure(case)
    assert any("of 2 February 2020 changes nothing" in note for note in told.notes)
    assert "the limits start again" not in draw("Plans", case, ()).summary


@pytest.mark.parametrize(
    ("value", "verdict"), [(50.0, "better"), (65.0, "similar"), (80.0, "worse"), (None, "")]
)
def test_others_are_similar_inside_our_interval(value: float | None, verdict: str) -> None:
    other = Other("England", "Country", value, note="" if value else "not available")
    (told,) = judge_measure(shares((153, 236), others=(other,))).comparisons
    assert (told.name, told.verdict, told.note) == ("England", verdict, other.note)


def test_beside_others_a_measure_that_only_describes_is_higher_or_lower() -> None:
    case = shares((153, 236), better=Better.NEITHER, others=(Other("England", "Country", 50.0),))
    assert judge_measure(case).comparisons[0].verdict == "higher"


def test_doubt_and_what_was_left_aside_come_with_the_figure() -> None:
    doubtful = Counted(share(0, 3, 4).point, left_out=2, missing=1, doubt="The rows do not sum.")
    told = judge_measure(Case(PERCENT, Better.HIGHER, 1, (doubtful,))).points[0]
    assert (told.left_out, told.missing, told.doubt) == (2, 1, "The rows do not sum.")


@pytest.mark.parametrize(
    "case",
    [
        shares(),
        shares((3, 4)),
        shares(*USUAL, core=Target(Decimal(90)), stretched=Target(Decimal(95))),
        shares((3, 4), others=(Other("England", "Country", None, note="not available"),)),
        numbers(3, 4, 5),
        numbers("3.5", 4, unit="days"),
    ],
)
def test_a_reading_comes_back_from_its_json_as_it_was(case: Case) -> None:
    told = judge_measure(case)
    assert from_json(told.to_json()) == told
    assert from_json(told.in_short.to_json()).latest == told.latest
    trouble = not_judged(case, "Because.")
    assert from_json(trouble.to_json()) == trouble


def test_a_reading_of_another_version_is_not_believed() -> None:
    with pytest.raises(KeyError):
        from_json('{"schema": 0}')


def test_both_shapes_and_the_small_line_are_drawn_without_script_or_style() -> None:
    case = shares(*USUAL, core=Target(Decimal(90)), path=(Step(date(2021, 12, 1), Decimal(80)),))
    picture = draw("Plans & <more>", case, [Remark(date(2020, 6, 10), "A <new> panel")])
    assert picture.wide != picture.narrow
    for svg in (picture.wide, picture.narrow, picture.spark):
        assert svg.startswith("<svg ")
        assert not any(bad in svg for bad in ("<script", "<style", "style=", "onload", "href"))
    assert "A <new> panel" in picture.summary
    assert "80% by 1 December 2021" in picture.summary


def test_counts_are_written_whole_and_provisional_limits_pick_nothing_out() -> None:
    summary = draw("Plans", numbers(300, 400, 500), ()).summary
    assert "The latest is 500 plans; the first was 300." in summary
    assert "provisional because there are few figures" in summary
    assert "usual variation" not in summary


def test_fewer_than_two_figures_are_not_drawn() -> None:
    assert draw("Plans", shares((3, 4)), ()) == Drawn()


def test_a_paper_gets_the_same_chart() -> None:
    case = shares(*USUAL)
    assert specification("Plans", case, ()).summary == draw("Plans", case, ()).summary
