"""A sweep over the demonstration’s EHC plans, and a family that is told what an audit found."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial

from alongside.demonstration import content
from alongside.demonstration.audits import CONTENT, HEAD, LEAD, Do, Facts, item_at
from alongside.demonstration.stage import Stage
from alongside.quality.operations import putting_right, sweeping
from alongside.quality.queries.putting_right import put_right_list
from alongside.quality.rules.codes import SweepRule
from alongside.quality.rules.sweeping import NewSweep
from alongside.quality.sweep_work import run_sweep
from alongside.web.clock import london_day

FIRST_VERSION = 1


def happenings() -> Iterator[tuple[datetime, Do]]:
    facts, at = content.read(CONTENT), content.instant
    yield at(facts["sweep"]["at"]), partial(_sweep, facts["sweep"])
    yield at(facts["told"]["at"]), partial(_tell, facts["told"])


def _sweep(facts: Facts, stage: Stage, at: datetime) -> None:
    """It is run at once: nobody waits for a worker here."""
    new = NewSweep(
        title=facts["title"],
        rules=tuple(SweepRule(each) for each in facts["rules"]),
        target_on=date.fromisoformat(facts["target"]),
        older_than_on=date.fromisoformat(facts["older_than"]),
        issued_from=date.fromisoformat(facts["from"]),
    )
    made = sweeping.begin_sweep(actor=stage.actor(LEAD, at), at=at, new=new)
    run_sweep(sweep_id=made.pk, at=at, today=london_day(at), progress=lambda done, whole: None)


def _tell(facts: Facts, stage: Stage, at: datetime) -> None:
    tell(stage, at, item_at(stage, at, facts["place"]).case_number, facts["how"])


def tell(stage: Stage, at: datetime, number: str, how: str) -> None:
    """The family of that case, of what has to be put right in it."""
    head = stage.actor(HEAD, at)
    found = put_right_list(head, today=london_day(at))
    row = next(each for each in found.page(0, found.total) if each.case_number == number)
    putting_right.tell_family(
        actor=head,
        at=at,
        put_right_ref=row.ref,
        expected_version=FIRST_VERSION,
        on=at.date(),
        how=how,
    )
