"""Adding and wording lines. A date that is there moves only with consent (see ``dates``)."""

from datetime import datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people.finding import find, next_order
from alongside.people.partial_dates import closing, opening, read
from alongside.people.versions import check_version
from alongside.plan import perms
from alongside.plan.commands import NewLine
from alongside.plan.finding import find_line
from alongside.plan.models import Line, OutcomeLink, Rewording, Statement, Weakness, Workstream
from alongside.plan.rules.codes import TOP_KINDS, LineKind, WhichDate
from alongside.plan.rules.places import check_may_stand_below

LABELS = {"text": "What is promised", "end_on": "End date", "start_on": "Start date"}


@transaction.atomic
def add_line(*, actor: Actor, at: datetime, statement_ref: str, new: NewLine) -> Line:
    """An outcome or a priority at the top, or an objective, action or task below a line."""
    actor.check_may(perms.EDIT)
    statement = find(Statement, actor, statement_ref)
    parent = find(Line, actor, new.parent_ref) if new.parent_ref else None
    _check_new_line(statement, new, parent)
    line = Line.objects.create(
        area_id=actor.area_id,
        statement=statement,
        weakness_id=_weakness_id(statement, new, parent),
        workstream=find(Workstream, actor, new.workstream_ref) if new.workstream_ref else None,
        parent=parent,
        order=next_order(statement.lines.all()),
        created_at=at,
        created_by_id=actor.person_id,
        **_columns(new),
    )
    record(
        actor=actor,
        at=at,
        verb="plan.add_line",
        subject="plan.line",
        subject_ref=line.ref,
        detail={"statement": statement.ref, "kind": line.kind, "reference": line.reference},
    )
    return line


@transaction.atomic
def reword_line(
    *, actor: Actor, at: datetime, line_ref: str, expected_version: int, text: str, reason: str
) -> Line:
    """Change the words of a promise; the words before are kept with the reason."""
    line = find_line(actor, line_ref, permission=perms.EDIT)
    text, reason = text.strip(), reason.strip()
    if not text:
        raise Refusal("Say what is promised.", field="text")
    if not reason:
        raise Refusal("Say why the words change. The old ones are kept.", field="reason")
    check_version(line, expected_version, wanted={"text": text}, labels=LABELS)
    if text == line.text:
        raise Refusal("These are the words it has already.", field="text")
    Rewording.objects.create(
        area_id=line.area_id,
        line=line,
        old_text=line.text,
        reason=reason,
        changed_at=at,
        changed_by_id=actor.person_id,
    )
    line.text = text
    line.version += 1
    line.save(update_fields=["text", "version"])
    record(
        actor=actor,
        at=at,
        verb="plan.reword_line",
        subject="plan.line",
        subject_ref=line.ref,
        detail={"reference": line.reference, "version": line.version},
    )
    return line


@transaction.atomic
def set_first_date(
    *,
    actor: Actor,
    at: datetime,
    line_ref: str,
    expected_version: int,
    which: WhichDate,
    new_date: PartialDate,
) -> Line:
    """Give a line a date that it never had. A date that it has is changed by asking for consent."""
    line = find_line(actor, line_ref, permission=perms.EDIT)
    columns = _date_columns(which, new_date)
    wanted = {f"{which}_on": columns[f"{which}_on"]}
    check_version(line, expected_version, wanted=wanted, labels=LABELS)
    if getattr(line, f"{which}_on") is not None:
        raise Refusal(
            "The line has this date already. Ask for a date change, so that the old date is kept.",
            field="new_date",
        )
    for name, value in columns.items():
        setattr(line, name, value)
    _check_order(read(line.start_on, line.start_precision), read(line.end_on, line.end_precision))
    line.version += 1
    line.save(update_fields=[*columns, "version"])
    record(
        actor=actor,
        at=at,
        verb="plan.set_first_date",
        subject="plan.line",
        subject_ref=line.ref,
        detail={"reference": line.reference, "which": which.value, "date": new_date.iso},
    )
    return line


@transaction.atomic
def link_outcome(*, actor: Actor, at: datetime, line_ref: str, outcome_ref: str) -> OutcomeLink:
    """Say which outcome of another action plan a line serves."""
    line = find_line(actor, line_ref, permission=perms.EDIT)
    outcome = find(Line, actor, outcome_ref)
    if line.kind == LineKind.OUTCOME:
        raise Refusal("Link a priority, objective, action or task to the outcome it serves.")
    if outcome.kind != LineKind.OUTCOME or outcome.statement_id == line.statement_id:
        raise Refusal("Choose an outcome of another action plan.", field="outcome")
    if OutcomeLink.objects.visible_to(actor).filter(line=line, outcome=outcome).exists():
        raise Refusal("The line is already linked to this outcome.", field="outcome")
    link = OutcomeLink.objects.create(area_id=line.area_id, line=line, outcome=outcome)
    record(
        actor=actor,
        at=at,
        verb="plan.link_outcome",
        subject="plan.line",
        subject_ref=line.ref,
        detail={"reference": line.reference, "outcome": outcome.ref},
    )
    return link


def _check_new_line(statement: Statement, new: NewLine, parent: Line | None) -> None:
    check_may_stand_below(new.kind, LineKind(parent.kind) if parent else None)
    if parent is not None and parent.statement_id != statement.pk:
        raise Refusal("The line above belongs to another action plan.", field="parent")
    if not new.reference.strip():
        raise Refusal("Give the line a reference, such as 2.1-A.", field="reference")
    if not new.text.strip():
        raise Refusal("Say what is promised.", field="text")
    if statement.lines.filter(reference=new.reference.strip()).exists():
        raise Refusal(
            f"There is already a line {new.reference.strip()}. Choose another reference.",
            field="reference",
        )
    _check_order(new.start, new.end)


def _check_order(start: PartialDate | None, end: PartialDate | None) -> None:
    if start is not None and end is not None and end.last < start.first:
        raise Refusal(
            f"The end ({end}) cannot be before the start ({start}). Check both.", field="end"
        )


def _weakness_id(statement: Statement, new: NewLine, parent: Line | None) -> int | None:
    if parent is not None:
        return parent.weakness_id
    if new.kind is not LineKind.OUTCOME or new.weakness_number is None:
        return None
    weakness: Weakness | None = statement.weaknesses.filter(number=new.weakness_number).first()
    if weakness is None:
        raise Refusal("Choose one of the weaknesses of this action plan.", field="weakness")
    return weakness.pk


def _columns(new: NewLine) -> dict[str, object]:
    start_on, start_precision = opening(new.start)
    end_on, end_precision = closing(new.end)
    return {
        "kind": new.kind.value,
        "reference": new.reference.strip(),
        "part": "" if new.kind in TOP_KINDS else new.part,
        "text": new.text.strip(),
        "start_on": start_on,
        "start_precision": start_precision,
        "end_on": end_on,
        "end_precision": end_precision,
    }


def _date_columns(which: WhichDate, new_date: PartialDate) -> dict[str, object]:
    day, precision = (opening if which is WhichDate.START else closing)(new_date)
    return {f"{which}_on": day, f"{which}_precision": precision}
