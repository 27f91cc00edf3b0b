"""On what a row of an EHC plan rests, what the author of the advice says of it, and what the authority does
with an objection. None of it stands in the way of issuing: the authority decides what the EHC plan says.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from alongside.advice import perms
from alongside.advice.finding import find_request, stands
from alongside.advice.models import RowUse, UseAnswer, UseDecision
from alongside.advice.on_the_case import for_this_case
from alongside.advice.resting import find_objection, find_use, source_columns
from alongside.advice.rules.codes import Stand
from alongside.advice.rules.using import Answer, Settled, check_answer, check_settles
from alongside.advice.use_telling import ask_author, tell_author, tell_officer
from alongside.casework.finding import find_case
from alongside.casework.queries.draft_rows import CaseDraft, DraftVersion, case_draft
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.ledger.operations import record
from alongside.web.clock import london_day

SUBJECT = "casework.case"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAnswer:
    """``seen`` is the digest of the row that the author read."""

    answer: str
    words: str = ""
    seen: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSettlement:
    """``row`` is the key of the row that says it now, where the draft was mended."""

    settled: str
    reason: str = ""
    row: str = ""


@transaction.atomic
def name_source(*, actor: Actor, at: datetime, case_ref: str, key: str, source: str) -> RowUse:
    """``source`` is a code of ``queries.using.sources_of``. Its author is asked from that day. Raises
    Refusal.
    """
    actor.check_may(perms.ASK, case_ref=case_ref)
    draft = case_draft(actor, case_ref=case_ref, today=london_day(at))
    version = _with_row(draft, key)
    rests_on = source_columns(actor, case_ref, source, is_final=version.is_final)
    case_id = find_case(actor, case_ref, today=london_day(at)).pk
    if (
        RowUse.objects.in_area(actor.area_id)
        .filter(case=case_id, key=key, removed_on=None, **rests_on)
        .exists()
    ):
        raise Refusal("The row rests on this already.", field="source")
    made = _make(actor, at, case_id, version, key, rests_on)
    record(actor=actor, at=at, **_entry("advice.name_source", made, case_ref))
    ask_author(actor, at, made)
    return made


@transaction.atomic
def remove_source(*, actor: Actor, at: datetime, use_ref: str) -> RowUse:
    """It ends today. What its author said of it stays, with the versions that were issued meanwhile."""
    use = find_use(actor, use_ref)
    actor.check_may(perms.ASK, case_ref=use.case.ref)
    find_case(actor, use.case.ref, today=london_day(at))
    use.removed_on, use.removed_at, use.removed_by_id = london_day(at), at, actor.person_id
    use.save(update_fields=["removed_on", "removed_at", "removed_by"])
    record(actor=actor, at=at, **_entry("advice.remove_source", use, use.case.ref))
    return use


@transaction.atomic
def answer_use(*, actor: Actor, at: datetime, use_ref: str, new: NewAnswer) -> UseAnswer:
    """By whoever the request is with: yes, or an objection with words. Raises Refusal."""
    today = london_day(at)
    use = find_use(actor, use_ref)
    _check_author(actor, use, today)
    deputy = for_this_case(actor, use.case.ref)
    version = case_draft(deputy, case_ref=use.case.ref, today=today, for_adviser=True).shown
    row = version.row(use.key) if version else None
    answer = Answer(new.answer)
    check_answer(answer, new.words, seen=new.seen, now=row.digest if row else "")
    if version is None or row is None:
        raise Hidden("row")
    made = UseAnswer.objects.create(
        area_id=use.area_id,
        use=use,
        plan_id=version.pk,
        answer=answer.value,
        words=new.words.strip(),
        about=row.digest,
        said=row.text,
        answered_on=today,
        answered_at=at,
        answered_by_id=actor.person_id,
    )
    entry = _entry("advice.answer_use", use, use.case.ref, answer=answer.value)
    record(actor=actor, at=at, **entry)
    if answer is Answer.OBJECTS:
        tell_officer(actor, at, use)
    return made


@transaction.atomic
def settle_objection(
    *, actor: Actor, at: datetime, answer_ref: str, new: NewSettlement
) -> UseDecision:
    """Kept with the reason, or mended with the row that says it now. Raises Refusal."""
    today = london_day(at)
    answer = find_objection(actor, answer_ref)
    use = answer.use
    actor.check_may(perms.ASK, case_ref=use.case.ref)
    draft = case_draft(actor, case_ref=use.case.ref, today=today)
    version = _with_row(draft, new.row or use.key) if new.row else draft.shown
    row = version.row(use.key) if version else None
    settled = Settled(new.settled)
    is_changed = row is None or row.digest != answer.about
    check_settles(settled, reason=new.reason, chosen=new.row, key=use.key, is_changed=is_changed)
    key = new.row if settled is Settled.MENDED else ""
    made = UseDecision.objects.create(
        area_id=use.area_id,
        answer=answer,
        settled=settled.value,
        reason=new.reason.strip(),
        key=key,
        decided_on=today,
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    if key and version is not None:
        _rests_on_too(actor, at, use, version, key)
    entry = _entry("advice.settle_objection", use, use.case.ref, settled=settled.value)
    record(actor=actor, at=at, **entry)
    tell_author(actor, at, use, answer)
    return made


def _check_author(actor: Actor, use: RowUse, today: date) -> None:
    """Raises Hidden for whoever the advice is not with, and for the family’s evidence."""
    if use.submission is None:
        raise Hidden("use")
    request = find_request(actor, use.submission.request.ref, today=today)
    if Stand.HOLDER not in stands(actor, request, today=today):
        raise Hidden("use")


def _with_row(draft: CaseDraft, key: str) -> DraftVersion:
    if draft.shown is None or draft.shown.row(key) is None:
        raise Hidden("row")
    return draft.shown


def _make(
    actor: Actor,
    at: datetime,
    case_id: int,
    version: DraftVersion,
    key: str,
    rests_on: dict[str, Any],
) -> RowUse:
    return RowUse.objects.create(
        area_id=actor.area_id,
        case_id=case_id,
        plan_id=version.pk,
        key=key,
        asked_on=london_day(at),
        named_at=at,
        named_by_id=actor.person_id,
        **rests_on,
    )


def _rests_on_too(actor: Actor, at: datetime, use: RowUse, version: DraftVersion, key: str) -> None:
    """The row that says it now rests on the same advice, so that its author is asked about it."""
    rests_on = {"submission": use.submission, "row": use.row, "report": use.report}
    there = RowUse.objects.in_area(actor.area_id).filter(
        case=use.case_id, key=key, removed_on=None, **rests_on
    )
    if not there.exists():
        _make(actor, at, use.case_id, version, key, rests_on)


def _entry(verb: str, use: RowUse, case_ref: str, **said: str) -> dict[str, Any]:
    """Which row, and no word of it."""
    return {
        "verb": verb,
        "subject": SUBJECT,
        "subject_ref": case_ref,
        "detail": {"use": use.ref, "part": use.key, **said},
    }
