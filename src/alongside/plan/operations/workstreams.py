"""Workstreams, their members from education, health, care and families, and their tasks below
actions.
"""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people import queries as people
from alongside.people.finding import find, find_post, next_order
from alongside.people.versions import apply, check_version
from alongside.plan import perms
from alongside.plan.commands import NewLine
from alongside.plan.models import Line, Statement, Weakness, Workstream, WorkstreamMember
from alongside.plan.operations.lines import add_line
from alongside.plan.rules.codes import LineKind, MemberSide

LABELS = {"title": "Title", "officer_post": "Responsible officer"}


@transaction.atomic
def create_workstream(
    *,
    actor: Actor,
    at: datetime,
    statement_ref: str,
    title: str,
    weakness_number: int | None = None,
    officer_post_ref: str = "",
) -> Workstream:
    actor.check_may(perms.EDIT)
    statement = find(Statement, actor, statement_ref)
    _check_title(statement, title)
    workstream = Workstream.objects.create(
        area_id=actor.area_id,
        statement=statement,
        weakness=_weakness(statement, weakness_number),
        title=title.strip(),
        order=next_order(statement.workstreams.all()),
        officer_post=find_post(actor, officer_post_ref),
    )
    _record(actor, at, "create_workstream", workstream, {"statement": statement.ref})
    return workstream


@transaction.atomic
def edit_workstream(
    *,
    actor: Actor,
    at: datetime,
    workstream_ref: str,
    expected_version: int,
    title: str,
    officer_post_ref: str = "",
) -> Workstream:
    """Change its title or the post of the officer responsible for it."""
    actor.check_may(perms.EDIT)
    workstream = find(Workstream, actor, workstream_ref)
    wanted = {"title": title.strip(), "officer_post": find_post(actor, officer_post_ref)}
    check_version(workstream, expected_version, wanted=wanted, labels=LABELS)
    if title.strip() != workstream.title:
        _check_title(workstream.statement, title)
    changed = apply(workstream, wanted)
    _record(actor, at, "edit_workstream", workstream, {"changed": sorted(changed)})
    return workstream


@transaction.atomic
def add_member(
    *,
    actor: Actor,
    at: datetime,
    workstream_ref: str,
    side: MemberSide,
    member_from: date,
    post_ref: str = "",
    person_ref: str = "",
) -> WorkstreamMember:
    """A post, so that its next holder follows, or a person who comes as themselves."""
    actor.check_may(perms.EDIT)
    workstream = find(Workstream, actor, workstream_ref)
    if bool(post_ref) == bool(person_ref):
        raise Refusal("Choose either a post or a person, not both.", field="post")
    post = find_post(actor, post_ref)
    person = people.person(actor, person_ref) if person_ref else None
    if workstream.members.filter(post=post, person=person, member_until=None).exists():
        raise Refusal("They already belong to the workstream.", field="post")
    member = WorkstreamMember.objects.create(
        area_id=actor.area_id,
        workstream=workstream,
        side=side.value,
        post=post,
        person=person,
        member_from=member_from,
    )
    _record(actor, at, "add_member", workstream, {"member": member.ref, "side": side.value})
    return member


@transaction.atomic
def end_member(
    *, actor: Actor, at: datetime, member_ref: str, member_until: date
) -> WorkstreamMember:
    """``member_until`` is the first day on which they no longer belong to it."""
    actor.check_may(perms.EDIT)
    member = find(WorkstreamMember, actor, member_ref)
    if member.member_until is not None:
        raise Refusal("They have left the workstream already.")
    if member_until <= member.member_from:
        raise Refusal(
            "The day they left must be later than the day they joined.", field="member_until"
        )
    member.member_until = member_until
    member.save(update_fields=["member_until"])
    facts = {"member": member.ref, "until": member_until.isoformat()}
    _record(actor, at, "end_member", member.workstream, facts)
    return member


@transaction.atomic
def add_task(
    *,
    actor: Actor,
    at: datetime,
    workstream_ref: str,
    action_ref: str,
    text: str,
    start: PartialDate | None = None,
    end: PartialDate | None = None,
) -> Line:
    """A task below an action, its reference made from the action's: 2.1-A.1, 2.1-A.2 and so on."""
    actor.check_may(perms.EDIT)
    workstream = find(Workstream, actor, workstream_ref)
    action = find(Line, actor, action_ref)
    if action.statement_id != workstream.statement_id:
        raise Refusal("Choose an action of the same action plan.", field="action")
    number = action.children.count() + 1
    task = add_line(
        actor=actor,
        at=at,
        statement_ref=workstream.statement.ref,
        new=NewLine(
            kind=LineKind.TASK,
            reference=f"{action.reference}.{number}",
            text=text,
            parent_ref=action.ref,
            start=start,
            end=end,
            workstream_ref=workstream.ref,
        ),
    )
    _record(actor, at, "add_task", workstream, {"task": task.ref, "action": action.ref})
    return task


def _weakness(statement: Statement, number: int | None) -> Weakness | None:
    if number is None:
        return None
    found: Weakness | None = statement.weaknesses.filter(number=number).first()
    if found is None:
        raise Refusal("Choose one of the weaknesses of this action plan.", field="weakness")
    return found


def _check_title(statement: Statement, title: str) -> None:
    if not title.strip():
        raise Refusal("Give the workstream a title.", field="title")
    if statement.workstreams.filter(title=title.strip()).exists():
        raise Refusal("There is already a workstream with this title.", field="title")


def _record(
    actor: Actor, at: datetime, verb: str, workstream: Workstream, facts: Mapping[str, JSON]
) -> None:
    record(
        actor=actor,
        at=at,
        verb=f"plan.{verb}",
        subject="plan.workstream",
        subject_ref=workstream.ref,
        detail=facts,
    )
