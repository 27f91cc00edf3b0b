"""Every status of an action plan in its order, each with the one that stood before it: from which
day it stood, and separately on which day it was written down.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate
from alongside.ledger.remembering import remembered
from alongside.people.partial_dates import read
from alongside.plan.models import StatusEntry
from alongside.plan.queries.loading import check_may_view
from alongside.plan.queries.statements import statement_head
from alongside.plan.rules.codes import FINISHED, Step
from alongside.plan.words import STEP_COLOURS, STEPS


@dataclass(frozen=True, slots=True)
class RecordedStatus:
    """``words_before`` is empty for a line's first status. ``as_published`` came from a printed
    document; ``is_correction`` puts an earlier entry right. A corrected entry is given too.
    """

    line_ref: str
    line_reference: str
    words: str
    words_before: str
    colour: str
    on: PartialDate
    recorded_at: datetime
    as_published: bool
    is_correction: bool
    is_corrected: bool
    is_finished: bool


def recorded_statuses(actor: Actor, *, statement_ref: str) -> tuple[RecordedStatus, ...]:
    """By line, the oldest status first. One query. Raises Hidden."""
    check_may_view(actor)
    head = statement_head(actor, statement_ref)
    return remembered(("plan.recorded_statuses", head.id), lambda: _read(actor, head.id))


def _read(actor: Actor, statement_id: int) -> tuple[RecordedStatus, ...]:
    rows = (
        StatusEntry.objects.visible_to(actor)
        .filter(line__statement_id=statement_id)
        .select_related("line")
        .order_by("line_id", "status_on", "id")
    )
    return tuple(_told(list(rows)))


def _told(rows: Sequence[StatusEntry]) -> Iterator[RecordedStatus]:
    corrected = {row.corrects_id for row in rows if row.corrects_id}
    before: StatusEntry | None = None
    for row in rows:
        if before is not None and before.line_id != row.line_id:
            before = None
        yield _status(row, before, is_corrected=row.pk in corrected)
        if row.pk not in corrected:
            before = row


def _status(row: StatusEntry, before: StatusEntry | None, *, is_corrected: bool) -> RecordedStatus:
    code = Step(row.code)
    return RecordedStatus(
        line_ref=row.line.ref,
        line_reference=row.line.reference,
        words=STEPS[code],
        words_before=STEPS[Step(before.code)] if before else "",
        colour=STEP_COLOURS[code],
        on=read(row.status_on, row.status_precision) or PartialDate.on(row.status_on),
        recorded_at=row.recorded_at,
        as_published=row.as_published,
        is_correction=row.corrects_id is not None,
        is_corrected=is_corrected,
        is_finished=code in FINISHED,
    )
