"""A word that families did not understand, in an EHC plan that is being written: plainer words in its place,
or the reason why it stays. Nobody's own words are ever touched.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from alongside.casework.models import KeptTerm, PlanPart, PlanVersion
from alongside.casework.operations.plan_parts import Asked, change_part
from alongside.casework.plans.finding import find_version
from alongside.casework.plans.reading import part_of
from alongside.casework.queries.glossary import area_glossary
from alongside.casework.rules.glossary import check_replacement, key_of
from alongside.casework.rules.plans.codes import AskedBy, PartKind
from alongside.casework.rules.plans.parts import PartBody
from alongside.casework.rules.plans.replacing import InPlace, places_in, replaced
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.language import Glossary, Term
from alongside.ledger.operations import record
from alongside.web.clock import london_day

GONE = "This word stands nowhere that it could be replaced. Where it names a role, change it in its row."
NOTHING_TICKED = "Tick the sentences that read well with the plainer words."
CHANGED = "A row was changed since you opened this page. Look at its sentences once more."
NO_REASON = "Say why the word stays."
WHY = "Families here did not understand “{word}”."


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticked:
    """One sentence that was ticked, as it was shown: of which part, in which of its versions, where."""

    part_ref: str
    part_version: int
    box: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plainer:
    """``plain`` in place of ``word``, in the sentences that were ticked."""

    word: str
    plain: str
    ticked: tuple[Ticked, ...]


@transaction.atomic
def replace_word(
    *, actor: Actor, at: datetime, version_ref: str, plainer: Plainer
) -> tuple[str, ...]:
    """In the sentences that were ticked, each row kept as a change of its own. Returns the sections that
    changed. Raises Refusal when nothing is ticked, or a row was changed since it was shown.
    """
    plan = find_version(actor, version_ref, today=london_day(at))
    held = area_glossary(plan.area_id)
    term = _term(held, plainer.word)
    instead = check_replacement(plainer.plain, offered=term.replacements)
    wanted = InPlace(name=term.name, plain=instead, held=held)
    if not plainer.ticked:
        raise Refusal(NOTHING_TICKED, field="ticked")
    asked = Asked(by=AskedBy.OFFICER, why=WHY.format(word=term.name))
    changed = []
    for row in plan.parts.exclude(kind=PartKind.WORDS.value):
        ticked = [each for each in plainer.ticked if each.part_ref == row.ref]
        if ticked:
            body = _body(row, wanted, ticked)
            change_part(
                actor=actor,
                at=at,
                part_ref=row.ref,
                expected_version=row.version,
                body=body,
                asked=asked,
            )
            changed.append(row.section)
    if not changed:
        raise Refusal(GONE)
    return tuple(dict.fromkeys(changed))


def _body(row: PlanPart, wanted: InPlace, ticked: Sequence[Ticked]) -> PartBody:
    """Raises Refusal for sentences that do not stand there as they were shown."""
    before = part_of(row).body
    chosen = {(each.box, each.number) for each in ticked}
    there = {(each.box, each.number) for each in places_in(before, wanted)}
    if not chosen <= there or any(each.part_version != row.version for each in ticked):
        raise Refusal(CHANGED, field="ticked")
    return replaced(before, wanted, ticked=chosen)


@transaction.atomic
def keep_word(*, actor: Actor, at: datetime, version_ref: str, word: str, reason: str) -> KeptTerm:
    """With the version, for as long as it is kept. A later reason takes the place of an earlier one."""
    plan = find_version(actor, version_ref, today=london_day(at))
    if not reason.strip():
        raise Refusal(NO_REASON, field="reason")
    term = _term(area_glossary(plan.area_id), word)
    made: KeptTerm = KeptTerm.objects.in_area(plan.area_id).update_or_create(
        area_id=plan.area_id,
        plan=plan,
        key=key_of(term.name),
        defaults={
            "name": term.name,
            "reason": reason.strip(),
            "kept_at": at,
            "kept_by_id": actor.person_id,
        },
    )[0]
    _record(actor, at, plan)
    return made


def _term(held: Glossary, word: str) -> Term:
    """Raises Refusal for what no family found confusing."""
    found = held.find(word)
    if found is None or not found.not_understood:
        raise Refusal("No family said that this word is confusing.")
    return found


def _record(actor: Actor, at: datetime, plan: PlanVersion) -> None:
    record(
        actor=actor,
        at=at,
        verb="casework.keep_word",
        subject="casework.case",
        subject_ref=plan.case.ref,
        detail={"version": plan.ref},
    )
