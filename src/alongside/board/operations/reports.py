"""Monthly assurance reports: the draft, filing it with the material of the day, correcting it.

Whoever writes holds the post of the workstream's officer today, or is an officer who runs the board's
business, on behalf; which of the two is kept with the report. The workstream is locked while its
report is written, so that two officers take turns.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from alongside.board.models import AssuranceReport, Board
from alongside.board.queries.governance import improvement_board, seat_holders
from alongside.board.queries.material import material_of
from alongside.board.queries.material_values import to_json
from alongside.board.queries.report_desk import begun_on, is_on_behalf, may_write, text_of
from alongside.board.queries.sides import sides_of
from alongside.board.rules import reports as rules
from alongside.board.rules.codes import Assured, SeatKind, Side
from alongside.board.rules.reports import ReportText
from alongside.board.words import ASSURED
from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.kernel.dates import month_in_words
from alongside.kernel.refusals import Changed, Hidden, Refusal
from alongside.ledger.operations import record
from alongside.measures.operations import release_figures
from alongside.notices.telling import tell
from alongside.people.finding import find
from alongside.people.queries import holders_of
from alongside.people.versions import CHANGED, apply
from alongside.plan.models import Workstream
from alongside.plan.queries.workstreams import WorkstreamHead, workstream_heads
from alongside.web.clock import london_day

LABELS = {
    "assured": "How sure",
    "assurance": "What the officer is sure of",
    "concerns": "Concerns",
    "asks": "What the board is asked for",
}
ALREADY_FILED = "This report has been filed already. Correct the filed report instead."
READ_AGAIN = "The draft was changed after you opened this page. Read it again, then file it."
CHAIRS = (SeatKind.CHAIR, SeatKind.VICE_CHAIR)


@transaction.atomic
def save_draft(
    *,
    actor: Actor,
    at: datetime,
    workstream_ref: str,
    month: date,
    expected_version: int,
    text: ReportText,
) -> AssuranceReport:
    """Begin the draft or change it. ``expected_version`` is 1 before the first draft."""
    workstream = _writable(actor, workstream_ref, at)
    rules.check_may_write(month, today=london_day(at))
    draft = _first_row(actor, workstream, month)
    if draft is not None and draft.filed_at is not None:
        raise Refusal(ALREADY_FILED)
    board = _board(actor)
    _check_is_expected(_head(actor, workstream), board, month)
    wanted = text.tidied()
    _check_version(draft, expected_version, wanted)
    draft = draft or _begun(actor, at, board, workstream, month)
    changed = apply(draft, _fields(wanted))
    _record(actor, at, "save_draft", draft, {"changed": sorted(changed)})
    return draft


@transaction.atomic
def file_report(
    *,
    actor: Actor,
    at: datetime,
    workstream_ref: str,
    month: date,
    expected_version: int,
) -> AssuranceReport:
    """File the draft as it stands. What the action plan says today is kept with it for good."""
    workstream = _writable(actor, workstream_ref, at)
    draft = _first_row(actor, workstream, month)
    if draft is None:
        raise Hidden("draft")
    if draft.filed_at is not None:
        raise Refusal(ALREADY_FILED)
    if draft.version != expected_version:
        raise Changed(READ_AGAIN)
    head = _head(actor, workstream)
    _check_is_expected(head, draft.board, month)
    rules.check_may_file(text_of(draft), month=month, today=london_day(at))
    _freeze(actor, at, draft, head)
    _record(actor, at, "file_report", draft, {"assured": draft.assured, "side": draft.side})
    _tell_filed(actor, at, draft)
    return draft


@transaction.atomic
def correct_report(
    *,
    actor: Actor,
    at: datetime,
    report_ref: str,
    expected_version: int,
    text: ReportText,
    why: str,
) -> AssuranceReport:
    """A new row stands in place of the filed one. The material stays what it was on the day."""
    first = find(AssuranceReport, actor, report_ref)
    _writable(actor, first.workstream.ref, at)
    if first.filed_at is None or first.corrects_id is not None:
        raise Hidden("report")
    standing = _standing(actor, first)
    wanted = text.tidied()
    _check_version(standing, expected_version, wanted)
    rules.check_may_correct(text_of(standing), wanted, why=why)
    correction = _correction(actor, at, standing, wanted, why)
    _record(actor, at, "correct_report", first, {"correction": correction.ref})
    _tell_corrected(actor, at, first, f"board.report_corrected:{correction.ref}")
    return correction


def _writable(actor: Actor, workstream_ref: str, at: datetime) -> Workstream:
    """The workstream, locked, if the actor may write its report. Raises Hidden."""
    workstream = find(Workstream, actor, workstream_ref)
    if not may_write(actor, workstream.officer_post, _holders(workstream, at)):
        raise Hidden("report")
    return workstream


def _holders(workstream: Workstream, at: datetime) -> frozenset[int]:
    """Who holds the officer's post today, by id."""
    post = workstream.officer_post
    held = holders_of([post], london_day(at)) if post else {}
    return frozenset(each.person_id for holdings in held.values() for each in holdings)


def _first_row(actor: Actor, workstream: Workstream, month: date) -> AssuranceReport | None:
    found: AssuranceReport | None = (
        AssuranceReport.objects.visible_to(actor)
        .select_related("board")
        .filter(workstream=workstream, month=month, corrects=None)
        .first()
    )
    return found


def _standing(actor: Actor, first: AssuranceReport) -> AssuranceReport:
    """The last of its corrections, or the report itself."""
    rows = AssuranceReport.objects.visible_to(actor).filter(
        workstream=first.workstream, month=first.month
    )
    found: AssuranceReport = rows.get(corrected_by_report=None)
    return found


