"""A family’s page on a day that a test sets: its clock, and somebody who comes in by a link."""

from datetime import UTC, date, datetime

from tests.casework.factories import AT
from tests.casework.families import Family, Home


class Clock:
    def __init__(self) -> None:
        self.at = AT

    def to(self, day: date) -> datetime:
        self.at = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)
        return self.at


def by_link(family: Family, now: Clock, contact: object = "mother") -> Home:
    who = family.mother if contact == "mother" else contact
    access, secret = family.link(who, at=now.at)  # type: ignore[arg-type]
    made = Home(family)
    assert made.come_in(secret, access, now.at).status_code == 302
    return made
