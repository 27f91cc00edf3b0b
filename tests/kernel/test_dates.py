"""Dates are read strictly: one meaning, or a sentence."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.kernel.dates import PartialDate, check_order, parse_date
from alongside.kernel.refusals import Refusal

DAYS = st.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31))
MONTHS = DAYS.map(lambda day: PartialDate(day.year, day.month))
PARTIAL = st.one_of(DAYS.map(PartialDate.on), MONTHS)


def sentence_or_date(reader, text):
    try:
        return str(reader(text))
    except Refusal as refusal:
        return refusal.sentence


def refusal_of(reader, text, **named):
    with pytest.raises(Refusal) as refused:
        reader(text, **named)
    return refused.value


@pytest.mark.parametrize(
    "text",
    [
        "5 June 2020",
        "05 June 2020",
        "5 Jun 2020",
        "5 JUNE 2020",
        "05/06/2020",
        "5/6/2020",
        "2020-06-05",
        "  5   June\n2020 ",
        "5\u00a0June 2020",
    ],
)
def test_a_day_is_read_in_each_accepted_spelling(text):
    assert parse_date(text) == date(2020, 6, 5)
    assert PartialDate.parse(text) == PartialDate(2020, 6, 5)


@pytest.mark.parametrize("text", ["June 2020", "june 2020", "Jun 2020", "2020-06"])
def test_a_month_is_read_as_a_month_and_not_as_its_first_day(text):
    assert PartialDate.parse(text) == PartialDate(2020, 6)
    assert PartialDate.parse(text).precision == "month"


def test_september_may_be_shortened_to_four_letters():
    assert parse_date("9 Sept 2021") == date(2021, 9, 9)


REFUSED = [
    (
        "March 2-21",
        "“March 2-21” is not a date that can be read. Write it like 5 June 2020, 05/06/2020 or, "
        "for a whole month, June 2020.",
    ),
    (
        "30 Feb 2021",
        "There is no 30 February 2021: that month has 28 days. Check the day and the month.",
    ),
    (
        "30/02/2024",
        "There is no 30 February 2024: that month has 29 days. Check the day and the month.",
    ),
    (
        "31/04/2021",
        "There is no 31 April 2021: that month has 30 days. Check the day and the month.",
    ),
    (
        "0 May 2021",
        "There is no 0 May 2021: that month has 31 days. Check the day and the month.",
    ),
    (
        "05/06/20",
        "The year “20” does not have four digits. Write the year in full, like 2021.",
    ),
    (
        "5 June 20",
        "The year “20” does not have four digits. Write the year in full, like 2021.",
    ),
    ("March 21", "The year “21” does not have four digits. Write the year in full, like 2021."),
    ("21-06-05", "The year “21” does not have four digits. Write the year in full, like 2021."),
    (
        "",
        "The date is empty. Write it like 5 June 2020, 05/06/2020 or, "
        "for a whole month, June 2020.",
    ),
    (
        " \t ",
        "The date is empty. Write it like 5 June 2020, 05/06/2020 or, "
        "for a whole month, June 2020.",
    ),
    (
        "٠٥/٠٦/٢٠٢٠",
        "Write the date with the digits 0 to 9, like 5 June 2020, 05/06/2020 or, "
        "for a whole month, June 2020.",
    ),
    (
        "5 June ２０２０",
        "Write the date with the digits 0 to 9, like 5 June 2020, 05/06/2020 or, "
        "for a whole month, June 2020.",
    ),
    (
        "06/13/2020",
        "There is no month 13. Write the day first, then the month, then the year, "
        "like 05/06/2020.",
    ),
    (
        "2020-00",
        "There is no month 0. Write the day first, then the month, then the year, like 05/06/2020.",
    ),
    (
        "5 Juin 2020",
        "“juin” is not the name of a month. Write the month in full, like June.",
    ),
    ("5 June 0021", "The year 21 is not between 1900 and 2199. Check the year."),
    ("5 June 2200", "The year 2200 is not between 1900 and 2199. Check the year."),
]


@pytest.mark.scenario(8)
@pytest.mark.parametrize(("text", "sentence"), REFUSED)
def test_what_is_not_one_date_is_refused_with_a_sentence_saying_how_to_mend_it(text, sentence):
    refusal = refusal_of(PartialDate.parse, text, field="end")
    assert (refusal.sentence, refusal.field) == (sentence, "end")


@pytest.mark.scenario(8)
@pytest.mark.parametrize(
    "text", ["March 2-21", "30 Feb", "30 Feb 2021", "31/04/2021", "05/06/20", "", "٥ June 2020"]
)
def test_the_same_is_refused_where_a_whole_day_is_needed(text):
    refusal = refusal_of(parse_date, text, field="held_on")
    assert refusal.field == "held_on"
    assert refusal.sentence.endswith(".")


@pytest.mark.scenario(8)
def test_a_decision_before_its_request_is_refused():
    with pytest.raises(Refusal) as refused:
        check_order(
            date(2025, 3, 5),
            date(2025, 3, 3),
            earlier_name="the request",
            later_name="the decision",
            field="decided_on",
        )
    assert refused.value.field == "decided_on"
    assert refused.value.sentence == (
        "The decision (3 March 2025) cannot be before the request (5 March 2025). Check both dates."
    )


def test_a_decision_on_the_day_of_its_request_is_in_order():
    day = date(2025, 3, 5)
    check_order(day, day, earlier_name="the request", later_name="the decision")


@pytest.mark.parametrize("text", ["June 2020", "2020-06"])
def test_a_month_where_a_day_is_needed_asks_for_the_day(text):
    assert refusal_of(parse_date, text).sentence == (
        "The day is missing. Write the whole date, like 5 June 2020 or 05/06/2020."
    )


def test_a_long_text_is_quoted_only_in_part():
    sentence = refusal_of(parse_date, "we think it was perhaps " * 50).sentence
    assert sentence.startswith("“we think it was perhaps we think it was…”")
    assert len(sentence) < 130


@pytest.mark.parametrize(("year", "month", "day"), [(2021, 2, 30), (21, 2, 1), (2021, 13, None)])
def test_a_partial_date_cannot_be_made_of_parts_that_are_no_date(year, month, day):
    with pytest.raises(Refusal):
        PartialDate(year, month, day)


@pytest.mark.parametrize(
    ("partial", "overdue_from"),
    [
        (PartialDate(2020, 6, 5), date(2020, 6, 6)),
        (PartialDate(2020, 6), date(2020, 7, 1)),
        (PartialDate(2020, 12, 31), date(2021, 1, 1)),
        (PartialDate(2020, 12), date(2021, 1, 1)),
        (PartialDate(2199, 12), date(2200, 1, 1)),
    ],
)
def test_a_day_is_overdue_from_the_next_and_a_month_from_the_first_of_the_next(
    partial, overdue_from
):
    assert partial.overdue_from == overdue_from
    assert partial.has_passed(overdue_from)
    assert not partial.has_passed(overdue_from - timedelta(days=1))


def test_a_month_runs_from_its_first_to_its_last_day():
    february = PartialDate(2024, 2)
    assert (february.first, february.last) == (date(2024, 2, 1), date(2024, 2, 29))


def test_a_day_begins_and_ends_with_itself():
    leap_day = PartialDate(2024, 2, 29)
    assert leap_day.first == leap_day.last == date(2024, 2, 29)
    assert leap_day.precision == "day"


@pytest.mark.parametrize(
    ("partial", "words", "iso"),
    [
        (PartialDate(2020, 6, 5), "5 June 2020", "2020-06-05"),
        (PartialDate(2020, 6), "June 2020", "2020-06"),
    ],
)
def test_a_partial_date_is_written_in_words_and_in_iso(partial, words, iso):
    assert (str(partial), partial.iso) == (words, iso)


def test_a_month_sorts_after_its_days_and_before_the_next_month():
    first, thirtieth, june = PartialDate(2020, 6, 1), PartialDate(2020, 6, 30), PartialDate(2020, 6)
    july = PartialDate(2020, 7, 1)
    assert sorted([july, june, thirtieth, first]) == [first, thirtieth, june, july]
    assert PartialDate(2020, 6) != PartialDate(2020, 6, 30)


def test_a_partial_date_is_not_compared_with_another_kind_of_thing():
    with pytest.raises(TypeError):
        PartialDate(2020, 6) < date(2020, 6, 1)  # noqa: B015


@given(PARTIAL)
def test_what_is_written_is_read_back(partial):
    assert PartialDate.parse(str(partial)) == partial
    assert PartialDate.parse(partial.iso) == partial


@given(DAYS)
def test_a_day_written_the_british_way_is_read_back(day):
    assert parse_date(f"{day.day:02}/{day.month:02}/{day.year}") == day


@given(PARTIAL, PARTIAL)
def test_order_never_puts_what_passes_later_first(one, other):
    if one < other:
        assert one.overdue_from <= other.overdue_from
    assert (one == other) == (not one < other and not other < one)


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_refusal_with_a_sentence(text):
    for reader in (parse_date, PartialDate.parse):
        answer = sentence_or_date(reader, text)
        assert answer.endswith(".") or PartialDate.parse(answer)
