"""Between the rows of targets and the promises that the rules know."""

from alongside.measures.codes import Change, Comparator, Level
from alongside.measures.models import Target
from alongside.measures.rules.targets import Baseline, Promise, Step


def promise_of(target: Target) -> Promise:
    """With its milestones; prefetch ``steps`` for many."""
    return Promise(
        level=Level(target.level),
        value=target.value,
        comparator=Comparator(target.comparator),
        change=Change(target.change) if target.change else None,
        by_on=target.by_on,
        baseline=_baseline(target),
        expected_sample=target.expected_sample,
        steps=tuple(Step(step.on, step.value) for step in target.steps.all()),
    )


def _baseline(target: Target) -> Baseline | None:
    if target.baseline_value is None or target.baseline_on is None:
        return None
    return Baseline(target.baseline_value, target.baseline_on, target.baseline_population)
