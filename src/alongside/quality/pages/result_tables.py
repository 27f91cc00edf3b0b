"""Tables of the results of audits."""

from collections.abc import Sequence
from typing import Any

from alongside.disclosure.policy import Policy
from alongside.kernel.actor import Actor
from alongside.measures.queries.counted import measures_counted_as
from alongside.quality.result_words import PROMISES
from alongside.quality.rules.codes import Grade
from alongside.quality.rules.results import PROMISED, Moderated, Quarter, Tally
from alongside.quality.rules.tools import Measure
from alongside.quality.words import GRADES
from alongside.web.components import Cell, Column, RecordedItem, Row, Table

NONE_YET = "Nothing has been graded in this period."
NO_AUDITS = "No audits yet."
HIDDEN = "Hidden"
QUARTERS = {
    1: "January to March",
    4: "April to June",
    7: "July to September",
    10: "October to December",
}
NOT_PROMISED = "Nothing was promised of it"


def promise_table(
    promised: Sequence[tuple[str, Tally]], policy: Policy | None, proving: Any
) -> Table:
    return Table(
        caption="What was promised",
        caption_hidden=True,
        columns=(
            Column("Promise", is_wide=True),
            Column("Promised", is_number=True),
            Column("Can this sample show it?", is_wide=True),
        ),
        rows=[_promise(code, tally, policy, proving) for code, tally in promised],
        stack=True,
        empty=NONE_YET,
    )


def rate_table(of: str, rates: Sequence[Any]) -> Table:
    return Table(
        caption=of,
        caption_hidden=True,
        columns=(
            Column(of, is_wide=True),
            Column("Share", is_number=True),
            Column("Met", is_number=True),
            Column("Range"),
        ),
        rows=[(Cell(each.name, is_header=True), *_cells(each)) for each in rates],
        stack=True,
        empty=NONE_YET,
    )


def quarter_table(quarters: Sequence[Quarter], policy: Policy | None, proving: Any) -> Table:
    """Whoever may see small numbers sees each grade; others the share and the spread."""
    tallies = [Tally(_quarter(each), each.good, each.base) for each in quarters]
    rates = proving.rates(tallies, policy, total="Good or better by quarter")
    sees_all = policy is None
    grades = tuple(Column(GRADES[each], is_number=True) for each in Grade) if sees_all else ()
    pairs = zip(quarters, rates, strict=True)
    return Table(
        caption="Grades over time",
        caption_hidden=True,
        columns=(
            Column("Issued, held or accepted in", is_wide=True),
            Column("Good or better", is_number=True),
            Column("Audits", is_number=True),
            Column("Range"),
            Column("Spread", is_number=True),
            *grades,
        ),
        rows=[_quarter_row(each, rate, sees_all=sees_all) for each, rate in pairs],
        empty=NONE_YET,
    )


def _quarter_row(each: Quarter, rate: Any, *, sees_all: bool) -> tuple[Cell | str, ...]:
    return (
        Cell(rate.name, is_header=True),
        *_cells(rate),
        _spread(each, is_hidden=bool(rate.hidden)),
        *(_counts(each) if sees_all else ()),
    )


def meeting_facts(found: Moderated) -> tuple[Row, ...]:
    """Meetings count nobody, so that nothing of them is hidden."""
    if not found.meetings:
        return (Row("Moderation meetings", "None in this period"),)
    return (
        Row("Moderation meetings", str(found.meetings)),
        Row("Parents, young people or the forum took part", f"In {found.with_families} of them"),
        Row("Partners besides the council took part", f"In {found.with_partners} of them"),
    )


def followed_items(actor: Actor) -> tuple[RecordedItem, ...]:
    """The measures that are counted from audits, each with its chart by month or quarter."""
    return tuple(
        RecordedItem(title=each.title, notes=(each.code,), address=each.address)
        for each in measures_counted_as(actor, beginning="quality.")
    )


def _promise(
    code: str, tally: Tally, policy: Policy | None, proving: Any
) -> tuple[Cell | str, ...]:
    if not code:
        (rate,) = proving.rates([tally], policy)
        return (Cell("Graded Good or better", is_header=True), NOT_PROMISED, _in_words(rate))
    promised = PROMISED[Measure(code)]
    more = "more than " if promised == PROMISED[Measure.MODEL_HEALTH] else ""
    return (
        Cell(PROMISES[Measure(code)], is_header=True),
        f"{more}{promised:.0%}",
        proving.sentence_of(tally, promised, policy),
    )


def _in_words(rate: Any) -> str:
    if rate.share is None:
        return str(rate.hidden or NO_AUDITS)
    share, counts, spread = _cells(rate)
    return f"{counts}: {share}; plausible range {spread}."


def _cells(rate: Any) -> tuple[Cell | str, ...]:
    if rate.hidden:
        return (
            Cell(HIDDEN, note=rate.hidden),
            "–" if rate.base is None else f"of {rate.base:,}",
            "–",
        )
    if rate.share is None:
        return ("–", "0 of 0", "–")
    return (
        f"{rate.share:.0%}",
        f"{rate.met:,} of {rate.base:,}",
        f"{rate.lower:.0%} to {rate.upper:.0%}",
    )


def _quarter(each: Quarter) -> str:
    return f"{QUARTERS[each.begins.month]} {each.begins.year}"


def _spread(each: Quarter, *, is_hidden: bool) -> str:
    return "–" if is_hidden or each.spread is None else f"{each.spread:.1f}"


def _counts(each: Quarter) -> tuple[str, ...]:
    return tuple(str(each.grades[grade]) for grade in Grade)
