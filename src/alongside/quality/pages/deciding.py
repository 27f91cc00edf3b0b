"""What the board has before it when it decides on a lesson: the comparison, how old it is, and whether a newer one
is on its way.
"""

from datetime import date, timedelta

from alongside.law.words import days_in_words
from alongside.quality.queries.learning_values import LessonPage, ReadingRow
from alongside.web.components import Row
from alongside.web.writing import day

OLD_AFTER = timedelta(days=31)
"""A comparison is made once a month: an older one is out of date."""
RUNNING = "A newer comparison is being worked out now. Wait for it, and read it first."
NO_READING = "There is no comparison yet, so that the board cannot decide."
DECIDED = "The board has decided on this lesson."


def decided_on(found: LessonPage, today: date) -> tuple[Row, ...]:
    """The newest comparison and its age; nothing before the first."""
    if not found.readings:
        return ()
    last = found.readings[0]
    return (
        Row("What the comparison says", last.sentence),
        Row("Compared", age_of(last, today)),
    )


def age_of(reading: ReadingRow, today: date) -> str:
    """ "3 May 2025, 40 days ago. Ask for a newer one before you decide." """
    age = today - reading.read_on
    if not age:
        return f"{day(reading.read_on)}, today."
    told = f"{day(reading.read_on)}, {days_in_words(age.days)} ago."
    return f"{told} Ask for a newer one before you decide." if age > OLD_AFTER else told


def being_compared(found: LessonPage) -> str:
    """That a newer comparison is on its way; empty when none is."""
    return RUNNING if found.comparing else ""


def why_not_decided(found: LessonPage) -> str:
    """Empty when the board can decide."""
    if found.decision:
        return DECIDED
    return "" if found.readings else NO_READING
