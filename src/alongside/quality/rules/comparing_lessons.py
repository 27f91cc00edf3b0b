"""Whether a lesson changed what is written: EHC plans or reviews from before its change beside those after.

**Who counts.** Before: issued (or held) in the two years before the first change was made. After: begun on
the day of the last change or later. What was being written meanwhile counts nowhere, and each child counts
once a side, since two EHC plans of one child are not two witnesses. Where the changes reached only some
teams, the others are the comparison group, and its own change is taken off.

**What taught the lesson cannot prove it.** A question is picked because its marks were low, and low marks
rise by themselves when they are looked at again (regression to the mean; Barnett, van der Pols and Dobson,
International Journal of Epidemiology 2005, 34:215). Whatever lay in the samples in which the findings were
made is left out of what was before.

**Looking again and again.** A reading is made each month. A range of 95% each time would cry wolf far more
often than once in twenty (Armitage, McPherson and Rowe, Journal of the Royal Statistical Society A 1969,
132:235). So an answer is given at four looks only, once 20, 40, 80 and 160 have come since, each once, with
a range of 99%: by Bonferroni's inequality all four together go wrong at most four times in a hundred,
whatever they have in common. That leaves one in a hundred for what the ranges only come near to. Readings
in between repeat the last look. A further change begins a new series.

**Units.** A share counts EHC plans or reviews, never rows: rows of one EHC plan are written by one hand.
For rows of help each EHC plan counts with its own share, and the means of EHC plans are set apart (Donner
and Klar, Design and Analysis of Cluster Randomization Trials, 2000, chapter 6).

A comparison says that something changed, not why. Only the worker and whoever asks load this module.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from alongside.quality.rules.codes import Effect, Verdict
from alongside.quality.rules.compared import LOOKS, Compared, Look, Made, SideShown, Unit
from alongside.stats.change import (
    Measurements,
    ShareCounts,
    change_in_means,
    change_in_shares,
)
from alongside.stats.contrasts import mean_side, share_side
from alongside.stats.sample_size import sample_for_difference
from alongside.stats.verdict import Change, ChangeOptions
from alongside.stats.verdict import Verdict as Found

CONFIDENCE = 0.99
MEANINGFUL = 0.2
"""A change of 20 points is worth finding: below it few would keep a new template for it."""
LOOKS_BACK = timedelta(days=730)
NOUNS: Mapping[Effect, str] = {
    Effect.QUESTION: "audits",
    Effect.SPECIFIC_HELP: "EHC plans",
    Effect.PLAIN_WORDS: "EHC plans",
    Effect.REVIEW_IN_TIME: "reviews",
    Effect.REVIEW_VOICE: "reviews",
}
VERDICTS: Mapping[Found, Verdict] = {
    Found.UP: Verdict.BETTER,
    Found.DOWN: Verdict.WORSE,
    Found.NO_DIFFERENCE_SHOWN: Verdict.NO_EVIDENCE,
    Found.TOO_EARLY: Verdict.TOO_EARLY,
    Found.CANNOT_TELL: Verdict.NO_EVIDENCE,
}
OPENINGS: Mapping[Verdict, str] = {
    Verdict.BETTER: "Better",
    Verdict.WORSE: "Worse",
    Verdict.NO_EVIDENCE: "No evidence of change",
    Verdict.TOO_EARLY: "Too early to tell",
}


@dataclass(frozen=True, slots=True)
class _Group:
    before: list[float]
    after: list[float]


@dataclass(frozen=True, slots=True)
class _Sorted:
    groups: tuple[_Group, ...]
    left_out: Mapping[str, int]

    @property
    def least_before(self) -> int:
        return min(len(each.before) for each in self.groups)

    @property
    def least_after(self) -> int:
        return min(len(each.after) for each in self.groups)


def compare(
    units: Iterable[Unit],
    *,
    effect: Effect,
    made: Sequence[Made],
    today: date,
    looks: Sequence[Look] = (),
) -> Compared:
    """``looks`` are those taken so far, the earliest first. ``made`` has at least one change."""
    since = max(each.on for each in made)
    found = _sorted(units, made)
    taken = [each for each in looks if each.since == since]
    due = _due(found, taken)
    if due is not None:
        taken.append(_look(found, effect, since=since, wanted=due, today=today))
    told = _answer(found, effect, taken)
    kept = [each for each in looks if each.since != since]
    return Compared(
        verdict=told[0],
        sentence=told[1],
        is_untellable=not taken and _is_untellable(found),
        sides=taken[-1].sides if taken else tuple(_shown(found, effect)),
        looks=(*kept, *taken),
        after_now=found.least_after,
        next_look=next((each for each in LOOKS if each > _last(taken)), None),
        needed=_needed(found),
        left_out=found.left_out,
    )


# ---- Who counts ----


def _sorted(units: Iterable[Unit], made: Sequence[Made]) -> _Sorted:
    first, since = min(each.on for each in made), max(each.on for each in made)
    reached = _reached(made)
    left_out = dict.fromkeys(("taught", "meanwhile", "same_child", "earlier"), 0)
    before: dict[tuple[bool, int], float] = {}
    after: dict[tuple[bool, int], float] = {}
    for each in sorted(units, key=lambda unit: (unit.on, unit.child)):
        key = (reached is None or each.team in reached, each.child)
        if each.on < first:
            if why := _why_not_before(each, first):
                left_out[why] += 1
            else:
                left_out["same_child"] += key in before
                before[key] = each.value  # the last one before the change stands
        elif (each.begun_on or each.on) >= since:
            left_out["same_child"] += key in after
            after.setdefault(key, each.value)
        else:
            left_out["meanwhile"] += 1
    sides = (True,) if reached is None else (True, False)
    groups = tuple(_Group(_of(before, reached=side), _of(after, reached=side)) for side in sides)
    return _Sorted(groups, {why: count for why, count in left_out.items() if count})


def _reached(made: Sequence[Made]) -> frozenset[str] | None:
    """The teams that a change reached; None for all."""
    if any(not each.teams for each in made):
        return None
    return frozenset(team for each in made for team in each.teams)


def _why_not_before(unit: Unit, first: date) -> str:
    if unit.on < first - LOOKS_BACK:
        return "earlier"
    return "taught" if unit.taught else ""


def _of(values: Mapping[tuple[bool, int], float], *, reached: bool) -> list[float]:
    return [value for (is_reached, _), value in values.items() if is_reached is reached]


# ---- When an answer is given ----


def _due(found: _Sorted, taken: Sequence[Look]) -> int | None:
    """The largest look that has come and was not taken; None for none. Smaller ones are passed over, so that
    no more than four are ever taken.
    """
    if found.least_before < LOOKS[0]:
        return None
    last = _last(taken)
    return max((each for each in LOOKS if last < each <= found.least_after), default=None)


def _last(taken: Sequence[Look]) -> int:
    return taken[-1].wanted if taken else 0


def _is_untellable(found: _Sorted) -> bool:
    return found.least_before < LOOKS[0] <= found.least_after


def _look(found: _Sorted, effect: Effect, *, since: date, wanted: int, today: date) -> Look:
    change = _change(found, effect)
    verdict = VERDICTS[change.verdict]
    return Look(
        since=since,
        wanted=wanted,
        on=today,
        verdict=verdict,
        sentence=_told(verdict, change, effect),
        change=change.change,
        lower=change.lower,
        upper=change.upper,
        comparison_change=change.comparison_change,
        sides=tuple(_shown(found, effect)),
    )


def _change(found: _Sorted, effect: Effect) -> Change:
    options = ChangeOptions(
        floor=LOOKS[0], meaningful=MEANINGFUL, confidence=CONFIDENCE, noun=NOUNS[effect]
    )
    if effect is Effect.SPECIFIC_HELP:
        means = [Measurements(each.before, each.after) for each in found.groups]
        return change_in_means(
            means[0], comparison=means[1] if len(means) > 1 else None, options=options
        )
    counts = [_counts(each) for each in found.groups]
    return change_in_shares(
        counts[0], comparison=counts[1] if len(counts) > 1 else None, options=options
    )


def _counts(group: _Group) -> ShareCounts:
    return ShareCounts(
        round(sum(group.before)), len(group.before), round(sum(group.after)), len(group.after)
    )


def _needed(found: _Sorted) -> int | None:
    """How many a side would find a change of 20 points with a chance of 80%; twice as many with a comparison
    group. From the share before, or from the mean of the shares, whose spread is never wider.
    """
    before = found.groups[0].before
    share = sum(before) / len(before) if before else 0.5
    after = share + MEANINGFUL if share + MEANINGFUL <= 1 else share - MEANINGFUL
    size = sample_for_difference(share, after=after, confidence=CONFIDENCE)
    return int(size) * len(found.groups)


# ---- How it is said ----


def _answer(found: _Sorted, effect: Effect, taken: Sequence[Look]) -> tuple[Verdict, str]:
    noun = NOUNS[effect]
    if taken:
        return taken[-1].verdict, taken[-1].sentence
    if found.least_after >= LOOKS[0]:
        return Verdict.NO_EVIDENCE, (
            f"It cannot be told: only {_counted(found.least_before, noun)} from before can be compared, "
            f"and at least {LOOKS[0]} are wanted. What taught the lesson does not count."
        )
    return Verdict.TOO_EARLY, f"Too early to tell: {_too_few(found, noun)}"


def _too_few(found: _Sorted, noun: str) -> str:
    """How many are there after the change, and before it where that is too little as well."""
    is_short = found.least_before < LOOKS[0]
    after = _counted(found.least_after, noun)
    if len(found.groups) == 1:
        before = f" Before it there are {found.least_before:,}, which is too few as well."
        return f"{after} after, and at least {LOOKS[0]} are wanted." + (before if is_short else "")
    before = f" Before it, one has {found.least_before:,}, which is too few as well."
    return (
        f"one of the two groups has {after} after the change, and at least {LOOKS[0]} are wanted in each."
        + (before if is_short else "")
    )


def _told(verdict: Verdict, change: Change, effect: Effect) -> str:
    noun = NOUNS[effect]
    before, after = _share(change.before), _share(change.after)
    what = (
        f"{before} of {change.before_base:,} {noun} before, {after} of {change.after_base:,} after"
    )
    if effect is Effect.SPECIFIC_HELP:
        what = (
            f"on average {before} of the rows of help are specific in {change.before_base:,} {noun} "
            f"before, and {after} in {change.after_base:,} after"
        )
    parts = [f"{OPENINGS[verdict]}: {what}."]
    if change.comparison_change is not None:
        parts.append(_elsewhere(_whole(change.comparison_change)))
    if change.change is not None and change.lower is not None and change.upper is not None:
        parts.append(
            f"That is about {_apart(_difference(change))}, with a plausible range of "
            f"{_range(change.lower, change.upper)}."
        )
    return " ".join(parts)


def _elsewhere(points: int) -> str:
    if points == 0:
        return "In the teams that it did not reach it is as before, and nothing is taken off."
    return f"In the teams that it did not reach it is {_apart(points)}, which is taken off."


def _difference(change: Change) -> int:
    """In whole points, so that it adds up with the shares as they are written."""
    own = _whole(change.after or 0.0) - _whole(change.before or 0.0)
    return own - _whole(change.comparison_change or 0.0)


def _apart(points: int) -> str:
    """ "16 points lower" and "1 point higher"; "0 points higher" is as before."""
    noun = "point" if abs(points) == 1 else "points"
    return f"{abs(points)} {noun} {'lower' if points < 0 else 'higher'}"


def _range(lower: float, upper: float) -> str:
    """ "44 lower to 12 higher"; the word once where both ends lie on one side.

    >>> _range(-0.44, 0.12), _range(-0.44, -0.12), _range(0.2, 0.7)
    ('44 lower to 12 higher', '12 to 44 lower', '20 to 70 higher')
    """
    if lower >= 0:
        return f"{_points(lower)} to {_points(upper)} higher"
    if upper <= 0:
        return f"{_points(upper)} to {_points(lower)} lower"
    return f"{_points(lower)} lower to {_points(upper)} higher"


def _share(value: float | None) -> str:
    return "none" if value is None else f"{value:.0%}"


def _whole(value: float) -> int:
    """Whole points, rounded as a share is written."""
    return int(f"{value * 100:.0f}")


def _points(value: float) -> str:
    """Whole points, or one figure where rounding would hide that it is not nought. Higher or lower is said."""
    points = abs(value) * 100
    return f"{points:.0f}" if points >= 0.5 or points == 0 else f"{points:.1g}"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun.removesuffix('s') if count == 1 else noun}"


def _shown(found: _Sorted, effect: Effect) -> Iterable[SideShown]:
    for place, group in enumerate(found.groups):
        for when, values in (("before", group.before), ("after", group.after)):
            yield _side(when, values, effect, is_reached=place == 0)


def _side(when: str, values: list[float], effect: Effect, *, is_reached: bool) -> SideShown:
    is_mean = effect is Effect.SPECIFIC_HELP
    side = (
        mean_side(np.array(values), confidence=0.95)
        if is_mean
        else share_side(round(sum(values)), len(values), confidence=0.95)
    )
    estimate = side.estimate
    return SideShown(
        when=when,
        is_reached=is_reached,
        base=len(values),
        part=None if is_mean else round(sum(values)),
        share=estimate.value if estimate else None,
        lower=_within(estimate.lower) if estimate else None,
        upper=_within(estimate.upper) if estimate else None,
    )


def _within(end: float) -> float:
    """A share lies between 0 and 1; one value alone has no ends."""
    return min(1.0, max(0.0, end))
