"""From the rows of a version to what it says. Whoever calls has found the version by its reader's right."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from django.conf import settings

from alongside.casework.models import PlanPart, PlanVersion
from alongside.casework.plans import words as plan_words
from alongside.casework.plans.saying import (
    Names,
    agreed,
    headline,
    names_of,
    none_found,
    placed,
    said,
)
from alongside.casework.plans.templates import templates_in
from alongside.casework.queries.plan_values import FormPartView, PlanView, RowView, SectionView
from alongside.casework.queries.queue import name_of
from alongside.casework.rules.plans.codes import (
    DRAFTS,
    PartKind,
    Section,
    VersionKind,
    VersionState,
)
from alongside.casework.rules.plans.parts import (
    Agreement,
    NoneFound,
    Part,
    Placement,
    digest_of_health,
    in_section,
    numbers,
    read,
)
from alongside.casework.rules.plans.templates import PlanTemplate, SectionHeading, newest

NOT_ROWS = frozenset({PartKind.NONE_FOUND, PartKind.AGREEMENT, PartKind.PLACEMENT})
IN_HEADLINES = frozenset({"whose", "topic", "says_who", "author", "role", "body", "agreed_by"})
LAPSED = "Section G was changed after the commissioning body agreed. They have to be asked again."
NOT_AGREED = "The commissioning body has not agreed to this section yet."


def template_for(area_slug: str, day: date) -> PlanTemplate:
    """The newest form of the area, or everybody's. Raises Refusal for an own form that is none."""
    return newest(templates_in(Path(settings.HOME)), area=area_slug, day=day)


def template_of(plan: PlanVersion) -> PlanTemplate:
    """The form that the version was begun with."""
    return next(each for each in templates_in(Path(settings.HOME)) if each.name == plan.template)


def parts_of(plan: PlanVersion) -> tuple[Part, ...]:
    return tuple(part_of(row) for row in plan.parts.all())


def part_of(row: PlanPart) -> Part:
    return Part(
        key=row.key,
        section=Section(row.section),
        position=row.position,
        body=read(PartKind(row.kind), row.body),
    )


def plan_view(plan: PlanVersion, parts: Sequence[Part]) -> PlanView:
    """``plan`` with its case and child."""
    child, template = plan.case.child, template_of(plan)
    return PlanView(
        ref=plan.ref,
        number=plan.number,
        kind=VersionKind(plan.kind),
        state=VersionState(plan.state),
        title=template.title,
        child=name_of(child),
        born_on=child.born_on,
        issued_on=plan.issued_on,
        event_ref=plan.event.ref if plan.event else "",
        parts=tuple(
            FormPartView(
                title=each.title,
                has_details=each.has_details,
                sections=tuple(_section(plan, heading, parts) for heading in each.sections),
            )
            for each in template.parts
        ),
    )


def row_view(part: Part, called: Names, names: Names) -> RowView:
    found, first = said(part.body, names), headline(part.body)
    return RowView(
        key=part.key,
        number=called.get(part.key, ""),
        kind=part.kind,
        headline=first,
        boxes=tuple((label, words) for _, label, words in found),
        headline_boxes=tuple(
            words
            for box, _, words in found
            if box in IN_HEADLINES and words.casefold() in first.casefold()
        ),
    )


def _section(plan: PlanVersion, heading: SectionHeading, parts: Sequence[Part]) -> SectionView:
    here = in_section(parts, heading.section)
    called, names = numbers(parts), names_of(parts)
    rows = tuple(row_view(part, called, names) for part in here if part.kind not in NOT_ROWS)
    sentences = tuple(_sentences(heading.section, here, parts))
    return SectionView(
        section=heading.section,
        title=heading.title,
        rows=rows,
        sentences=sentences if rows or sentences else (_empty(plan, heading.section),),
    )


def _sentences(section: Section, here: Sequence[Part], parts: Sequence[Part]) -> Iterator[str]:
    for part in here:
        match part.body:
            case NoneFound() as body:
                yield none_found(section, body)
            case Placement() as body:
                yield placed(body)
            case Agreement() as body:
                yield agreed(body) if body.of == digest_of_health(parts) else LAPSED
            case _:
                pass
    kinds = {part.kind for part in here}
    if section is Section.G and PartKind.PROVISION in kinds and PartKind.AGREEMENT not in kinds:
        yield NOT_AGREED


def _empty(plan: PlanVersion, section: Section) -> str:
    if section is Section.PLACE and plan.kind in DRAFTS:
        return plan_words.BLANK
    return plan_words.NO_BUDGET if section is Section.J else plan_words.EMPTY
