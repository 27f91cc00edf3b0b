"""Moving a promised date: somebody asks with a reason, the chair or vice chair answers."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from alongside.access.queries import holders_of_role
from alongside.kernel.actor import Actor
from alongside.kernel.dates import PartialDate
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.notices.operations import tell
from alongside.people.finding import find
from alongside.people.partial_dates import read
from alongside.people.versions import check_version
from alongside.plan import perms
from alongside.plan.finding import find_line
from alongside.plan.models import DateChange, Line
from alongside.plan.rules.codes import WhichDate
from alongside.plan.rules.date_changes import (
    Answered,
    Asked,
    check_may_answer_date_change,
    check_may_ask_date_change,
    check_may_withdraw_date_change,
    slip_days,
)

LABELS = {"start_on": "Start date", "end_on": "End date"}
CONSENTING_ROLES = ("chair", "vice_chair")


@transaction.atomic
def ask_date_change(
    *,
    actor: Actor,
    at: datetime,
    line_ref: str,
    expected_version: int,
    which: WhichDate,
    new_date: PartialDate,
    reason: str,
) -> DateChange:
    """The line keeps its date until somebody else consents. The chair and vice chair are told."""
    line = find_line(actor, line_ref, permission=perms.RECORD_STATUS)
    new_on, new_precision = _columns(which, new_date)
    check_version(line, expected_version, wanted={f"{which}_on": new_on}, labels=LABELS)
    check_may_ask_date_change(_asked(line, which, new_date, reason))
    old_on, old_precision = _held(line, which)
    change = DateChange.objects.create(
        area_id=line.area_id,
        line=line,
        which=which.value,
        old_on=old_on,
        old_precision=old_precision,
        new_on=new_on,
        new_precision=new_precision,
        reason=reason.strip(),
        asked_at=at,
        asked_by_id=actor.person_id,
    )
    _record(actor, at, "ask_date_change", change)
    _tell_those_who_consent(actor, at, change)
    return change


@transaction.atomic
def consent_to_date_change(
    *, actor: Actor, at: datetime, change_ref: str, note: str = ""
) -> DateChange:
    """The line takes the new date; the old one stays in the change and a later one counts as a
    slip.
    """
    change, line = _to_answer(actor, change_ref)
    which = WhichDate(change.which)
    setattr(line, f"{which}_on", change.new_on)
    setattr(line, f"{which}_precision", change.new_precision)
    _check_order(line)
    line.version += 1
    line.save(update_fields=[f"{which}_on", f"{which}_precision", "version"])
    change.consented_at, change.consented_by_id, change.answer_note = (
        at,
        actor.person_id,
        note.strip(),
    )
    change.save(update_fields=["consented_at", "consented_by", "answer_note"])
    _record(actor, at, "consent_to_date_change", change)
    _tell_asker(actor, at, change, "consented to")
    return change


@transaction.atomic
def refuse_date_change(*, actor: Actor, at: datetime, change_ref: str, note: str) -> DateChange:
    """The line keeps its date. The note says why."""
    actor.check_may(perms.CONSENT)
    change = find(DateChange, actor, change_ref)
    if _is_closed(change):
        raise Refusal("This date change has been answered already.")
    if not note.strip():
        raise Refusal("Say why the date stays as it is.", field="note")
    change.refused_at, change.refused_by_id, change.answer_note = at, actor.person_id, note.strip()
    change.save(update_fields=["refused_at", "refused_by", "answer_note"])
    _record(actor, at, "refuse_date_change", change)
    _tell_asker(actor, at, change, "refused")
    return change


@transaction.atomic
def withdraw_date_change(*, actor: Actor, at: datetime, change_ref: str) -> DateChange:
    """It stays readable, and another change of the date can be asked for."""
    change = find(DateChange, actor, change_ref)
    find_line(actor, change.line.ref, permission=perms.RECORD_STATUS)
    check_may_withdraw_date_change(
        asked_by=change.asked_by_id,
        withdrawn_by=actor.person_id,
        is_answered=_is_closed(change),
    )
    change.withdrawn_at, change.withdrawn_by_id = at, actor.person_id
    change.save(update_fields=["withdrawn_at", "withdrawn_by"])
    _record(actor, at, "withdraw_date_change", change)
    return change


def _is_closed(change: DateChange) -> bool:
    return any((change.consented_at, change.refused_at, change.withdrawn_at))


def _to_answer(actor: Actor, change_ref: str) -> tuple[DateChange, Line]:
    actor.check_may(perms.CONSENT)
    change = find(DateChange, actor, change_ref)
    line = find(Line, actor, change.line.ref)
    which = WhichDate(change.which)
    check_may_answer_date_change(
        Answered(
            asked_by=change.asked_by_id,
            answered_by=actor.person_id,
            is_answered=_is_closed(change),
            old=read(change.old_on, change.old_precision),
            current=read(*_held(line, which)),
        )
    )
    return change, line


def _asked(line: Line, which: WhichDate, new_date: PartialDate, reason: str) -> Asked:
    waiting = DateChange.objects.in_area(line.area_id).filter(
        line=line, which=which.value, consented_at=None, refused_at=None, withdrawn_at=None
    )
    return Asked(
        which=which,
        old=read(*_held(line, which)),
        new=new_date,
        start=read(line.start_on, line.start_precision),
        end=read(line.end_on, line.end_precision),
        reason=reason,
        is_waiting=waiting.exists(),
        document_on=line.statement.inspected_from or line.statement.submitted_on,
    )


def _held(line: Line, which: WhichDate) -> tuple[date | None, str]:
    if which is WhichDate.START:
        return line.start_on, line.start_precision
    return line.end_on, line.end_precision


def _columns(which: WhichDate, new_date: PartialDate) -> tuple[date, str]:
    """A start is kept as its first day and an end as its last."""
    day = new_date.first if which is WhichDate.START else new_date.last
    return day, new_date.precision


def _check_order(line: Line) -> None:
    if line.start_on and line.end_on and line.end_on < line.start_on:
        raise Refusal(
            "The end would be before the start, because the other date moved since. Refuse this "
            "change, so that it can be asked for again."
        )


def _record(actor: Actor, at: datetime, verb: str, change: DateChange) -> None:
    old = read(change.old_on, change.old_precision)
    new = read(change.new_on, change.new_precision) or PartialDate.on(change.new_on)
    record(
        actor=actor,
        at=at,
        verb=f"plan.{verb}",
        subject="plan.line",
        subject_ref=change.line.ref,
        detail={
            "change": change.ref,
            "which": change.which,
            "old": old.iso if old else None,
            "new": new.iso,
            "slip_days": slip_days(change.which, old, new),
        },
    )


def _tell_those_who_consent(actor: Actor, at: datetime, change: DateChange) -> None:
    people: set[int] = set()
    for role in CONSENTING_ROLES:
        people |= holders_of_role(role=role, area_id=actor.area_id, at=at)
    tell(
        people=sorted(people - {actor.person_id}),
        area_id=actor.area_id,
        sentence=f"A date change for {change.line.reference} waits for your consent.",
        address=reverse("plan:date_changes", args=[actor.area_slug]),
        at=at,
        key=f"plan.date_change.asked:{change.ref}",
    )


def _tell_asker(actor: Actor, at: datetime, change: DateChange, answer: str) -> None:
    if change.asked_by_id is None:
        return
    tell(
        people=[change.asked_by_id],
        area_id=actor.area_id,
        sentence=f"The date change for {change.line.reference} was {answer}.",
        address=reverse("plan:line", args=[actor.area_slug, change.line.ref]),
        at=at,
        key=f"plan.date_change.answered:{change.ref}",
    )
