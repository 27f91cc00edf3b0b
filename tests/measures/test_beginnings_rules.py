"""When the limits of a chart may be worked out anew."""

from datetime import date

import pytest

from alongside.kernel.refusals import Refusal
from alongside.measures.rules.beginnings import check_may_recalculate

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