def _board(actor: Actor) -> Board:
    board = improvement_board(actor)
    if board is None:
        raise Refusal("The area has no improvement board yet. Set it up first.")
    return board


def _check_is_expected(head: WorkstreamHead, board: Board, month: date) -> None:
    rules.check_is_expected(month, board_from=begun_on(board), joined=head.joined)


def _head(actor: Actor, workstream: Workstream) -> WorkstreamHead:
    return next(head for head in workstream_heads(actor) if head.id == workstream.pk)


def _begun(
    actor: Actor, at: datetime, board: Board, workstream: Workstream, month: date
) -> AssuranceReport:
    return AssuranceReport.objects.create(
        area_id=actor.area_id,
        board=board,
        workstream=workstream,
        month=month,
        due_on=rules.due_on(month, board.report_due_day),
        begun_at=at,
        begun_by_id=actor.person_id,
    )


def _freeze(actor: Actor, at: datetime, draft: AssuranceReport, head: WorkstreamHead) -> None:
    today, post = london_day(at), head.officer_post
    side = sides_of(actor, [post], on=today)[post.pk] if post else Side.OTHER
    draft.due_on = rules.due_on(draft.month, draft.board.report_due_day)
    draft.side = side.value
    material = material_of(actor, head, month=draft.month, today=today)
    draft.material = to_json(material)
    draft.filed_at, draft.filed_by_id = at, actor.person_id
    draft.is_on_behalf = is_on_behalf(actor, _holders(draft.workstream, at))
    draft.version += 1
    kept = ["due_on", "side", "material", "filed_at", "filed_by", "is_on_behalf", "version"]
    draft.save(update_fields=kept)
    told = [each.series_ref for each in material.measures if each.series_ref]
    release_figures(actor=actor, at=at, latest_of=told)


def _correction(
    actor: Actor, at: datetime, standing: AssuranceReport, wanted: ReportText, why: str
) -> AssuranceReport:
    return AssuranceReport.objects.create(
        area_id=actor.area_id,
        board_id=standing.board_id,
        workstream_id=standing.workstream_id,
        month=standing.month,
        due_on=standing.due_on,
        side=standing.side,
        material=standing.material,
        begun_at=at,
        begun_by_id=actor.person_id,
        filed_at=at,
        filed_by_id=actor.person_id,
        is_on_behalf=is_on_behalf(actor, _holders(standing.workstream, at)),
        correction_why=why.strip(),
        corrects=standing,
        version=standing.version + 1,
        **_fields(wanted),
    )


def _fields(text: ReportText) -> dict[str, str]:
    return {
        "assured": text.assured,
        "assurance": text.assurance,
        "concerns": text.concerns,
        "asks": text.asks,
    }


def _check_version(row: AssuranceReport | None, expected_version: int, wanted: ReportText) -> None:
    """Raises Changed, in the words that people read, when somebody else wrote first."""
    if row is None or row.version == expected_version:
        return
    theirs, yours = _in_words(text_of(row)), _in_words(wanted)
    raise Changed(
        CHANGED,
        differences=[
            (label, theirs[name], yours[name])
            for name, label in LABELS.items()
            if theirs[name] != yours[name]
        ],
    )


def _in_words(text: ReportText) -> dict[str, str]:
    chosen = ASSURED[Assured(text.assured)] if text.assured else ""
    return {**_fields(text), "assured": chosen}


def _chairs(actor: Actor, board: Board, at: datetime) -> set[int]:
    """Whoever chairs the board today, but for the actor."""
    seats = seat_holders(actor, board, london_day(at))
    people = {pk for seat in seats if seat.kind in CHAIRS for pk in seat.person_ids}
    return {pk for pk in people if pk != actor.person_id}


def _tell_filed(actor: Actor, at: datetime, report: AssuranceReport) -> None:
    part, month, key = (
        _part(report),
        month_in_words(report.month),
        f"board.report_filed:{report.ref}",
    )
    to = _to_chairs(actor, at, report)
    if part:
        tell(key=key, sentence=f"The report on part {part} for {month} was filed.", **to)
    else:
        tell(key=key, sentence=f"An assurance report for {month} was filed.", **to)


def _tell_corrected(actor: Actor, at: datetime, report: AssuranceReport, key: str) -> None:
    part, month = _part(report), month_in_words(report.month)
    to = _to_chairs(actor, at, report)
    if part:
        tell(key=key, sentence=f"The report on part {part} for {month} was corrected.", **to)
    else:
        tell(key=key, sentence=f"An assurance report for {month} was corrected.", **to)


def _part(report: AssuranceReport) -> str:
    """The part of the action plan that the workstream carries, by its reference: a message holds no
    free words, so not by its title. Empty when it carries lines of several parts, or none.
    """
    lines = report.material.get("lines", ())
    parts = {line["reference"].partition(".")[0] for line in lines}
    return parts.pop() if len(parts) == 1 else ""


def _to_chairs(actor: Actor, at: datetime, report: AssuranceReport) -> dict[str, Any]:
    return {
        "people": _chairs(actor, report.board, at),
        "area_id": actor.area_id,
        "address": _address(actor, report),
        "at": at,
    }


def _address(actor: Actor, report: AssuranceReport) -> str:
    return reverse("board:report", args=[actor.area_slug, report.ref])


def _record(
    actor: Actor, at: datetime, verb: str, report: AssuranceReport, facts: Mapping[str, JSON]
) -> None:
    record(
        actor=actor,
        at=at,
        verb=f"board.{verb}",
        subject="board.report",
        subject_ref=report.ref,
        detail={"month": f"{report.month:%Y-%m}", **facts},
    )
