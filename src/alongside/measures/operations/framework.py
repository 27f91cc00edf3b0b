"""The outcomes framework: a draft is written, put in use, and replaced by the next version."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.measures import perms
from alongside.measures.codes import FrameworkState
from alongside.measures.models import (
    Descriptor,
    Measure,
    OutcomeService,
    OutcomesFramework,
    OutcomeStatement,
)

SUBJECT = "measures.framework"


@dataclass(frozen=True, slots=True)
class NewStatement:
    """``descriptors``: what it looks like when it is true; ``services``: who helps towards it."""

    text: str
    descriptors: tuple[str, ...] = ()
    services: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()


@transaction.atomic
def begin_framework(
    *, actor: Actor, at: datetime, title: str, made_with: str = ""
) -> OutcomesFramework:
    """A draft of the next version, with the wording in use as its beginning."""
    actor.check_may(perms.DEFINE)
    if not title.strip():
        raise Refusal("Give the framework a title.", field="title")
    ours = OutcomesFramework.objects.visible_to(actor)
    if ours.filter(state=FrameworkState.DRAFT.value).exists():
        raise Refusal("There is a draft of the next version already. Finish that one first.")
    made = OutcomesFramework.objects.create(
        area_id=actor.area_id,
        title=title.strip(),
        made_with=made_with.strip(),
        number=(ours.aggregate(last=Max("number"))["last"] or 0) + 1,
    )
    in_use = ours.filter(state=FrameworkState.IN_USE.value).first()
    if in_use is not None:
        _copy(in_use, made)
    _record(actor, at, "begin_framework", made, {"number": made.number})
    return made


@transaction.atomic
def write_statement(
    *, actor: Actor, at: datetime, framework_ref: str, new: NewStatement
) -> OutcomeStatement:
    """Another statement at the end of the draft."""
    draft = _draft(actor, framework_ref)
    _check(new)
    last = draft.statements.aggregate(last=Max("order"))["last"] or 0
    made = OutcomeStatement.objects.create(
        area_id=actor.area_id, framework=draft, order=last + 1, text=new.text.strip()
    )
    _fill(actor, made, new)
    _record(actor, at, "write_statement", draft, {"statement": made.text})
    return made


@transaction.atomic
def change_statement(
    *, actor: Actor, at: datetime, statement_ref: str, new: NewStatement
) -> OutcomeStatement:
    """Of a draft everything may change. Of the version in use only measures and services may."""
    actor.check_may(perms.DEFINE)
    statement = _statement(actor, statement_ref)
    _check(new)
    _check_wording_stays(statement, new)
    before = statement.text
    statement.text = new.text.strip()
    statement.save(update_fields=["text"])
    _fill(actor, statement, new)
    facts: dict[str, JSON] = {"before": before, "statement": statement.text}
    _record(actor, at, "change_statement", statement.framework, facts)
    return statement


@transaction.atomic
def put_in_use(
    *, actor: Actor, at: datetime, framework_ref: str, from_on: date
) -> OutcomesFramework:
    """The version in use before ends on that day; both stay readable."""
    draft = _draft(actor, framework_ref)
    if not draft.statements.exists():
        raise Refusal("Write at least one statement first.")
    before = (
        OutcomesFramework.objects.visible_to(actor)
        .filter(state=FrameworkState.IN_USE.value)
        .first()
    )
    if before is not None:
        _replace(before, from_on)
    draft.state, draft.in_use_from = FrameworkState.IN_USE.value, from_on
    draft.version += 1
    draft.save()
    _record(actor, at, "put_in_use", draft, {"from": from_on.isoformat(), "number": draft.number})
    return draft


def _replace(before: OutcomesFramework, from_on: date) -> None:
    if before.in_use_from is not None and from_on <= before.in_use_from:
        raise Refusal(
            "The version before came into use on that day or later. Choose a later day.",
            field="from_on",
        )
    before.state, before.in_use_until = FrameworkState.REPLACED.value, from_on
    before.version += 1
    before.save()


def _check(new: NewStatement) -> None:
    if not new.text.strip():
        raise Refusal("Write the statement in a child's words.", field="text")


def _check_wording_stays(statement: OutcomeStatement, new: NewStatement) -> None:
    if statement.framework.state == FrameworkState.DRAFT.value:
        return
    held = tuple(each.text for each in statement.descriptors.all())
    wanted = tuple(text.strip() for text in new.descriptors if text.strip())
    if statement.framework.state == FrameworkState.REPLACED.value:
        raise Refusal("This version has been replaced. It stays as it was.")
    if (new.text.strip(), wanted) != (statement.text, held):
        raise Refusal(
            "The wording of a version in use stays. Begin the next version to change it.",
            field="text",
        )


def _fill(actor: Actor, statement: OutcomeStatement, new: NewStatement) -> None:
    statement.descriptors.all().delete()
    Descriptor.objects.bulk_create(
        Descriptor(area_id=actor.area_id, statement=statement, order=order, text=text)
        for order, text in enumerate(_lines(new.descriptors), start=1)
    )
    statement.services.all().delete()
    OutcomeService.objects.bulk_create(
        OutcomeService(area_id=actor.area_id, statement=statement, name=name[:200])
        for name in _lines(new.services)
    )
    found = list(Measure.objects.visible_to(actor).filter(ref__in=set(new.measures)))
    if len(found) != len(set(new.measures)):
        raise Refusal("Choose measures from the list.", field="measures")
    statement.measures.set(found)


def _lines(texts: tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(text.strip() for text in texts if text.strip()))


def _copy(in_use: OutcomesFramework, draft: OutcomesFramework) -> None:
    for each in in_use.statements.prefetch_related("descriptors", "services", "measures"):
        statement = OutcomeStatement.objects.create(
            area_id=draft.area_id, framework=draft, order=each.order, text=each.text
        )
        Descriptor.objects.bulk_create(
            Descriptor(area_id=draft.area_id, statement=statement, order=d.order, text=d.text)
            for d in each.descriptors.all()
        )
        OutcomeService.objects.bulk_create(
            OutcomeService(area_id=draft.area_id, statement=statement, name=s.name)
            for s in each.services.all()
        )
        statement.measures.set(each.measures.all())


def _draft(actor: Actor, ref: str) -> OutcomesFramework:
    actor.check_may(perms.DEFINE)
    found: OutcomesFramework | None = (
        OutcomesFramework.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Hidden("outcomes framework")
    if found.state != FrameworkState.DRAFT.value:
        raise Refusal("This version is in use or was replaced. Begin the next version.")
    return found


def _statement(actor: Actor, ref: str) -> OutcomeStatement:
    found: OutcomeStatement | None = (
        OutcomeStatement.objects.visible_to(actor)
        .select_related("framework")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Hidden("outcome statement")
    return found


def _record(
    actor: Actor, at: datetime, verb: str, made: OutcomesFramework, facts: dict[str, JSON]
) -> None:
    record(
        actor=actor,
        at=at,
        verb=f"measures.{verb}",
        subject=SUBJECT,
        subject_ref=made.ref,
        detail=facts,
    )
