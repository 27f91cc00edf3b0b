"""Recording how far a line has got. One transaction: the status, its evidence and its ledger
entry, or nothing.
"""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.dates import Precision, day_in_words
from alongside.kernel.refusals import Changed, Refusal
from alongside.ledger.operations import record
from alongside.people.finding import find
from alongside.people.partial_dates import closing
from alongside.people.versions import CHANGED
from alongside.plan import perms
from alongside.plan.commands import NewStatus
from alongside.plan.facts import effective_statuses, standing_of
from alongside.plan.finding import check_may_on_line, find_line, standing_evidence
from alongside.plan.models import Evidence, Line, StatusEntry, StatusEvidence
from alongside.plan.operations.evidence import attach_evidence
from alongside.plan.rules.codes import Step
from alongside.plan.rules.statuses import Proposal, check_may_record_status
from alongside.plan.words import STEPS
from alongside.web.clock import london_day


@transaction.atomic
def record_status(
    *, actor: Actor, at: datetime, line_ref: str, expected_version: int, new: NewStatus
) -> StatusEntry:
    """Raises Refusals from the rules, and Changed when the line moved while they were writing."""
    line = find_line(actor, line_ref, permission=perms.RECORD_STATUS)
    _check_unchanged(line, expected_version, new)
    entry = _add_entry(actor, at, line, new, corrects=None)
    record(
        actor=actor,
        at=at,
        verb="plan.record_status",
        subject="plan.line",
        subject_ref=line.ref,
        detail=_facts(line, entry),
    )
    return entry


@transaction.atomic
def correct_status(
    *, actor: Actor, at: datetime, status_ref: str, expected_version: int, new: NewStatus
) -> StatusEntry:
    """A later row in place of the line's latest status, which stays readable. The note says what
    was wrong.
    """
    wrong = find(StatusEntry, actor, status_ref)
    line = find(Line, actor, wrong.line.ref)
    check_may_on_line(actor, perms.RECORD_STATUS, line)
    _check_unchanged(line, expected_version, new)
    _check_may_correct(line, wrong, new)
    entry = _add_entry(actor, at, line, new, corrects=wrong)
    record(
        actor=actor,
        at=at,
        verb="plan.correct_status",
        subject="plan.line",
        subject_ref=line.ref,
        detail={**_facts(line, entry), "corrects": wrong.ref},
    )
    return entry


def _check_unchanged(line: Line, expected_version: int, new: NewStatus) -> None:
    """The differences name the latest status beside the one about to be recorded."""
    if line.version != expected_version:
        raise Changed(CHANGED, differences=_both(effective_statuses(line), new))


def _both(entries: Sequence[StatusEntry], new: NewStatus) -> list[tuple[str, str, str]]:
    """Everything about the latest status beside the one about to be recorded, what is the same too."""
    latest = entries[-1] if entries else None
    theirs = (
        (_words(latest.code), day_in_words(latest.status_on), latest.note)
        if latest
        else ("Nothing", "Nothing", "")
    )
    yours = (_words(new.code), day_in_words(new.status_on), new.note.strip())
    labels = ("Status", "Date", "Note")
    return [
        (label, one or "Nothing", other or "Nothing")
        for label, one, other in zip(labels, theirs, yours, strict=True)
    ]


def _check_may_correct(line: Line, wrong: StatusEntry, new: NewStatus) -> None:
    if wrong.as_published:
        raise Refusal("This status stands as it was published. Record a new status instead.")
    entries = effective_statuses(line)
    if not entries or entries[-1].pk != wrong.pk:
        raise Refusal("Only the latest status can be corrected, because later ones rest on it.")
    if not new.note.strip():
        raise Refusal("Say in the note what was wrong.", field="note")


def _add_entry(
    actor: Actor, at: datetime, line: Line, new: NewStatus, *, corrects: StatusEntry | None
) -> StatusEntry:
    evidence = _evidence(actor, at, line, new)
    check_may_record_status(
        Proposal(
            code=_step(new.code),
            on=new.status_on,
            today=london_day(at),
            note=new.note,
            forecast=new.forecast,
            has_evidence=bool(evidence),
        ),
        standing_of(actor, line, today=london_day(at), without=corrects),
    )
    entry = _entry(actor, at, line, new, corrects)
    entry.save()
    for each in evidence:
        StatusEvidence.objects.create(area_id=line.area_id, status=entry, evidence=each)
    line.version += 1
    line.save(update_fields=["version"])
    return entry


def _entry(
    actor: Actor, at: datetime, line: Line, new: NewStatus, corrects: StatusEntry | None
) -> StatusEntry:
    forecast_on, forecast_precision = closing(new.forecast)
    return StatusEntry(
        area_id=line.area_id,
        line=line,
        code=new.code,
        status_on=new.status_on,
        status_precision=Precision.DAY.value,
        note=new.note.strip(),
        forecast_on=forecast_on,
        forecast_precision=forecast_precision,
        corrects=corrects,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )


def _evidence(actor: Actor, at: datetime, line: Line, new: NewStatus) -> list[Evidence]:
    attached = [
        attach_evidence(actor=actor, at=at, new=each, line_ref=line.ref)
        for each in new.new_evidence
    ]
    return standing_evidence(line, new.evidence_refs) + attached


def _step(code: str) -> Step:
    try:
        return Step(code)
    except ValueError:
        raise Refusal("Choose one of the six steps.", field="code") from None


def _words(code: str) -> str:
    return STEPS.get(Step(code), code) if code in set(Step) else code


def _facts(line: Line, entry: StatusEntry) -> dict[str, JSON]:
    return {
        "reference": line.reference,
        "status": entry.ref,
        "code": entry.code,
        "on": entry.status_on.isoformat(),
        "forecast": entry.forecast_on.isoformat() if entry.forecast_on else None,
        "evidence": list(entry.evidence_links.values_list("evidence__ref", flat=True)),
    }
