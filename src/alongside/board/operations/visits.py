"""Support and challenge visits: planning them, their papers, and the outcome letter.

What is frozen is never changed: a paper that comes later is an addendum with its own stamp.
"""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction

from alongside.board import perms
from alongside.board.models import Board, PackEdition, Visit, VisitPaper
from alongside.board.queries.governance import improvement_board
from alongside.board.rules.visits import (
    VisitState,
    changed_freeze_day,
    check_letter,
    check_may_change,
    check_may_take_out,
    freeze_day,
    is_addendum,
)
from alongside.files.models import StoredFile
from alongside.files.operations import keep_file
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people.finding import find
from alongside.people.versions import apply, check_version
from alongside.web.clock import london_day

LABELS = {
    "held_on": "Day of the visit",
    "freezes_on": "The evidence freezes on",
    "visitors": "Visitors",
    "focus": "Focus",
}


@dataclass(frozen=True, slots=True)
class VisitDetails:
    """``freezes_on`` is None for two weeks ahead of the visit."""

    held_on: date
    visitors: str
    focus: str = ""
    freezes_on: date | None = None


@dataclass(frozen=True, slots=True)
class NewPaper:
    """``why_late`` is for a paper that comes after the freeze."""

    title: str
    upload: "File[bytes]"
    why_late: str = ""


@transaction.atomic
def plan_visit(*, actor: Actor, at: datetime, details: VisitDetails) -> Visit:
    actor.check_may(perms.RUN)
    board = _board(actor)
    _check_details(board, details, but=None)
    visit = Visit.objects.create(
        area_id=actor.area_id,
        board=board,
        held_on=details.held_on,
        freezes_on=freeze_day(details.held_on, details.freezes_on, today=london_day(at)),
        visitors=details.visitors.strip(),
        focus=details.focus.strip(),
        created_at=at,
        created_by_id=actor.person_id,
    )
    _record(actor, at, "plan_visit", visit, _days(visit))
    return visit


@transaction.atomic
def change_visit(
    *, actor: Actor, at: datetime, visit_ref: str, expected_version: int, details: VisitDetails
) -> Visit:
    """A visit that moves keeps the evidence that is frozen, and its day of freezing."""
    actor.check_may(perms.RUN)
    visit = find(Visit, actor, visit_ref)
    state = _state(visit)
    check_may_change(state)
    _check_details(visit.board, details, but=visit)
    freezes_on = changed_freeze_day(
        state, details.held_on, details.freezes_on, today=london_day(at)
    )
    wanted = {
        "held_on": details.held_on,
        "freezes_on": freezes_on,
        "visitors": details.visitors.strip(),
        "focus": details.focus.strip(),
    }
    check_version(visit, expected_version, wanted=wanted, labels=LABELS)
    changed = apply(visit, wanted)
    _record(actor, at, "change_visit", visit, {**_days(visit), "changed": sorted(changed)})
    return visit


@transaction.atomic
def call_off_visit(*, actor: Actor, at: datetime, visit_ref: str, why: str) -> Visit:
    """The visit does not take place. What was prepared for it stays readable."""
    actor.check_may(perms.RUN)
    visit = find(Visit, actor, visit_ref)
    check_may_change(_state(visit))
    if not why.strip():
        raise Refusal("Say why the visit is called off.", field="why")
    visit.called_off_at, visit.called_off_by_id = at, actor.person_id
    visit.called_off_why = why.strip()
    visit.version += 1
    visit.save(update_fields=["called_off_at", "called_off_by", "called_off_why", "version"])
    _record(actor, at, "call_off_visit", visit, _days(visit))
    return visit


