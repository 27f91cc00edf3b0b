"""Tables of the results of audits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from alongside.disclosure.policy import Policy
from alongside.quality.pages.followed import Promise
from alongside.quality.result_words import ALL_HIDDEN, FEW_HIDDEN, PROMISES
from alongside.quality.rules.codes import Grade
from alongside.quality.rules.results import Moderated, Quarter, Results, Tally
from alongside.quality.rules.tools import Measure
from alongside.quality.words import GRADES
from alongside.web.components import Cell, Column, Row, Table
from alongside.web.writing import counted

NONE_YET = "Nothing has been graded in this period."
NO_AUDITS = "No audits yet."
NO_BREAK = "\u00a0"
QUARTERS = {
    1: "January to March",
    4: "April to June",
    7: "July to September",
    10: "October to December",
}
NOT_PROMISED = "Nothing was promised of it"
NO_TARGET = "No target is set here"


def promise_table(
    found: Results, promises: Mapping[Measure, Promise], policy: Policy | None, proving: Any
) -> Table:
    """The promises that hang on the tool; the grades themselves where none does."""
    if found.promises:
        rows = [
            _promise(x, promises.get(x), tally, policy, proving)
            for x, tally in found.promises.items()
        ]
    else:
        rows = [_ungiven(found.overall, policy, proving)]
    return Table(
        caption="What was promised",
        caption_hidden=True,
        columns=(
            Column("Promise", is_wide=True),
            Column("Promised", is_number=True),
            Column("Can this sample show it?", is_wide=True),
        ),
        rows=rows,
        stack=True,
        empty=NONE_YET,
    )


@dataclass(frozen=True, slots=True)
class Rates:
    """``table`` is None where nothing of it may be shown; ``hidden`` then says why, as it does for a part.
    ``more`` stands behind a line to open.
    """

    title: str
    table: Table | None
    hidden: str = ""
    more: Table | None = None
    more_title: str = ""


def rates_shown(title: str, of: str, rates: Sequence[Any]) -> Rates:
    """What may be shown as a table, and one sentence for all that is hidden."""
    shown, hidden = _apart(rates)
    table = rate_table(of, shown) if shown or not rates else None
    return Rates(title, table, hidden)


def worst_first(title: str, of: str, rates: Sequence[Any], *, most: int = 10) -> Rates:
    """The same, the least often met first, and after so many the others behind a line to open."""
    shown, hidden = _apart(rates)
    ordered = sorted(shown, key=lambda each: 2.0 if each.share is None else each.share)
    more = ordered[most:]
    return Rates(
        title,
        rate_table(of, ordered[:most]) if ordered or not rates else None,
        hidden,
        rate_table(of, more) if more else None,
        f"The other {counted(len(more), 'question')}, met more often" if more else "",
    )


def _apart(rates: Sequence[Any]) -> tuple[list[Any], str]:
    shown = [each for each in rates if not each.hidden]
    hidden = len(rates) - len(shown)
    if not hidden:
        return shown, ""
    return shown, FEW_HIDDEN.format(hidden=hidden, all=len(rates)) if shown else ALL_HIDDEN


def rate_table(of: str, rates: Sequence[Any]) -> Table:
    return Table(
        caption=of,
        caption_hidden=True,
        columns=(
            Column(of, is_wide=True),
            Column("Share", is_number=True),
            Column("Met", is_number=True),
            Column("Plausible range"),
        ),
        rows=[(Cell(each.name, is_header=True), *_cells(each)) for each in rates],
        stack=True,
        empty=NONE_YET,
    )


def quarters_shown(quarters: Sequence[Quarter], policy: Policy | None, proving: Any) -> Rates:
    """Whoever may see small numbers sees each grade; others the share and the spread."""
    tallies = [Tally(_quarter(each), each.good, each.base, each.is_held) for each in quarters]
    rates = proving.rates(tallies, policy, total="Good or better by quarter")
    sees_all = policy is None
    grades = tuple(Column(GRADES[each], is_number=True) for each in Grade) if sees_all else ()
    pairs = [(each, rate) for each, rate in zip(quarters, rates, strict=True) if not rate.hidden]
    _, hidden = _apart(rates)
    table = Table(
        caption="Grades over time",
        caption_hidden=True,
        columns=(
            Column("Issued, held or accepted in", is_wide=True),
            Column("Good or better", is_number=True),
            Column("Audits", is_number=True),
            Column("Plausible range"),
            Column("Spread", is_number=True),
            *grades,
        ),
        rows=[_quarter_row(each, rate, sees_all=sees_all) for each, rate in pairs],
        stack=True,
        empty=NONE_YET,
    )
    return Rates("Grades over time", table if pairs or not rates else None, hidden)


def _quarter_row(each: Quarter, rate: Any, *, sees_all: bool) -> tuple[Cell | str, ...]:
    return (
        Cell(rate.name, is_header=True),
        *(cell.replace(" ", NO_BREAK) for cell in _cells(rate)),
        _spread(each),
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


def _promise(
    measure: Measure, promised: Promise | None, tally: Tally, policy: Policy | None, proving: Any
) -> tuple[Cell | str, ...]:
    """Where this area has set no target, what was found is told, and held against nothing."""
    if promised is None:
        (rate,) = proving.rates([tally], policy)
        return (Cell(PROMISES[measure], is_header=True), NO_TARGET, _in_words(rate))
    return (
        Cell(PROMISES[measure], is_header=True),
        promised.words,
        proving.sentence_of(tally, promised.share, policy),
    )


def _ungiven(tally: Tally, policy: Policy | None, proving: Any) -> tuple[Cell | str, ...]:
    (rate,) = proving.rates([tally], policy)
    return (Cell("Graded Good or better", is_header=True), NOT_PROMISED, _in_words(rate))


def _in_words(rate: Any) -> str:
    if rate.share is None:
        return str(rate.hidden or NO_AUDITS)
    share, counts, spread = _cells(rate)
    return f"{counts}: {share}; plausible range {spread}."


def _cells(rate: Any) -> tuple[str, ...]:
    if rate.share is None:
        return ("–", "0 of 0", "–")
    return (
        f"{rate.share:.0%}",
        f"{rate.met:,} of {rate.base:,}",
        f"{rate.lower:.0%} to {rate.upper:.0%}",
    )


def _quarter(each: Quarter) -> str:
    return f"{QUARTERS[each.begins.month]} {each.begins.year}"


def _spread(each: Quarter) -> str:
    return "–" if each.spread is None else f"{each.spread:.1f}"


def _counts(each: Quarter) -> tuple[str, ...]:
    return tuple(str(each.grades[grade]) for grade in Grade)
