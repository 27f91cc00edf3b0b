"""Writing the letter of a revisit down by hand: its facts, its people, its findings, and its end.

Until the letter is complete everything may be mended. From then on it is a document.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import File
from django.db import transaction

from alongside.board import perms
from alongside.board.models import Finding, FindingPoint, LetterPerson, PointAction, Revisit
from alongside.board.queries.letters import state_of_letter
from alongside.board.rules.codes import PointKind
from alongside.board.rules.revisits import (
    FindingFacts,
    LetterFacts,
    PrintedPerson,
    check_finding,
    check_letter,
    check_may_complete,
    check_may_withdraw,
    check_may_write,
)
from alongside.files.operations import keep_file
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people.finding import find, next_order
from alongside.people.versions import apply, check_version
from alongside.plan.models import Statement
from alongside.plan.queries.statements import weakness_numbers
from alongside.web.clock import latest_day

LETTER_LABELS = {
    "title": "Title",
    "letter_on": "Date of the letter",
    "visited_from": "First day of the revisit",
    "visited_until": "First day after the revisit",
    "inspectorates": "Inspectorates",
    "overall_judgement": "Overall judgement",
    "consequence": "What follows from it",
    "legal_basis": "Legal basis",
    "report_published_on": "First report published",
    "judged_fit_on": "Action plan judged fit",
    "inspection_year": "Year of the first inspection",
    "copied_to": "Copied to",
    "notes": "Notes",
}
FINDING_LABELS = {
    "number": "Number",
    "title": "Title",
    "weakness_number": "Number of the weakness",
    "weakness_text": "The weakness",
    "judgement": "Judgement",
    "judgement_code": "Progress",
}


@transaction.atomic
def begin_letter(*, actor: Actor, at: datetime, statement_ref: str, facts: LetterFacts) -> Revisit:
    """The facts come first; people and findings follow."""
    actor.check_may(perms.RUN)
    statement = find(Statement, actor, statement_ref)
    check_letter(facts, today=latest_day(at))
    _check_day_is_free(actor, statement, facts, but=None)
    letter = Revisit.objects.create(
        area_id=actor.area_id,
        statement=statement,
        recorded_at=at,
        recorded_by_id=actor.person_id,
        **_columns(facts),
    )
    _record(actor, at, "begin_letter", letter, {"statement": statement.ref})
    return letter


@transaction.atomic
def change_letter(
    *, actor: Actor, at: datetime, letter_ref: str, expected_version: int, facts: LetterFacts
) -> Revisit:
    letter = _open_letter(actor, letter_ref)
    check_letter(facts, today=latest_day(at))
    _check_day_is_free(actor, letter.statement, facts, but=letter)
    wanted = _columns(facts)
    check_version(letter, expected_version, wanted=wanted, labels=LETTER_LABELS)
    changed = apply(letter, wanted)
    _record(actor, at, "change_letter", letter, {"changed": sorted(changed)})
    return letter


@transaction.atomic
def add_person(
    *, actor: Actor, at: datetime, letter_ref: str, person: PrintedPerson
) -> LetterPerson:
    """Somebody whom the letter names, as printed. It gives nobody access."""
    letter = _open_letter(actor, letter_ref)
    if not person.name.strip():
        raise Refusal("Give the name as the letter prints it.", field="name")
    made = LetterPerson.objects.create(
        area_id=letter.area_id,
        revisit=letter,
        listed_in=person.listed_in.value,
        order=next_order(letter.people.filter(listed_in=person.listed_in.value)),
        name=person.name.strip(),
        role=person.role.strip(),
        organisation=person.organisation.strip(),
    )
    _record(actor, at, "add_letter_person", letter, {"list": person.listed_in.value})
    return made


@transaction.atomic
def remove_person(*, actor: Actor, at: datetime, person_ref: str) -> Revisit:
    """Take somebody out of a letter that is still being written down."""
    person = find(LetterPerson, actor, person_ref)
    letter = _open_letter(actor, person.revisit.ref)
    LetterPerson.objects.in_area(actor.area_id).filter(pk=person.pk).delete()
    _record(actor, at, "remove_letter_person", letter, {"list": person.listed_in})
    return letter


@transaction.atomic
def add_finding(*, actor: Actor, at: datetime, letter_ref: str, facts: FindingFacts) -> Finding:
    """What the letter says about one weakness, with all its sentences."""
    letter = _open_letter(actor, letter_ref)
    check_finding(facts, taken=_numbers(letter, but=None))
    finding = Finding.objects.create(
        area_id=letter.area_id, revisit=letter, **_finding_columns(actor, letter, facts)
    )
    _write_points(finding, facts)
    _record(actor, at, "add_finding", letter, _counts(finding, facts))
    return finding


@transaction.atomic
def change_finding(
    *, actor: Actor, at: datetime, finding_ref: str, expected_version: int, facts: FindingFacts
) -> Finding:
    """Its sentences are written anew: nothing rests on them before the letter is complete."""
    finding = find(Finding, actor, finding_ref)
    letter = _open_letter(actor, finding.revisit.ref)
    check_finding(facts, taken=_numbers(letter, but=finding))
    wanted = _finding_columns(actor, letter, facts)
    shown = {name: wanted[name] for name in FINDING_LABELS}
    check_version(finding, expected_version, wanted=shown, labels=FINDING_LABELS)
    apply(finding, wanted)
    finding.points.all().delete()
    _write_points(finding, facts)
    _record(actor, at, "change_finding", letter, _counts(finding, facts))
    return finding


@transaction.atomic
def remove_finding(*, actor: Actor, at: datetime, finding_ref: str) -> Revisit:
    finding = find(Finding, actor, finding_ref)
    letter = _open_letter(actor, finding.revisit.ref)
    finding.points.all().delete()
    Finding.objects.in_area(actor.area_id).filter(pk=finding.pk).delete()
    _record(actor, at, "remove_finding", letter, {"number": finding.number})
    return letter


@transaction.atomic
def complete_letter(*, actor: Actor, at: datetime, letter_ref: str, seen: str) -> Revisit:
    """Nothing in it changes afterwards. ``seen`` is the content that the person checked."""
    actor.check_may(perms.RUN)
    letter = find(Revisit, actor, letter_ref)
    check_may_complete(
        is_complete=letter.completed_at is not None, finding_count=letter.findings.count()
    )
    if seen != state_of_letter(letter):
        raise Refusal(
            "Somebody changed the letter since you read it. Go back and check it once more."
        )
    letter.completed_at, letter.completed_by_id = at, actor.person_id
    letter.version += 1
    letter.save(update_fields=["completed_at", "completed_by", "version"])
    _record(actor, at, "complete_letter", letter, {"findings": letter.findings.count()})
    return letter


@transaction.atomic
def discard_letter(*, actor: Actor, at: datetime, letter_ref: str) -> None:
    """Give up a letter that was never completed, so that it may be imported or begun again."""
    letter = _open_letter(actor, letter_ref)
    FindingPoint.objects.in_area(actor.area_id).filter(finding__revisit=letter).delete()
    letter.findings.all().delete()
    letter.people.all().delete()
    Revisit.objects.in_area(actor.area_id).filter(pk=letter.pk).delete()
    _record(actor, at, "discard_letter", letter, {"letter_on": letter.letter_on.isoformat()})


@transaction.atomic
def withdraw_letter(*, actor: Actor, at: datetime, letter_ref: str, why: str) -> Revisit:
    """It was recorded by mistake: it no longer counts, and stays readable as withdrawn."""
    actor.check_may(perms.RUN)
    letter = find(Revisit, actor, letter_ref)
    actions = PointAction.objects.in_area(actor.area_id).filter(point__finding__revisit=letter)
    check_may_withdraw(
        is_complete=letter.completed_at is not None,
        is_withdrawn=letter.withdrawn_at is not None,
        action_count=actions.count(),
    )
    if not why.strip():
        raise Refusal("Say why the letter is withdrawn.", field="why")
    letter.withdrawn_at, letter.withdrawn_by_id = at, actor.person_id
    letter.withdrawn_why = why.strip()
    letter.version += 1
    letter.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_why", "version"])
    _record(actor, at, "withdraw_letter", letter, {"letter_on": letter.letter_on.isoformat()})
    return letter


@transaction.atomic
def keep_letter_file(
    *, actor: Actor, at: datetime, letter_ref: str, upload: "File[bytes]"
) -> Revisit:
    """The letter itself as it came, beside what was recorded of it; kept once."""
    actor.check_may(perms.RUN)
    letter = find(Revisit, actor, letter_ref)
    if letter.letter_id is not None:
        raise Refusal("The letter’s own file is kept already. It is never replaced.")
    try:
        letter.letter = keep_file(actor=actor, upload=upload, at=at)
    except Refusal as refused:
        raise Refusal(refused.sentence, field="file") from refused
    letter.save(update_fields=["letter"])
    _record(actor, at, "keep_letter_file", letter, {"file_sha256": letter.letter.sha256})
    return letter


def _open_letter(actor: Actor, ref: str) -> Revisit:
    actor.check_may(perms.RUN)
    letter = find(Revisit, actor, ref)
    check_may_write(is_complete=letter.completed_at is not None)
    return letter


def _check_day_is_free(
    actor: Actor, statement: Statement, facts: LetterFacts, *, but: Revisit | None
) -> None:
    same = Revisit.objects.visible_to(actor).filter(
        statement=statement, letter_on=facts.letter_on, withdrawn_at=None
    )
    if same.exclude(pk=but.pk if but else None).exists():
        raise Refusal("The letter of this day is recorded already.", field="letter_on")


def _columns(facts: LetterFacts) -> dict[str, Any]:
    return {
        "title": facts.title.strip(),
        "letter_on": facts.letter_on,
        "visited_from": facts.visited_from,
        "visited_until": facts.visited_last + timedelta(days=1),
        "inspectorates": list(facts.inspectorates),
        "overall_judgement": facts.overall_judgement.strip(),
        "consequence": facts.consequence.strip(),
        "legal_basis": facts.legal_basis.strip(),
        "report_published_on": facts.report_published_on,
        "judged_fit_on": facts.judged_fit_on,
        "inspection_year": facts.inspection_year,
        "copied_to": list(facts.copied_to),
        "notes": list(facts.notes),
    }


def _finding_columns(actor: Actor, letter: Revisit, facts: FindingFacts) -> dict[str, Any]:
    return {
        "number": facts.number,
        "title": facts.title.strip(),
        "weakness_id": _weakness_id(actor, letter, facts.weakness_number),
        "weakness_number": facts.weakness_number,
        "weakness_text": facts.weakness_text.strip(),
        "judgement": facts.judgement.strip(),
        "judgement_code": facts.judgement_code.value if facts.judgement_code else "",
    }


def _weakness_id(actor: Actor, letter: Revisit, number: int | None) -> int | None:
    if number is None:
        return None
    ids = {found: pk for pk, found in weakness_numbers(actor, letter.statement_id).items()}
    if number not in ids:
        raise Refusal("Choose one of the weaknesses of the action plan.", field="weakness")
    return ids[number]


def _write_points(finding: Finding, facts: FindingFacts) -> None:
    lists: tuple[tuple[PointKind, Sequence[str]], ...] = (
        (PointKind.STRENGTH, facts.strengths),
        (PointKind.REMAINING, facts.remaining),
        (PointKind.CAVEAT, facts.caveats),
    )
    FindingPoint.objects.bulk_create(
        FindingPoint(
            area_id=finding.area_id, finding=finding, kind=kind.value, order=order, text=text
        )
        for kind, texts in lists
        for order, text in enumerate(texts, start=1)
    )


def _numbers(letter: Revisit, *, but: Finding | None) -> set[int]:
    others = letter.findings.exclude(pk=but.pk) if but else letter.findings.all()
    return set(others.values_list("number", flat=True))


def _counts(finding: Finding, facts: FindingFacts) -> dict[str, JSON]:
    return {
        "finding": finding.ref,
        "number": finding.number,
        "remaining": len(facts.remaining),
    }


def _record(actor: Actor, at: datetime, verb: str, letter: Revisit, facts: dict[str, JSON]) -> None:
    record(
        actor=actor,
        at=at,
        verb=f"board.{verb}",
        subject="board.revisit",
        subject_ref=letter.ref,
        detail=facts,
    )
