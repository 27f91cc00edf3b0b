"""What people told of a measure: the story behind its figures, and notes on its chart."""

from dataclasses import dataclass
from datetime import date, datetime

from alongside.measures.models import Measure, Story
from alongside.measures.queries.spoken import Spoken
from alongside.web.clock import LONDON


@dataclass(frozen=True, slots=True)
class Told:
    text: str
    by: str
    at: datetime
    partners: str = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A note on the chart."""

    on: date
    text: str
    by: str
    at: datetime


def stories_of(row: Measure, spoken: Spoken) -> tuple[Told, ...]:
    return tuple(_story(each, spoken) for each in row.stories.select_related("written_by"))


def _story(row: Story, spoken: Spoken) -> Told:
    by = row.written_by.name if row.written_by else ""
    hidden = spoken.why_hidden(row.written_at.astimezone(LONDON).date())
    return Told(hidden or row.text, by, row.written_at, "" if hidden else row.partners)


def annotations_of(row: Measure, spoken: Spoken) -> tuple[Dated, ...]:
    return tuple(
        Dated(
            each.on,
            spoken.shown(each.text, each.on),
            each.written_by.name if each.written_by else "",
            each.written_at,
        )
        for each in row.annotations.select_related("written_by")
    )
