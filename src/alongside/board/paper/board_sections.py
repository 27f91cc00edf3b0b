"""The sections of a pack about the board's own work: decisions to look back on, challenges,
follow-ups, and how sure the board is.
"""

from collections.abc import Iterator, Sequence

from alongside.board.queries.assurances import AssuranceView
from alongside.board.queries.challenge_values import ChallengeView
from alongside.board.queries.decision_values import DecisionView
from alongside.board.queries.follow_ups import FollowUpRow
from alongside.documents.content import (
    Block,
    Bullets,
    Fact,
    Facts,
    Heading,
    Notice,
    Paragraph,
    Table,
    TableCell,
    TableColumn,
)
from alongside.web.writing import day, in_a_sentence, shortened

LETTERS = 110
LONGEST_CELL = 400
"""What is longer fills pages with one narrow column, so it stands below its table instead."""


def look_back_question(decision: DecisionView) -> str:
    """For the summary: which decision, and what it was to change."""
    return (
        f"Did decision {decision.number} help? {_joined(decision.text)}. "
        f"Wanted: {in_a_sentence(_joined(decision.should_change))}."
    )


def waiting(coming_up: Sequence[str]) -> Iterator[Block]:
    """Everything that the board is asked for or has to look at."""
    yield Bullets(tuple(coming_up)) if coming_up else Paragraph("Nothing waits for the board.")


def look_backs(due: Sequence[DecisionView]) -> Iterator[Block]:
    """Each decision whose day has come, with its figures then and now."""
    if not due:
        yield Paragraph("No decision waits to be looked back on.")
    for decision in due:
        yield Heading(2, f"{decision.number}, decided on {day(decision.meeting_on)}")
        if decision.quorum_words:
            yield Notice(f"{decision.quorum_words}.", kind="warning")
        yield Facts(
            (
                Fact("What was decided", decision.text),
                Fact("What should change", decision.should_change),
                Fact("The day for it", day(decision.next_look)),
            )
        )
        yield from _then_and_now(decision)


def decided(decisions: Sequence[DecisionView]) -> Table:
    """What the board decided lately, with when it looks back."""
    return Table(
        caption="Decisions",
        columns=(
            TableColumn("Number", width=2),
            TableColumn("Decided", width=3),
            TableColumn("What was decided, and what should change", width=7),
            TableColumn("What it rests on", width=6),
            TableColumn("Looks back", width=3),
        ),
        rows=tuple(_decision_row(decision) for decision in decisions),
        empty="Nothing was decided in this time.",
    )


def decided_in_full(decisions: Sequence[DecisionView]) -> Iterator[Block]:
    """What is too long for a column, below its table."""
    for each in decisions:
        parts = (("What was decided", each.text), ("What should change", each.should_change))
        if any(len(text) > LONGEST_CELL for _, text in parts):
            yield Heading(2, f"{each.number} in full")
            yield from (Paragraph(f"{title}: {text}") for title, text in parts)


def asked_in_full(found: Sequence[ChallengeView]) -> Iterator[Block]:
    """The same for what was asked."""
    for each in found:
        if len(each.text) > LONGEST_CELL:
            yield Heading(2, f"{each.number} in full")
            yield Paragraph(each.text)


def unanswered(found: Sequence[ChallengeView]) -> Table:
    return Table(
        caption="Challenges and recommendations that wait for an answer",
        columns=(
            TableColumn("Number", width=2),
            TableColumn("From", width=4),
            TableColumn("What was asked", width=7),
            TableColumn("Who answers", width=4),
            TableColumn("Where it stands", width=4),
        ),
        rows=tuple(
            (
                TableCell(each.number, is_header=True),
                TableCell(each.by),
                TableCell(_fitting(each.text), note=each.subject.words if each.subject else ""),
                TableCell(each.owner, note="" if each.holders else each.holder_words),
                TableCell(each.standing_words, tag_colour=each.colour),
            )
            for each in found
        ),
        empty="Every challenge and recommendation has been answered.",
    )


def follow_ups(found: Sequence[FollowUpRow]) -> Table:
    return Table(
        caption="Follow-ups that are not done",
        columns=(
            TableColumn("What was promised", width=8),
            TableColumn("Who", width=5),
            TableColumn("Due", width=3),
            TableColumn("Where it stands", width=3),
        ),
        rows=tuple(
            (
                TableCell(each.text, is_header=True, note=f"Meeting of {day(each.meeting_on)}"),
                TableCell(each.owner, note="" if each.holders else each.holder_words),
                TableCell(day(each.due_on)),
                TableCell("Late" if each.is_late else "Open", "red" if each.is_late else "grey"),
            )
            for each in found
        ),
        empty="Every follow-up is done.",
    )


def assurances(found: Sequence[AssuranceView]) -> Iterator[Block]:
    """What the area wants to be sure of, what speaks for and against, and what the board said."""
    if not found:
        yield Paragraph("The board keeps no assurance yet.")
    for each in found:
        yield Heading(2, f"Assurance {each.order}")
        yield Paragraph(each.text)
        latest = each.latest
        said = f"{each.words}, {day(latest.judged_on)}. {latest.text}" if latest else each.words
        yield Facts((Fact("What the board said", said),))
        if each.has_newer_against:
            yield Notice("There is newer evidence against it.", kind="warning")
        for title, weights in (("For", each.speaks_for), ("Against", each.speaks_against)):
            if weights:
                yield Heading(3, title)
                yield Bullets(tuple(f"{day(w.dated_on)}: {w.text}" for w in weights))


def _then_and_now(decision: DecisionView) -> Iterator[Block]:
    if decision.figures:
        yield Table(
            caption="The figures then and now",
            columns=(
                TableColumn("What is counted", width=6),
                TableColumn("Then", width=5),
                TableColumn("Now", width=5),
                TableColumn("How it moved", width=4),
            ),
            rows=tuple(
                (
                    TableCell(each.title, is_header=True),
                    TableCell(
                        each.then,
                        note=f"Corrected since: {each.corrected}" if each.corrected else "",
                    ),
                    TableCell(each.now),
                    TableCell(each.moved_words),
                )
                for each in decision.figures
            ),
        )
    rests = _rests(decision)
    if rests:
        yield Bullets(tuple(rests))


def _basis(decision: DecisionView) -> list[str]:
    """Everything that the decision rests on, with each figure as it read on that day."""
    figures = [f"Figure: {each.title}, {each.then}" for each in decision.figures]
    return figures + _rests(decision)


def _rests(decision: DecisionView) -> list[str]:
    rests = [
        f"Evidence: {e.title}, line {e.line_reference}{' (withdrawn since)' * e.is_withdrawn}"
        for e in decision.evidence
    ]
    return rests + [f"Document: {words}" for words in decision.documents]


def _fitting(text: str) -> str:
    if len(text) <= LONGEST_CELL:
        return text
    return f"{shortened(' '.join(text.split()), LETTERS)} In full below the table."


def _joined(text: str) -> str:
    return shortened(text.rstrip("."), LETTERS)


def _decision_row(decision: DecisionView) -> tuple[TableCell, ...]:
    look = f"From {day(decision.next_look)}" if decision.next_look else "Looked back"
    return (
        TableCell(decision.number, is_header=True),
        TableCell(day(decision.meeting_on), note=decision.quorum_words),
        TableCell(
            _fitting(decision.text), note=f"Should change: {_fitting(decision.should_change)}"
        ),
        TableCell("\n".join(_basis(decision)) or "Nothing was named"),
        TableCell(look),
    )
