"""Writes an iCalendar feed of whole days (RFC 5545), from plain values.

An entry keeps its name while its day moves, so a calendar program moves it too. The caller sees to
it that titles hold no personal detail: a feed is read by programs and phones without a sign-in.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from alongside.exchange.on_demand import library

MEDIA_TYPE = "text/calendar; charset=utf-8"
_AGAIN = timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """``uid`` is stable and unique; ``address`` is a full address where the person may sign in and
    look.
    """

    uid: str
    on: date
    title: str
    address: str = ""


def calendar_feed(days: Iterable[CalendarDay], *, name: str, stamp: datetime) -> bytes:
    """``stamp`` is the instant of making; the same days and stamp give the same bytes."""
    ical = library("icalendar")
    calendar = ical.Calendar()
    calendar.add("prodid", "-//Alongside//Own dates//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", _AGAIN, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", ical.vDuration(_AGAIN))
    for day in sorted(days, key=lambda day: (day.on, day.uid)):
        calendar.add_component(_event(ical, day, stamp))
    content: bytes = calendar.to_ical()
    return content


def _event(ical: Any, day: CalendarDay, stamp: datetime) -> object:
    event = ical.Event()
    event.add("uid", day.uid)
    event.add("dtstamp", stamp)
    event.add("dtstart", day.on)
    event.add("dtend", day.on + timedelta(days=1))
    event.add("summary", day.title)
    event.add("transp", "TRANSPARENT")
    if day.address:
        event.add("url", day.address)
    return event
