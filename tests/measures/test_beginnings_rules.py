"""When the limits of a chart may be worked out anew, and when that may be taken back."""

from datetime import date

import pytest

from alongside.kernel.refusals import Refusal
from alongside.measures.rules.beginnings import check_may_recalculate, check_may_withdraw

DAYS = (date(2020, 1, 1), date(2020, 2, 1), date(2020, 3, 1))
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
        ({"days": ()}, "from_on", "no figures yet"),
    ],
)
def test_anything_less_is_refused_at_its_field(
    wrong: dict[str, object], field: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence) as refusal:
        check_may_recalculate(**GOOD | wrong)
    assert refusal.value.field == field


TAKEN_BACK = {"why": "The panel met once only", "is_withdrawn": False, "recorder": 1, "approver": 2}


def test_a_reason_and_another_persons_approval_are_enough_to_withdraw() -> None:
    check_may_withdraw(**TAKEN_BACK)
    check_may_withdraw(**TAKEN_BACK | {"recorder": None})


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
