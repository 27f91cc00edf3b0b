"""What a comparison said, for the page of its lesson: the sentence, the bars, the table, and what it would take."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from alongside.quality.learning_words import LEFT_OUT, SIDES, VERDICT_COLOURS, VERDICTS
from alongside.quality.pages.bars import NARROW, Bar, drawing
from alongside.quality.queries.learning_values import LessonPage, ReadingRow
from alongside.quality.result_words import SMALL
from alongside.quality.rules.compared import LOOKS
from alongside.web.components import Cell, Column, RecordedItem, Table
from alongside.web.markup import tag
from alongside.web.writing import counted, day

TITLE = "Before and after the change"


@dataclass(frozen=True, slots=True)
class Comparison:
    """``outlook`` says when the next answer comes and what it would take to see a change. Without a ``table``,
    ``hidden`` says why its shares are not shown.
    """

    sentence: str
    drawing: str
    narrow: str
    table: Table | None
    outlook: tuple[str, ...]
    as_at: str
    hidden: str


def comparison_of(found: LessonPage) -> Comparison | None:
    """The newest; None before the first."""
    if not found.readings:
        return None
    last = found.readings[0]
    sides = last.numbers.get("sides", ())
    return Comparison(
        sentence=last.sentence,
        drawing=drawing(TITLE, [_bar(each) for each in sides]),
        narrow=drawing(TITLE, [_bar(each) for each in sides], NARROW),
        table=None if last.is_hidden else _table(sides),
        outlook=tuple(_outlook(last.numbers)),
        as_at=f"Compared on {day(last.read_on)}.",
        hidden=SMALL if last.is_hidden else "",
    )


def earlier_readings(found: LessonPage) -> tuple[RecordedItem, ...]:
    """Each as it was said then; the newest first."""
    return tuple(_reading(each) for each in found.readings[1:])


def _reading(each: ReadingRow) -> RecordedItem:
    state = tag(VERDICTS[each.verdict], VERDICT_COLOURS[each.verdict])
    return RecordedItem(title=day(each.read_on), body=each.sentence, tag=state)


def _bar(side: Mapping[str, Any]) -> Bar:
    return Bar(
        label=f"{SIDES[side['is_reached'], side['when']]} ({side['base']:,})",
        share=side["share"],
        lower=side["lower"],
        upper=side["upper"],
        is_soft=not side["is_reached"],
    )


def _table(sides: Any) -> Table:
    return Table(
        caption=TITLE,
        columns=(
            Column("Which", is_wide=True),
            Column("Share", is_number=True),
            Column("Counted"),
            Column("Plausible range by itself"),
        ),
        rows=[_cells(each) for each in sides],
        stack=True,
        empty="Nothing can be compared yet.",
    )


def _cells(side: Mapping[str, Any]) -> tuple[Cell | str, ...]:
    share, lower, upper, base = side["share"], side["lower"], side["upper"], side["base"]
    return (
        Cell(SIDES[side["is_reached"], side["when"]], is_header=True),
        "–" if share is None else f"{share:.0%}",
        _counted(side["part"], base),
        "–" if lower is None else f"{lower:.0%} to {upper:.0%}",
    )


def _counted(part: int | None, base: int) -> str:
    """ "12 of 30", or "Average of 30" where each counts with its own share."""
    if not base:
        return "None yet"
    return f"Average of {base:,}" if part is None else f"{part:,} of {base:,}"


def _fewest_before(numbers: Mapping[str, Any]) -> int:
    """In the smaller of the groups that are compared."""
    return min(
        (each["base"] for each in numbers.get("sides", ()) if each["when"] == "before"), default=0
    )


def _how_many(now: int | None) -> str:
    """ "None has", "1 has" and "20 have"; "Few have" where the count is hidden."""
    if now is None:
        return "Few have"
    return f"{now:,} have" if now > 1 else f"{now or 'None'} has"


def _outlook(numbers: Mapping[str, Any]) -> Iterator[str]:
    now, wanted = numbers.get("after_now", 0), numbers.get("next_look")
    come = f"{_how_many(now)} come since the change."
    if wanted is None:
        yield "All four looks have been taken. This answer stands."
    elif numbers.get("is_untellable"):
        yield f"{come} An answer waits for more from before it."
    elif wanted == LOOKS[0] and _fewest_before(numbers) < wanted:
        yield f"{come} The next answer comes with {wanted:,}, and as many before it."
    else:
        yield f"{come} The next answer comes with {wanted:,}."
    if numbers.get("needed"):
        yield f"A change of 20 points would take about {numbers['needed']:,} a side to show."
    for why, count in numbers.get("left_out", {}).items():
        some = "a few records" if count is None else counted(count, "record")
        yield f"Left out: {some} {LEFT_OUT[why]}."
