"""Planning a round of audits, drawing its sample, drawing it again with a reason, and closing it."""

import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.quality import perms
from alongside.quality.finding import find_round
from alongside.quality.models import Audit, AuditRound, Draw, DrawnItem
from alongside.quality.named import known_in_audits
from alongside.quality.populations import Known, drawn_from, population_of
from alongside.quality.rules.codes import About, AuditState, RoundState
from alongside.quality.rules.drawing import (
    DrawnKey,
    NewRound,
    RoundFacts,
    check_may_change,
    check_may_draw,
    check_new_round,
)
from alongside.quality.rules.naming import check_names_nobody
from alongside.quality.telling import tell_seat_ended
from alongside.quality.tools import tool_in_force
from alongside.web.clock import london_day

SUBJECT = "quality.round"
DRAWN_AGAIN = "The sample was drawn again."
IN_BETWEEN = (
    "Somebody drew or changed this round while the page was open. Go back to the round and look."
)
STILL_MARKED = (
    "Audits of this round are still open. Hand them in, or give them back, before it is closed."
)


@transaction.atomic
def plan_round(*, actor: Actor, at: datetime, about: About, new: NewRound) -> AuditRound:
    """With the tool that is in force today. The same sent twice stands once. Raises Refusals."""
    actor.check_may(perms.LEAD)
    wanted = _wanted(actor, new, about, london_day(at))
    planned = AuditRound.objects.in_area(actor.area_id).filter(state=RoundState.PLANNED.value)
    twice: AuditRound | None = planned.filter(**wanted).first()
    if twice is not None:
        return twice
    made: AuditRound = AuditRound.objects.create(
        area_id=actor.area_id, opened_at=at, opened_by_id=actor.person_id, **wanted
    )
    _record(actor, at, made, "quality.plan_round", {"about": about.value, "tool": made.tool})
    return made


@transaction.atomic
def change_round(
    *,
    actor: Actor,
    at: datetime,
    round_ref: str,
    expected_version: int,
    asked: tuple[About, NewRound],
) -> AuditRound:
    """What was planned, before anything is drawn. The tool is that in force today. Raises Refusals."""
    found = find_round(actor, round_ref)
    _check_is_same(found, expected_version)
    check_may_change(_facts(found))
    about, new = asked
    wanted = _wanted(actor, new, about, london_day(at))
    changed = sorted(name for name, value in wanted.items() if getattr(found, name) != value)
    for name in changed:
        setattr(found, name, wanted[name])
    found.version += 1
    found.save()
    _record(actor, at, found, "quality.change_round", {"changed": list(changed)})
    return found


@transaction.atomic
def take_back_round(*, actor: Actor, at: datetime, round_ref: str, why: str) -> AuditRound:
    """A round that was planned wrongly, before anything is drawn. It stays in the list. Raises Refusal."""
    found = find_round(actor, round_ref)
    check_may_change(_facts(found))
    if not why.strip():
        raise Refusal("Say why it is taken back.", field="why")
    found.ended_why, found.closed_at, found.closed_by_id = why.strip(), at, actor.person_id
    found.state = RoundState.CLOSED.value
    found.version += 1
    found.save()
    _record(actor, at, found, "quality.take_back_round", {})
    return found


@transaction.atomic
def draw_sample(
    *,
    actor: Actor,
    at: datetime,
    round_ref: str,
    expected_version: int,
    why: str = "",
    seed: str = "",
) -> Draw:
    """From a seed that nobody chooses; ``seed`` is for drawing a recorded one again elsewhere. Raises
    Refusal.
    """
    found = find_round(actor, round_ref)
    _check_is_same(found, expected_version)
    check_may_draw(_facts(found), why=why)
    population, known = population_of(actor, found)
    seed = seed or secrets.token_hex(10)
    drawn = drawn_from(found, population, seed=seed)
    _put_aside(actor, found, at)
    made = Draw.objects.create(
        area_id=found.area_id,
        round=found,
        number=found.draws.count() + 1,
        seed=seed,
        why=why.strip(),
        population_count=len(population.kept),
        population_sha256=population.sha256,
        left_out={each.value: count for each, count in population.left_out.items()},
        drawn_at=at,
        drawn_by_id=actor.person_id,
    )
    DrawnItem.objects.bulk_create(_item(made, each, known) for each in drawn)
    _set_state(found, RoundState.DRAWN)
    detail: dict[str, JSON] = {
        "draw": made.ref,
        "number": made.number,
        "seed": seed,
        "items": len(drawn),
    }
    _record(actor, at, found, "quality.draw_sample", detail)
    return made


