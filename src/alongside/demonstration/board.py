"""How the area sets up its boards in the demonstration: seats, reporting lines and terms."""

from datetime import date, datetime
from typing import Any

from alongside.board.operations.forward_plan import add_forward_item, add_standing_item
from alongside.board.operations.governance import (
    BoardDetails,
    NewSeat,
    add_reporting_line,
    add_seat,
    create_board,
)
from alongside.board.operations.terms import NewTerms, add_terms
from alongside.board.rules.codes import BoardKind, LineKind, SeatKind, Side, Voice
from alongside.demonstration import content
from alongside.demonstration.content import example
from alongside.demonstration.stage import NotInContentError, Stage

CONTENT = "board"
VOICES = {
    "Parent carer forum": Voice.FORUM,
    "SENDIASS Adviser": Voice.SENDIASS,
    "Local Offer and Participation Officer": Voice.ENGAGEMENT,
}
"""Whom the board is expected to hear, by the post that brings them."""


def set_up_boards(stage: Stage, *, at: datetime) -> None:
    """Everything here is done by the nominated officer, who runs the board's business."""
    facts = content.read(CONTENT)
    actor = stage.actor(facts["by"], at)
    for each in facts["boards"]:
        board = create_board(
            actor=actor, at=at, kind=BoardKind(each["kind"]), details=_details(each)
        )
        stage.remember("board", each["key"], board.ref)
    for lower, kind, upper in facts["lines"]:
        add_reporting_line(
            actor=actor,
            at=at,
            lower_ref=stage.ref("board", lower),
            upper_ref=stage.ref("board", upper),
            kind=LineKind(kind),
            line_from=at.date(),
        )
    _fill(stage, facts, at=at)


def change_terms(stage: Stage, *, at: datetime) -> None:
    """The second version of the terms of reference."""
    _terms(stage, content.read(CONTENT)["terms_later"], at=at)


def _seats(stage: Stage, facts: dict[str, Any], *, at: datetime) -> None:
    actor, board_ref = stage.actor(facts["by"], at), stage.ref("board", "board")
    for kind, side, title in facts["seats"]:
        seat = add_seat(
            actor=actor,
            at=at,
            board_ref=board_ref,
            new=NewSeat(
                kind=SeatKind(kind),
                side=Side(side),
                seat_from=at.date(),
                post_ref=stage.post(title).ref,
                voice=VOICES.get(title),
            ),
        )
        stage.remember("seat", title, seat.ref)


def _fill(stage: Stage, facts: dict[str, Any], *, at: datetime) -> None:
    actor, board_ref = stage.actor(facts["by"], at), stage.ref("board", "board")
    _seats(stage, facts, at=at)
    for title, presenter in facts["standing"]:
        add_standing_item(
            actor=actor,
            at=at,
            board_ref=board_ref,
            title=title,
            item_from=at.date(),
            presenter_ref=stage.post(presenter).ref,
        )
    for title, due, owner in facts["forward"]:
        month = content.partial(due)
        if month is None:
            raise NotInContentError(title)
        add_forward_item(
            actor=actor,
            at=at,
            board_ref=board_ref,
            title=title,
            due=month,
            owner_ref=stage.post(owner).ref,
        )
    _terms(stage, facts["terms"], at=at)


def _details(facts: dict[str, Any]) -> BoardDetails:
    return BoardDetails(
        title=facts["title"],
        purpose=facts["purpose"],
        quorum_count=facts.get("quorum_count"),
        quorum_sides=tuple(Side(side) for side in facts.get("quorum_sides", ())),
        report_due_day=facts.get("report_due_day", 5),
    )


def _terms(stage: Stage, facts: dict[str, Any], *, at: datetime) -> None:
    add_terms(
        actor=stage.actor(content.read(CONTENT)["by"], at),
        at=at,
        board_ref=stage.ref("board", "board"),
        new=NewTerms(
            agreed_on=date.fromisoformat(facts["agreed"]),
            text=example(facts["text"]),
            what_changed=facts.get("what_changed", ""),
        ),
    )
