"""The rows of the EHC plan that a review looks at: those of the last final version that was issued here and sent."""

from datetime import date

from alongside.casework.models import Case, PlanVersion
from alongside.casework.plans.reading import parts_of
from alongside.casework.plans.saying import names_of
from alongside.casework.rules.bodies import MADE
from alongside.casework.rules.children import year_group
from alongside.casework.rules.plans.codes import FINALS, PROVISIONS, PartKind, VersionState
from alongside.casework.rules.plans.parts import Part, in_section, of_kind
from alongside.casework.rules.reviewing import Looked


def looked_at(case: Case, *, today: date) -> Looked:
    """``case`` with its child. Without rows where no EHC plan is kept here."""
    plan: PlanVersion | None = (
        case.plan_versions.filter(
            state=VersionState.ISSUED.value, kind__in=[kind.value for kind in FINALS]
        )
        .exclude(event__kind=MADE, event__corrected_by=None)
        .order_by("-number")
        .first()
    )
    parts: tuple[Part, ...] = parts_of(plan) if plan else ()
    names = names_of(parts)
    outcomes = of_kind(parts, PartKind.OUTCOME)
    helps = of_kind(in_section(parts, *PROVISIONS), PartKind.PROVISION)
    return Looked(
        outcomes=[(each.key, names[each.key]) for each in outcomes],
        helps=[(each.key, names[each.key]) for each in helps],
        year_group=year_group(case.child.born_on, today),
    )
