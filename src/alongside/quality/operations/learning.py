"""From what was found to a lesson, what is changed for it, and what the board decides of it.

Comparing has a module of its own, ``comparing``. No word that somebody wrote goes into the ledger.
"""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.canonical import JSON
from alongside.ledger.operations import record
from alongside.quality import perms
from alongside.quality.finding_learning import (
    find_audit_that_found,
    find_change,
    find_finding,
    find_lesson,
    find_sweep_that_found,
    find_theme,
    open_post,
)
from alongside.quality.learning_telling import tell_of_change, tell_of_decision, tell_of_lesson
from alongside.quality.models import (
    Finding,
    Lesson,
    LessonChange,
    LessonDecision,
    LessonReading,
    Theme,
)
from alongside.quality.named import known_in_audit, known_in_audits, known_in_sweep
from alongside.quality.rules.codes import FindingKind, LessonState, Verdict
from alongside.quality.rules.learning import (
    ChangeFacts,
    NewChange,
    NewDecision,
    NewFinding,
    NewLesson,
    check_change,
    check_decision,
    check_finding,
    check_instead_of,
    check_lesson,
    check_made,
    check_theme,
)
from alongside.quality.rules.naming import check_names_nobody
from alongside.quality.rules.redacting.known import Known
from alongside.quality.tools import tool_in_force
from alongside.web.clock import london_day


@transaction.atomic
def record_finding(*, actor: Actor, at: datetime, new: NewFinding) -> Finding:
    """Of an audit that was submitted, by its auditor or whoever keeps lessons; of a sweep by the latter. The same
    sent twice stands once. Raises Refusal.
    """
    check_finding(new.words)
    source, found_on, known = _source(actor, at, new)
    check_names_nobody({"words": new.words}, known)
    said = {"question": new.question, "agency": new.agency, "kind": new.kind}
    said["words"] = new.words.strip()
    theme = find_theme(actor, new.theme) if new.theme else None
    rows = Finding.objects.in_area(actor.area_id).filter(**source, **said)
    twice: Finding | None = (rows.filter(theme=theme) if theme else rows).first()
    if twice is not None:
        return twice
    made: Finding = Finding.objects.create(
        area_id=actor.area_id,
        theme=theme,
        found_on=found_on,
        recorded_at=at,
        recorded_by_id=actor.person_id,
        **source,
        **said,
    )
    told: dict[str, JSON] = {"kind": new.kind, "agency": new.agency, "question": new.question}
    _record(actor, at, "quality.record_finding", made, told)
    return made


@transaction.atomic
def name_theme(*, actor: Actor, at: datetime, title: str, about: str = "") -> Theme:
    """Raises Refusal, and IntegrityError with a sentence for a title that there is."""
    actor.check_may(perms.LEAD)
    check_theme(title)
    check_names_nobody({"title": title, "about": about}, known_in_audits(actor))
    made = Theme.objects.create(
        area_id=actor.area_id,
        title=title.strip(),
        about=about.strip(),
        opened_at=at,
        opened_by_id=actor.person_id,
    )
    _record(actor, at, "quality.name_theme", made, {})
    return made


@transaction.atomic
def put_finding_under_theme(
    *, actor: Actor, at: datetime, finding_ref: str, theme_ref: str
) -> Finding:
    """From where it stood, if it stood under another."""
    found, theme = find_finding(actor, finding_ref), find_theme(actor, theme_ref)
    before = found.theme.ref if found.theme else ""
    found.theme, found.version = theme, found.version + 1
    found.save(update_fields=["theme", "version"])
    _record(actor, at, "quality.put_under_theme", found, {"theme": theme.ref, "before": before})
    return found


@transaction.atomic
def write_lesson(*, actor: Actor, at: datetime, new: NewLesson) -> Lesson:
    """Whoever holds the post that sees to it is told. The same sent twice stands once. Raises Refusals."""
    today, theme = london_day(at), find_theme(actor, new.theme)
    kinds = {FindingKind(each) for each in theme.findings.values_list("kind", flat=True)}
    check_lesson(new, kinds=kinds, today=today)
    check_names_nobody({"title": new.title, "words": new.words}, known_in_audits(actor))
    if new.question:
        tool_in_force(new.tool, today).question(new.question)
    wanted = _lesson_of(actor, new, theme, today)
    written = Lesson.objects.in_area(actor.area_id).filter(state=LessonState.WRITTEN.value)
    twice: Lesson | None = written.filter(**wanted).first()
    if twice is not None:
        return twice
    before = _tried_before(actor, new.instead_of)
    made: Lesson = Lesson.objects.create(
        area_id=actor.area_id, recorded_at=at, recorded_by_id=actor.person_id, **wanted
    )
    if before is not None:
        before.changed_into = made
        before.save(update_fields=["changed_into"])
    told: dict[str, JSON] = {"theme": theme.ref, "effect": new.effect, "instead_of": new.instead_of}
    _record(actor, at, "quality.write_lesson", made, told)
    tell_of_lesson(actor, at, made)
    return made


