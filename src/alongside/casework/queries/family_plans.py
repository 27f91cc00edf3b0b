"""An EHC plan that somebody of a family was sent: what it says, and its words. The same papers as on their
page: nobody reads one here that they would not be handed there.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from alongside.casework.families.door import Viewer, viewer_of
from alongside.casework.models import Case, PlanVersion
from alongside.casework.plans.reading import parts_of
from alongside.casework.queries.family_papers import papers_of
from alongside.casework.rules.plans.codes import VersionState
from alongside.casework.rules.plans.parts import Part
from alongside.casework.rules.plans.passages import passages_of
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.language import Glossary, glossary
from alongside.language.glossary import folded
from alongside.language.terms import loosely, term_uses


@dataclass(frozen=True, slots=True)
class PlanWord:
    """A word of the list as it stands in an EHC plan, and what it means; empty where nobody wrote that."""

    name: str
    means: str


def find_for_reader(
    actor: Actor, *, case_ref: str, version_ref: str, at: datetime
) -> tuple[Viewer, tuple[Part, ...]]:
    """Raises Hidden for what this person was not sent."""
    viewer, plan = version_for_reader(actor, case_ref=case_ref, version_ref=version_ref, at=at)
    return viewer, parts_of(plan)


def version_for_reader(
    actor: Actor, *, case_ref: str, version_ref: str, at: datetime
) -> tuple[Viewer, PlanVersion]:
    """Raises Hidden."""
    viewer = viewer_of(actor, case_ref=case_ref, at=at)
    if not viewer.standing.may_see or version_ref not in {each.ref for each in papers_of(viewer)}:
        raise Hidden("version")
    found: PlanVersion | None = (
        viewer.case.plan_versions.filter(ref=version_ref, state=VersionState.ISSUED.value)
        .select_related("area", "case__child")
        .first()
    )
    if found is None:
        raise Hidden("version")
    return viewer, found


def words_in_plan(parts: Sequence[Part], held: Glossary) -> tuple[PlanWord, ...]:
    """Each listed word that stands outside section A, in the order of the EHC plan."""
    found: dict[str, str] = {}
    for each in passages_of(parts):
        for term, _ in term_uses(each.passage.text, held=held):
            found.setdefault(term.name, term.plain or (term.full[0] if term.full else ""))
    return tuple(PlanWord(name, means) for name, means in found.items())


def stands_in(parts: Sequence[Part], *, word: str, written: str) -> bool:
    """Whether a word stands in the EHC plan outside section A, as it is listed or as somebody wrote it."""
    text = "\n\n".join(each.passage.text for each in passages_of(parts))
    if word in {term.name for term, _ in term_uses(text, held=glossary())}:
        return True
    return bool(re.search(rf"(?<!\w){loosely(folded(written))}(?!\w)", folded(text)))


def names_around(case: Case) -> Collection[str]:
    """Of the child and of everybody to write to: no word that is voted on or suggested may be one."""
    child = case.child
    contacts = child.contacts.values_list("name", flat=True)
    return [child.given_names, child.family_name, child.known_as, *contacts]
