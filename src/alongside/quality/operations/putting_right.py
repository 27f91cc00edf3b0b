"""Putting right what was found for one child: opened by a grade, an urgent concern or a sweep, and closed by a review,
by an amendment, or by a decision with its reason. Nothing closes by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db import transaction

from alongside.access.queries import people_who_may
from alongside.casework import perms as casework
from alongside.casework.operations.families.alerts import raise_alert
from alongside.casework.queries.since import (
    finals_issued_after,
    post_that_has,
    reviews_held_after,
)
from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.ledger.operations import record
from alongside.people import queries as people
from alongside.people.models import Post
from alongside.people.versions import check_version
from alongside.quality.fallen_short import found_short
from alongside.quality.models import DrawnItem, PutRight, SweepCandidate
from alongside.quality.on_cases import for_case
from alongside.quality.put_right_finding import find_item_to_raise, find_put_right
from alongside.quality.put_right_posts import check_post_may_have
from alongside.quality.put_right_telling import tell_owner, tell_who_agrees
from alongside.quality.put_right_words import SWEEP_RULES, WHO_JUDGES
from alongside.quality.rules.codes import (
    Because,
    Grade,
    PutRightState,
    SweepRule,
    Way,
)
from alongside.quality.rules.putting_right import (
    Closing,
    Standing,
    check_may_close,
    check_may_hand_over,
    check_may_tell,
    is_said_first,
    what_is_added,
    what_the_grade_found,
    what_the_sweep_found,
)
from alongside.quality.rules.sweeping import judges_of
from alongside.quality.tools import framework_on
from alongside.quality.words import GRADES
from alongside.web.clock import london_day

SUBJECT = "quality.put_right"
NOBODYS = "This case is with nobody. Give it to a post first, so that somebody sees to it."
NO_WORDS = "Say what has to be seen to today."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What opens one, for which case."""

    case_id: int
    because: Because
    what: str
    grade: Grade | None = None
    item: DrawnItem | None = None
    candidate: SweepCandidate | None = None
    questions: Sequence[str] = ()
    is_about_safety: bool = False


@transaction.atomic
def open_from_grade(*, actor: Actor, at: datetime, item: DrawnItem, grade: Grade) -> PutRight:
    """For the grade that counts, when it is worse than Good. Once for each item. Raises Refusal when the case
    was never with anybody.
    """
    there: PutRight | None = item.put_rights.filter(because=Because.GRADE.value).first()
    if there is not None:
        return there
    told = found_short(item)
    found = _Found(
        case_id=item.case_id,
        because=Because.GRADE,
        what=what_the_grade_found(GRADES[grade], told.words),
        grade=grade,
        item=item,
        questions=[each.question.code for each in told.short],
    )
    return _open(actor, at, found)


@transaction.atomic
def open_from_sweep(*, actor: Actor, at: datetime, candidate: SweepCandidate) -> PutRight:
    """For what was found not appropriate, with the reason of whoever judged it. Where another sweep opened
    one for the same version by the same rule, and it is open, the reason is added to that one.
    """
    there = _open_already(candidate)
    if there is not None:
        return _join(actor, at, there, candidate)
    rules = [SWEEP_RULES[each] for each in candidate.found_by]
    who = WHO_JUDGES[judges_of([SweepRule(each) for each in candidate.found_by])]
    what = what_the_sweep_found(rules, who, candidate.judged_why)
    return _open(
        actor,
        at,
        _Found(case_id=candidate.case_id, because=Because.SWEEP, what=what, candidate=candidate),
    )


@transaction.atomic
def raise_urgent(
    *, actor: Actor, at: datetime, item_ref: str, what: str, is_about_safety: bool
) -> PutRight:
    """By whoever marks the item, or leads the round, on the day. A worry about a child’s safety goes to the
    post that the area named as well. The same sent twice stands once. Raises Hidden, and Refusal.
    """
    item = find_item_to_raise(actor, item_ref)
    if not what.strip():
        raise Refusal(NO_WORDS, field="what")
    if twice := _raised_twice(item, what.strip(), is_about_safety=is_about_safety):
        return twice
    made = _open(
        actor,
        at,
        _Found(
            case_id=item.case_id,
            because=Because.URGENT,
            what=what.strip(),
            item=item,
            is_about_safety=is_about_safety,
        ),
    )
    if is_about_safety:
        deputy = for_case(actor, item.case.ref)
        raise_alert(actor=deputy, at=at, case_ref=item.case.ref, worry=what)
    return made


@transaction.atomic
def tell_family(
    *,
    actor: Actor,
    at: datetime,
    put_right_ref: str,
    expected_version: int,
    on: date,
    how: str,
) -> PutRight:
    """That somebody told the family what was found. From then on it stands on the family’s own page."""
    found = find_put_right(actor, put_right_ref, today=london_day(at))
    check_may_tell(_standing(found), on=on, how=how, today=london_day(at))
    check_version(found, expected_version, wanted={}, labels={})
    found.told_on, found.told_how = on, how.strip()
    return _saved(actor, at, found, "quality.tell_family", told_on=on.isoformat())


