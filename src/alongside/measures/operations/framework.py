"""The outcomes framework: a draft is written, put in use or thrown away, and replaced by the next version."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max

from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Changed, Refusal
from alongside.ledger.operations import record
from alongside.measures import perms
from alongside.measures.codes import Direction, FrameworkState
from alongside.measures.finding import measures_named
from alongside.measures.models import (
    Descriptor,
    Measure,
    OutcomeService,
    OutcomesFramework,
    OutcomeStatement,
)
from alongside.measures.rules.frameworks import (
    FrameworkWords,
    NewStatement,
    changed_places,
    check_is_draft,
    check_may_change,
    check_may_use,
    check_statement,
    check_words,
    lines_of,
)
from alongside.people.finding import find, found, next_order
from alongside.people.versions import CHANGED, apply, check_version
from alongside.web.clock import london_day

SUBJECT = "measures.framework"
LABELS = {"title": "Title", "made_with": "How it was made", "in_use_from": "In use from"}
PARTS = {
    "text": "Statement",
    "descriptors": "What it looks like",
    "services": "Services",
    "measures": "Measures",
}


@transaction.atomic
def begin_framework(*, actor: Actor, at: datetime, words: FrameworkWords) -> OutcomesFramework:
    """A draft of the next version, with the wording in use as its beginning."""
    actor.check_may(perms.DEFINE)
    check_words(words)
    ours = OutcomesFramework.objects.visible_to(actor)
    if ours.filter(state=FrameworkState.DRAFT.value).exists():
        raise Refusal("There is a draft of the next version already. Finish that one first.")
    made = OutcomesFramework.objects.create(
        area_id=actor.area_id,
        title=words.title.strip(),
        made_with=words.made_with.strip(),
        number=(ours.aggregate(last=Max("number"))["last"] or 0) + 1,
    )
    in_use = ours.filter(state=FrameworkState.IN_USE.value).first()
    if in_use is not None:
        _copy(in_use, made)
    _record(actor, at, "begin_framework", made, {"number": made.number, "title": made.title})
    return made


@transaction.atomic
def change_framework(
    *, actor: Actor, at: datetime, framework_ref: str, expected_version: int, words: FrameworkWords
) -> OutcomesFramework:
    """The title of a draft, and how it is made."""
    draft = _draft(actor, framework_ref)
    check_words(words)
    wanted = {"title": words.title.strip(), "made_with": words.made_with.strip()}
    check_version(draft, expected_version, wanted=wanted, labels=LABELS)
    changed: dict[str, JSON] = {name: list(both) for name, both in apply(draft, wanted).items()}
    facts: dict[str, JSON] = {"changed": changed}
    _record(actor, at, "change_framework", draft, facts)
    return draft


@transaction.atomic
def write_statement(
    *, actor: Actor, at: datetime, framework_ref: str, new: NewStatement
) -> OutcomeStatement:
    """Another statement at the end of the draft."""
    draft = _draft(actor, framework_ref)
    check_statement(new)
    measures = measures_named(actor, new.measures)
    made = OutcomeStatement.objects.create(
        area_id=actor.area_id,
        framework=draft,
        order=next_order(draft.statements.all()),
        text=new.text.strip(),
    )
    _fill(made, new, measures)
    apply(draft, {})
    _record(actor, at, "write_statement", draft, {"statement": made.ref, "text": made.text})
    return made


@transaction.atomic
def change_statement(
    *, actor: Actor, at: datetime, statement_ref: str, expected_version: int, new: NewStatement
) -> OutcomeStatement:
    """Of a draft everything may change. Of the version in use only measures and services may."""
    statement, framework = _with_its_version(actor, statement_ref)
    held, had = _held(statement), tuple(statement.measures.all())
    check_statement(new)
    check_may_change(FrameworkState(framework.state), held, new)
    measures = measures_named(actor, new.measures, kept=held.measures)
    differences = _differences(_parts(held, had), _parts(new, measures))
    if statement.version != expected_version:
        raise Changed(CHANGED, differences=[(PARTS[name], *both) for name, both in differences])
    apply(statement, {"text": new.text.strip()})
    _fill(statement, new, measures)
    apply(framework, {})
    changed: dict[str, JSON] = {name: list(both) for name, both in differences}
    facts: dict[str, JSON] = {"statement": statement.ref, "changed": changed}
    _record(actor, at, "change_statement", framework, facts)
    return statement


@transaction.atomic
def remove_statement(
    *, actor: Actor, at: datetime, statement_ref: str, expected_version: int
) -> None:
    """From a draft, which nobody has used yet. Versions in use and before keep theirs."""
    statement, framework = _with_its_version(actor, statement_ref)
    check_is_draft(FrameworkState(framework.state))
    check_version(statement, expected_version, wanted={}, labels=PARTS)
    text = statement.text
    _delete(statement)
    apply(framework, {})
    _record(actor, at, "remove_statement", framework, {"text": text})


@transaction.atomic
def move_statement(
    *, actor: Actor, at: datetime, statement_ref: str, direction: Direction
) -> OutcomeStatement:
    """Past its neighbour, in a draft. Raises Refusal when it stands at that end already."""
    statement, framework = _with_its_version(actor, statement_ref)
    check_is_draft(FrameworkState(framework.state))
    by_id: dict[int, OutcomeStatement] = {
        each.pk: each for each in framework.statements.order_by("order", "id")
    }
    moved, passed = (by_id[pk] for pk in changed_places(list(by_id), statement.pk, direction))
    _change_places(moved, passed, free=next_order(framework.statements.all()))
    apply(framework, {})
    facts: dict[str, JSON] = {"statement": moved.ref, "direction": direction.value}
    _record(actor, at, "move_statement", framework, facts)
    return moved


@transaction.atomic
def discard_framework(
    *, actor: Actor, at: datetime, framework_ref: str, expected_version: int
) -> None:
    """A draft is thrown away whole, since nobody has used it; the ledger keeps what it said."""
    draft = _draft(actor, framework_ref)
    check_version(draft, expected_version, wanted={}, labels=LABELS)
    statements = list(draft.statements.order_by("order", "id"))
    texts: list[JSON] = [each.text for each in statements]
    facts: dict[str, JSON] = {"number": draft.number, "title": draft.title, "statements": texts}
    for each in statements:
        _delete(each)
    _record(actor, at, "discard_framework", draft, facts)
    draft.delete()


@transaction.atomic
def put_in_use(
    *, actor: Actor, at: datetime, framework_ref: str, expected_version: int, from_on: date
) -> OutcomesFramework:
    """The version in use before ends on that day; both stay readable."""
    draft = _draft(actor, framework_ref)
    check_version(draft, expected_version, wanted={}, labels=LABELS)
    ours = OutcomesFramework.objects.visible_to(actor).select_for_update(of=("self",))
    before = ours.filter(state=FrameworkState.IN_USE.value).first()
    check_may_use(
        from_on,
        statement_count=draft.statements.count(),
        today=london_day(at),
        before_from=before.in_use_from if before else None,
    )
    if before is not None:
        apply(before, {"state": FrameworkState.REPLACED.value, "in_use_until": from_on})
    apply(draft, {"state": FrameworkState.IN_USE.value, "in_use_from": from_on})
    _record(actor, at, "put_in_use", draft, {"from": from_on.isoformat(), "number": draft.number})
    return draft


def _draft(actor: Actor, ref: str) -> OutcomesFramework:
    actor.check_may(perms.DEFINE)
    found = find(OutcomesFramework, actor, ref)
    check_is_draft(FrameworkState(found.state))
    return found


def _with_its_version(actor: Actor, ref: str) -> tuple[OutcomeStatement, OutcomesFramework]:
    """Both locked, the version first: whoever changes a statement waits for the same row."""
    actor.check_may(perms.DEFINE)
    seen = found(OutcomeStatement, actor, ref, "framework")
    framework = find(OutcomesFramework, actor, seen.framework.ref)
    return find(OutcomeStatement, actor, ref), framework


def _change_places(one: OutcomeStatement, other: OutcomeStatement, *, free: int) -> None:
    """By way of a free place, since no place may be taken twice even for a moment."""
    for each, place in ((one, free), (other, one.order), (one, other.order)):
        OutcomeStatement.objects.in_area(one.area_id).filter(pk=each.pk).update(order=place)
    one.order, other.order = other.order, one.order


def _delete(statement: OutcomeStatement) -> None:
    statement.descriptors.all().delete()
    statement.services.all().delete()
    statement.measures.clear()
    statement.delete()


def _held(statement: OutcomeStatement) -> NewStatement:
    """The statement as it stands."""
    return NewStatement(
        text=statement.text,
        descriptors=tuple(each.text for each in statement.descriptors.all()),
        services=tuple(each.name for each in statement.services.all()),
        measures=tuple(each.ref for each in statement.measures.all()),
    )


def _parts(new: NewStatement, measures: Sequence[Measure]) -> dict[str, str]:
    """Each part in words, whatever the order in which lines and boxes were sent."""
    return {
        "text": new.text.strip(),
        "descriptors": "\n".join(lines_of(new.descriptors)),
        "services": "\n".join(sorted(lines_of(new.services))),
        "measures": "\n".join(sorted(str(each) for each in measures)),
    }


def _differences(held: dict[str, str], wanted: dict[str, str]) -> list[tuple[str, tuple[str, str]]]:
    return [(name, (held[name], wanted[name])) for name in PARTS if held[name] != wanted[name]]


def _fill(statement: OutcomeStatement, new: NewStatement, measures: Sequence[Measure]) -> None:
    """What stays is left alone, so that it keeps its public name and a service its organisation."""
    wanted = lines_of(new.descriptors)
    if tuple(each.text for each in statement.descriptors.all()) != wanted:
        statement.descriptors.all().delete()
        Descriptor.objects.bulk_create(
            Descriptor(area_id=statement.area_id, statement=statement, order=order, text=text)
            for order, text in enumerate(wanted, start=1)
        )
    names = lines_of(new.services)
    statement.services.exclude(name__in=names).delete()
    held = set(statement.services.values_list("name", flat=True))
    OutcomeService.objects.bulk_create(
        OutcomeService(area_id=statement.area_id, statement=statement, name=name)
        for name in names
        if name not in held
    )
    statement.measures.set(measures)


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
            OutcomeService(
                area_id=draft.area_id,
                statement=statement,
                name=s.name,
                organisation_id=s.organisation_id,
            )
            for s in each.services.all()
        )
        statement.measures.set(each.measures.all())


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