@transaction.atomic
def close_round(*, actor: Actor, at: datetime, round_ref: str, expected_version: int) -> AuditRound:
    """Its grades stand from then on. Raises Refusal while somebody is still marking."""
    found = find_round(actor, round_ref)
    _check_is_same(found, expected_version)
    if found.state != RoundState.DRAWN:
        raise Refusal(
            "Draw the sample first." if found.state == RoundState.PLANNED else "It is closed."
        )
    open_ones = Audit.objects.in_area(found.area_id).filter(
        item__draw__round=found, state=AuditState.ASSIGNED.value
    )
    if open_ones.exists():
        raise Refusal(STILL_MARKED)
    found.closed_at, found.closed_by_id = at, actor.person_id
    _set_state(found, RoundState.CLOSED)
    _record(actor, at, found, "quality.close_round", {})
    return found


def _facts(found: AuditRound) -> RoundFacts:
    submitted = Audit.objects.in_area(found.area_id).filter(
        item__draw__round=found, state=AuditState.SUBMITTED.value
    )
    return RoundFacts(
        state=RoundState(found.state), draws=found.draws.count(), submitted=submitted.count()
    )


def _family_version(new: NewRound, about: About, today: date) -> int | None:
    """Families read EHC plans. Raises Refusal for anything else."""
    if not new.with_families:
        return None
    if about is not About.PLAN:
        raise Refusal(
            "Families audit EHC plans. Choose that, or leave families out.", field="about"
        )
    return tool_in_force(About.FAMILY.value, today).version


def _wanted(actor: Actor, new: NewRound, about: About, today: date) -> dict[str, Any]:
    """Its title is read by the board and by families’ auditors, so that it names nobody. Raises Refusals."""
    check_new_round(new, today=today)
    check_names_nobody({"title": new.title}, known_in_audits(actor))
    tool = tool_in_force(about.value, today)
    return {
        "title": new.title.strip(),
        "about": about.value,
        "tool": tool.code,
        "tool_version": tool.version,
        "from_on": new.from_on,
        "until_on": new.last_on + timedelta(days=1),
        "sample_size": new.sample_size,
        "strata": [each.value for each in new.strata],
        "exclusions": [each.value for each in new.exclusions],
        "with_families": new.with_families,
        "family_version": _family_version(new, about, today),
        "due_on": new.due_on,
    }


def _check_is_same(found: AuditRound, expected_version: int) -> None:
    """There are no two versions to look at: a sample was drawn, or it was not. Raises Refusal."""
    if found.version != expected_version:
        raise Refusal(IN_BETWEEN)


def _put_aside(actor: Actor, found: AuditRound, at: datetime) -> None:
    """What was given to somebody of an earlier draw counts nowhere. They are told."""
    given = Audit.objects.in_area(found.area_id).filter(
        item__draw__round=found, state=AuditState.ASSIGNED.value
    )
    open_ones = list(given)
    given.update(state=AuditState.GIVEN_BACK.value, ended_at=at, ended_why=DRAWN_AGAIN)
    tell_seat_ended(actor, at, open_ones)


def _item(made: Draw, each: DrawnKey, known: Mapping[str, Known]) -> DrawnItem:
    row = known[each.key]
    return DrawnItem(
        area_id=made.area_id,
        draw=made,
        position=each.position,
        case_id=row.case_id,
        plan_id=row.plan_id,
        event_id=row.event_id,
        submission_id=row.submission_id,
        happened_on=row.happened_on,
        stratum=each.stratum,
        team=row.team,
        author_id=row.author_id,
        is_double=each.is_double,
    )


def _set_state(found: AuditRound, state: RoundState) -> None:
    found.state = state.value
    found.version += 1
    found.save(update_fields=["state", "version", "closed_at", "closed_by"])


def _record(
    actor: Actor, at: datetime, found: AuditRound, verb: str, detail: Mapping[str, JSON]
) -> None:
    record(actor=actor, at=at, verb=verb, subject=SUBJECT, subject_ref=found.ref, detail=detail)
