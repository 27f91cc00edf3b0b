"""Finding a theme, a finding, a lesson or its change before something is done with it. Not there and not theirs
are the same.
"""

from datetime import date
from typing import Any

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Hidden, Refusal
from alongside.people.finding import find, find_post
from alongside.people.models import Post
from alongside.people.queries import posts_held_by
from alongside.quality import perms
from alongside.quality.models import Audit, Finding, Lesson, LessonChange, Sweep, Theme
from alongside.quality.rules.codes import AuditState, LessonState, Verdict
from alongside.quality.rules.learning import OPEN, ChangeFacts, LessonFacts


def find_theme(actor: Actor, ref: str) -> Theme:
    """Locked, for whoever keeps lessons. Raises Hidden."""
    actor.check_may(perms.LEAD)
    return find(Theme, actor, ref)


def find_finding(actor: Actor, ref: str) -> Finding:
    """Locked, for whoever keeps lessons. Raises Hidden."""
    actor.check_may(perms.LEAD)
    return find(Finding, actor, ref)


def find_lesson(actor: Actor, ref: str, *, needs: tuple[str, ...] = (perms.LEAD,)) -> Lesson:
    """Locked. Raises Hidden."""
    if not any(actor.may(each) for each in needs):
        raise Hidden("lesson")
    return find(Lesson, actor, ref)


def find_change(actor: Actor, ref: str, *, today: date) -> LessonChange:
    """Locked with its lesson, for whoever keeps lessons and for whoever holds the post that makes it. Raises
    Hidden.
    """
    rows = LessonChange.objects.visible_to(actor).filter(ref=ref)
    found: LessonChange | None = (
        rows.select_for_update(of=("self",)).select_related("lesson").first()
    )
    if found is None or not may_make(actor, found.owner_id, today=today):
        raise Hidden("change")
    found.lesson = Lesson.objects.visible_to(actor).select_for_update().get(pk=found.lesson_id)
    return found


def may_make(actor: Actor, owner_id: int, *, today: date) -> bool:
    """Say of a change that it was made."""
    if actor.may(perms.LEAD):
        return True
    if not any(actor.may(each) for each in perms.READS_RESULTS):
        return False
    return owner_id in set(posts_held_by(actor, today).values_list("post_id", flat=True))


def find_audit_that_found(actor: Actor, ref: str) -> Audit:
    """One that was submitted: any for whoever keeps lessons, and one’s own. Raises Hidden."""
    rows = Audit.objects.visible_to(actor).filter(ref=ref, state=AuditState.SUBMITTED.value)
    if not actor.may(perms.LEAD):
        actor.check_may(perms.AUDIT)
        rows = rows.filter(auditor=actor.person_id)
    related = rows.select_related(
        "auditor", "item__author", "item__case__child", "item__submission"
    )
    found: Audit | None = related.first()
    if found is None:
        raise Hidden("audit")
    return found


def find_sweep_that_found(actor: Actor, ref: str) -> Sweep:
    """Raises Hidden."""
    actor.check_may(perms.LEAD)
    return find(Sweep, actor, ref)


def open_post(actor: Actor, ref: str, *, today: date) -> Post:
    """Raises Refusal for none and for one that is closed, and Hidden."""
    found = find_post(actor, ref)
    if found is None or (found.closed_on is not None and found.closed_on <= today):
        raise Refusal("Choose a post that is not closed.", field="owner")
    return found


def facts_of(lesson: Lesson) -> LessonFacts:
    """From the lesson with its changes, its readings, what it was changed into, and ``last_decided_on``."""
    last: Any = next(iter(sorted(lesson.readings.all(), key=lambda each: -each.pk)), None)
    following: Any = lesson.changed_into
    return LessonFacts(
        state=LessonState(lesson.state),
        due_on=lesson.due_on,
        changes=tuple(
            ChangeFacts(due_on=x.due_on, done_on=x.done_on) for x in lesson.changes.all()
        ),
        verdict=Verdict(last.verdict) if last else None,
        is_untellable=bool(last and last.numbers.get("is_untellable")),
        has_next=following is not None,
        is_next_open=following is not None and LessonState(following.state) in OPEN,
        decided_on=getattr(lesson, "last_decided_on", None),
    )
