"""One request whole: what is asked, what was done, and what this person may do about it now."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q

from alongside.advice.ending import why_not_opened
from alongside.advice.finding import standing_of, stands
from alongside.advice.links import by_link
from alongside.advice.marking import is_authors, may_mark, wrote
from alongside.advice.models import (
    AdviceCheck,
    AdviceRequest,
    AdviceRow,
    AdviceSubmission,
    DayCorrected,
)
from alongside.advice.queries.due import with_due_on
from alongside.advice.queries.escalating import Senior, seniors_of
from alongside.advice.queries.lists import RELATED, row_of
from alongside.advice.queries.offering import may_offer_for, offers_of
from alongside.advice.queries.standing_in import posts_told
from alongside.advice.queries.values import (
    CorrectionView,
    EarlierView,
    RequestPage,
    RowView,
    StepView,
    SubmissionLine,
    SubmissionPage,
)
from alongside.advice.rules.codes import (
    CLOSED,
    SERVICES,
    Act,
    Adviser,
    Outcome,
    Purpose,
    RowKind,
    Stand,
    State,
    SubmissionState,
)
from alongside.advice.rules.correcting import may_correct
from alongside.advice.rules.deciding import WHO, check_by, why_not
from alongside.advice.rules.opening_again import TAKEN_BACK_ALONE, Done, standing_steps
from alongside.casework.rules.children import year_group
from alongside.casework.the_law import clock_of_the_law
from alongside.files.models import StoredFile
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden
from alongside.people.queries import holders_of
from alongside.web.clock import london_day

FROM_YEAR = 9
NOT_NAMED = (Adviser.FAMILY.value, Adviser.OTHER.value)


def request_page(actor: Actor, *, request_ref: str, today: date) -> RequestPage:
    """Raises Hidden."""
    request = open_request(actor, request_ref, today)
    how = stands(actor, request, today=today)
    parts = _parts(actor, request, today)
    again = _why_not_again(actor, request, how, today)
    return RequestPage(
        row=row_of(request),
        purpose=Purpose(request.purpose),
        asks=request.asks,
        framework=request.framework,
        is_later=is_later(request, today),
        stands=how,
        may=(*_may(request, how), *((Act.OPEN_AGAIN,) if again == "" else ())),
        why_not_again=again or "",
        whole_ref=_whole_ref(actor, request, today),
        parts=tuple(row_of(each) for each in parts),
        others=tuple(_others(request, parts)),
        submissions=tuple(_lines(actor, request, how)),
        earlier=_earlier(request),
        steps=tuple(_steps(request, how)),
        check_by=_check_by(request),
        offers=offers_of([request]).get(request.pk, ()),
        may_offer=may_offer_for(actor, request, today=today),
    )


def submission_page(actor: Actor, *, submission_ref: str, today: date) -> SubmissionPage:
    """What is being written is read by whoever it is with, and by nobody else. Raises Hidden."""
    found = _submission(actor, submission_ref)
    request = open_request(actor, found.request.ref, today)
    how = stands(actor, request, today=today)
    if found.state == SubmissionState.WRITING and not is_authors(actor, found, how):
        raise Hidden("submission")
    checked = _check(found)
    return SubmissionPage(
        row=row_of(request),
        line=_line(actor, found),
        framework=request.framework,
        is_later=is_later(request, today),
        waits_for_check=Stand.OVERSEER in how and found.state == SubmissionState.GIVEN,
        may_mark=may_mark(actor, found, how),
        version=found.version,
        text=found.text,
        registration=found.registration,
        seen_on=found.seen_on,
        basis=found.basis,
        sharing=found.sharing,
        rows=tuple(_row(each) for each in found.rows.select_related("meets").order_by("order")),
        has_file=found.file_id is not None,
        papers=tuple(each.number for each in found.papers.all()),
        outcome=Outcome(checked.outcome) if checked else None,
        themes=tuple(checked.themes) if checked else (),
    )


def desk_of(
    actor: Actor, *, request_ref: str, today: date
) -> tuple[RequestPage, SubmissionPage | None]:
    """The request with what stands on the desk, or what was sent back; None for nothing yet. Raises Hidden
    for whoever it is not with.
    """
    found = request_page(actor, request_ref=request_ref, today=today)
    if found.stands.isdisjoint(WHO[Act.GIVE]):
        raise Hidden("request")
    last = found.submissions[0].ref if found.submissions else ""
    return found, submission_page(actor, submission_ref=last, today=today) if last else None


def row_at(actor: Actor, *, row_ref: str, today: date) -> tuple[SubmissionPage, RowView]:
    """A row with the submission that it stands in. Raises Hidden."""
    row = (
        AdviceRow.objects.visible_to(actor).select_related("submission").filter(ref=row_ref).first()
    )
    if row is None:
        raise Hidden("row")
    page = submission_page(actor, submission_ref=row.submission.ref, today=today)
    return page, next(each for each in page.rows if each.key == row_ref)


def submission_file(
    actor: Actor, *, submission_ref: str, today: date, number: int = 1
) -> StoredFile:
    """The document that it stands in, or another by its number. Raises Hidden."""
    submission_page(actor, submission_ref=submission_ref, today=today)
    return document_of(_submission(actor, submission_ref), number)


def document_of(submission: AdviceSubmission, number: int) -> StoredFile:
    """The caller has found the submission. Raises Hidden."""
    papers = submission.papers.select_related("file")
    file = (
        submission.file
        if number == 1
        else next((each.file for each in papers if each.number == number), None)
    )
    if file is None:
        raise Hidden("file")
    return file


def is_later(request: AdviceRequest, today: date) -> bool:
    """Whether the child is in year 9 or beyond."""
    return year_group(request.case.child.born_on, today) >= FROM_YEAR


def open_request(actor: Actor, ref: str, today: date) -> Any:
    """Raises Hidden."""
    rows = AdviceRequest.objects.open_to(actor, today=today).filter(ref=ref)
    found = with_due_on(rows).select_related(*RELATED, "part_of", "earlier_advice").first()
    if found is None:
        raise Hidden("request")
    return found


def _submission(actor: Actor, ref: str) -> AdviceSubmission:
    found: AdviceSubmission | None = (
        AdviceSubmission.objects.visible_to(actor)
        .select_related("request", "entered_by", "quality_check", "file", "link__organisation")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Hidden("submission")
    return found


def _may(request: AdviceRequest, how: frozenset[Stand]) -> Iterator[Act]:
    standing = standing_of(request)
    for act, whose in WHO.items():
        if act is not Act.OPEN_AGAIN and not how.isdisjoint(whose) and not why_not(act, standing):
            yield act


def _why_not_again(
    actor: Actor, request: AdviceRequest, how: frozenset[Stand], today: date
) -> str | None:
    """As ``why_not_opened``. Of what was accepted, and goes on, nobody expects it: nothing is said."""
    if State(request.state) not in CLOSED:
        return None
    found = why_not_opened(actor, request, how, today=today)
    return None if found and request.state == State.ACCEPTED else found


def _parts(actor: Actor, request: AdviceRequest, today: date) -> list[Any]:
    rows = AdviceRequest.objects.open_to(actor, today=today).filter(part_of=request)
    return list(with_due_on(rows).select_related(*RELATED).order_by("id"))


def _others(request: AdviceRequest, parts: list[Any]) -> Iterator[Adviser]:
    """Who else is asked for the same, of this request and of others: by what they are, and nothing more. The
    family is always asked, and another person is nobody’s to name.
    """
    whole = request.part_of or request
    seen = {each.pk for each in parts} | {request.pk, whole.pk}
    not_ended = ~Q(state__in=(State.WITHDRAWN.value, State.DECLINED.value))
    meanwhile = Q(accepted_on=None) | Q(accepted_on__gte=whole.asked_on)
    beside = Q(part_of=None, purpose=whole.purpose) & not_ended & meanwhile
    rows = AdviceRequest.objects.in_area(whole.area_id).filter(case=whole.case_id)
    others = rows.filter(Q(part_of=whole) & not_ended | beside).exclude(adviser__in=NOT_NAMED)
    told = others.exclude(pk__in=seen).order_by("id").values_list("adviser", flat=True)
    yield from map(Adviser, dict.fromkeys(told))


def _whole_ref(actor: Actor, request: AdviceRequest, today: date) -> str:
    """Empty for whoever may not open the whole."""
    whole = AdviceRequest.objects.open_to(actor, today=today).filter(pk=request.part_of_id)
    return (whole.values_list("ref", flat=True).first() or "") if request.part_of_id else ""


def _lines(actor: Actor, request: AdviceRequest, how: frozenset[Stand]) -> Iterator[SubmissionLine]:
    rows = request.submissions.select_related("entered_by", "quality_check", "link__organisation")
    for each in rows.order_by("-number"):
        if each.state != SubmissionState.WRITING or is_authors(actor, each, how):
            yield _line(actor, each)


def _line(actor: Actor, each: AdviceSubmission) -> SubmissionLine:
    checked = _check(each)
    return SubmissionLine(
        ref=each.ref,
        number=each.number,
        state=SubmissionState(each.state),
        given_on=each.given_on,
        source=each.source,
        author=each.author_name,
        role=each.author_role,
        is_entered_for=each.is_entered_for,
        entered_by=each.entered_by.name if each.entered_by else "",
        checked_on=checked.checked_on if checked else None,
        reasons=checked.reasons if checked else "",
        by_link=by_link(each.link),
        is_own=wrote(actor, each),
    )


def _check(each: AdviceSubmission) -> AdviceCheck | None:
    found: AdviceCheck | None = getattr(each, "quality_check", None)
    return found


def _row(each: Any) -> RowView:
    return RowView(
        key=each.ref,
        kind=RowKind(each.kind),
        words=each.words,
        who=each.who,
        how_much=each.how_much,
        how_often=each.how_often,
        how_long=each.how_long,
        where=each.where,
        by_when=each.by_when,
        found_at=each.found_at,
        meets=each.meets.ref if each.meets else "",
    )


def _earlier(request: Any) -> EarlierView | None:
    each = getattr(request, "earlier_advice", None)
    if each is None:
        return None
    return EarlierView(
        title=each.title,
        author=each.author,
        dated_on=each.dated_on,
        provider_on=each.provider_on,
        authority_on=each.authority_on,
        family_on=each.family_on,
        how=each.how,
        has_file=each.file_id is not None,
    )


def _steps(request: AdviceRequest, how: frozenset[Stand]) -> Iterator[StepView]:
    """The newest first. Their numbers count from the oldest."""
    rows = list(
        request.steps.select_related("post", "recorded_by", "link__organisation")
        .prefetch_related(
            Prefetch(
                "corrections",
                DayCorrected.objects.in_area(request.area_id).select_related("recorded_by"),
            )
        )
        .order_by("id")
    )
    done = [Done(number, Act(each.act), each.code) for number, each in enumerate(rows, start=1)]
    standing = {each.number for each in standing_steps(done)}
    for one, each in zip(reversed(done), reversed(rows), strict=True):
        is_undone = one.number not in standing and one.act not in (Act.OPEN_AGAIN, Act.TAKE_BACK)
        yield _step(each, one, is_undone=is_undone, how=how)


def _step(each: Any, done: Done, *, is_undone: bool, how: frozenset[Stand]) -> StepView:
    may = not is_undone and may_correct(done.act, how)
    return StepView(
        number=done.number,
        act=done.act,
        on=each.stands_on,
        source=each.source,
        code=each.code,
        words=each.words,
        post=each.post.title if each.post else "",
        recorded_at=each.recorded_at,
        recorded_by=each.recorded_by.name if each.recorded_by else by_link(each.link),
        may_correct=may,
        may_take_back=may and done.act in TAKEN_BACK_ALONE,
        is_undone=is_undone,
        corrections=tuple(_correction(one) for one in each.corrections.all()),
    )


def _correction(each: DayCorrected) -> CorrectionView:
    return CorrectionView(
        was_on=each.was_on,
        why=each.why,
        shown_by=each.shown_by,
        recorded_at=each.recorded_at,
        recorded_by=each.recorded_by.name if each.recorded_by else "",
    )


def _check_by(request: AdviceRequest) -> date | None:
    if request.state != State.GIVEN or request.given_on is None:
        return None
    return check_by(request.given_on, clock_of_the_law().calendar)


def is_held(actor: Actor, *, request_ref: str, today: date) -> bool:
    """Whether somebody holds the post that it is with, or stands in; true of what is closed. Raises Hidden."""
    request = open_request(actor, request_ref, today)
    posts = posts_told(request, request.post, today)
    return State(request.state) in CLOSED or bool(holders_of(posts, today))


def seniors(actor: Actor, *, request_ref: str, at: datetime) -> tuple[Senior, ...]:
    """Whom the framework names for a request that is late, in order. Raises Hidden."""
    request = open_request(actor, request_ref, london_day(at))
    return seniors_of(actor, request, due_on=request.due_on, at=at)


def asked_to_do(actor: Actor, *, request_ref: str, act: Act, today: date) -> tuple[Any, str]:
    """The row of the request, and why this may not be done with it now. Raises Hidden for what is not
    this person’s to do.
    """
    request = open_request(actor, request_ref, today)
    how = stands(actor, request, today=today)
    again = why_not_opened(actor, request, how, today=today) if act is Act.OPEN_AGAIN else ""
    if WHO[act].isdisjoint(how) or again is None:
        raise Hidden(act)
    return row_of(request), again or why_not(act, standing_of(request))


def services_left(actor: Actor, *, request_ref: str, today: date) -> tuple[Adviser, ...]:
    """Services of health that have no part of this request yet. Raises Hidden."""
    request = open_request(actor, request_ref, today)
    there = set(request.parts.values_list("adviser", flat=True))
    return tuple(each for each in SERVICES if each.value not in there)
