"""Section 23: its steps in order, whom it is about, and health's list matched to the notices."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.advice.rules.early import (
    EarlyStep,
    Known,
    Says,
    check_body,
    check_child,
    check_decide,
    check_step,
    compulsory_school_age_on,
)
from alongside.advice.rules.reconciling import (
    Listed,
    Notified,
    Unmatchable,
    quarter_of,
    reconcile,
)
from alongside.kernel.proportion import Proportion
from alongside.kernel.refusals import Refusal

DAY = date(2025, 5, 5)
TODAY = date(2025, 6, 30)
OPINION, INFORMED, OFFERED, DISCUSSED, SENT, TOLD, RECEIVED = (
    EarlyStep.OPINION,
    EarlyStep.INFORMED,
    EarlyStep.OFFERED,
    EarlyStep.DISCUSSED,
    EarlyStep.SENT,
    EarlyStep.TOLD,
    EarlyStep.RECEIVED,
)


@pytest.mark.parametrize(
    ("step", "on", "known", "refused"),
    [
        (OPINION, DAY, {}, ""),
        (INFORMED, DAY, {OPINION: DAY}, ""),
        (INFORMED, DAY, {}, "on which day the opinion was formed"),
        (INFORMED, DAY - timedelta(days=1), {OPINION: DAY}, "formed only then"),
        (OFFERED, DAY, {OPINION: DAY}, "the parent was told of the opinion"),
        (OFFERED, DAY, {OPINION: DAY, INFORMED: DAY}, ""),
        (SENT, DAY, {OPINION: DAY, INFORMED: DAY}, "opportunity to discuss the opinion first"),
        (SENT, DAY, {OPINION: DAY, INFORMED: DAY, OFFERED: DAY}, ""),
        (SENT, DAY, {OPINION: DAY, INFORMED: DAY, OFFERED: DAY + timedelta(days=1)}, "only then"),
        (DISCUSSED, DAY, {OPINION: DAY, INFORMED: DAY}, "opportunity to discuss"),
        (DISCUSSED, DAY, {OFFERED: DAY, SENT: DAY}, ""),
        (TOLD, DAY, {OPINION: DAY}, "the parent was told of the opinion"),
        (TOLD, DAY, {INFORMED: DAY}, ""),
        (RECEIVED, DAY, {OFFERED: DAY}, "not brought to the attention"),
        (RECEIVED, DAY, {SENT: DAY}, ""),
        (RECEIVED, TODAY + timedelta(days=1), {SENT: DAY}, "still to come"),
        (SENT, DAY, {OFFERED: DAY, SENT: DAY}, "recorded already"),
    ],
)
def test_a_step_comes_in_its_order(
    step: EarlyStep, on: date, known: dict[EarlyStep, date], refused: str
) -> None:
    if not refused:
        check_step(step, on, Known(known), today=TODAY)
        return
    with pytest.raises(Refusal, match=refused):
        check_step(step, on, Known(known), today=TODAY)


@pytest.mark.parametrize(
    ("born_on", "expected"),
    [
        (date(2018, 3, 31), date(2023, 3, 31)),
        (date(2018, 4, 1), date(2023, 8, 31)),
        (date(2018, 8, 31), date(2023, 8, 31)),
        (date(2018, 9, 1), date(2023, 12, 31)),
        (date(2018, 12, 31), date(2023, 12, 31)),
        (date(2019, 1, 1), date(2024, 3, 31)),
        (date(2020, 2, 29), date(2025, 3, 31)),
    ],
)
def test_when_a_child_comes_to_be_of_compulsory_school_age(born_on: date, expected: date) -> None:
    assert compulsory_school_age_on(born_on) == expected


@given(st.dates(min_value=date(2010, 1, 1), max_value=date(2030, 12, 31)))
def test_school_age_begins_within_five_months_after_the_fifth_birthday(born_on: date) -> None:
    on = compulsory_school_age_on(born_on)
    assert (on.month, on.day) in {(3, 31), (8, 31), (12, 31)}
    fifth = timedelta(days=5 * 365)
    assert fifth <= on - born_on <= fifth + timedelta(days=155)


def test_section_23_is_about_younger_children_only() -> None:
    check_child(date(2020, 3, 31), date(2025, 3, 30))
    with pytest.raises(Refusal, match="compulsory school age"):
        check_child(date(2020, 3, 31), date(2025, 3, 31))
    with pytest.raises(Refusal, match="before the child was born"):
        check_child(date(2025, 3, 31), date(2025, 3, 30))


@pytest.mark.parametrize("kind", ["health", "provider"])
def test_a_health_body_notifies(kind: str) -> None:
    check_body(kind)


@pytest.mark.parametrize("kind", ["council", "school", "voluntary", ""])
def test_no_other_body_notifies(kind: str) -> None:
    with pytest.raises(Refusal, match="integrated care board"):
        check_body(kind)


@pytest.mark.parametrize(
    ("says", "reasons", "known", "refused"),
    [
        ("needs", "It says so.", Known({RECEIVED: DAY}), ""),
        ("no_needs", "It speaks of hearing alone.", Known({RECEIVED: DAY}), ""),
        ("needs", " ", Known({RECEIVED: DAY}), "Write the reasons"),
        ("perhaps", "It says so.", Known({RECEIVED: DAY}), "Say what the notice says"),
        ("needs", "It says so.", Known({SENT: DAY}), "on which day the authority received it"),
        ("needs", "Again.", Known({RECEIVED: DAY}, Says.NEEDS), "decided already"),
    ],
)
def test_what_a_notice_says_is_decided_once_with_reasons(
    says: str, reasons: str, known: Known, refused: str
) -> None:
    if not refused:
        assert check_decide(says, reasons, known) == says
        return
    with pytest.raises(Refusal, match=refused):
        check_decide(says, reasons, known)


LISTED = [
    Listed("a", "1", date(2025, 1, 10)),
    Listed("b", "2", date(2025, 4, 10)),
    Listed("c", "3", date(2025, 5, 10)),
    Listed("a again", "1", date(2025, 6, 10)),
    Listed("d", "", date(2025, 5, 10), Unmatchable.NO_NUMBER),
    Listed("e", "", date(2025, 8, 1), Unmatchable.WRONG_NUMBER),
]
SENT_IN = [Notified("n1", "1"), Notified("n2", "3"), Notified("n3", "9"), Notified("n4", "")]


def test_two_lists_are_matched_by_number_and_nobody_is_guessed() -> None:
    found = reconcile(LISTED, SENT_IN)
    assert found.both == ("a", "c")
    assert found.not_notified == ("b",)
    assert found.not_listed == ("n3",)
    assert found.unmatchable_lines == ("d", "e")
    assert found.unmatchable_notices == ("n4",)
    assert found.repeated == ("a again",)


def test_coverage_carries_its_base_and_what_is_missing() -> None:
    found = reconcile(LISTED, SENT_IN)
    assert found.coverage == Proportion(2, 3, missing=2)
    assert found.quarters == {
        date(2025, 1, 1): Proportion(1, 1),
        date(2025, 4, 1): Proportion(1, 2, missing=1),
        date(2025, 7, 1): Proportion(0, 0, missing=1),
    }


def test_without_a_list_there_is_no_coverage() -> None:
    found = reconcile([], SENT_IN)
    assert found.coverage.percent() is None
    assert found.not_listed == ("n1", "n2", "n3")


@given(
    st.lists(st.tuples(st.sampled_from("12345"), st.dates(date(2024, 1, 1), date(2025, 1, 1)))),
    st.lists(st.sampled_from("12345")),
)
def test_every_line_stands_in_one_place_and_quarters_add_up(
    lines: list[tuple[str, date]], told: list[str]
) -> None:
    listed = [Listed(str(n), number, on) for n, (number, on) in enumerate(lines)]
    found = reconcile(listed, [Notified(f"n{n}", number) for n, number in enumerate(told)])
    placed = [*found.both, *found.not_notified, *found.unmatchable_lines, *found.repeated]
    assert sorted(placed) == sorted(each.key for each in listed)
    assert sum(q.denominator for q in found.quarters.values()) == found.coverage.denominator
    assert all(quarter_of(day) == day for day in found.quarters)
