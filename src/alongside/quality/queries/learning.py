"""Themes, findings and lessons, for whoever reads the results of audits. No child’s record opens from them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, Max, Q

from alongside.disclosure.policy import Policy
from alongside.jobs.queries import Standing as Work
from alongside.jobs.queries import standing
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.people.queries import posts_held_by
from alongside.quality import perms
from alongside.quality.finding_learning import (
    facts_of,
    find_audit_that_found,
    may_make,
)
from alongside.quality.models import Finding, Lesson, LessonChange, Sweep, Theme
from alongside.quality.queries.learning_readings import newest_told, readings_told
from alongside.quality.queries.learning_values import (
    ChangeRow,
    DecisionRow,
    FindingRow,
    FoundIn,
    LessonPage,
    LessonRow,
    ThemePage,
    ThemeRow,
)
from alongside.quality.queries.results import policy_for
from alongside.quality.reading_tools import tool_of_audit
from alongside.quality.rules.codes import (
    COMPARE,
    Agency,
    ChangeKind,
    Effect,
    FindingKind,
    LessonState,
)
from alongside.quality.rules.learning import (
    DID_NOT_WORK,
    FOR_THE_BOARD,
    NOT_ACTED_ON,
    ON_THE_BOARDS_PAGE,
    OPEN,
    check_may_read,
    days_late,
    next_due,
    standing_of,
)
from alongside.quality.tools import tool_in_force

MOST = 500


def themes(actor: Actor) -> tuple[ThemeRow, ...]:
    """By title. Raises Hidden."""
    return tuple(_theme(each) for each in _themes(actor))


def theme_page(actor: Actor, *, theme_ref: str, today: date) -> ThemePage:
    """Raises Hidden."""
    found = _themes(actor).filter(ref=theme_ref).first()
    if found is None:
        raise Hidden("theme")
    lessons, policy = _lessons(actor).filter(theme=found), policy_for(actor)
    return ThemePage(
        row=_theme(found),
        findings=tuple(_finding(each) for each in _findings(actor).filter(theme=found)),
        lessons=_in_order([_lesson(each, today, policy) for each in lessons]),
    )


def findings_without_theme(actor: Actor) -> tuple[FindingRow, ...]:
    """The newest first. Raises Hidden."""
    return tuple(_finding(each) for each in _findings(actor).filter(theme=None)[:MOST])


def finding(actor: Actor, *, finding_ref: str) -> FindingRow:
    """Raises Hidden."""
    found = _findings(actor).filter(ref=finding_ref).first()
    if found is None:
        raise Hidden("finding")
    return _finding(found)


def lessons(actor: Actor, *, today: date) -> tuple[LessonRow, ...]:
    """What was not acted on and what did not work first; then by how late. Raises Hidden."""
    policy = policy_for(actor)
    return _in_order([_lesson(each, today, policy) for each in _lessons(actor)])


def for_the_board(rows: Sequence[LessonRow]) -> tuple[LessonRow, ...]:
    """Those that nobody acts on, and those that did not work or wait for a decision."""
    return tuple(each for each in rows if each.standing in FOR_THE_BOARD)


def for_the_boards_page(rows: Sequence[LessonRow]) -> tuple[LessonRow, ...]:
    """The same, and those that are being tried again: what the board sent back is not out of its sight."""
    return tuple(each for each in rows if each.standing in ON_THE_BOARDS_PAGE)


def shown_first(rows: Sequence[LessonRow], *, most: int) -> tuple[LessonRow, ...]:
    """So many of those for the board. However many nobody acts on, what did not work is among them, and the
    other way round.
    """
    first = [each for each in rows if each.standing in NOT_ACTED_ON]
    second = [each for each in rows if each.standing in DID_NOT_WORK]
    half = most // 2
    chosen = [*first[: max(most - half, most - len(second))], *second]
    rest = [each for each in rows if each not in chosen]
    return tuple([*chosen, *rest][:most])


def waits_for(actor: Actor, *, today: date) -> bool:
    """Whether any open lesson, or a change of one, is with a post that the person holds today."""
    posts = posts_held_by(actor, today).values("post_id")
    theirs = Q(owner__in=posts, state=LessonState.WRITTEN.value)
    theirs |= Q(changes__owner__in=posts, changes__done_on=None)
    rows = Lesson.objects.visible_to(actor).filter(state__in=[each.value for each in OPEN])
    return bool(rows.filter(theirs).exists())


def of_own_posts(actor: Actor, rows: Sequence[LessonRow], *, today: date) -> tuple[LessonRow, ...]:
    """Those that wait for whoever holds the post today, or for a change that is theirs."""
    waiting = [each for each in rows if each.state in OPEN]
    if not waiting:
        return ()
    posts = set(posts_held_by(actor, today).values_list("post_id", flat=True))
    if not posts:
        return ()
    open_changes = LessonChange.objects.visible_to(actor).filter(owner__in=posts, done_on=None)
    with_changes = set(open_changes.values_list("lesson__ref", flat=True))
    return tuple(
        each
        for each in waiting
        if each.ref in with_changes
        or (each.owner_id in posts and each.state is LessonState.WRITTEN)
    )


def lesson_page(actor: Actor, *, lesson_ref: str, today: date) -> LessonPage:
    """Raises Hidden."""
    rows = _lessons(actor).prefetch_related("changes__owner", "decisions__recorded_by")
    found = rows.select_related("changed_into", "changed_from").filter(ref=lesson_ref).first()
    if found is None:
        raise Hidden("lesson")
    policy = policy_for(actor)
    readings = readings_told(found.readings.all(), policy)
    before = getattr(found, "changed_from", None)
    return LessonPage(
        row=_lesson(found, today, policy),
        words=found.words,
        asks=_asks(found),
        findings=tuple(_finding(each) for each in _findings(actor).filter(theme=found.theme_id)),
        changes=tuple(_change(actor, each, today) for each in found.changes.all()),
        readings=readings,
        decision=_decision(found),
        before=(before.ref, before.title) if before else None,
        after=(found.changed_into.ref, found.changed_into.title) if found.changed_into else None,
        why_not_compare=_why_not(found, readings, today),
        comparing=_comparing(found),
    )


def change_to_make(actor: Actor, *, change_ref: str, today: date) -> tuple[LessonRow, ChangeRow]:
    """Raises Hidden, and for whoever may not say that it was made."""
    rows = LessonChange.objects.visible_to(actor).filter(ref=change_ref)
    found = rows.select_related("owner").first()
    if found is None or not may_make(actor, found.owner_id, today=today):
        raise Hidden("change")
    lesson = _lessons(actor).get(pk=found.lesson_id)
    return _lesson(lesson, today, policy_for(actor)), _change(actor, found, today)


def found_in_audit(actor: Actor, *, audit_ref: str) -> FoundIn:
    """Its own auditor’s, or any for whoever keeps lessons. Raises Hidden."""
    audit = find_audit_that_found(actor, audit_ref)
    asked = tool_of_audit(audit).questions
    return FoundIn(
        title=audit.item.draw.round.title,
        questions=tuple((each.code, f"{each.code}: {each.asks}") for each in asked),
    )


def found_in_sweep(actor: Actor, *, sweep_ref: str) -> FoundIn:
    """For whoever keeps lessons. Raises Hidden."""
    actor.check_may(perms.LEAD)
    found = Sweep.objects.visible_to(actor).filter(ref=sweep_ref).first()
    if found is None:
        raise Hidden("sweep")
    return FoundIn(title=found.title, questions=())


def _themes(actor: Actor) -> Any:
    _check(actor)
    return Theme.objects.visible_to(actor).annotate(
        finding_count=Count("findings", distinct=True), lesson_count=Count("lessons", distinct=True)
    )


def _findings(actor: Actor) -> Any:
    _check(actor)
    rows = Finding.objects.visible_to(actor)
    return rows.select_related("audit__item__draw__round", "sweep")


def _lessons(actor: Actor) -> Any:
    _check(actor)
    rows = Lesson.objects.visible_to(actor).select_related(
        "theme", "owner__organisation", "changed_into"
    )
    decided = rows.annotate(last_decided_on=Max("decisions__decided_on"))
    return decided.prefetch_related("changes", "readings")


def _check(actor: Actor) -> None:
    """Raises Hidden."""
    if not any(actor.may(each) for each in perms.READS_RESULTS):
        raise Hidden("learning")


def _in_order(rows: Sequence[LessonRow]) -> tuple[LessonRow, ...]:
    return tuple(sorted(rows, key=lambda each: (each.standing, -each.days_late, each.due_on)))


def _theme(row: Any) -> ThemeRow:
    return ThemeRow(
        ref=row.ref,
        title=row.title,
        about=row.about,
        finding_count=row.finding_count,
        lesson_count=row.lesson_count,
    )


def _finding(row: Any) -> FindingRow:
    source = row.audit.item.draw.round.title if row.audit else row.sweep.title
    return FindingRow(
        ref=row.ref,
        words=row.words,
        kind=FindingKind(row.kind),
        agency=Agency(row.agency),
        question=row.question,
        source=source,
        found_on=row.found_on,
    )


def _lesson(row: Any, today: date, policy: Policy | None) -> LessonRow:
    facts = facts_of(row)
    last = newest_told(row.readings.all(), policy)
    return LessonRow(
        ref=row.ref,
        title=row.title,
        theme=row.theme.title,
        theme_ref=row.theme.ref,
        effect=Effect(row.effect),
        owner=row.owner.title,
        owner_id=row.owner_id,
        written_on=row.written_on,
        due_on=next_due(facts) or row.due_on,
        state=facts.state,
        standing=standing_of(facts, today),
        days_late=days_late(facts, today),
        verdict=facts.verdict,
        sentence=last.sentence if last else "",
        read_on=last.read_on if last else None,
    )


def _change(actor: Actor, row: Any, today: date) -> ChangeRow:
    late = (today - row.due_on).days if row.done_on is None else 0
    return ChangeRow(
        ref=row.ref,
        kind=ChangeKind(row.kind),
        words=row.words,
        owner=row.owner.title,
        due_on=row.due_on,
        done_on=row.done_on,
        teams=tuple(row.teams),
        days_late=max(0, late),
        may_make=row.done_on is None and may_make(actor, row.owner_id, today=today),
    )


def _decision(lesson: Any) -> DecisionRow | None:
    last = max(lesson.decisions.all(), key=lambda each: each.pk, default=None)
    if last is None:
        return None
    return DecisionRow(
        decided=LessonState(last.decided),
        reason=last.reason,
        decided_on=last.decided_on,
        decided_by=last.recorded_by.name if last.recorded_by else "",
        read_on=next((x.read_on for x in lesson.readings.all() if x.pk == last.reading_id), None),
        reading=last.reading_id,
    )


def _asks(lesson: Any) -> str:
    if not lesson.question:
        return ""
    return tool_in_force(lesson.tool, lesson.written_on).question(lesson.question).asks


def _comparing(lesson: Any) -> Work | None:
    """The work of comparing it, while it waits or runs."""
    found = standing(name=COMPARE, key=lesson.ref)
    return None if found is None or found.is_over else found


def _why_not(lesson: Any, readings: Sequence[Any], today: date) -> str:
    """Why it cannot be compared now; empty when it can."""
    last = readings[0].read_on if readings else None
    try:
        check_may_read(LessonState(lesson.state), last_on=last, today=today)
    except Refusal as refusal:
        return refusal.sentence
    return ""
