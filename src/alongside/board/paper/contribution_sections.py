"""The section of a pack about what each partner contributed, every number with its base."""

from collections.abc import Iterator

from alongside.board.queries.contribution import ContributionPage, Partner
from alongside.board.rules.contribution import Dues, base_words, sentences
from alongside.documents.content import Block, Bullets, Paragraph, Table, TableCell, TableColumn
from alongside.kernel.dates import month_in_words


def contribution(page: ContributionPage) -> Iterator[Block]:
    first, last = month_in_words(page.months[-1]), month_in_words(page.months[0])
    yield Paragraph(f"From {first} to {last}. Facts first, each with what it is out of.")
    yield Table(
        caption="Contribution by partner",
        columns=(
            TableColumn("Partner", width=3),
            TableColumn("Meetings attended", width=4),
            TableColumn("Reports in time", width=4),
            TableColumn("Answers in time", width=4),
            TableColumn("Actions led that are late", width=4),
        ),
        rows=tuple(_row(partner) for partner in page.partners),
        empty="Nothing was expected of anybody yet.",
    )
    said = [sentence for p in page.partners for sentence in sentences(p.name, p.whole)]
    if said:
        yield Bullets(tuple(said))


def _row(partner: Partner) -> tuple[TableCell, ...]:
    whole = partner.whole
    deputies = f"{whole.deputy_count} by a deputy" if whole.deputy_count else ""
    done = f"{whole.done_count} done" if whole.late_actions.denominator else ""
    return (
        TableCell(partner.name, is_header=True),
        TableCell(base_words(whole.meetings), note=deputies),
        TableCell(base_words(whole.reports.in_time), note=_not_in_time(whole.reports)),
        TableCell(base_words(whole.answers.in_time), note=_not_in_time(whole.answers)),
        TableCell(base_words(whole.late_actions), note=done),
    )


def _not_in_time(dues: Dues) -> str:
    late = f"{dues.late_count} late" if dues.late_count else ""
    missing = f"{dues.missing_count} not received" if dues.missing_count else ""
    return ", ".join(part for part in (late, missing) if part)
