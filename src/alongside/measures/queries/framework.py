"""Reading the outcomes framework: its versions, and the statements of one with everything beside
them.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.measures.codes import FrameworkState, MeasureState
from alongside.measures.models import Measure, OutcomesFramework, OutcomeStatement
from alongside.measures.queries.series import check_may_view
from alongside.measures.rules.frameworks import NewStatement


@dataclass(frozen=True, slots=True)
class MeasureName:
    """``is_retired``: it is no longer used, but was when it was chosen."""

    ref: str
    code: str
    title: str
    is_retired: bool


@dataclass(frozen=True, slots=True)
class FrameworkHead:
    """One version. ``in_use_until`` is the day on which the next one came into use."""

    ref: str
    version: int
    title: str
    number: int
    made_with: str
    state: FrameworkState
    in_use_from: date | None
    in_use_until: date | None
    statement_count: int

    @property
    def is_draft(self) -> bool:
        return self.state is FrameworkState.DRAFT


@dataclass(frozen=True, slots=True)
class StatementView:
    """``services`` are names, with the organisation where it is known."""

    ref: str
    version: int
    text: str
    descriptors: tuple[str, ...]
    services: tuple[str, ...]
    measures: tuple[MeasureName, ...]

    @property
    def as_written(self) -> NewStatement:
        refs = tuple(each.ref for each in self.measures)
        return NewStatement(self.text, self.descriptors, self.services, refs)


@dataclass(frozen=True, slots=True)
class FrameworkPage:
    head: FrameworkHead
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class FoundStatement:
    text: str
    descriptors: str


def frameworks(actor: Actor) -> tuple[FrameworkHead, ...]:
    """Every version of the area, the latest first, in one query."""
    check_may_view(actor)
    rows = OutcomesFramework.objects.visible_to(actor).annotate(statement_count=Count("statements"))
    return tuple(_head(row) for row in rows.order_by("-number"))


def framework_page(actor: Actor, ref: str) -> FrameworkPage:
    """One version with its statements, in five queries. Raises Hidden."""
    head = framework_head(actor, ref)
    return FrameworkPage(head, statements_of(actor, head))


def framework_head(actor: Actor, ref: str) -> FrameworkHead:
    """One version by its public name. Raises Hidden."""
    head = next((each for each in frameworks(actor) if each.ref == ref), None)
    if head is None:
        raise Hidden("outcomes framework")
    return head


def statements_of(actor: Actor, head: FrameworkHead) -> tuple[StatementView, ...]:
    """In their order, in four queries however many there are."""
    rows = _statements(actor).filter(framework__ref=head.ref)
    return tuple(_statement(row) for row in rows)


def statement_with_version(actor: Actor, ref: str) -> tuple[StatementView, FrameworkHead]:
    """One statement, and the version that it belongs to. Raises Hidden."""
    check_may_view(actor)
    row = _statements(actor).filter(ref=ref).select_related("framework").first()
    if row is None:
        raise Hidden("outcome statement")
    row.framework.statement_count = 0
    return _statement(row), _head(row.framework)


def measure_choices(actor: Actor, *, chosen: Collection[str] = ()) -> tuple[MeasureName, ...]:
    """Measures in use by code, and those that were chosen already."""
    may_be = Q(state=MeasureState.IN_USE.value) | Q(ref__in=chosen)
    return tuple(measure_name(row) for row in Measure.objects.visible_to(actor).filter(may_be))


def found_statements(actor: Actor, words: str, *, most: int) -> tuple[FoundStatement, ...]:
    """Statements of the version in use that hold the words, or one of whose descriptors does."""
    check_may_view(actor)
    held = Q(text__icontains=words) | Q(descriptors__text__icontains=words)
    rows = (
        OutcomeStatement.objects.visible_to(actor)
        .filter(held, framework__state=FrameworkState.IN_USE.value)
        .order_by("order", "id")
        .prefetch_related("descriptors")
        .distinct()[:most]
    )
    return tuple(
        FoundStatement(row.text, " ".join(each.text for each in row.descriptors.all()))
        for row in rows
    )


def _statements(actor: Actor) -> Any:
    return (
        OutcomeStatement.objects.visible_to(actor)
        .order_by("order", "id")
        .prefetch_related("descriptors", "services", "measures")
    )


def _head(row: Any) -> FrameworkHead:
    return FrameworkHead(
        ref=row.ref,
        version=row.version,
        title=row.title,
        number=row.number,
        made_with=row.made_with,
        state=FrameworkState(row.state),
        in_use_from=row.in_use_from,
        in_use_until=row.in_use_until,
        statement_count=row.statement_count,
    )


def _statement(row: OutcomeStatement) -> StatementView:
    return StatementView(
        ref=row.ref,
        version=row.version,
        text=row.text,
        descriptors=tuple(each.text for each in row.descriptors.all()),
        services=tuple(each.name for each in row.services.all()),
        measures=tuple(measure_name(each) for each in row.measures.all()),
    )


def measure_name(row: Measure) -> MeasureName:
    return MeasureName(row.ref, row.code, row.title, row.state == MeasureState.RETIRED.value)
