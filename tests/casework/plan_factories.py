"""Parts of EHC plans for tests: whole enough to be issued, and taken apart by whoever tests what is missing."""

from dataclasses import replace
from datetime import date
from typing import Any

from alongside.casework.models import Case, CaseEvent, PlanPart, PlanVersion
from alongside.casework.operations import plan_parts
from alongside.casework.operations.plan_parts import Asked
from alongside.casework.operations.plans import begin_version
from alongside.casework.rules.plans.codes import AskedBy, Section, VersionKind
from alongside.casework.rules.plans.parts import (
    Advice,
    Agreement,
    Need,
    NoneFound,
    Outcome,
    Part,
    PartBody,
    Placement,
    Provision,
    Words,
    digest_of_health,
)
from alongside.kernel.actor import Actor
from tests.casework.factories import AT, PAPER, happen

BY = date(2026, 7, 31)
SAID = date(2025, 2, 20)
OFFICER = Asked(by=AskedBy.OFFICER)
AGREEMENT = Agreement(
    body="The integrated care board", agreed_by="Col Missioner", role="Children’s commissioner",
    agreed_on=SAID,
)  # fmt: skip
WHOLE: tuple[tuple[str, Section, PartBody], ...] = (
    ("a1", Section.A, Words(whose="child", topic="who_i_am", words="I like trains.", how="In pictures.", given_on=SAID)),
    ("a2", Section.A, Words(whose="parents", topic="hopes", words="We hope she makes a friend.", how="By e-mail.", given_on=SAID)),
    ("b1", Section.B, Need(area="communication", need="Long instructions are hard to follow.")),
    ("c1", Section.C, NoneFound(says_who="The community paediatrician", said_on=SAID)),
    ("d1", Section.D, NoneFound(says_who="The disabled children’s team", said_on=SAID)),
    ("e1", Section.E, Outcome(outcome="She follows three steps in class.", by_on=BY, needs=("b1",))),
    ("f1", Section.F, Provision(
        what="A programme of understanding language", who="A teaching assistant",
        how_much="20 minutes", how_often="Three times a week", how_long="Two terms",
        needs=("b1",), outcomes=("e1",))),
    ("g1", Section.G, NoneFound(says_who="The community paediatrician", said_on=SAID)),
    ("h1", Section.H1, NoneFound(says_who="The disabled children’s team", said_on=SAID)),
    ("h2", Section.H2, NoneFound(says_who="The disabled children’s team", said_on=SAID)),
    ("i1", Section.PLACE, Placement(named="institution", institution="Example Primary", type="Mainstream primary school")),
    ("k1", Section.K, Advice(author="Ed Psych", role="Educational psychologist", given_on=SAID)),
)  # fmt: skip
HEALTH = Provision(
    what="Speech and language therapy", who="A speech and language therapist",
    how_much="30 minutes", how_often="Once a week", needs=("b1",), outcomes=("e1",),
)  # fmt: skip


def part(key: str, section: Section, body: PartBody, position: int = 1) -> Part:
    return Part(key=key, section=section, position=position, body=body)


def whole(*left_out: str, **instead: PartBody) -> tuple[Part, ...]:
    """A final EHC plan with nothing missing, save what is left out or put in place of it."""
    return tuple(
        part(key, section, instead.get(key, body))
        for key, section, body in WHOLE
        if key not in left_out
    )


def with_health(*, agreed: bool) -> tuple[Part, ...]:
    """Section G with help in it."""
    parts = (*whole("g1"), part("g2", Section.G, HEALTH))
    if not agreed:
        return parts
    given = replace(AGREEMENT, of=digest_of_health(parts))
    return (*parts, part("g3", Section.G, given, 2))


def write_whole(
    actor: Actor, plan: PlanVersion, *left_out: str, at: Any = AT
) -> dict[str, PlanPart]:
    """Every part through the real operation, as said on that day; links lead to the keys that were made."""
    made: dict[str, PlanPart] = {}
    drafts = plan.kind in ("draft", "amended_draft")
    for key, section, body in WHOLE:
        if key in left_out or (drafts and section is Section.PLACE):
            continue
        made[key] = add(actor, plan, section, _linked(_on(body, at.date()), made), at=at)
    return made


def _on(body: PartBody, day: date) -> PartBody:
    days = {name: day for name in ("given_on", "said_on") if hasattr(body, name)}
    return replace(body, **days) if days else body  # type: ignore[arg-type]


def add(
    actor: Actor,
    plan: PlanVersion,
    section: Section,
    body: PartBody,
    *,
    at: Any = AT,
    by: Asked = OFFICER,
) -> PlanPart:
    return plan_parts.add_part(
        actor=actor, at=at, version_ref=plan.ref, section=section, body=body, asked=by
    )


def begin(
    actor: Actor, case: Case, kind: VersionKind = VersionKind.DRAFT, *, at: Any = AT
) -> PlanVersion:
    return begin_version(actor=actor, at=at, case_ref=case.ref, kind=kind)


def go_out(actor: Actor, plan: PlanVersion, on: date | None = None) -> CaseEvent:
    """What was issued goes to the family on paper, on the day of its issue or later."""
    assert plan.event is not None
    assert plan.issued_at is not None
    kind, day = plan.event.body["decides"], on or plan.issued_on
    at = plan.issued_at if on is None else None
    return happen(actor, plan.case, kind, day, at=at, note=PAPER)


def _linked(body: PartBody, made: dict[str, PlanPart]) -> PartBody:
    links = {
        name: tuple(made[key].key for key in getattr(body, name))
        for name in ("needs", "outcomes")
        if hasattr(body, name)
    }
    return replace(body, **links) if links else body
