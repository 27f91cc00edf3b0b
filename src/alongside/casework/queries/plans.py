"""Reading EHC plans: the versions of a case, one version as it reads, the desk, and what changed.

``issued_version`` and ``issued_of_case`` are for letters and families: ``PlanView`` holds nothing that is
for officers alone. Whoever calls the second has found the case by its reader's own right.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from alongside.casework.models import Case, CaseEvent, PlanPart, PlanVersion
from alongside.casework.plans.facts import (
    facts_of_plan,
    stands_of,
    unlisted_advice,
    version_facts,
)
from alongside.casework.plans.reading import part_of, parts_of, plan_view, row_view
from alongside.casework.plans.saying import names_of
from alongside.casework.queries.letters_owed import why_not_owed
from alongside.casework.queries.one_case import case_head
from alongside.casework.queries.plan_values import (
    CasePlans,
    Desk,
    DeskRow,
    PartAtDesk,
    PlanLine,
    PlanView,
    Standing,
    VersionPage,
    VersionRow,
    Writing,
)
from alongside.casework.queries.values import CaseHead
from alongside.casework.rules.bodies import MADE, WAITS
from alongside.casework.rules.codes import Stage
from alongside.casework.rules.plans.beginning import may_begin
from alongside.casework.rules.plans.codes import FINALS, Section, VersionKind, VersionState
from alongside.casework.rules.plans.parts import Part, Words, numbers
from alongside.casework.rules.plans.standing import in_the_way, remarks
from alongside.casework.rules.recording import SENT_BY_HAND, SENT_ON_THIS_DAY
from alongside.files.models import StoredFile
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden

ENDED = frozenset({Stage.CEASED, Stage.MOVED})
_BESIDE = ("case__child", "event__corrected_by__corrected_by", "begun_by", "issued_by", "based_on")


def case_plans(actor: Actor, *, case_ref: str, today: date) -> CasePlans:
    """Every version of a case, the newest first, and which kinds may begin. Raises Hidden."""
    head = case_head(actor, case_ref=case_ref, today=today)
    versions = list(_versions(actor).filter(case__ref=case_ref).order_by("-number"))
    return CasePlans(
        head=head,
        versions=tuple(version_row(each) for each in versions),
        may_begin=may_begin(
            version_facts(versions), stands_of(actor.area_id, case_ref, head.stage)
        ),
    )


def version_page(actor: Actor, *, version_ref: str, today: date) -> VersionPage:
    """One version as it reads. Raises Hidden."""
    head, plan = find_readable(actor, version_ref, today)
    return VersionPage(
        head=head,
        version=version_row(plan),
        view=plan_view(plan, parts_of(plan)),
        content=plan.content,
        author=plan.area.name,
        is_owed=not why_not_owed(plan),
    )


def desk(actor: Actor, *, version_ref: str, today: date) -> Desk:
    """One version as an officer writes it. Raises Hidden."""
    head, plan = find_readable(actor, version_ref, today)
    rows = list(plan.parts.all())
    parts = tuple(part_of(row) for row in rows)
    facts = facts_of_plan(plan, parts, today=today)
    return Desk(
        **_written(head, plan, parts),
        rows=_desk_rows(rows, parts),
        standing=Standing(in_the_way=in_the_way(facts), remarks=remarks(facts)),
    )


def writing(actor: Actor, *, version_ref: str, today: date) -> Writing:
    """The same for one form of it, which is asked while somebody types. Raises Hidden."""
    head, plan = find_readable(actor, version_ref, today)
    return Writing(**_written(head, plan, parts_of(plan)))


def part_at_desk(actor: Actor, *, part_ref: str, today: date) -> PartAtDesk:
    """One part with the others of its version. Raises Hidden."""
    row: PlanPart | None = (
        PlanPart.objects.visible_to(actor).select_related("plan").filter(ref=part_ref).first()
    )
    if row is None:
        raise Hidden("part")
    head, plan = find_readable(actor, row.plan.ref, today)
    parts = parts_of(plan)
    return PartAtDesk(
        head=head,
        version=version_row(plan),
        part=part_of(row),
        number=numbers(parts).get(row.key, ""),
        others=tuple(part for part in parts if part.key != row.key),
        part_version=row.version,
    )


def issued_version(actor: Actor, *, version_ref: str, today: date) -> PlanView:
    """One that was issued, as anybody reads it who may read the case. Raises Hidden."""
    _, plan = find_readable(actor, version_ref, today)
    if plan.state != VersionState.ISSUED:
        raise Hidden("version")
    return plan_view(plan, parts_of(plan))


def issued_of_case(case: Case) -> tuple[PlanView, ...]:
    """What was issued of a case that the caller has found for its reader, the newest first."""
    issued = (
        case.plan_versions.filter(state=VersionState.ISSUED.value)
        .select_related(*_BESIDE)
        .prefetch_related("parts")
    )
    return tuple(plan_view(each, parts_of(each)) for each in issued.order_by("-number"))


def plan_line(actor: Actor, head: CaseHead) -> PlanLine:
    """In short, for the page of a case that was read: what is in force, and what is being written."""
    rows = (
        PlanVersion.objects.visible_to(actor)
        .filter(case=head.id)
        .exclude(state=VersionState.DISCARDED.value)
        .order_by("-number")
        .values_list("number", "kind", "state", "issued_on", "event__kind", "event__corrected_by")
    )
    found = list(rows)
    final = [each for each in found if each[2] == VersionState.ISSUED and each[1] in FINALS]
    sent = [each for each in found if each[2] == VersionState.ISSUED]
    writing = [each for each in found if each[2] == VersionState.WRITING]
    return PlanLine(
        last_final=(final[0][0], final[0][3]) if final else None,
        is_unsent=bool(final) and _waits(final[0]),
        is_last_unsent=bool(sent) and _waits(sent[0]),
        is_ended=head.stage in ENDED,
        last_sent=(VersionKind(sent[0][1]), sent[0][3]) if sent else None,
        being_written=VersionKind(writing[0][1]) if writing else None,
    )


def _waits(line: Sequence[Any]) -> bool:
    """Of a version as ``plan_line`` asks for it."""
    return bool(line[4] == MADE and line[5] is None)


def plan_file(
    actor: Actor, *, version_ref: str, what: str, today: date
) -> tuple[CaseHead, StoredFile]:
    """The paper of an issued version, "pdf" or "word". Raises Hidden while there is none."""
    head, plan = find_readable(actor, version_ref, today)
    stored = {"pdf": plan.file, "word": plan.word_file}.get(what)
    if stored is None:
        raise Hidden("paper")
    return head, stored


def find_readable(actor: Actor, ref: str, today: date) -> tuple[CaseHead, PlanVersion]:
    """A version of a case that the actor may read today. Raises Hidden."""
    found: PlanVersion | None = (
        _versions(actor).select_related("area", "file", "word_file").filter(ref=ref).first()
    )
    if found is None:
        raise Hidden("version")
    return case_head(actor, case_ref=found.case.ref, today=today), found


def version_row(plan: PlanVersion) -> VersionRow:
    return VersionRow(
        ref=plan.ref,
        number=plan.number,
        kind=VersionKind(plan.kind),
        state=VersionState(plan.state),
        begun_at=plan.begun_at,
        begun_by=plan.begun_by.name if plan.begun_by else "",
        issued_on=plan.issued_on,
        issued_by=plan.issued_by.name if plan.issued_by else "",
        has_paper=plan.file_id is not None,
        page_count=plan.page_count or 0,
        based_on=plan.based_on.number if plan.based_on else None,
        based_on_ref=plan.based_on.ref if plan.based_on else "",
        event_ref=plan.event.ref if plan.event else "",
        is_event_corrected=_is_event_corrected(plan.event),
        is_unsent=plan.event is not None and _is_unsent(plan.event),
    )


def _is_event_corrected(event: CaseEvent | None) -> bool:
    """But by its own sending."""
    later = getattr(event, "corrected_by", None)
    if event is None or later is None:
        return False
    is_dated = later.body.get("why_corrected") in (SENT_ON_THIS_DAY, SENT_BY_HAND)
    is_its_sending = is_dated or (event.kind == MADE and later.kind in WAITS)
    return hasattr(later, "corrected_by") if is_its_sending else True


def _is_unsent(event: CaseEvent) -> bool:
    return event.kind == MADE and not hasattr(event, "corrected_by")


def _versions(actor: Actor) -> Any:
    return PlanVersion.objects.visible_to(actor).select_related(*_BESIDE)


def _written(head: CaseHead, plan: PlanVersion, parts: tuple[Part, ...]) -> dict[str, Any]:
    return {
        "head": head,
        "version": version_row(plan),
        "expected_version": plan.version,
        "parts": parts,
        "unlisted": tuple(unlisted_advice(plan, parts)),
    }


def _desk_rows(rows: Sequence[PlanPart], parts: Sequence[Part]) -> tuple[DeskRow, ...]:
    called, names = numbers(parts), names_of(parts)
    return tuple(
        DeskRow(
            ref=row.ref,
            section=Section(row.section),
            row=row_view(part, called, names),
            version=row.version,
            may_change=not isinstance(part.body, Words),
        )
        for row, part in zip(rows, parts, strict=True)
    )
