"""Values are written the same way everywhere."""

from datetime import UTC, date, datetime

import pytest

from alongside.kernel.dates import PartialDate
from alongside.web import writing


def test_a_day_is_written_in_words() -> None:
    assert writing.day(date(2020, 6, 5)) == "5 June 2020"


def test_nothing_is_written_as_nothing() -> None:
    assert [
        writing.day(None),
        writing.instant(None),
        writing.partial(None),
        writing.number(None),
    ] == [""] * 4


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2020, 6, 5, 9, 30, tzinfo=UTC), "5 June 2020 at 10:30am"),
        (datetime(2020, 12, 5, 9, 30, tzinfo=UTC), "5 December 2020 at 9:30am"),
        (datetime(2020, 6, 5, 23, 0, tzinfo=UTC), "6 June 2020 at midnight"),
        (datetime(2020, 12, 5, 12, 0, tzinfo=UTC), "5 December 2020 at midday"),
        (datetime(2020, 12, 5, 0, 15, tzinfo=UTC), "5 December 2020 at 12:15am"),
        (datetime(2020, 12, 5, 17, 0, tzinfo=UTC), "5 December 2020 at 5pm"),
    ],
)
def test_an_instant_is_written_in_london_time(at: datetime, words: str) -> None:
    assert writing.instant(at) == words


def test_an_instant_without_a_zone_is_a_fault() -> None:
    with pytest.raises(ValueError, match="time zone"):
        writing.instant(datetime(2020, 6, 5, 9, 30))


def test_the_day_of_a_late_evening_in_summer_is_londons() -> None:
    assert writing.day(datetime(2020, 6, 5, 23, 30, tzinfo=UTC)) == "6 June 2020"


def test_a_month_is_not_given_a_day() -> None:
    assert writing.partial(PartialDate(2020, 6)) == "June 2020"
    assert writing.when(PartialDate(2020, 6, 5)) == "5 June 2020"


@pytest.mark.parametrize(("count", "words"), [(0, "children"), (1, "child"), (2, "children")])
def test_one_is_singular_and_none_is_plural(count: int, words: str) -> None:
    assert writing.words_for(count, "child,children") == words


def test_a_count_carries_its_word() -> None:
    assert writing.counted(1204, "action") == "1,204 actions"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1 byte"),
        (999, "999 bytes"),
        (1000, "1 kB"),
        (1_240_000, "1.2 MB"),
        (182_400, "182 kB"),
        (5 * 10**12, "5000 GB"),
    ],
)
def test_a_size_is_written_as_file_managers_write_it(count: int, words: str) -> None:
    assert writing.size(count) == words


@pytest.mark.parametrize(
    ("label", "words"),
    [
        ("Date of this status", "date of this status"),
        ("NHS number", "NHS number"),
        ("A reason", "a reason"),
    ],
)
def test_a_label_loses_its_capital_inside_a_sentence(label: str, words: str) -> None:
    assert writing.in_a_sentence(label) == words


@pytest.mark.parametrize(
    ("text", "length", "words"),
    [
        ("Write it", 20, "Write it"),
        ("Write the strategy together", 20, "Write the strategy…"),
        ("Write the strategy together", 19, "Write the strategy…"),
        ("Write the strategy, together", 24, "Write the strategy…"),
        ("x" * 30, 10, "xxxxxxxxx…"),
    ],
)
def test_a_long_text_is_cut_between_two_words(text: str, length: int, words: str) -> None:
    assert writing.shortened(text, length) == words
    assert len(words) <= length
