"""What somebody marks: their own audits, one of them whole, and what the author of a piece of work is told."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Hidden
from alongside.quality import perms
from alongside.quality.fallen_short import Answered, found_short
from alongside.quality.models import Audit, AuditEvidence, DrawnItem
from alongside.quality.populations import is_superseded
from alongside.quality.queries.answers import evidence_row, may_open
from alongside.quality.queries.values import AnswerRow, EndedAudit, OwnAudit
from alongside.quality.reading_tools import tool_of_audit
from alongside.quality.rules.codes import About, AuditState, Grade, RoundState, Seat
from alongside.quality.rules.marking import OVER, may_read_grade
from alongside.web.clock import london_day

AUDITS = (perms.AUDIT, perms.AUDIT_FAMILY)


@dataclass(frozen=True, slots=True, kw_only=True)
class MyAudit:
    """``happened`` is a month for a family’s auditor, and a day for everybody else."""

    ref: str
    round_title: str
    about: About
    seat: Seat
    position: int
    happened: date | PartialDate
    due_on: date
    state: AuditState
    answered_count: int
    question_count: int
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnItem:
    """What an author is told of their work: the grade that counts, what fell short and why. No auditor is
    named.
    """

    ref: str
    about: About
    case_ref: str
    case_number: str
    happened_on: date
    round_title: str
    grade: Grade
    agreed_why: str
    words: tuple[str, ...]
    short: tuple[Answered, ...]
    comments: tuple[str, ...]
    was_superseded: bool


def my_audits(actor: Actor) -> tuple[MyAudit, ...]:
    """What is still to be marked comes first, by its day. Raises Hidden."""
    _check_audits(actor)
    rows = (
        _own(actor)
        .exclude(state=AuditState.GIVEN_BACK.value)
        .annotate(answered_count=Count("answers", filter=~Q(answers__mark="")))
        .order_by("-item__draw__round__due_on", "item__position")
    )
    found = [_mine(each) for each in rows]
    return tuple(sorted(found, key=lambda each: (not each.is_open, each.due_on)))


def own_audit(actor: Actor, *, audit_ref: str) -> OwnAudit:
    """Raises Hidden for an audit of somebody else, and for one that was given back."""
    _check_audits(actor)
    rows = _own(actor).exclude(state=AuditState.GIVEN_BACK.value)
    found = rows.prefetch_related("answers", "evidence__file", "item__audits").filter(ref=audit_ref)
    row = found.first()
    if row is None:
        raise Hidden("audit")
    return _whole(actor, row)


def audit_to_give_back(actor: Actor, *, audit_ref: str) -> str:
    """Why it cannot be given back; empty where it can. Raises Hidden for an audit of somebody else, but for
    whoever leads rounds.
    """
    if not actor.may(perms.LEAD):
        _check_audits(actor)
        rows = _own(actor)
    else:
        rows = Audit.objects.in_area(actor.area_id)
    found = rows.filter(ref=audit_ref).first()
    if found is None:
        raise Hidden("audit")
    return "" if found.state == AuditState.ASSIGNED else OVER


def evidence_file(actor: Actor, *, evidence_ref: str) -> tuple[str, Any]:
    """The case’s public name and the file, for whoever may open it by now. Raises Hidden."""
    found: AuditEvidence | None = (
        AuditEvidence.objects.in_area(actor.area_id)
        .select_related("audit__item__case", "file")
        .prefetch_related("audit__item__audits")
        .filter(ref=evidence_ref)
        .first()
    )
    if found is None or not may_open(actor, found):
        raise Hidden("evidence")
    return found.audit.item.case.ref, found.file


def ended_audit(actor: Actor, *, audit_ref: str) -> EndedAudit | None:
    """What an auditor is told of an audit that was taken back; None for any other."""
    row = _own(actor).filter(ref=audit_ref, state=AuditState.GIVEN_BACK.value).first()
    if row is None or not any(actor.may(each) for each in AUDITS):
        return None
    found = row.item.draw.round
    return EndedAudit(
        about=About(found.about),
        position=row.item.position,
        round_title=found.title,
        ended_on=london_day(row.ended_at),
        why=row.ended_why,
    )


def own_items(actor: Actor) -> tuple[OwnItem, ...]:
    """What the actor wrote and that has a grade, the newest first. Raises Hidden."""
    rows = _of_author(actor).order_by("-agreed_on", "-id")[:50]
    return tuple(_item(each) for each in rows)


def own_item(actor: Actor, *, item_ref: str) -> OwnItem:
    """Raises Hidden for what somebody else wrote."""
    row = _of_author(actor).filter(ref=item_ref).first()
    if row is None:
        raise Hidden("item")
    return _item(row)


def _check_audits(actor: Actor) -> None:
    if not any(actor.may(each) for each in AUDITS):
        raise Hidden("audits")


def _own(actor: Actor) -> Any:
    return (
        Audit.objects.in_area(actor.area_id)
        .filter(auditor=actor.person_id)
        .select_related("item__draw__round", "item__case", "item__plan")
    )


def _mine(row: Any) -> MyAudit:
    found = row.item.draw.round
    return MyAudit(
        ref=row.ref,
        round_title=found.title,
        about=About(found.about),
        seat=Seat(row.seat),
        position=row.item.position,
        happened=_happened(row),
        due_on=found.due_on,
        state=AuditState(row.state),
        answered_count=row.answered_count,
        question_count=len(tool_of_audit(row).questions),
        is_open=row.state == AuditState.ASSIGNED and found.state != RoundState.CLOSED,
    )


def _whole(actor: Actor, row: Any) -> OwnAudit:
    item, found = row.item, row.item.draw.round
    answers = {
        each.question: AnswerRow(mark=each.mark, words=each.words) for each in row.answers.all()
    }
    return OwnAudit(
        ref=row.ref,
        item_ref=item.ref,
        round_title=found.title,
        round_state=RoundState(found.state),
        about=About(found.about),
        seat=Seat(row.seat),
        position=item.position,
        happened=_happened(row),
        due_on=found.due_on,
        state=AuditState(row.state),
        version=row.version,
        has_no_conflict=row.has_no_conflict,
        may_know=bool(row.may_know_at and not row.cleared_at),
        tool=tool_of_audit(row),
        answers=answers,
        evidence=tuple(evidence_row(each) for each in row.evidence.all()),
        case_ref=item.case.ref,
        case_number=item.case.number,
        grade=Grade(row.grade) if row.grade else None,
        words=row.words,
        agreed_grade=_agreed(row, item),
        other_grade=_other(row, item),
        is_superseded=row.was_superseded or is_superseded(actor, item),
    )


def _happened(row: Any) -> date | PartialDate:
    """The day; a family’s auditor is told the month only, since a day may tell who it is about."""
    on: date = row.item.happened_on
    return PartialDate(on.year, on.month) if row.seat == Seat.FAMILY else on


def _agreed(row: Any, item: DrawnItem) -> Grade | None:
    """Told to whoever has submitted: the grade may be the other’s."""
    is_told = row.state == AuditState.SUBMITTED and row.seat != Seat.FAMILY
    return Grade(item.agreed_grade) if item.agreed_grade and is_told else None


def _other(row: Any, item: DrawnItem) -> Grade | None:
    """The other auditor’s grade, once both have submitted."""
    audits = [each for each in item.audits.all() if each.state != AuditState.GIVEN_BACK]
    states = {Seat(each.seat): AuditState(each.state) for each in audits}
    readable = may_read_grade(seat=Seat(row.seat), states=states, is_double=item.is_double)
    for each in audits:
        is_pair = each.pk != row.pk and each.seat != Seat.FAMILY
        if is_pair and Seat(each.seat) in readable and each.grade:
            return Grade(each.grade)
    return None


def _of_author(actor: Actor) -> Any:
    if not actor.may_somewhere(perms.COMMENT) or actor.person_id is None:
        raise Hidden("items")
    return (
        DrawnItem.objects.in_area(actor.area_id)
        .filter(author=actor.person_id)
        .exclude(agreed_grade="")
        .select_related("draw__round", "case")
        .prefetch_related("audits__answers", "agreed", "comments")
    )


def _item(row: Any) -> OwnItem:
    told = found_short(row)
    return OwnItem(
        ref=row.ref,
        about=About(row.draw.round.about),
        case_ref=row.case.ref,
        case_number=row.case.number,
        happened_on=row.happened_on,
        round_title=row.draw.round.title,
        grade=Grade(row.agreed_grade),
        agreed_why=told.agreed_why,
        words=told.words,
        short=told.short,
        comments=tuple(each.words for each in row.comments.all()),
        was_superseded=row.was_superseded,
    )
