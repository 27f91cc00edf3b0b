"""What was promised of a measure: each target with what it asks for, from where, and how the latest
figure stands to it.
"""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from alongside.kernel.actor import Actor
from alongside.measures import perms
from alongside.measures.codes import Better, Change, Level, TargetState
from alongside.measures.queries.one_measure import OneMeasure, TargetView
from alongside.measures.queries.protected import plain_point
from alongside.measures.readings import Aim
from alongside.measures.rules.figures import Target, is_met
from alongside.measures.rules.targets import Baseline, Promise, expected_on, figure_to_reach
from alongside.measures.words import (
    LEVELS,
    TARGET_STATES,
    met_words,
    promise_words,
    target_words,
    value_words,
    with_unit,
)
from alongside.web.components import Door, RecordedItem
from alongside.web.markup import tag
from alongside.web.writing import day, number

TARGET_COLOURS = {
    TargetState.ACTIVE: "green",
    TargetState.DRAFT: "amber",
    TargetState.ENDED: "grey",
}
PAST_ITS_DAY = "Active, past its day"


def targets(actor: Actor, found: OneMeasure, today: date) -> tuple[RecordedItem, ...]:
    order = {TargetState.ACTIVE: 0, TargetState.DRAFT: 1, TargetState.ENDED: 2}
    levels = list(LEVELS)
    shown = sorted(found.targets, key=lambda each: (order[each.state], levels.index(each.level)))
    return tuple(_target(actor, found, each, today) for each in shown)


def _target(actor: Actor, found: OneMeasure, each: TargetView, today: date) -> RecordedItem:
    promise, unit = each.promise, found.definition.unit
    by = f", by {day(promise.by_on)}" if promise.by_on else ""
    return RecordedItem(
        title=f"{LEVELS[each.level]}: {promise_words(promise, unit)}{by}",
        body=_warning(found, each),
        tag=_tag(each, today),
        notes=tuple(_notes(found, each, today)),
        doors=tuple(_doors(actor, each)) if found.definition.is_in_use else (),
        is_struck=each.state is TargetState.ENDED,
    )


def is_past(promise: Promise, today: date) -> bool:
    return promise.by_on is not None and promise.by_on < today


def _tag(each: TargetView, today: date) -> str:
    if each.state is TargetState.ACTIVE and is_past(each.promise, today):
        return tag(PAST_ITS_DAY, "amber")
    return tag(TARGET_STATES[each.state].partition(":")[0], TARGET_COLOURS[each.state])


def _notes(found: OneMeasure, each: TargetView, today: date) -> Iterator[str]:
    if each.state is TargetState.ACTIVE:
        yield from _stands(found, each, today)
    yield from _asks(found, each)
    if each.ended_at:
        yield f"Ended on {day(each.ended_at)}: {each.why_ended}"
    elif each.activated_at:
        yield f"Active since {day(each.activated_at)}"
    else:
        yield f"Drafted on {day(each.set_at)}{f' by {each.set_by}' if each.set_by else ''}"


def _stands(found: OneMeasure, each: TargetView, today: date) -> Iterator[str]:
    """How the latest figure stands to it, where this person may see that figure."""
    aim = _aim(found, each)
    if aim is None and found.judged.latest:
        yield "The figures are being held against it. That takes up to a minute."
    if aim and aim.is_met is not None:
        yield f"With the latest figure: {met_words(aim.certainty, is_met=aim.is_met)}"
        yield from _on_the_way(found, each, today)
    if is_past(each.promise, today):
        yield "Its day has passed, and it is still active. End it, or set another."


def _warning(found: OneMeasure, each: TargetView) -> str:
    """Why the records that are expected can never show it, as it was said when it was set."""
    return found.warnings.get(each.ref, "")


def _aim(found: OneMeasure, each: TargetView) -> Aim | None:
    """What was judged of this very target; None until the figures are judged again after a change."""
    aim = found.judged.core if each.level is Level.CORE else found.judged.stretched
    reach = _reach(found, each)
    said = target_words(reach, found.definition.unit) if reach else ""
    return aim if aim and aim.words == said else None


def _reach(found: OneMeasure, each: TargetView) -> Target | None:
    return figure_to_reach(each.promise, Better(found.definition.better))


def _on_the_way(found: OneMeasure, each: TargetView, today: date) -> Iterator[str]:
    """The latest milestone whose day has come, beside the latest figure."""
    step, latest = expected_on(each.promise.steps, today), found.judged.latest
    if step is None or latest is None:
        return
    unit = found.definition.unit
    reached = is_met(plain_point(latest), Target(step.value, each.promise.comparator))
    yield (
        f"By {day(step.on)} it should have been {with_unit(f'{step.value.normalize():,f}', unit)}: "
        f"{value_words(latest.value, unit)} {'keeps to' if reached else 'falls short of'} that"
    )


def _asks(found: OneMeasure, each: TargetView) -> Iterator[str]:
    promise, unit, reach = each.promise, found.definition.unit, _reach(found, each)
    if reach and promise.change is not Change.REACH:
        yield f"The figure to reach is {target_words(reach, unit)}"
    if promise.steps:
        told = (
            f"{with_unit(f'{s.value.normalize():,f}', unit)} by {day(s.on)}" for s in promise.steps
        )
        yield f"On the way: {', '.join(told)}"
    if promise.baseline:
        yield _baseline_words(promise.baseline, unit)
    if promise.expected_sample:
        yield f"Records behind one figure: {number(promise.expected_sample)}"


def _baseline_words(base: Baseline, unit: str) -> str:
    value = with_unit(f"{base.value.normalize():,f}", unit)
    return f"Baseline: {value} on {day(base.on)}, of {base.population or 'people not named yet'}"


def _doors(actor: Actor, each: TargetView) -> Iterator[Door]:
    if not actor.may(perms.DEFINE) or each.state is TargetState.ENDED:
        return
    here = [actor.area_slug, each.ref]
    if each.state is TargetState.DRAFT:
        yield Door("Make active", reverse("measures:activate_target", args=here))
        yield Door("Change", reverse("measures:change_target", args=here))
    words = "Withdraw this draft" if each.state is TargetState.DRAFT else "End this target"
    yield Door(words, reverse("measures:end_target", args=here))
