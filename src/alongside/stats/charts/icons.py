"""Icons: what a special cause means for people, and whether the target can be relied on."""

import numpy as np
from numpy.typing import NDArray

from alongside.kernel.refusals import Refusal
from alongside.stats.charts.segments import Bools, Floats
from alongside.stats.charts.words import Assurance, Variation

GOOD = {"increase": 1, "decrease": -1, "neutral": 0}
VARIATIONS = tuple(Variation)
ASSURANCES = tuple(Assurance)
_COMMON = VARIATIONS.index(Variation.COMMON_CAUSE)
_IMPROVEMENT = VARIATIONS.index(Variation.IMPROVEMENT_HIGH)  # each low type follows its high one
_CONCERN = VARIATIONS.index(Variation.CONCERN_HIGH)
_NEUTRAL = VARIATIONS.index(Variation.NEUTRAL_HIGH)


def good_directions(directions: object, *, series: int) -> NDArray[np.int8]:
    """1 where higher is better, -1 where lower is, 0 where neither: one for each series."""
    named = [directions] * series if isinstance(directions, str) else directions
    if not isinstance(named, list | tuple) or len(named) != series:
        raise Refusal("Give one direction, or one for each series.", field="direction")
    unknown = [name for name in named if name not in GOOD]
    if unknown:
        raise Refusal(
            f"“{unknown[0]}” is not a direction. Choose increase, decrease or neutral.",
            field="direction",
        )
    return np.array([GOOD[name] for name in named], dtype=np.int8)


def point_types(directions: NDArray[np.int8], *, good: NDArray[np.int8]) -> NDArray[np.int8]:
    """Positions in ``VARIATIONS`` for each point (series, points), by the way that is ``good``.

    High or rising is an improvement if an increase is good and a concern if a decrease is.
    """
    wanted = good[:, np.newaxis]
    kind = np.where(wanted == 0, _NEUTRAL, _CONCERN)
    kind = np.where((wanted != 0) & (directions == wanted), _IMPROVEMENT, kind)
    types = kind + (directions < 0)
    return np.where(directions == 0, _COMMON, types).astype(np.int8)


def last_positions(judged: Bools) -> NDArray[np.intp]:
    """The last judged point of each series; -1 where there is none."""
    if not judged.shape[1]:
        return np.full(len(judged), -1, dtype=np.intp)
    from_end = judged[:, ::-1].argmax(axis=1)
    return np.where(judged.any(axis=1), judged.shape[1] - 1 - from_end, -1)


def assurances(
    target_places: NDArray[np.int8], *, good: NDArray[np.int8], has_icon: Bools
) -> NDArray[np.int8]:
    """Positions in ``ASSURANCES`` for each series, from where the target lies at the last point.

    A target above the upper limit is missed if an increase is good and met if a decrease is; below
    the lower limit the reverse. Touching a limit or between the limits is hit or miss.
    """
    met = (target_places == -good) & (target_places != 0)
    missed = (target_places == good) & (target_places != 0)
    chosen = np.full(len(good), ASSURANCES.index(Assurance.INCONSISTENT))
    chosen[met] = ASSURANCES.index(Assurance.PASS)
    chosen[missed] = ASSURANCES.index(Assurance.FAIL)
    chosen[~has_icon | (good == 0)] = ASSURANCES.index(Assurance.NONE)
    return chosen.astype(np.int8)


def current_targets(targets: Floats) -> Floats:
    """The target in force at the end of each series: the last one that is not missing."""
    positions = last_positions(~np.isnan(targets))
    if not targets.shape[1]:
        return np.full(len(targets), np.nan)
    return np.where(positions < 0, np.nan, targets[np.arange(len(targets)), positions])
