"""An invented round of audits of the demonstration’s own EHC plans, from the draw to what has to be put right."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from alongside.access.operations import create_account, grant_role
from alongside.access.queries import people_who_may
from alongside.casework.rules.codes import Source
from alongside.demonstration import content
from alongside.demonstration.stage import Stage
from alongside.kernel.actor import Actor
from alongside.people.operations import register_person
from alongside.quality import perms
from alongside.quality.operations import (
    commenting,
    consenting,
    copying,
    marking,
    moderating,
    rounds,
    seating,
)
from alongside.quality.operations.marking import NewAnswer
from alongside.quality.queries.marking import own_audit
from alongside.quality.queries.rounds import item_page, round_page
from alongside.quality.queries.values import AuditRow, ItemRow, OwnAudit, RoundPage
from alongside.quality.rules.codes import About, AuditState, Grade, Present, Seat
from alongside.quality.rules.drawing import NewRound
from alongside.quality.rules.moderating import NewMeeting
from alongside.quality.rules.tools import Question

CONTENT = "audits"
LEAD, HEAD, FAMILY = "quality-lead", "head-of-send", "family-auditor"
ROUND, MEETING = "audit round", "audit meeting"
TWICE = "twice"
PURPOSE = "Audits of EHC plans"
Do = Callable[[Stage, datetime], None]
Facts = Mapping[str, Any]


def happenings() -> Iterator[tuple[datetime, Do]]:
    facts, at = content.read(CONTENT), content.instant
    yield at(facts["second_auditor"]["at"]), partial(_arrive, facts["second_auditor"])
    yield at(facts["round"]["at"]), partial(_draw, facts["round"])
    yield at(facts["shared_out"]), _share_out
    yield at(facts["consent"]["at"]), partial(_consent, facts["consent"])
    yield at(facts["copy"]["at"]), partial(_copy, facts["copy"])
    yield at(facts["family"]["at"]), _give_family
    yield at(facts["family"]["answered"]), partial(_mark_family, facts["family"])
    for each in facts["answered"]:
        yield at(each["at"]), partial(_mark, each)
    yield at(facts["begun"]["at"]), partial(_begin, facts["begun"])
    yield at(facts["meeting"]["at"]), partial(_meet, facts["meeting"])
    yield at(facts["meeting"]["agreed_at"]), partial(_agree, facts["meeting"])
    yield at(facts["comment"]["at"]), partial(_comment, facts["comment"])


def _arrive(facts: Facts, stage: Stage, at: datetime) -> None:
    """Two who mark the same EHC plan cannot be one."""
    person = register_person(actor=stage.loader, at=at, name=facts["person"])
    password = content.read("sign_ins")["password"]
    create_account(
        actor=stage.loader, at=at, person=person, email=facts["email"], password=password
    )
    grant_role(actor=stage.loader, at=at, person=person, role=facts["role"], purpose=PURPOSE)


def _draw(facts: Facts, stage: Stage, at: datetime) -> None:
    lead = stage.actor(LEAD, at)
    new = NewRound(
        title=facts["title"],
        from_on=date.fromisoformat(facts["from"]),
        last_on=date.fromisoformat(facts["until"]),
        sample_size=facts["size"],
        due_on=date.fromisoformat(facts["due"]),
        with_families=True,
    )
    made = rounds.plan_round(actor=lead, at=at, about=About.PLAN, new=new)
    stage.remember(ROUND, CONTENT, made.ref)
    rounds.draw_sample(
        actor=lead, at=at, round_ref=made.ref, expected_version=made.version, seed=facts["seed"]
    )


def _share_out(stage: Stage, at: datetime) -> None:
    lead = stage.actor(LEAD, at)
    seating.share_out(
        actor=lead,
        at=at,
        round_ref=stage.ref(ROUND, CONTENT),
        person_refs=[each.ref for each in people_who_may(lead, perms.AUDIT, at=at)],
    )


def _consent(facts: Facts, stage: Stage, at: datetime) -> None:
    consenting.record_consent(
        actor=stage.actor(HEAD, at),
        at=at,
        case_ref=_case_ref(stage, at, 1),
        given_by=facts["by"],
        given_on=at.date(),
        source=Source(facts["source"]),
    )


def _copy(facts: Facts, stage: Stage, at: datetime) -> None:
    item, lead = item_at(stage, at, 1), stage.actor(LEAD, at)
    made = copying.make_copy(
        actor=lead, at=at, item_ref=item.ref, expected_version=1, words=facts["words"]
    )
    copying.release_copy(actor=lead, at=at, item_ref=item.ref, expected_version=made.version)


def _give_family(stage: Stage, at: datetime) -> None:
    audit = seating.assign_audit(
        actor=stage.actor(LEAD, at),
        at=at,
        item_ref=item_at(stage, at, 1).ref,
        seat=Seat.FAMILY,
        person_ref=stage.person(stage.holder_of(FAMILY)).ref,
    )
    own = stage.actor(FAMILY, at)
    marking.declare_no_conflict(actor=own, at=at, audit_ref=audit.ref, knows=False)


def _mark_family(facts: Facts, stage: Stage, at: datetime) -> None:
    submit(stage, at, audit_at(stage, at, 1, Seat.FAMILY), facts)


def _mark(facts: Facts, stage: Stage, at: datetime) -> None:
    submit(stage, at, audit_at(stage, at, facts["place"], Seat(facts["seat"])), facts)


def _begin(facts: Facts, stage: Stage, at: datetime) -> None:
    """The one that nobody has marked yet."""
    audits = [audit for item in _page(stage, at).items for audit in item.audits]
    audit = next(each for each in audits if each.state is AuditState.ASSIGNED)
    own = own_audit(stage.actor_named(audit.auditor, at), audit_ref=audit.ref)
    asked = [each for each in own.tool.questions if each.section in facts["sections"]]
    answers = {each.code: NewAnswer(mark=facts["usual"]) for each in asked}
    _save(stage.actor_named(audit.auditor, at), at, own, answers)


def submit(stage: Stage, at: datetime, audit: AuditRow, facts: Facts) -> None:
    actor = stage.actor_named(audit.auditor, at)
    own = own_audit(actor, audit_ref=audit.ref)
    answers = {each.code: _answer(each, facts) for each in own.tool.questions}
    marking.submit_audit(
        actor=actor,
        at=at,
        audit_ref=own.ref,
        expected_version=_save(actor, at, own, answers),
        grade=facts["grade"],
        words=facts["why"],
    )


def _save(actor: Actor, at: datetime, own: OwnAudit, answers: Mapping[str, NewAnswer]) -> int:
    """The version that was made."""
    saved = marking.save_answers(actor=actor, at=at, audit_ref=own.ref, answers=answers)
    return int(saved.audit.version)


def _answer(question: Question, facts: Facts) -> NewAnswer:
    mark = facts["instead"].get(question.code, facts["usual"])
    return NewAnswer(mark=mark, words=facts["words"].get(question.code, ""))


def _meet(facts: Facts, stage: Stage, at: datetime) -> None:
    present = {Present(who): count for who, count in facts["present"].items()}
    made = moderating.record_meeting(
        actor=stage.actor(LEAD, at),
        at=at,
        round_ref=stage.ref(ROUND, CONTENT),
        new=NewMeeting(held_on=at.date(), present=present, notes=facts["notes"]),
    )
    stage.remember(MEETING, CONTENT, made.ref)


def _agree(facts: Facts, stage: Stage, at: datetime) -> None:
    moderating.agree_grade(
        actor=stage.actor(LEAD, at),
        at=at,
        item_ref=item_at(stage, at, TWICE).ref,
        meeting_ref=stage.ref(MEETING, CONTENT),
        grade=Grade(facts["grade"]),
        why=facts["why"],
    )


def _comment(facts: Facts, stage: Stage, at: datetime) -> None:
    commenting.comment(
        actor=stage.actor(HEAD, at),
        at=at,
        item_ref=item_at(stage, at, TWICE).ref,
        words=facts["words"],
    )


def _page(stage: Stage, at: datetime) -> RoundPage:
    return round_page(stage.actor(LEAD, at), round_ref=stage.ref(ROUND, CONTENT))


def item_at(stage: Stage, at: datetime, place: int | str) -> ItemRow:
    """ "twice" is the one that is marked by two; a number counts the others in the order of the draw."""
    items = _page(stage, at).items
    if place == TWICE:
        return next(each for each in items if each.is_double)
    return [each for each in items if not each.is_double][int(place) - 1]


def _case_ref(stage: Stage, at: datetime, place: int | str) -> str:
    found = item_page(stage.actor(LEAD, at), item_ref=item_at(stage, at, place).ref)
    return found.case_ref


def audit_at(stage: Stage, at: datetime, place: int | str, seat: Seat) -> AuditRow:
    return next(each for each in item_at(stage, at, place).audits if each.seat is seat)
