from datetime import UTC, date, datetime

import icalendar

from alongside.exchange.calendars import CalendarDay, calendar_feed

STAMP = datetime(2020, 6, 1, 9, tzinfo=UTC)
DAY = CalendarDay(
    "abc@alongside", date(2020, 6, 5), "Action 2.1A ends; see the page", "https://x.example/york/"
)


def feed(*days: CalendarDay) -> bytes:
    return calendar_feed(days, name="Own dates", stamp=STAMP)


def test_a_day_is_an_all_day_entry_that_keeps_its_name():
    (event,) = icalendar.Calendar.from_ical(feed(DAY)).events
    assert event["UID"] == "abc@alongside"
    assert event.decoded("DTSTART") == date(2020, 6, 5)
    assert event.decoded("DTEND") == date(2020, 6, 6)
    assert event.decoded("DTSTAMP") == STAMP
    assert str(event["SUMMARY"]) == "Action 2.1A ends; see the page"
    assert event["URL"] == "https://x.example/york/"


def test_the_feed_says_how_often_to_ask_again_in_both_ways_that_programs_know():
    text = feed().decode()
    assert "REFRESH-INTERVAL;VALUE=DURATION:PT4H" in text
    assert "X-PUBLISHED-TTL:PT4H" in text


def test_the_same_days_give_the_same_bytes_in_any_order():
    other = CalendarDay("def@alongside", date(2020, 6, 4), "Another")
    assert feed(DAY, other) == feed(other, DAY)


def test_long_titles_are_folded_and_special_signs_escaped():
    title = "A, b; c\\d é " * 20
    data = feed(CalendarDay("a", date(2020, 1, 1), title))
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert str(icalendar.Calendar.from_ical(data).events[0]["SUMMARY"]) == title


def test_a_line_break_in_a_title_cannot_add_an_entry():
    data = feed(CalendarDay("a", date(2020, 1, 1), "x\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:evil"))
    assert len(icalendar.Calendar.from_ical(data).events) == 1
