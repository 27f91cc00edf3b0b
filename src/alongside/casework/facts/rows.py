"""The facts that casework offers: one row for each limit that the law set, for each assessment, for each
review meeting and for each transfer to another phase.

Read in batches, as pseudonyms, codes and days; no name and nothing that anybody wrote becomes a fact.
Each row is known by the limit that stands for it: rule, limb and the event that began it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from alongside.casework import perms
from alongside.casework.finding import fact_of
from alongside.casework.models import Case, CaseDuty, CaseEvent
from alongside.casework.rules.codes import AdviceBody
from alongside.casework.rules.folding import processes_in
from alongside.casework.rules.outcomes import AMENDS, first_on, outcome_by
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor
from alongside.law.events import Event
from alongside.law.processes import Process
from alongside.law.provisions import Force
from alongside.measures.pseudonyms import fact_key

BATCH = 500
LIMIT, CHILD = "casework limit", "casework case"
TWENTY_WEEKS, SIX_WEEKS, SIXTEEN_WEEKS, ADVICE = "FINAL-20W", "DEC-6W", "NOPLAN-16W", "ADV-6W"
REVIEW, WHOLE_REVIEW = "REV-4W", "REV-12W"
TO_SCHOOL, TO_POST16, BETWEEN_POST16 = "REV-PT-S", "REV-PT-16", "REV-PT-POST"
TRANSFERS = (TO_SCHOOL, TO_POST16, BETWEEN_POST16)
GROUNDS = ("EXC-A", "EXC-B", "EXC-C", "EXC-D")
"""Of the assessment's own limits, in the order of the columns."""
PLAN_ENDS = frozenset({"plan_ceased", "plan_transferred_out"})
Values = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Anchored:
    """A limit of a case with the process that it belongs to. ``beside`` are the other limits that were
    asked for, of the same case.
    """

    key: str
    child: str
    duty: CaseDuty
    process: Process
    processes: Sequence[Process]
    beside: Sequence[CaseDuty]
    asker: str | None

    @property
    def events(self) -> list[Event]:
        return [event for _, event in self.process.events]

    def besides(self, rule: str) -> CaseDuty | None:
        """The limit of this rule that the same event began."""
        began = self.duty.started_by
        same = (one for one in self.beside if one.rule == rule and one.started_by == began)
        return next(same, None)


def limit_rows(actor: Actor, today: date) -> Iterator[Values]:
    """Every limit with a day that the law asks somebody to keep. Raises Hidden."""
    actor.check_may(perms.ALL)
    rows = (
        CaseDuty.objects.in_area(actor.area_id)
        .filter(force=Force.DUTY.value, due_on__isnull=False, case__merged_into=None)
        .order_by("id")
        .values_list(
            "case_id", "rule", "limb", "started_by", "concerning", "who", "is_conditional",
            "started_on", "due_on", "done_on", "ended_on", "relies_on",
        )
    )  # fmt: skip
    for case, rule, limb, began, body, who, *told, relies_on in rows.iterator(chunk_size=BATCH):
        yield (
            limit_key(actor, case, rule, limb, began),
            child_key(actor, case),
            rule,
            body_code(body),
            who.replace(" ", "_"),
            *told,
            bool(relies_on),
        )


def assessment_rows(actor: Actor, today: date) -> Iterator[Values]:
    for each in anchored(actor, today, (TWENTY_WEEKS,)):
        duty, events = each.duty, each.events
        due_on = duty.due_on or date.max
        last, grounds = outcome_by(events), duty.relies_on.split(", ")
        yield (
            each.key,
            each.child,
            each.asker,
            duty.started_on,
            first_on(events, ("decided_to_assess", "decided_not_to_assess")),
            last.outcome.value,
            last.since,
            first_on(events, ("final_plan_sent",)),
            due_on,
            outcome_by(events, due_on).outcome.value,
            bool(duty.relies_on),
            *(ground in grounds for ground in GROUNDS),
        )


def review_rows(actor: Actor, today: date) -> Iterator[Values]:
    for each in anchored(actor, today, (REVIEW,), beside=(WHOLE_REVIEW,)):
        whole = each.besides(WHOLE_REVIEW)
        yield (
            each.key,
            each.child,
            each.duty.started_on,
            each.duty.due_on,
            each.duty.done_on,
            first_on(each.events, AMENDS) is not None,
            whole.due_on if whole else None,
            whole.done_on if whole else None,
        )


def transfer_rows(actor: Actor, today: date) -> Iterator[Values]:
    for each in anchored(actor, today, TRANSFERS):
        duty = each.duty
        yield (
            each.key,
            each.child,
            duty.rule,
            duty.due_on,
            duty.done_on,
            _plan_ended_on(each.processes),
        )


def anchored(
    actor: Actor, today: date, rules: tuple[str, ...], *, beside: tuple[str, ...] = ()
) -> Iterator[Anchored]:
    """Every limit of these rules with its process, case by case. Raises Hidden."""
    actor.check_may(perms.ALL)
    law = clock_of_the_law()
    wanted = CaseDuty.objects.in_area(actor.area_id).filter(due_on__isnull=False, limb="")
    held = wanted.filter(rule__in=(*rules, *beside)).order_by("id")
    events = CaseEvent.objects.in_area(actor.area_id).select_related("corrects").order_by("id")
    cases = (
        Case.objects.open_to(actor, today=today)
        .filter(pk__in=wanted.filter(rule__in=rules).values("case_id"))
        .prefetch_related(Prefetch("duties", held), Prefetch("events", events))
        .order_by("id")
    )
    for case in cases.iterator(chunk_size=BATCH):
        facts, duties = [fact_of(event) for event in case.events.all()], list(case.duties.all())
        processes = processes_in(facts, law.rules)
        by_name = {process.name: process for process in processes}
        askers = {fact.ref: fact.body.get("asker", "") for fact in facts}
        for duty in duties:
            if duty.rule in rules:
                yield Anchored(
                    limit_key(actor, case.pk, duty.rule, duty.limb, duty.started_by),
                    child_key(actor, case.pk),
                    duty,
                    by_name[duty.process],
                    processes,
                    duties,
                    askers.get(duty.started_by) or None,
                )


def limit_key(actor: Actor, case_id: int, rule: str, limb: str, started_by: str) -> str:
    return fact_key(actor.area_slug, LIMIT, f"{case_id} {rule} {limb} {started_by}")


def child_key(actor: Actor, case_id: int) -> str:
    return fact_key(actor.area_slug, CHILD, case_id)


def body_code(body: str) -> str | None:
    """ "psychology" for "educational psychology"; schools and others keep their names to themselves."""
    if not body:
        return None
    return AdviceBody(body).name.lower() if body in set(AdviceBody) else "other"


def _plan_ended_on(processes: Sequence[Process]) -> date | None:
    """The day on which the EHC plan ended here or went to another authority, if none is in force."""
    kept = [process for process in processes if process.type == "upkeep"]
    if not kept or any(process.is_open for process in kept):
        return None
    ended = (event.on for _, event in kept[-1].events if event.kind in PLAN_ENDS)
    return next(ended, None)
