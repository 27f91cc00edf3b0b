from datetime import UTC, datetime, timedelta

import pytest

from alongside.notices.rules import CLAIM_LASTS, DELAYS, leaves_at, next_morning, next_try
from alongside.notices.words import AT_ONCE, DAILY, IN_APP

AT = datetime(2020, 6, 5, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("at", "morning"),
    [
        (datetime(2020, 6, 5, 5, 59, tzinfo=UTC), datetime(2020, 6, 5, 6, tzinfo=UTC)),
        (datetime(2020, 6, 5, 6, tzinfo=UTC), datetime(2020, 6, 6, 6, tzinfo=UTC)),
        (datetime(2020, 1, 5, 9, tzinfo=UTC), datetime(2020, 1, 6, 7, tzinfo=UTC)),
        (datetime(2020, 3, 28, 12, tzinfo=UTC), datetime(2020, 3, 29, 6, tzinfo=UTC)),
        (datetime(2020, 10, 24, 12, tzinfo=UTC), datetime(2020, 10, 25, 7, tzinfo=UTC)),
    ],
)
def test_a_daily_e_mail_leaves_at_seven_in_london_through_the_year(at: datetime, morning: datetime):
    assert next_morning(at) == morning


def test_the_choice_decides_when_an_e_mail_leaves():
    assert leaves_at(AT_ONCE, AT) == AT
    assert leaves_at(DAILY, AT) == next_morning(AT)
    assert leaves_at(IN_APP, AT) is None


def test_each_delay_is_longer_than_the_one_before_and_then_it_ends():
    tries = [next_try(count, AT) for count in range(1, len(DELAYS) + 1)]
    assert tries == sorted(tries)
    assert len(set(tries)) == len(DELAYS)
    assert next_try(len(DELAYS) + 1, AT) is None


def test_a_claim_outlasts_a_sending():
    assert timedelta(minutes=5) < CLAIM_LASTS
