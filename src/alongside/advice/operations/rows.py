"""Marking the rows of a piece of advice: by its author while it is written, and by whoever enters a report
for its author, until it is checked. Nobody retypes a report.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from alongside.advice.finding import find_submission, stands
from alongside.advice.marking import WORDS, is_authors, may_mark
from alongside.advice.models import AdviceRow, AdviceSubmission
from alongside.advice.rules.codes import RowKind, SubmissionState
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.people.rules import check_text
from alongside.web.clock import london_day


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRow:
    """``meets`` is the ref of the need that a provision answers; ``found_at`` a heading or a page."""

    kind: str
    words: str
    who: str = ""
    how_much: str = ""
    how_often: str = ""
    how_long: str = ""
    where: str = ""
    by_when: str = ""
    found_at: str = ""
    meets: str = ""


@transaction.atomic
def mark_row(*, actor: Actor, at: datetime, submission_ref: str, new: NewRow) -> AdviceRow:
    submission = _open(actor, at, submission_ref)
    last = submission.rows.aggregate(last=Max("order"))["last"] or 0
    made = AdviceRow.objects.create(
        area_id=submission.area_id,
        submission=submission,
        order=last + 1,
        kind=RowKind(new.kind).value,
        **_said(submission, new),
    )
    _record(actor, at, "advice.mark_row", made)
    return made


@transaction.atomic
def change_row(*, actor: Actor, at: datetime, row_ref: str, new: NewRow) -> AdviceRow:
    """What kind of row it is stays."""
    row = _find(actor, at, row_ref)
    said = _said(row.submission, new)
    for name, value in said.items():
        setattr(row, name, value)
    row.save(update_fields=list(said))
    _record(actor, at, "advice.change_row", row)
    return row


@transaction.atomic
def remove_row(*, actor: Actor, at: datetime, row_ref: str) -> None:
    row = _find(actor, at, row_ref)
    if row.uses.exists():
        raise Refusal("A row of an EHC plan rests on this. Have that taken back first.")
    row.met_by.update(meets=None)
    _record(actor, at, "advice.remove_row", row)
    row.delete()


def _open(actor: Actor, at: datetime, ref: str) -> AdviceSubmission:
    today = london_day(at)
    submission = find_submission(actor, ref, today=today)
    how = stands(actor, submission.request, today=today)
    if submission.state == SubmissionState.WRITING and not is_authors(actor, submission, how):
        raise Hidden("submission")
    if not may_mark(actor, submission, how):
        raise Refusal("This version was given. Its words and its rows do not change any more.")
    return submission


def _find(actor: Actor, at: datetime, ref: str) -> AdviceRow:
    row: AdviceRow | None = (
        AdviceRow.objects.visible_to(actor).select_related("submission").filter(ref=ref).first()
    )
    if row is None:
        raise Hidden("row")
    row.submission = _open(actor, at, row.submission.ref)
    return row


def _said(submission: AdviceSubmission, new: NewRow) -> dict[str, object]:
    """Raises Refusal for no words, and for a need that is not in this version."""
    said: dict[str, object] = {name: getattr(new, name).strip() for name in WORDS}
    said["words"] = check_text(new.words, "Write what it says.", field="words")
    said["meets"] = None
    if new.meets:
        need = submission.rows.filter(ref=new.meets, kind=RowKind.NEED.value).first()
        if need is None:
            raise Refusal("Choose a need of this version.", field="meets")
        said["meets"] = need
    return said


def _record(actor: Actor, at: datetime, verb: str, row: AdviceRow) -> None:
    """That a row was marked, and nothing of what it says."""
    record(
        actor=actor,
        at=at,
        verb=verb,
        subject="advice.submission",
        subject_ref=row.submission.ref,
        detail={"row": row.ref, "kind": row.kind},
    )
