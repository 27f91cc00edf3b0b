"""The section of a pack about what each partner contributed, every number with its base."""

from collections.abc import Iterator

from alongside.board.queries.contribution import ContributionPage, Partner
from alongside.board.rules.contribution import (
    Contribution,
    Dues,
    base_words,
    late_recorded_words,
    meeting_words,
    nobody_words,
)
from alongside.board.words import LEADS_NONE, NOT_ANSWERED, NOT_RECEIVED
from alongside.documents.content import Block, Paragraph, Table, TableCell, TableColumn
from alongside.kernel.dates import month_in_words


def contribution(page: ContributionPage) -> Iterator[Block]:
    first, last = month_in_words(page.months[-1]), month_in_words(page.months[0])
    yield Table(
        caption=f"{first} to {last}. Each number stands with what it is out of.",
        columns=(
            TableColumn("Partner", width=4),
            TableColumn("Meetings attended", width=4),
            TableColumn("Reports in time", width=4),
            TableColumn("Answers in time", width=4),
            TableColumn("Actions led that are late", width=4),
        ),
        rows=tuple(_row(partner) for partner in page.partners),
        empty="Nothing was expected of anybody yet.",
    )
    nobody = nobody_words(page.nobody_leads)
    if nobody:
        yield Paragraph(nobody)


def who_came(page: ContributionPage) -> str:
    """For the summary: each partner's meetings; empty before the first meeting."""
    came = [
        f"{partner.name} {base_words(partner.whole.meetings)}"
        for partner in page.partners
        if partner.whole.meetings.denominator
    ]
    if not came:
        return ""
    first, last = month_in_words(page.months[-1]), month_in_words(page.months[0])
    said = f"Who came to the board’s meetings, {first} to {last}: {'; '.join(came)}."
    late = max(partner.whole.late_recorded_count for partner in page.partners)
    if not late:
        return said
    were = "meeting was" if late == 1 else "meetings were"
    return f"{said} Of these, {late} {were} recorded long afterwards."


def _row(partner: Partner) -> tuple[TableCell, ...]:
    whole = partner.whole
    deputies = f"{whole.deputy_count} by a deputy" if whole.deputy_count else ""
    came = ", ".join(part for part in (deputies, late_recorded_words(whole)) if part)
    done = f"{whole.done_count} done" if whole.late_actions.denominator else ""
    return (
        TableCell(partner.name, is_header=True, note="; ".join(partner.posts)),
        TableCell(meeting_words(whole), note=came),
        TableCell(
            base_words(whole.reports.in_time), note=_not_in_time(whole.reports, NOT_RECEIVED)
        ),
        TableCell(
            base_words(whole.answers.in_time), note=_not_in_time(whole.answers, NOT_ANSWERED)
        ),
        TableCell(_led(whole), note=done),
    )


def _led(whole: Contribution) -> str:
    return base_words(whole.late_actions) if whole.late_actions.denominator else LEADS_NONE


def _not_in_time(dues: Dues, not_there: str) -> str:
    late = f"{dues.late_count} late" if dues.late_count else ""
    missing = f"{dues.missing_count} {not_there}" if dues.missing_count else ""
    return ", ".join(part for part in (late, missing) if part)
