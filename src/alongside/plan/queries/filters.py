"""Which lines to show, as kept in the address, so that a view can be shared."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.kernel.dates import add_months
from alongside.plan.queries.values import LineView
from alongside.plan.rules.codes import DELAYED, Step

DUE_CHOICES = {
    "overdue": "Past its end date",
    "this_month": "Ends this month",
    "three_months": "Ends in the next three months",
    "no_date": "No end date published",
}
STATUS_CHOICES_BEYOND_STEPS = {"none": "No status recorded", "delayed": "Any delay"}


@dataclass(frozen=True, slots=True)
class LineFilters:
    """Empty values show everything. ``lead`` and ``organisation`` are public refs; a value that
    means nothing is left out.
    """

    weakness: int | None = None
    lead: str = ""
    organisation: str = ""
    status: str = ""
    due: str = ""
    words: str = ""

    @classmethod
    def from_address(cls, query: Mapping[str, str]) -> "LineFilters":
        """Reads the query of an address."""
        number = query.get("weakness", "")
        status, due = query.get("status", ""), query.get("due", "")
        return cls(
            weakness=int(number)
            if number.isascii() and number.isdigit() and len(number) < 5
            else None,
            lead=query.get("lead", "")[:16],
            organisation=query.get("organisation", "")[:16],
            status=status if status in {*Step, *STATUS_CHOICES_BEYOND_STEPS} else "",
            due=due if due in DUE_CHOICES else "",
            words=query.get("words", "").strip()[:100],
        )

    @property
    def is_empty(self) -> bool:
        return self == LineFilters()

    def as_query(self) -> dict[str, str]:
        """Back into an address: only what is set."""
        pairs = {
            "weakness": str(self.weakness) if self.weakness is not None else "",
            "lead": self.lead,
            "organisation": self.organisation,
            "status": self.status,
            "due": self.due,
            "words": self.words,
        }
        return {name: value for name, value in pairs.items() if value}

    def matches(self, line: LineView, *, today: date, numbers: Mapping[int, int]) -> bool:
        """``numbers``: weakness id -> its number."""
        return (
            self._matches_place(line, numbers)
            and self._matches_lead(line)
            and self._matches_status(line)
            and self._matches_due(line, today)
        )

    def _matches_place(self, line: LineView, numbers: Mapping[int, int]) -> bool:
        if self.weakness is not None and numbers.get(line.weakness_id or 0) != self.weakness:
            return False
        words = self.words.lower()
        return not words or words in line.text.lower() or words in line.reference.lower()

    def _matches_lead(self, line: LineView) -> bool:
        if self.lead and all(lead.post_ref != self.lead for lead in line.leads):
            return False
        return not self.organisation or any(
            lead.organisation_ref == self.organisation for lead in line.leads
        )

    def _matches_status(self, line: LineView) -> bool:
        match self.status:
            case "":
                return True
            case "none":
                return line.status.code == ""
            case "delayed":
                return line.status.code in DELAYED
            case _:
                return line.status.code == self.status

    def _matches_due(self, line: LineView, today: date) -> bool:
        match self.due:
            case "overdue":
                return line.status.overdue_since is not None
            case "this_month":
                return line.end is not None and _month(line.end.last) == _month(today)
            case "three_months":
                return line.end is not None and today <= line.end.last <= add_months(today, 3)
            case "no_date":
                return line.end is None
            case _:
                return True


EVERYTHING = LineFilters()


def kept_with_parents(
    lines: Sequence[LineView], matching: Sequence[LineView]
) -> tuple[LineView, ...]:
    """The matching lines and every line above them, in the order of ``lines``."""
    by_id = {line.id: line for line in lines}
    kept: set[int] = set()
    for line in matching:
        here: LineView | None = line
        while here is not None and here.id not in kept:
            kept.add(here.id)
            here = by_id.get(here.parent_id) if here.parent_id is not None else None
    return tuple(line for line in lines if line.id in kept)


def below_their_parents(lines: Sequence[LineView]) -> tuple[LineView, ...]:
    """Each line right after the one that it stands below, however late it was added."""
    ids = {line.id for line in lines}
    below: dict[int | None, list[LineView]] = {}
    for line in lines:
        below.setdefault(line.parent_id if line.parent_id in ids else None, []).append(line)

    def walk(parent: int | None) -> Iterator[LineView]:
        for line in below.get(parent, ()):
            yield line
            yield from walk(line.id)

    return tuple(walk(None))


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month
