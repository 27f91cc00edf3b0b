"""Writing evidence of impact. A change is a later row; what was said before stays readable."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Changed, Refusal
from alongside.ledger.operations import record
from alongside.measures import perms
from alongside.measures.codes import ImpactOf
from alongside.measures.finding import measures_named
from alongside.measures.models import ImpactEvidence, Measure
from alongside.measures.queries.impacts import chain_of
from alongside.measures.rules.impacts import Impact, check_impact
from alongside.measures.words import IMPACT_OF, IMPACT_QUESTIONS
from alongside.people.finding import find
from alongside.people.versions import CHANGED

SUBJECT = "measures.impact"
PARTS = {"title": "Title", "about": "About", **IMPACT_QUESTIONS, "measures": "Measures"}


@transaction.atomic
def write_impact(*, actor: Actor, at: datetime, new: Impact) -> ImpactEvidence:
    """The first wording of a page."""
    actor.check_may(perms.ENTER)
    check_impact(new)
    return _write(actor, at, new, measures_named(actor, new.measures), before=None)


@transaction.atomic
def change_impact(
    *, actor: Actor, at: datetime, impact_ref: str, expected_version: int, new: Impact
) -> ImpactEvidence:
    """Another wording takes the place of the latest, which any of the page's names leads to.

    ``expected_version`` is how many wordings the page had when it was opened. Raises Changed.
    """
    actor.check_may(perms.ENTER)
    check_impact(new)
    chain = chain_of(actor, impact_ref)
    latest = find(ImpactEvidence, actor, chain[-1].ref)
    had = tuple(latest.measures.all())
    measures = measures_named(actor, new.measures, kept=[each.ref for each in had])
    differences = _differences(_parts(_held(latest), had), _parts(new, measures))
    if len(chain) != expected_version or hasattr(latest, "replaced_by"):
        raise Changed(CHANGED, differences=differences)
    if not differences:
        raise Refusal("Nothing is different from what is there. Change something, or leave it.")
    return _write(actor, at, new, measures, before=latest)


def _write(
    actor: Actor,
    at: datetime,
    new: Impact,
    measures: Sequence[Measure],
    before: ImpactEvidence | None,
) -> ImpactEvidence:
    made = ImpactEvidence.objects.create(
        area_id=actor.area_id,
        replaces=before,
        written_at=at,
        written_by_id=actor.person_id,
        about=new.about.value,
        **_texts(new),
    )
    made.measures.set(measures)
    record(
        actor=actor,
        at=at,
        verb="measures.change_impact" if before else "measures.write_impact",
        subject=SUBJECT,
        subject_ref=made.ref,
        detail={"title": made.title, "replaces": before.ref if before else ""},
    )
    return made


def _texts(new: Impact) -> dict[str, str]:
    return {
        each.name: getattr(new, each.name).strip()
        for each in fields(new)
        if each.name not in ("about", "measures")
    }


def _held(latest: ImpactEvidence) -> Impact:
    texts = {name: getattr(latest, name) for name in ("title", *IMPACT_QUESTIONS)}
    return Impact(about=ImpactOf(latest.about), **texts)


def _parts(new: Impact, measures: Sequence[Measure]) -> dict[str, str]:
    """Each part in words."""
    return {
        **_texts(new),
        "about": IMPACT_OF[new.about],
        "measures": "\n".join(sorted(str(each) for each in measures)),
    }


def _differences(held: dict[str, str], wanted: dict[str, str]) -> list[tuple[str, str, str]]:
    return [
        (words, held[name], wanted[name])
        for name, words in PARTS.items()
        if held[name] != wanted[name]
    ]
