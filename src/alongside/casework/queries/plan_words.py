"""The sentences of an EHC plan in which a confusing word stands, as they are and as they would be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from alongside.casework.models import PlanPart
from alongside.casework.plans.reading import part_of
from alongside.casework.queries.glossary import area_glossary
from alongside.casework.queries.plan_values import VersionRow
from alongside.casework.queries.plans import find_readable, version_row
from alongside.casework.queries.values import CaseHead
from alongside.casework.rules.plans.codes import PartKind, Section
from alongside.casework.rules.plans.parts import numbers
from alongside.casework.rules.plans.replacing import InPlace, Place, places_in
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceAt:
    """``called`` is the number of its row. ``part_version`` is the row as it stands now."""

    part_ref: str
    part_version: int
    section: Section
    called: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class WordInPlan:
    """``plain`` is what is tried; ``others`` are further wordings that are offered. ``is_agreed``: the
    commissioning body agreed to section G.
    """

    head: CaseHead
    version: VersionRow
    word: str
    plain: str
    others: tuple[str, ...]
    sentences: tuple[SentenceAt, ...]
    is_agreed: bool


def word_in_plan(
    actor: Actor, *, version_ref: str, word: str, plain: str, today: date
) -> WordInPlan:
    """``plain`` is blank for what is offered first. Raises Hidden, also for what nobody voted on or offers."""
    head, plan = find_readable(actor, version_ref, today)
    held = area_glossary(plan.area_id)
    term = held.find(word)
    offered = term.replacements if term and term.not_understood else ()
    wanted = plain or (offered[0] if offered else "")
    if term is None or wanted not in offered:
        raise Hidden("word")
    rows = list(plan.parts.exclude(kind=PartKind.WORDS.value))
    return WordInPlan(
        head=head,
        version=version_row(plan),
        word=term.name,
        plain=wanted,
        others=tuple(each for each in offered if each != wanted),
        sentences=tuple(_sentences(rows, InPlace(term.name, wanted, held))),
        is_agreed=any(row.kind == PartKind.AGREEMENT for row in rows),
    )


def confusing_word(actor: Actor, word: str) -> str:
    """How a word that families here did not understand is written. Raises Hidden for every other."""
    term = area_glossary(actor.area_id).find(word)
    if term is None or not term.not_understood:
        raise Hidden("word")
    return term.name


def _sentences(rows: Sequence[PlanPart], wanted: InPlace) -> Iterator[SentenceAt]:
    order = {section: place for place, section in enumerate(Section)}
    parts = {row.pk: part_of(row) for row in rows}
    called = numbers(tuple(parts.values()))
    for row in sorted(rows, key=lambda row: (order[Section(row.section)], row.position)):
        for place in places_in(parts[row.pk].body, wanted):
            yield SentenceAt(
                part_ref=row.ref,
                part_version=row.version,
                section=Section(row.section),
                called=called.get(row.key, f"Section {row.section}"),
                place=place,
            )
