"""The ledger's entry of an operation on a meeting or a board."""

from collections.abc import Mapping
from datetime import datetime

from alongside.board.models import Board, Meeting
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.ledger.operations import record


def record_on(
    *, actor: Actor, at: datetime, verb: str, subject: Board | Meeting, facts: Mapping[str, JSON]
) -> None:
    """``verb`` without the room; ``facts`` holds references and dates, never a text or a name."""
    record(
        actor=actor,
        at=at,
        verb=f"board.{verb}",
        subject="board.meeting" if isinstance(subject, Meeting) else "board.board",
        subject_ref=subject.ref,
        detail=facts,
    )
