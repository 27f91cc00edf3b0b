"""EHC plans of some of the invented children, written and issued by the real operations at their own times.

Where a child has one here, sending the draft and the final EHC plan is done by issuing it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache, partial
from typing import Any

from alongside.casework.finding import version_of
from alongside.casework.models import PlanVersion
from alongside.casework.operations.events import record_event
from alongside.casework.operations.plan_parts import (
    Asked,
    add_part,
    agree_health_provision,
    change_part,
)
from alongside.casework.operations.plans import begin_version, issue_draft, issue_final
from alongside.casework.plans.making import make_plan_paper
from alongside.casework.plans.reading import part_of
from alongside.casework.rules.codes import Source
from alongside.casework.rules.folding import class_of
from alongside.casework.rules.plans.codes import AskedBy, PartKind, Section, VersionKind
from alongside.casework.rules.plans.parts import Agreement, read, written
from alongside.casework.rules.recording import NewEvent
from alongside.casework.the_law import clock_of_the_law
from alongside.demonstration import content
from alongside.demonstration.stage import Stage
from alongside.kernel.actor import Actor

CONTENT = "plans"
KEY = "plan part"
COPY = "The copy is in the paper file."
Facts = Mapping[str, Any]
Do = Callable[[Stage, datetime], None]


@dataclass(frozen=True, slots=True)
class Writing:
    """One child's EHC plan at one moment, written by the head of SEND."""

    facts: Facts
    stage: Stage
    at: datetime
    actor: Actor

    @property
    def by(self) -> dict[str, Any]:
        return {"actor": self.actor, "at": self.at}

    def key(self, name: str) -> str:
        """By which the row that the content calls so is followed."""
        return self.stage.ref(KEY, f"{self.facts['case']} {name}")

    def remember(self, name: str, key: str) -> None:
        self.stage.remember(KEY, f"{self.facts['case']} {name}", key)


def instead(case: str, kind: str) -> Do | None:
    """What is done in place of recording that the draft or the final EHC plan was sent."""
    facts = _plans().get(case)
    steps: Mapping[str, Callable[[Writing], None]] = {
        "draft_sent": _draft,
        "final_plan_sent": _final,
    }
    return partial(_at_work, steps[kind], facts) if facts and kind in steps else None


def later() -> Iterator[tuple[datetime, Do]]:
    """Changes that are proposed to an EHC plan and still being written."""
    for facts in _plans().values():
        if "later" in facts:
            at = content.instant(facts["later"]["at"])
            yield at, partial(_at_work, _propose, facts)


@cache
def _plans() -> Mapping[str, Facts]:
    return {each["case"]: each for each in content.read(CONTENT)["plans"]}


def _at_work(write: Callable[[Writing], None], facts: Facts, stage: Stage, at: datetime) -> None:
    write(Writing(facts, stage, at, stage.actor("head-of-send", at)))


def _draft(work: Writing) -> None:
    plan = _begin(work, VersionKind.DRAFT)
    for each in work.facts["parts"]:
        _add(work, plan, each)
    plan.refresh_from_db()
    issued = issue_draft(version_ref=plan.ref, expected_version=plan.version, **work.by)
    if not work.facts.get("draft_by_letter"):
        _send_on_paper(work, issued, "draft_sent")


def _final(work: Writing) -> None:
    """The paper of one is made at once; the worker makes the others when the house is opened."""
    plan = _begin(work, VersionKind.FINAL)
    _add(work, plan, work.facts["place"])
    if told := work.facts["agreement"]:
        agreement = Agreement(**{**told, "agreed_on": date.fromisoformat(told["agreed_on"])})
        asked = Asked(by=AskedBy.ADVISER)
        agree_health_provision(version_ref=plan.ref, agreement=agreement, asked=asked, **work.by)
    plan.refresh_from_db()
    issued = issue_final(version_ref=plan.ref, expected_version=plan.version, **work.by)
    _send_on_paper(work, issued, "final_plan_sent")
    if work.facts.get("paper_at_once"):
        make_plan_paper(version_id=issued.pk, at=work.at, progress=lambda done, total: None)


def _send_on_paper(work: Writing, issued: PlanVersion, kind: str) -> None:
    """It went by post on the day of its issue."""
    note = f"Version {issued.number}, by post to the family. {COPY}"
    new = NewEvent(
        kind=kind,
        happened_on=work.at.date(),
        source=Source.POST.value,
        body=class_of(kind, clock_of_the_law().rules)(note=note),
    )
    ref = issued.case.ref
    version = version_of(work.actor, ref)
    record_event(case_ref=ref, expected_version=version, new=new, **work.by)


def _propose(work: Writing) -> None:
    told = work.facts["later"]
    plan = _begin(work, VersionKind(told["kind"]))
    for each in told["changes"]:
        row = plan.parts.get(key=work.key(each["id"]))
        kept = written(part_of(row).body)
        change_part(
            part_ref=row.ref,
            expected_version=row.version,
            body=read(PartKind(row.kind), {**kept, **each["set"]}),
            asked=Asked(by=AskedBy(each["asked_by"]), why=each["why"]),
            **work.by,
        )
    for each in told["add"]:
        _add(work, plan, each)


def _begin(work: Writing, kind: VersionKind) -> PlanVersion:
    return begin_version(case_ref=work.stage.ref("case", work.facts["case"]), kind=kind, **work.by)


def _add(work: Writing, plan: PlanVersion, told: Facts) -> None:
    """As the content has it, with the keys of the rows that it names."""
    links = {
        name: [work.key(each) for each in told[name]]
        for name in ("needs", "outcomes")
        if name in told
    }
    made = add_part(
        version_ref=plan.ref,
        section=Section(told["section"]),
        body=read(PartKind(told["kind"]), {**told, **links, **_received(plan, told)}),
        asked=Asked(by=AskedBy(told.get("asked_by", AskedBy.OFFICER))),
        **work.by,
    )
    if "id" in told:
        work.remember(told["id"], made.key)


def _received(plan: PlanVersion, told: Facts) -> dict[str, str]:
    """Advice leads to the event by which it came in."""
    if "from" not in told:
        return {}
    events = plan.case.events.filter(kind="advice_returned")
    return {"event": next(each.ref for each in events if each.body["body"] == told["from"])}
