"""What auditors answered, question by question and side by side, for whoever may read it by now."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from alongside.kernel.actor import Actor
from alongside.quality import perms
from alongside.quality.models import Audit, AuditEvidence
from alongside.quality.queries.values import Answers, EvidenceRow, Said
from alongside.quality.reading_tools import tool_for
from alongside.quality.rules.codes import AuditState, Seat
from alongside.quality.rules.marking import may_read_grade

PAIR = (Seat.FIRST, Seat.SECOND)
ANSWERS = ("answers", "evidence__file")
"""What is read before an audit with its answers."""


def readable_seats(audits: Sequence[Any], *, seat: Seat | None, is_double: bool) -> frozenset[Seat]:
    """Of one item. Nobody reads what was given back."""
    states = {Seat(each.seat): AuditState(each.state) for each in _standing(audits)}
    return may_read_grade(seat=seat, states=states, is_double=is_double)


def answers_of(item: Any, audits: Sequence[Any], seats: Collection[Seat]) -> tuple[Answers, ...]:
    """Of those seats that have answered, by the tool of their round. What differs comes first."""
    read = [each for each in _standing(audits) if Seat(each.seat) in seats]
    if not read:
        return ()
    tool = tool_for(item.draw.round, Seat(read[0].seat))
    read.sort(key=lambda each: [*Seat].index(Seat(each.seat)))
    found = [_answers(question, read) for question in tool.questions]
    return tuple(sorted(found, key=lambda each: not each.differs))


def own_answers(actor: Actor, *, audit_ref: str) -> tuple[Answers, ...]:
    """One’s own, and the other auditor’s once both have handed in. A family’s auditor reads their own only.
    Whoever calls has found the audit by its reader’s right.
    """
    own = (
        Audit.objects.in_area(actor.area_id)
        .select_related("item__draw__round")
        .get(ref=audit_ref, auditor=actor.person_id)
    )
    audits = list(own.item.audits.prefetch_related(*ANSWERS))
    seat = Seat(own.seat)
    open_ones = readable_seats(audits, seat=seat, is_double=own.item.is_double)
    seats = {seat, *open_ones} & ({seat} if seat is Seat.FAMILY else {*PAIR})
    return answers_of(own.item, audits, seats)


def evidence_row(each: Any) -> EvidenceRow:
    return EvidenceRow(
        ref=each.ref,
        question=each.question,
        about=each.about,
        name=each.file.name,
        size_bytes=each.file.size_bytes,
    )


def may_open(actor: Actor, evidence: AuditEvidence) -> bool:
    """The auditor who added it; whoever leads rounds and the other auditor once both have handed in. A file
    is as it was added, with names in it: no family’s auditor opens one that somebody else added.
    """
    audit = evidence.audit
    if audit.auditor_id == actor.person_id:
        return actor.may(perms.AUDIT) or actor.may(perms.AUDIT_FAMILY)
    if audit.state == AuditState.GIVEN_BACK:
        return False
    audits = list(audit.item.audits.all())
    for seat in _seats_of(actor, audits):
        seats = readable_seats(audits, seat=seat, is_double=audit.item.is_double)
        if Seat(audit.seat) in seats and (seat is None or audit.seat != Seat.FAMILY):
            return True
    return False


def _seats_of(actor: Actor, audits: Sequence[Any]) -> Iterator[Seat | None]:
    """As whom somebody asks: None for whoever leads rounds."""
    if actor.may(perms.LEAD):
        yield None
    if actor.may(perms.AUDIT):
        for each in _standing(audits):
            if each.auditor_id == actor.person_id and each.seat != Seat.FAMILY:
                yield Seat(each.seat)


def _standing(audits: Sequence[Any]) -> list[Any]:
    return [each for each in audits if each.state != AuditState.GIVEN_BACK]


def _answers(question: Any, audits: Sequence[Any]) -> Answers:
    said = tuple(_said(question.code, audit) for audit in audits)
    return Answers(question=question, said=said, differs=len({each.mark for each in said}) > 1)


def _said(code: str, audit: Any) -> Said:
    found = next((each for each in audit.answers.all() if each.question == code), None)
    return Said(
        seat=Seat(audit.seat),
        mark=found.mark if found else "",
        words=found.words if found else "",
        files=tuple(evidence_row(e) for e in audit.evidence.all() if e.question == code),
    )
