"""Writing evidence of impact. A change is a later row; what was said before stays readable."""

from dataclasses import dataclass, fields
from datetime import datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal, Refusals
from alongside.ledger.operations import record
from alongside.measures import perms
from alongside.measures.codes import ImpactOf
from alongside.measures.models import ImpactEvidence, Measure

SUBJECT = "measures.impact"
_REQUIRED = {
    "title": "Give it a title.",
    "what_was_done": "Say what was done.",
    "for_whom": "Say for whom it was done.",
}


@dataclass(frozen=True, slots=True)
class Impact:
    """The six questions. What is not known yet stays empty, and the page says so."""

    title: str
    about: ImpactOf
    what_was_done: str
    for_whom: str
    what_changed: str = ""
    how_we_know: str = ""
    what_families_say: str = ""
    what_next: str = ""
    measures: tuple[str, ...] = ()


@transaction.atomic
def write_impact(*, actor: Actor, at: datetime, new: Impact, replaces: str = "") -> ImpactEvidence:
    """``replaces`` is the public name of the page that this one takes the place of."""
    actor.check_may(perms.ENTER)
    _check(new)
    before = _latest(actor, replaces) if replaces else None
    made = ImpactEvidence.objects.create(
        area_id=actor.area_id,
        replaces=before,
        written_at=at,
        written_by_id=actor.person_id,
        about=new.about.value,
        **_texts(new),
    )
    made.measures.set(_measures(actor, new.measures))
    record(
        actor=actor,
        at=at,
        verb="measures.write_impact",
        subject=SUBJECT,
        subject_ref=made.ref,
        detail={"title": made.title, "replaces": replaces},
    )
    return made


def _check(new: Impact) -> None:
    missing = [
        Refusal(why, field=name)
        for name, why in _REQUIRED.items()
        if not getattr(new, name).strip()
    ]
    if new.what_changed.strip() and not new.how_we_know.strip():
        missing.append(
            Refusal(
                "Say how you know what changed, or leave it empty until you do.",
                field="how_we_know",
            )
        )
    if missing:
        raise Refusals(missing)


def _texts(new: Impact) -> dict[str, str]:
    return {
        each.name: getattr(new, each.name).strip()
        for each in fields(new)
        if each.name not in ("about", "measures")
    }


def _latest(actor: Actor, ref: str) -> ImpactEvidence:
    found: ImpactEvidence | None = (
        ImpactEvidence.objects.visible_to(actor)
        .select_for_update(of=("self",))
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Hidden("evidence of impact")
    if ImpactEvidence.objects.visible_to(actor).filter(replaces=found).exists():
        raise Refusal("Somebody else changed this page first. Open it again and change that one.")
    return found


def _measures(actor: Actor, refs: tuple[str, ...]) -> list[Measure]:
    found = list(Measure.objects.visible_to(actor).filter(ref__in=set(refs)))
    if len(found) != len(set(refs)):
        raise Refusal("Choose measures from the list.", field="measures")
    return found
