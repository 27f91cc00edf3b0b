"""How advice was used in the EHC plan of a case: for the officer all of it, for an author their own rows."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Prefetch, Q

from alongside.advice import perms
from alongside.advice.finding import stands
from alongside.advice.models import (
    AdviceRequest,
    AdviceRow,
    AdviceSubmission,
    FamilyReport,
    RowUse,
    UseAnswer,
)
from alongside.advice.on_the_case import for_this_case
from alongside.advice.queries.due import with_due_on
from alongside.advice.queries.lists import RELATED, row_of
from alongside.advice.queries.use_values import (
    AnswerView,
    AuthorUses,
    CaseUses,
    SourceView,
    UsedRow,
    UseView,
)
from alongside.advice.rules.codes import Adviser, RowKind, Stand, SubmissionState
from alongside.advice.rules.using import (
    Answer,
    LastAnswer,
    Settled,
    UseFact,
    answer_by,
    may_rest_on,
    state_of,
    without_source,
)
from alongside.casework.queries.draft_rows import CaseDraft, DraftRow, DraftVersion, case_draft
from alongside.casework.rules.plans.codes import PartKind
from alongside.casework.the_law import clock_of_the_law
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden

COUNTED = (RowKind.NEED.value, RowKind.PROVISION.value)
"""Rows of advice of which it is asked whether they appear anywhere."""
SAYS = ("words", "who", "how_much", "how_often", "how_long", "where", "by_when")
_SOURCES = ("submission__request", "row__submission__request", "report", "plan")


def case_uses(actor: Actor, *, case_ref: str, today: date, number: int | None = None) -> CaseUses:
    """Raises Hidden. ``number``: as that version has it, the newest where none is named."""
    actor.check_may(perms.ASK, case_ref=case_ref)
    draft = case_draft(actor, case_ref=case_ref, today=today, number=number)
    version = draft.shown
    if version is None:
        return CaseUses(draft=draft, rows=(), without=(), nowhere=())
    uses = list(_as_of(_uses(actor, case_ref), draft, version))
    shown = tuple(_used_row(each, uses, version, today) for each in version.rows)
    named = {each.key for each in uses}
    help_keys = [each.key for each in version.rows if each.kind is PartKind.PROVISION]
    return CaseUses(
        draft=draft,
        rows=shown,
        without=without_source(help_keys, named),
        nowhere=tuple(_nowhere(actor, case_ref, uses)),
    )


def sources_of(
    actor: Actor, *, case_ref: str, key: str, today: date
) -> tuple[CaseDraft, DraftRow, tuple[SourceView, ...]]:
    """On what one row may rest that does not rest on it yet. Raises Hidden."""
    actor.check_may(perms.ASK, case_ref=case_ref)
    draft = case_draft(actor, case_ref=case_ref, today=today)
    row = draft.shown.row(key) if draft.shown else None
    if draft.shown is None or row is None:
        raise Hidden("row")
    taken = {
        source_of(each).code for each in _uses(actor, case_ref).filter(key=key, removed_on=None)
    }
    every = _sources(actor, case_ref, is_final=draft.shown.is_final)
    return draft, row, tuple(each for each in every if each.code not in taken)


def author_uses(actor: Actor, *, request_ref: str, today: date) -> AuthorUses:
    """For whoever the request is with: the rows that rest on their advice. Raises Hidden."""
    request, draft = _own_request(actor, request_ref, today)
    uses = list(_uses(actor, request.case.ref).filter(submission__request=request, removed_on=None))
    keys = list(dict.fromkeys(each.key for each in uses))
    version = draft.shown
    return AuthorUses(
        request=row_of(request),
        version=version.number if version else 0,
        rows=tuple(_rows_of(keys, uses, version, today)) if version else (),
    )


def use_of_author(actor: Actor, *, use_ref: str, today: date) -> tuple[AuthorUses, UsedRow]:
    """One row that rests on the reader’s advice. Raises Hidden."""
    ref = (
        RowUse.objects.visible_to(actor)
        .filter(ref=use_ref, removed_on=None, submission__isnull=False)
        .values_list("submission__request__ref", flat=True)
        .first()
    )
    if ref is None:
        raise Hidden("use")
    found = author_uses(actor, request_ref=ref, today=today)
    for each in found.rows:
        for use in each.uses:
            if use.ref == use_ref and each.row is not None:
                return found, UsedRow(row=each.row, uses=(use,))
    raise Hidden("use")


def objection_at(actor: Actor, *, answer_ref: str, today: date) -> tuple[CaseUses, UsedRow]:
    """An objection with the row it is about, for whoever writes the EHC plan. Raises Hidden."""
    row = UseAnswer.objects.visible_to(actor).filter(ref=answer_ref)
    case_ref = row.values_list("use__case__ref", flat=True).first()
    if case_ref is None:
        raise Hidden("objection")
    found = case_uses(actor, case_ref=case_ref, today=today)
    for each in found.rows:
        for use in each.uses:
            if use.last and use.last.ref == answer_ref and use.last.answer is Answer.OBJECTS:
                return found, UsedRow(row=each.row, uses=(use,))
    raise Hidden("objection")


def use_at(actor: Actor, *, use_ref: str, today: date) -> tuple[CaseDraft, UseView]:
    """One use, for whoever named it. Raises Hidden."""
    case_ref = (
        RowUse.objects.visible_to(actor)
        .filter(ref=use_ref, removed_on=None)
        .values_list("case__ref", flat=True)
        .first()
    )
    if case_ref is None:
        raise Hidden("use")
    found = case_uses(actor, case_ref=case_ref, today=today)
    for each in found.rows:
        for use in each.uses:
            if use.ref == use_ref:
                return found.draft, use
    raise Hidden("use")


def _own_request(actor: Actor, ref: str, today: date) -> tuple[Any, CaseDraft]:
    rows = AdviceRequest.objects.open_to(actor, today=today).filter(ref=ref)
    request = with_due_on(rows).select_related(*RELATED).first()
    if request is None or Stand.HOLDER not in stands(actor, request, today=today):
        raise Hidden("request")
    deputy = for_this_case(actor, request.case.ref)
    draft = case_draft(deputy, case_ref=request.case.ref, today=today, for_adviser=True)
    return request, draft


def _uses(actor: Actor, case_ref: str) -> Any:
    answers = UseAnswer.objects.in_area(actor.area_id).select_related(
        "decision", "answered_by", "plan"
    )
    return (
        RowUse.objects.in_area(actor.area_id)
        .filter(case__ref=case_ref)
        .select_related(*_SOURCES)
        .prefetch_related(Prefetch("answers", answers.order_by("id")))
    )


def _as_of(uses: Any, draft: CaseDraft, version: DraftVersion) -> Any:
    """What stands now; of an earlier version what stood when it was issued, or was named beside it."""
    if draft.is_newest:
        return uses.filter(removed_on=None)
    still = Q(removed_at=None) | Q(removed_at__gt=version.issued_at)
    return uses.filter(still, plan__number__lte=version.number)


def _rows_of(
    keys: list[str], uses: list[Any], version: DraftVersion, today: date
) -> Iterator[UsedRow]:
    for key in keys:
        row = version.row(key)
        mine = [each for each in uses if each.key == key]
        views = tuple(_view(each, row, version, today) for each in mine)
        yield UsedRow(row=row, uses=views)


def _used_row(row: DraftRow, uses: list[Any], version: DraftVersion, today: date) -> UsedRow:
    mine = [each for each in uses if each.key == row.key]
    return UsedRow(row=row, uses=tuple(_view(each, row, version, today) for each in mine))


def _view(use: Any, row: DraftRow | None, version: DraftVersion, today: date) -> UseView:
    """Answers that were given beside a later version are about that one."""
    answers = [each for each in use.answers.all() if each.plan.number <= version.number]
    last = answers[-1] if answers else None
    changed_on = row.changed_on if row and row.changed_on else use.asked_on
    by = answer_by(max(use.asked_on, changed_on), settings.ANSWER_DAYS, clock_of_the_law().calendar)
    fact = UseFact(now=row.digest if row else "", answer_by=by, last=_last(last))
    return UseView(
        ref=use.ref,
        key=use.key,
        source=source_of(use),
        state=state_of(fact, today=today),
        asked_on=use.asked_on,
        answer_by=by,
        last=_answer(last, version) if last else None,
    )


def _last(answer: Any) -> LastAnswer | None:
    if answer is None:
        return None
    decision = getattr(answer, "decision", None)
    settled = Settled(decision.settled) if decision else None
    return LastAnswer(answer=Answer(answer.answer), about=answer.about, settled=settled)


def _answer(answer: Any, version: DraftVersion) -> AnswerView:
    decision = getattr(answer, "decision", None)
    mended = version.row(decision.key) if decision and decision.key else None
    return AnswerView(
        ref=answer.ref,
        answer=Answer(answer.answer),
        words=answer.words,
        said=answer.said,
        answered_on=answer.answered_on,
        answered_by=answer.answered_by.name if answer.answered_by else "",
        settled=Settled(decision.settled) if decision else None,
        reason=decision.reason if decision else "",
        decided_on=decision.decided_on if decision else None,
        mended=mended.number if mended else "",
    )


def source_of(use: Any) -> SourceView:
    if use.report is not None:
        return _of_report(use.report)
    return _of_row(use.row) if use.row is not None else _of_submission(use.submission)


def _sources(actor: Actor, case_ref: str, *, is_final: bool) -> Iterator[SourceView]:
    """What was marked, then each piece of advice as a whole, then what the family gave."""
    states = [each.value for each in SubmissionState if may_rest_on(each, is_final=is_final)]
    rows = AdviceRow.objects.in_area(actor.area_id).filter(
        submission__request__case__ref=case_ref, submission__state__in=states
    )
    for row in rows.select_related("submission__request").order_by("submission", "order", "id"):
        yield _of_row(row)
    given = AdviceSubmission.objects.in_area(actor.area_id).filter(
        request__case__ref=case_ref, state__in=states
    )
    for each in given.select_related("request").order_by("id"):
        yield _of_submission(each)
    reports = FamilyReport.objects.in_area(actor.area_id).filter(case__ref=case_ref)
    for report in reports.order_by("received_on", "id"):
        yield _of_report(report)


def _nowhere(actor: Actor, case_ref: str, uses: list[Any]) -> Iterator[SourceView]:
    """Needs and provision of accepted advice that no row rests on; the whole, where nothing is marked."""
    named_rows = {each.row_id for each in uses}
    named = {each.submission_id for each in uses}
    accepted = AdviceSubmission.objects.in_area(actor.area_id).filter(
        request__case__ref=case_ref, state=SubmissionState.ACCEPTED.value
    )
    rows = AdviceRow.objects.in_area(actor.area_id).filter(kind__in=COUNTED).order_by("order", "id")
    found = accepted.select_related("request").prefetch_related(Prefetch("rows", rows))
    for each in found.order_by("id"):
        marked = list(each.rows.all())
        yield from (_of_row(row, each) for row in marked if row.pk not in named_rows)
        if not marked and each.pk not in named:
            yield _of_submission(each)


def _of_row(row: Any, submission: Any = None) -> SourceView:
    given = submission or row.submission
    return SourceView(
        code=f"row:{row.ref}",
        adviser=Adviser(given.request.adviser),
        kind=RowKind(row.kind),
        words="; ".join(filter(None, (getattr(row, name) for name in SAYS))),
        state=SubmissionState(given.state),
        submission_ref=given.ref,
    )


def _of_submission(given: Any) -> SourceView:
    return SourceView(
        code=f"advice:{given.ref}",
        adviser=Adviser(given.request.adviser),
        kind=None,
        words="",
        state=SubmissionState(given.state),
        submission_ref=given.ref,
    )


def _of_report(report: Any) -> SourceView:
    return SourceView(
        code=f"report:{report.ref}", adviser=None, kind=None, words=report.title, state=None,
        submission_ref="",
    )  # fmt: skip
