"""What advice was sent back for, by service and quarter; few are told to nobody who need not know."""

from datetime import date

from alongside.advice.rules.codes import Adviser
from alongside.advice.rules.days import days_by_service
from alongside.advice.rules.themes import (
    Checked,
    quarters_to,
    service_counts,
    theme_counts,
    without_few,
)

QUARTERS = (date(2025, 1, 1), date(2025, 4, 1))
PROVISION, TERMS = (1, "provision"), (1, "terms")


def checked(adviser: Adviser, on: date, *themes: tuple[int, str]) -> Checked:
    return Checked(adviser=adviser, on=on, is_sent_back=bool(themes), themes=themes)


CHECKS = (
    checked(Adviser.CAMHS, date(2025, 3, 31), PROVISION),
    checked(Adviser.CAMHS, date(2025, 4, 1), PROVISION, TERMS),
    checked(Adviser.CAMHS, date(2025, 6, 30)),
    checked(Adviser.SPEECH, date(2025, 5, 1), TERMS),
    checked(Adviser.SPEECH, date(2024, 5, 1), TERMS),
)


def test_the_quarters_end_with_that_of_today() -> None:
    assert quarters_to(date(2025, 2, 3)) == (
        date(2024, 4, 1),
        date(2024, 7, 1),
        date(2024, 10, 1),
        date(2025, 1, 1),
    )


def test_themes_are_counted_by_service_and_quarter_the_commonest_first() -> None:
    found = theme_counts(CHECKS, QUARTERS)
    assert [(each.adviser, each.theme, each.counts) for each in found] == [
        (Adviser.CAMHS, PROVISION, (1, 1)),
        (Adviser.CAMHS, TERMS, (0, 1)),
        (Adviser.SPEECH, TERMS, (0, 1)),
    ]


def test_how_many_were_sent_back_has_its_base() -> None:
    found = service_counts(CHECKS, QUARTERS)
    assert [(each.adviser, each.checks, each.sent_back) for each in found] == [
        (Adviser.CAMHS, (1, 2), (1, 1)),
        (Adviser.SPEECH, (0, 1), (0, 1)),
    ]


def test_few_are_not_told_and_a_theme_that_is_never_many_is_left_out() -> None:
    many = [checked(Adviser.CAMHS, date(2025, 5, 2), PROVISION) for _ in range(4)]
    found = without_few(theme_counts([*CHECKS, *many], QUARTERS))
    assert [(each.adviser, each.theme, each.counts) for each in found] == [
        (Adviser.CAMHS, PROVISION, (None, 5)),
    ]


def test_days_of_a_service_come_with_how_far_they_lie_apart() -> None:
    taken = [(Adviser.CAMHS, days) for days in (30, 40, 42, 50, 90)]
    found = days_by_service([*taken, (Adviser.SPEECH, 20), (Adviser.SPEECH, 24)])
    assert [(each.adviser, each.count, each.median, each.half) for each in found] == [
        (Adviser.CAMHS, 5, 42.0, (40.0, 50.0)),
        (Adviser.SPEECH, 2, 22.0, None),
    ]
    assert (found[0].shortest, found[0].longest) == (30, 90)
