"""What a measure must say, and which figures it can believe."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from alongside.kernel.refusals import Refusal, Refusals
from alongside.measures.codes import PERCENT, Accountability, Kind
from alongside.measures.rules.definitions import (
    Definition,
    check_definition,
    check_plausible,
    is_review_overdue,
    review_words,
)

SHARE = Definition(
    code="4.1a",
    title="Plans in 20 weeks",
    question="Do children get their plan in time?",
    kind=Kind.HOW_WELL,
    accountability=Accountability.PERFORMANCE,
    unit=PERCENT,
    numerator_words="Plans issued in time",
    denominator_words="All new plans",
    source="The caseload register",
    owner="a1b2c3",
)


def refused(new: Definition) -> dict[str, str]:
    """The sentences by their field."""
    with pytest.raises(Refusals) as refusals:
        check_definition(new)
    return {each.field: each.sentence for each in refusals.value.refusals}


def test_a_definition_that_says_everything_stands() -> None:
    check_definition(SHARE)


@pytest.mark.parametrize(
    "field",
    [
        "code",
        "title",
        "question",
        "unit",
        "source",
        "owner",
        "numerator_words",
        "denominator_words",
    ],
)
def test_each_thing_that_a_share_must_say_is_asked_for_at_its_field(field: str) -> None:
    assert list(refused(replace(SHARE, **{field: ""}))) == [field]


def test_spaces_say_nothing() -> None:
    assert refused(replace(SHARE, code=" ")) == {"code": "Give the measure a code, such as 4.1a."}


def test_all_that_is_missing_is_named_in_one_go() -> None:
    assert set(refused(replace(SHARE, title="", denominator_words="", owner=""))) == {
        "title", "denominator_words", "owner",
    }  # fmt: skip


def test_a_number_of_things_needs_no_base() -> None:
    check_definition(replace(SHARE, unit="plans", denominator_words=""))


@pytest.mark.parametrize("unit", ["%", " per cent ", "Percentage", "percent"])
def test_a_share_is_known_however_its_unit_is_written(unit: str) -> None:
    assert replace(SHARE, unit=unit).is_share
    assert "denominator_words" in refused(replace(SHARE, unit=unit, denominator_words=""))


@pytest.mark.parametrize(
    ("low", "high", "field"),
    [
        (Decimal(80), Decimal(80), "plausible_until"),
        (Decimal(90), Decimal(10), "plausible_until"),
        (Decimal(-1), None, "plausible_from"),
        (Decimal(150), None, "plausible_from"),
        (None, Decimal(-5), "plausible_until"),
        (None, Decimal(101), "plausible_until"),
    ],
)
def test_a_range_that_cannot_be_is_refused_at_its_wrong_end(
    low: Decimal | None, high: Decimal | None, field: str
) -> None:
    assert field in refused(replace(SHARE, plausible_from=low, plausible_until=high))


@pytest.mark.parametrize("months", [0, 25, -1])
def test_a_rhythm_is_of_1_to_24_months(months: int) -> None:
    assert "1 to 24" in refused(replace(SHARE, every_months=months))["every_months"]


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [("50", None, None), ("50", "50", "50.5"), ("0", "0", None), ("99", None, "99")],
)
def test_a_figure_on_the_ends_of_its_range_is_plausible(
    value: str, low: str | None, high: str | None
) -> None:
    ends = [Decimal(end) if end else None for end in (low, high)]
    check_plausible(Decimal(value), *ends, "days")


def test_a_figure_outside_its_range_is_stopped_with_what_was_expected() -> None:
    with pytest.raises(Refusal) as refusal:
        check_plausible(Decimal("12.5"), Decimal(40), Decimal(100), PERCENT)
    assert refusal.value.sentence.startswith(
        "12.5% is not plausible: this measure expects at least 40% and at most 100%."
    )
    assert refusal.value.field == "numerator"
    with pytest.raises(
        Refusal, match="300 days is not plausible: this measure expects at most 200"
    ):
        check_plausible(Decimal(300), None, Decimal(200), "days")


@pytest.mark.parametrize(
    ("review_on", "is_overdue"),
    [(None, False), (date(2025, 6, 2), False), (date(2025, 6, 1), True)],
)
def test_a_review_is_overdue_from_the_day_after(review_on: date | None, is_overdue: bool) -> None:
    today = date(2025, 6, 2)
    assert is_review_overdue(review_on, today) is is_overdue
    assert bool(review_words(review_on, today)) is is_overdue


def test_an_overdue_review_says_when_it_was_due() -> None:
    words = review_words(date(2025, 6, 1), date(2025, 6, 2))
    assert words == "The definition should have been reviewed by 1 June 2025"
