"""When terms begin: an area's own days within what it has given, counted days outside."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.casework.rules.terms import own_terms, terms_from
from alongside.casework.rules.worklists import terms_ahead
from alongside.kernel.refusals import Refusal

YORK = (date(2022, 9, 6), date(2023, 1, 4), date(2023, 4, 17))
"""An invented school year."""
DAYS = st.dates(date(2021, 1, 1), date(2025, 1, 1))


@pytest.mark.parametrize(
    ("day", "code", "begins", "until"),
    [
        (date(2022, 8, 30), "2022-summer", date(2022, 4, 1), date(2022, 9, 6)),
        (date(2022, 9, 5), "2022-summer", date(2022, 4, 1), date(2022, 9, 6)),
        (date(2022, 9, 6), "2022-autumn", date(2022, 9, 6), date(2023, 1, 4)),
        (date(2023, 1, 3), "2022-autumn", date(2022, 9, 6), date(2023, 1, 4)),
        (date(2023, 4, 16), "2023-spring", date(2023, 1, 4), date(2023, 4, 17)),
        (date(2023, 8, 31), "2023-summer", date(2023, 4, 17), date(2023, 9, 1)),
        (date(2023, 9, 1), "2023-autumn", date(2023, 9, 1), date(2024, 1, 1)),
        (date(2021, 9, 9), "2021-autumn", date(2021, 9, 1), date(2022, 1, 1)),
    ],
)
def test_the_term_of_a_day(day: date, code: str, begins: date, until: date) -> None:
    (term,) = terms_from(day, own_terms(YORK), 1)
    assert (term.code, term.begins, term.until) == (code, begins, until)


def test_the_list_of_a_term_is_due_two_weeks_before_the_areas_own_day() -> None:
    terms = terms_from(date(2022, 9, 12), own_terms(YORK), 2)
    assert [each.list_by for each in terms] == [date(2022, 8, 23), date(2022, 12, 21)]


@pytest.mark.parametrize(
    ("begins", "words"),
    [
        ((), "no day"),
        ((date(2022, 6, 3),), "No term begins on 3 June 2022"),
        ((date(2022, 9, 6), date(2023, 4, 17)), "comes the spring term"),
        ((date(2023, 1, 4), date(2022, 9, 6)), "comes the summer term"),
        ((date(2022, 9, 6), date(2024, 1, 4)), "comes the spring term"),
        ((date(2022, 9, 6), date(2022, 9, 6)), "comes the spring term"),
        ((date(2022, 9, 6), date(2022, 9, 6)), "6 September 2022 stands twice"),
    ],
)
def test_days_that_cannot_be_are_refused(begins: tuple[date, ...], words: str) -> None:
    with pytest.raises(Refusal, match=words):
        own_terms(begins)


def test_where_nothing_is_given_terms_are_counted() -> None:
    assert terms_from(date(2022, 9, 12), None) == terms_ahead(date(2022, 9, 12))


@given(DAYS)
def test_terms_follow_each_other_without_a_gap_in_and_outside_what_is_known(day: date) -> None:
    terms = terms_from(day, own_terms(YORK), 6)
    assert terms[0].begins <= day < terms[0].until
    assert [each.begins for each in terms[1:]] == [each.until for each in terms[:-1]]
    assert len({each.code for each in terms}) == 6