@transaction.atomic
def add_visit_paper(*, actor: Actor, at: datetime, visit_ref: str, new: NewPaper) -> VisitPaper:
    """Part of the evidence until it freezes; afterwards an addendum, stamped by when, whom and why."""
    actor.check_may(perms.RUN)
    visit = find(Visit, actor, visit_ref)
    late = is_addendum(_state(visit), why_late=new.why_late, today=london_day(at))
    if not new.title.strip():
        raise Refusal("Give the paper a title.", field="title")
    file = _kept(actor, at, new.upload)
    paper = VisitPaper.objects.create(
        area_id=visit.area_id,
        visit=visit,
        title=new.title.strip(),
        file=file,
        is_addendum=late,
        why_late=new.why_late.strip() if late else "",
        added_at=at,
        added_by_id=actor.person_id,
    )
    facts: dict[str, JSON] = {"paper": paper.ref, "file_sha256": file.sha256, "is_addendum": late}
    _record(actor, at, "add_visit_paper", visit, facts)
    return paper


@transaction.atomic
def take_out_paper(*, actor: Actor, at: datetime, paper_ref: str, why: str) -> VisitPaper:
    """Before the freeze a paper may leave the evidence; that it was there stays known."""
    actor.check_may(perms.RUN)
    paper = find(VisitPaper, actor, paper_ref)
    visit = find(Visit, actor, paper.visit.ref)
    check_may_take_out(_state(visit), today=london_day(at))
    if paper.taken_out_at is not None:
        raise Refusal("This paper has been taken out already.")
    if not why.strip():
        raise Refusal("Say why the paper is taken out.", field="why")
    paper.taken_out_at, paper.taken_out_by_id = at, actor.person_id
    paper.taken_out_why = why.strip()
    paper.save(update_fields=["taken_out_at", "taken_out_by", "taken_out_why"])
    _record(actor, at, "take_out_visit_paper", visit, {"paper": paper.ref})
    return paper


@transaction.atomic
def file_visit_letter(
    *,
    actor: Actor,
    at: datetime,
    visit_ref: str,
    upload: "File[bytes]",
    letter_on: date,
    outcome: str,
) -> Visit:
    """The outcome letter. It closes the visit’s papers."""
    actor.check_may(perms.RUN)
    visit = find(Visit, actor, visit_ref)
    check_letter(_state(visit), letter_on=letter_on, outcome=outcome, today=london_day(at))
    file = _kept(actor, at, upload)
    visit.letter, visit.letter_on = file, letter_on
    visit.outcome = outcome.strip()
    visit.version += 1
    visit.save(update_fields=["letter", "letter_on", "outcome", "version"])
    facts: dict[str, JSON] = {"letter_on": letter_on.isoformat(), "file_sha256": file.sha256}
    _record(actor, at, "file_visit_letter", visit, facts)
    return visit


def _board(actor: Actor) -> Board:
    board = improvement_board(actor)
    if board is None:
        raise Refusal("Set up the improvement board first: visits are made to it.")
    return board


def _check_details(board: Board, details: VisitDetails, *, but: Visit | None) -> None:
    if not details.visitors.strip():
        raise Refusal("Say who visits.", field="visitors")
    same_day = board.visits.filter(held_on=details.held_on, called_off_at=None)
    if same_day.exclude(pk=but.pk if but else None).exists():
        raise Refusal("There is already a visit on this day.", field="held_on")


def _state(visit: Visit) -> VisitState:
    editions = PackEdition.objects.in_area(visit.area_id).filter(pack__visit=visit)
    return VisitState(
        held_on=visit.held_on,
        freezes_on=visit.freezes_on,
        has_edition=editions.exists(),
        has_letter=visit.letter_id is not None,
        is_called_off=visit.called_off_at is not None,
        is_history=visit.held_on <= london_day(visit.created_at),
    )


def _kept(actor: Actor, at: datetime, upload: "File[bytes]") -> StoredFile:
    try:
        return keep_file(actor=actor, upload=upload, at=at)
    except Refusal as refused:
        raise Refusal(refused.sentence, field="file") from refused


def _days(visit: Visit) -> dict[str, JSON]:
    return {"held_on": visit.held_on.isoformat(), "freezes_on": visit.freezes_on.isoformat()}


def _record(actor: Actor, at: datetime, verb: str, visit: Visit, facts: dict[str, JSON]) -> None:
    record(
        actor=actor,
        at=at,
        verb=f"board.{verb}",
        subject="board.visit",
        subject_ref=visit.ref,
        detail=facts,
    )