@transaction.atomic
def plan_change(*, actor: Actor, at: datetime, lesson_ref: str, new: NewChange) -> LessonChange:
    """The same sent twice stands once. Raises Refusals."""
    today, lesson = london_day(at), find_lesson(actor, lesson_ref)
    check_change(new, state=LessonState(lesson.state), today=today)
    check_names_nobody({"words": new.words}, known_in_audits(actor))
    wanted = {
        "lesson": lesson,
        "kind": new.kind,
        "words": new.words.strip(),
        "owner": open_post(actor, new.owner, today=today),
        "due_on": new.due_on,
        "teams": list(new.teams),
    }
    planned = LessonChange.objects.in_area(actor.area_id).filter(done_on=None)
    twice: LessonChange | None = planned.filter(**wanted).first()
    if twice is not None:
        return twice
    made: LessonChange = LessonChange.objects.create(
        area_id=actor.area_id, recorded_at=at, recorded_by_id=actor.person_id, **wanted
    )
    told: dict[str, JSON] = {"change": made.ref, "kind": new.kind, "due_on": new.due_on.isoformat()}
    _record(actor, at, "quality.plan_change", lesson, told)
    tell_of_change(actor, at, made)
    return made


@transaction.atomic
def make_change(*, actor: Actor, at: datetime, change_ref: str, done_on: date) -> LessonChange:
    """From that day on what is written is compared. Raises Refusal."""
    today = london_day(at)
    change = find_change(actor, change_ref, today=today)
    lesson = change.lesson
    check_made(
        ChangeFacts(due_on=change.due_on, done_on=change.done_on),
        state=LessonState(lesson.state),
        done_on=done_on,
        found_on=_found_on(lesson),
        today=today,
    )
    change.done_on, change.done_at, change.version = done_on, at, change.version + 1
    change.save(update_fields=["done_on", "done_at", "version"])
    _set_state(lesson, LessonState.ACTED_ON)
    told: dict[str, JSON] = {"change": change.ref, "done_on": done_on.isoformat()}
    _record(actor, at, "quality.make_change", lesson, told)
    return change


@transaction.atomic
def decide_on_lesson(
    *, actor: Actor, at: datetime, lesson_ref: str, new: NewDecision
) -> LessonDecision:
    """For the board, on the comparison that it had before it. Raises Refusal or Refusals."""
    lesson = find_lesson(actor, lesson_ref, needs=(perms.DECIDE,))
    readings = list(lesson.readings.order_by("-id").values_list("id", "verdict"))
    check_decision(
        new,
        state=LessonState(lesson.state),
        readings=[pk for pk, _ in readings],
        verdict=Verdict(readings[0][1]) if readings else None,
    )
    check_names_nobody({"reason": new.reason}, known_in_audits(actor))
    made = LessonDecision.objects.create(
        area_id=actor.area_id,
        lesson=lesson,
        decided=new.decided,
        reason=new.reason.strip(),
        reading=LessonReading.objects.in_area(actor.area_id).get(pk=new.seen),
        decided_on=london_day(at),
        recorded_at=at,
        recorded_by_id=actor.person_id,
    )
    _set_state(lesson, LessonState(new.decided))
    _record(actor, at, "quality.decide_on_lesson", lesson, {"decided": new.decided})
    tell_of_decision(actor, at, lesson)
    return made


def _lesson_of(actor: Actor, new: NewLesson, theme: Theme, today: date) -> dict[str, Any]:
    return {
        "theme": theme,
        "title": new.title.strip(),
        "words": new.words.strip(),
        "effect": new.effect,
        "tool": new.tool,
        "question": new.question,
        "owner": open_post(actor, new.owner, today=today),
        "written_on": today,
        "due_on": new.due_on,
    }


def _source(actor: Actor, at: datetime, new: NewFinding) -> tuple[dict[str, Any], date, Known]:
    """Where it was found, on which day, and whom it may not tell of."""
    if new.sweep:
        sweep = find_sweep_that_found(actor, new.sweep)
        return {"sweep": sweep}, london_day(sweep.ended_at or sweep.begun_at), known_in_sweep(sweep)
    audit = find_audit_that_found(actor, new.audit)
    return {"audit": audit}, audit.submitted_on or london_day(at), known_in_audit(audit)


def _tried_before(actor: Actor, ref: str) -> Lesson | None:
    if not ref:
        return None
    found = find_lesson(actor, ref)
    check_instead_of(LessonState(found.state), has_next=found.changed_into_id is not None)
    return found


def _found_on(lesson: Lesson) -> date:
    """The day of the first finding of its theme, or that on which it was written."""
    first: date | None = (
        lesson.theme.findings.order_by("found_on").values_list("found_on", flat=True).first()
    )
    return min(first or lesson.written_on, lesson.written_on)


def _set_state(lesson: Lesson, state: LessonState) -> None:
    lesson.state, lesson.version = state.value, lesson.version + 1
    lesson.save(update_fields=["state", "version"])


def _record(actor: Actor, at: datetime, verb: str, row: Any, detail: dict[str, JSON]) -> None:
    subject = f"quality.{type(row).__name__.lower()}"
    record(actor=actor, at=at, verb=verb, subject=subject, subject_ref=row.ref, detail=detail)
