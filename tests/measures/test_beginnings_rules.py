"""When the limits of a chart may be worked out anew, and when that may be taken back."""

from datetime import date

import pytest

from alongside.kernel.dates import add_months
from alongside.kernel.refusals import Refusal
from alongside.measures.rules.beginnings import (
    FEWEST_FIGURES,
    Days,
    check_may_recalculate,
    check_may_withdraw,
)
from alongside.stats.charts.options import ChartOptions

MONTHS = tuple(add_months(date(2020, 1, 1), number) for number in range(14))
DAYS = Days(MONTHS, MONTHS)
GOOD = {
    "from_on": date(2020, 2, 1),
    "cause": "A second panel meets each week",
    "days": DAYS,
    "recorder": 1,
    "approver": 2,
}


@pytest.mark.scenario(33)
def test_a_named_cause_and_another_persons_approval_are_enough() -> None:
    check_may_recalculate(**GOOD)
    check_may_recalculate(**GOOD | {"recorder": None})


@pytest.mark.scenario(33)
@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"cause": "  "}, "cause", "They never change by themselves"),
        ({"cause": "12."}, "cause", "Say what changed"),
        ({"approver": 1}, "approved_by", "Somebody else has to approve this"),
        ({"from_on": date(2020, 2, 2)}, "from_on", "No period of this series begins on 2 February"),
        ({"from_on": date(2020, 1, 1)}, "from_on", "nothing would change"),
        ({"days": Days((), ())}, "from_on", "no figures yet"),
        ({"from_on": MONTHS[2]}, "from_on", "There are 12 figures to judge .* limits need 13"),
        ({"from_on": MONTHS[13]}, "from_on", "There is 1 figure to judge from 1 February 2021"),
        ({"days": Days(MONTHS, MONTHS[2:])}, "from_on", "There are 12 figures to judge"),
    ],
)
def test_anything_less_is_refused_at_its_field(
    wrong: dict[str, object], field: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence) as refusal:
        check_may_recalculate(**GOOD | wrong)
    assert refusal.value.field == field


def test_so_many_figures_are_needed_as_the_rules_of_the_charts_need() -> None:
    assert ChartOptions().rules.icons_from == FEWEST_FIGURES


TAKEN_BACK = {"why": "The panel met once only", "is_withdrawn": False, "recorder": 1, "approver": 2}


def test_a_reason_and_another_persons_approval_are_enough_to_withdraw() -> None:
    check_may_withdraw(**TAKEN_BACK)
    check_may_withdraw(**TAKEN_BACK | {"recorder": None})


def test_whoever_is_said_to_have_approved_the_limits_withdraws_them_alone() -> None:
    check_may_withdraw(**TAKEN_BACK | {"approver": 1, "is_named": True})
    with pytest.raises(Refusal, match="Say why"):
        check_may_withdraw(**TAKEN_BACK | {"approver": 1, "is_named": True, "why": ""})


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"why": " "}, "why", "Say why the limits were not to change"),
        ({"why": "1."}, "why", "Say why the limits were not to change"),
        ({"approver": 1}, "approved_by", "Somebody else has to approve this"),
        ({"is_withdrawn": True}, "", "withdrawn already"),
    ],
)
def test_limits_are_not_withdrawn_with_less(
    wrong: dict[str, object], field: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence) as refusal:
        check_may_withdraw(**TAKEN_BACK | wrong)
    assert refusal.value.field == field
