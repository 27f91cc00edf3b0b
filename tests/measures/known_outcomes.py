"""An outcomes framework by version and evidence of impact for the tests' world, and a crowd of them."""

from dataclasses import replace
from datetime import datetime, timedelta

from alongside.measures import operations
from alongside.measures.models import ImpactEvidence, Measure, OutcomesFramework, OutcomeStatement
from alongside.measures.rules.frameworks import FrameworkWords, NewStatement
from alongside.plan.models import ImpactStatement
from alongside.plan.operations import link_impact
from tests.filling import nothing, ref
from tests.make_lines import LONG, UNBROKEN
from tests.measures.outcomes import EASY_READ, SAFE
from tests.world import Side

MANY = 12


def furnish(side: Side, at: datetime) -> None:
    """A version in use, a draft of the next one, and a page that was written twice."""
    officer = side.actor("nominated_officer")
    here = {"actor": officer, "at": at}
    measures = (side.first(Measure).ref,)
    if not OutcomesFramework.objects.in_area(side.area.pk).filter(state="in_use").exists():
        first = operations.begin_framework(**here, words=FrameworkWords("What we hope for"))
        operations.write_statement(
            **here, framework_ref=first.ref, new=replace(SAFE, measures=measures)
        )
        first.refresh_from_db()
        operations.put_in_use(
            **here,
            framework_ref=first.ref,
            expected_version=first.version,
            from_on=at.date() - timedelta(days=400),
        )
    operations.begin_framework(**here, words=FrameworkWords("What we hope for", "With families."))
    told = replace(EASY_READ, title="Made for the tests", measures=measures)
    page = operations.write_impact(**here, new=told)
    later = operations.change_impact(
        **here, impact_ref=page.ref, expected_version=1, new=replace(told, what_next="A film.")
    )
    impact = side.first(ImpactStatement)
    link_impact(
        **here,
        impact_ref=impact.ref,
        expected_version=impact.version,
        told_in_ref=later.ref,
    )


def crowd(side: Side, at: datetime) -> None:
    """Many long statements in the draft, and many long pages."""
    here = {"actor": side.actor("nominated_officer"), "at": at}
    measures = tuple(
        Measure.objects.in_area(side.area.pk).order_by("pk").values_list("ref", flat=True)[:MANY]
    )
    draft = OutcomesFramework.objects.in_area(side.area.pk).get(state="draft")
    for number in range(MANY):
        operations.write_statement(
            **here,
            framework_ref=draft.ref,
            new=NewStatement(
                f"{LONG[:170]} {number}",
                tuple(f"{LONG} {each}" for each in range(4)),
                (LONG[:180], UNBROKEN[:180]),
                measures,
            ),
        )
    for number in range(MANY):
        told = replace(EASY_READ, title=f"{LONG[:150]} {number}", for_whom=f"{LONG} {UNBROKEN}")
        operations.write_impact(**here, new=replace(told, measures=measures))


_DRAFT = ref(OutcomesFramework, state="draft")
_STATEMENT = ref(OutcomeStatement, framework__state="draft")
_IMPACT = ref(ImpactEvidence, title="Made for the tests", replaces=None)
ADDRESSES = {
    "measures:framework": nothing,
    "measures:begin_framework": nothing,
    "measures:framework_version": _DRAFT,
    "measures:change_framework": _DRAFT,
    "measures:add_statement": _DRAFT,
    "measures:put_in_use": _DRAFT,
    "measures:change_statement": _STATEMENT,
    "measures:remove_statement": _STATEMENT,
    "measures:move_statement": _STATEMENT,
    "measures:discard_framework": _DRAFT,
    "measures:impact": nothing,
    "measures:add_impact": nothing,
    "measures:one_impact": _IMPACT,
    "measures:change_impact": _IMPACT,
}