@transaction.atomic
def close_put_right(
    *, actor: Actor, at: datetime, put_right_ref: str, expected_version: int, closing: Closing
) -> PutRight:
    """Raises Refusal for a review or a version that is not of this case, or was there before. After an urgent
    concern about safety it stays open when the first person says that nothing is needed.
    """
    found = find_put_right(actor, put_right_ref, today=london_day(at))
    reviews = reviews_held_after(actor, found.case_id, found.opened_on)
    versions = finals_issued_after(actor, found.case_id, found.opened_at)
    standing = replace(
        _standing(found),
        reviews=[each.ref for each in reviews],
        versions=[each.ref for each in versions],
    )
    check_may_close(standing, closing, by=actor.person_id, today=london_day(at))
    check_version(found, expected_version, wanted={}, labels={})
    found.arranged, found.arranged_by = closing.arranged.strip(), closing.arranged_by.strip()
    found.arranged_on = closing.arranged_on
    if is_said_first(standing, closing):
        return _say_unneeded(actor, at, found, closing.reason.strip())
    done = {each.ref: each.pk for each in (*reviews, *versions)}
    found.state, found.way = PutRightState.CLOSED.value, closing.way.value
    found.event_id = done[closing.done_by] if closing.way is Way.REVIEW else None
    found.plan_id = done[closing.done_by] if closing.way is Way.AMENDMENT else None
    found.reason = closing.reason.strip()
    found.closed_on, found.closed_at, found.closed_by_id = london_day(at), at, actor.person_id
    return _saved(actor, at, found, "quality.close_put_right", way=closing.way.value)


@transaction.atomic
def hand_over_put_right(
    *, actor: Actor, at: datetime, put_right_ref: str, expected_version: int, post_ref: str
) -> PutRight:
    """To another post, whose holders may see to it. Its day stays. Raises Refusal."""
    found = find_put_right(actor, put_right_ref, today=london_day(at))
    post = people.post(actor, post_ref)
    check_may_hand_over(_standing(found), owner=found.owner_id, to=post.pk)
    check_version(found, expected_version, wanted={}, labels={})
    check_post_may_have(actor, found.case_id, post, at=at)
    found.owner = post
    saved = _saved(actor, at, found, "quality.hand_over_put_right", post=post.ref)
    tell_owner(actor, at, saved)
    return saved


def _raised_twice(item: DrawnItem, what: str, *, is_about_safety: bool) -> PutRight | None:
    """What the same page raised before, while it is open."""
    rows = PutRight.objects.in_area(item.area_id).filter(
        item=item,
        because=Because.URGENT.value,
        state=PutRightState.OPEN.value,
        what=what,
        is_about_safety=is_about_safety,
    )
    there: PutRight | None = rows.first()
    return there


def _say_unneeded(actor: Actor, at: datetime, found: PutRight, why: str) -> PutRight:
    """It stays open, and whoever leads casework is asked to look."""
    found.unneeded_by_id, found.unneeded_at, found.unneeded_why = actor.person_id, at, why
    saved = _saved(actor, at, found, "quality.say_unneeded")
    tell_who_agrees(actor, at, saved)
    return saved


def _open_already(candidate: SweepCandidate) -> PutRight | None:
    """What a sweep opened for the same version by one of the same rules."""
    if candidate.plan_id is None:
        return None
    rows = PutRight.objects.in_area(candidate.area_id).select_for_update(of=("self",))
    found = rows.filter(
        because=Because.SWEEP.value,
        state=PutRightState.OPEN.value,
        candidate__plan=candidate.plan_id,
    )
    for each in found.select_related("candidate").order_by("id"):
        if each.candidate and set(each.candidate.found_by) & set(candidate.found_by):
            joined: PutRight = each
            return joined
    return None


def _join(actor: Actor, at: datetime, there: PutRight, candidate: SweepCandidate) -> PutRight:
    candidate.joined = there
    candidate.save(update_fields=["joined"])
    who = WHO_JUDGES[judges_of([SweepRule(each) for each in candidate.found_by])]
    there.what = what_is_added(there.what, who, candidate.judged_why)
    saved = _saved(actor, at, there, "quality.join_put_right", candidate=candidate.ref)
    tell_owner(actor, at, saved)
    return saved


def _open(actor: Actor, at: datetime, found: _Found) -> PutRight:
    today = london_day(at)
    due_on = framework_on(today).put_right_by(
        because=found.because, grade=found.grade, opened_on=today
    )
    made: PutRight = PutRight.objects.create(
        area_id=actor.area_id,
        case_id=found.case_id,
        because=found.because.value,
        item=found.item,
        candidate=found.candidate,
        questions=list(found.questions),
        is_about_safety=found.is_about_safety,
        what=found.what,
        owner=_owner(actor, at, found.case_id),
        opened_on=today,
        due_on=due_on,
        opened_at=at,
        opened_by_id=actor.person_id,
    )
    _record(actor, at, made, "quality.open_put_right", because=made.because, due_on=str(due_on))
    tell_owner(actor, at, made)
    return made


def _owner(actor: Actor, at: datetime, case_id: int) -> Post:
    """The post that has the case, or had it last; else a post of somebody who gives cases to posts."""
    today = london_day(at)
    found = post_that_has(actor.area_id, case_id, today=today)
    if found is not None:
        return found
    leads = {each.pk for each in people_who_may(actor, casework.ASSIGN, at=at)}
    held = people.holdings_of(actor).filter(person__in=leads)
    for holding in held.select_related("post").order_by("post_id"):
        if people.holders_of([holding.post], today):
            post: Post = holding.post
            return post
    raise Refusal(NOBODYS)


def _standing(found: PutRight) -> Standing:
    return Standing(
        state=PutRightState(found.state),
        opened_on=found.opened_on,
        told_on=found.told_on,
        is_urgent=found.because == Because.URGENT,
        is_about_safety=found.is_about_safety,
        unneeded_by=found.unneeded_by_id,
    )


def _saved(actor: Actor, at: datetime, found: PutRight, verb: str, **said: str) -> PutRight:
    found.version += 1
    found.save()
    _record(actor, at, found, verb, **said)
    return found


def _record(actor: Actor, at: datetime, found: PutRight, verb: str, **said: str) -> None:
    """Codes and days, and no word of what was found."""
    record(actor=actor, at=at, verb=verb, subject=SUBJECT, subject_ref=found.ref, detail=said)
