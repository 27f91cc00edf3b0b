"""The family’s own evidence: all of a case for whoever may ask in it; for an adviser only what was shared."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Prefetch

from alongside.advice import perms
from alongside.advice.finding import stands
from alongside.advice.models import AdviceRequest, FamilyReport, ReportConsidered
from alongside.advice.queries.due import with_due_on
from alongside.advice.queries.lists import RELATED, row_of
from alongside.advice.queries.use_values import ConsideredView, ReportView
from alongside.advice.queries.values import RequestRow
from alongside.advice.rules.codes import Adviser, Stand
from alongside.advice.rules.family_evidence import Bought, Considered
from alongside.casework.operations.families.access import YOUNG_PERSON
from alongside.casework.queries.asked_bodies import people_in, readable_cases
from alongside.casework.queries.one_case import case_head
from alongside.casework.queries.values import CaseHead
from alongside.files.models import StoredFile
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden


def case_reports(
    actor: Actor, *, case_ref: str, today: date
) -> tuple[CaseHead, tuple[ReportView, ...]]:
    """Raises Hidden."""
    actor.check_may(perms.ASK, case_ref=case_ref)
    head = case_head(actor, case_ref=case_ref, today=today)
    rows = reports_in(actor).filter(case__ref=case_ref)
    return head, tuple(view_of(each) for each in rows)


def report_page(actor: Actor, *, report_ref: str, today: date) -> tuple[CaseHead, ReportView]:
    """For whoever may ask in the case. Raises Hidden."""
    found = reports_in(actor).filter(ref=report_ref).first()
    if found is None:
        raise Hidden("report")
    actor.check_may(perms.ASK, case_ref=found.case.ref)
    return case_head(actor, case_ref=found.case.ref, today=today), view_of(found)


def shared_reports(
    actor: Actor, *, request_ref: str, today: date
) -> tuple[RequestRow, tuple[ReportView, ...]]:
    """For whoever the request is with: what the family agreed to show to advisers. Raises Hidden."""
    rows = AdviceRequest.objects.open_to(actor, today=today).filter(ref=request_ref)
    request = with_due_on(rows).select_related(*RELATED).first()
    if request is None or Stand.HOLDER not in stands(actor, request, today=today):
        raise Hidden("request")
    shared = reports_in(actor).filter(case=request.case_id, shared_on__isnull=False)
    return row_of(request), tuple(view_of(each) for each in shared)


def report_file(actor: Actor, *, report_ref: str, today: date) -> tuple[str, StoredFile]:
    """The ref of its case, and the file. An adviser opens what was shared and no other. Raises Hidden."""
    found = reports_in(actor).select_related("file").filter(ref=report_ref).first()
    if found is None or found.file is None:
        raise Hidden("file")
    if not _may_open(actor, found, today):
        raise Hidden("file")
    return found.case.ref, found.file


def requests_of(actor: Actor, *, case_ref: str) -> tuple[tuple[str, Adviser, date], ...]:
    """Whose advice may have been late: for whoever has found the case."""
    rows = AdviceRequest.objects.in_area(actor.area_id).filter(case__ref=case_ref).order_by("id")
    return tuple((each.ref, Adviser(each.adviser), each.asked_on) for each in rows)


def givers_of(actor: Actor, *, case_ref: str, today: date) -> list[tuple[str, str]]:
    """Who in the record may have given something. Raises Hidden."""
    contacts = people_in(actor, case_ref=case_ref, today=today)
    return [(YOUNG_PERSON, "The child or young person"), *contacts]


def _may_open(actor: Actor, report: Any, today: date) -> bool:
    if actor.may(perms.ASK, case_ref=report.case.ref):
        cases = readable_cases(actor, today=today)
        if cases.filter(pk=report.case_id).exists():
            return True
    if report.shared_on is None:
        return False
    rows = AdviceRequest.objects.open_to(actor, today=today).filter(case=report.case_id)
    return any(
        Stand.HOLDER in stands(actor, each, today=today) for each in rows.select_related("case")
    )


def reports_in(actor: Actor) -> Any:
    """Of the whole area, with how each was considered: the caller narrows them."""
    considered = ReportConsidered.objects.in_area(actor.area_id).select_related("recorded_by")
    return (
        FamilyReport.objects.in_area(actor.area_id)
        .select_related("case", "late_request", "recorded_by")
        .prefetch_related(Prefetch("considered", considered.order_by("id")))
        .order_by("received_on", "id")
    )


def view_of(each: Any) -> ReportView:
    late = each.late_request
    return ReportView(
        ref=each.ref,
        case_ref=each.case.ref,
        title=each.title,
        author=each.author,
        given_by=each.given_by,
        dated_on=each.dated_on,
        received_on=each.received_on,
        source=each.source,
        has_file=each.file_id is not None,
        bought=Bought(each.bought),
        bought_words=each.bought_words,
        late_request=(late.ref, Adviser(late.adviser)) if late else None,
        shared_on=each.shared_on,
        shared_how=each.shared_how,
        recorded_by=each.recorded_by.name if each.recorded_by else "",
        considered=tuple(_considered(each)),
    )


def _considered(each: Any) -> Iterator[ConsideredView]:
    for row in each.considered.all():
        yield ConsideredView(
            outcome=Considered(row.outcome),
            words=row.words,
            on=row.considered_on,
            by=row.recorded_by.name if row.recorded_by else "",
        )
