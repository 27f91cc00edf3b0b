"""What a judgement of charts gives back: everything that a page or a drawing needs."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from alongside.stats.charts.limits import Band
from alongside.stats.charts.profiles import Profile
from alongside.stats.charts.segments import Bools, Floats
from alongside.stats.charts.special_causes import SpecialCauses
from alongside.stats.charts.words import Assurance, Label, Variation, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyJudgements:
    """Judgements of a table of series. Arrays are (series, points) unless said otherwise.

    ``values`` are on the scale of ``limits``; ``drawn`` are the limits cut off where no value can
    be. ``group_numbers`` start at 0 in each series; ``group_sizes`` is the length of the point's
    group. ``is_judged``: has a value and is not ghosted. ``sides``: 1 above the centre, -1 below, 0
    on it. ``causes`` holds the flags of each rule. ``point_types``, ``variations`` (series,) and
    ``assurances`` (series,) hold codes of ``words``. ``icon_positions`` (series,): the point the
    icons are from, the last judged one, -1 for none. ``current_targets`` (series,): NaN for none.
    ``is_provisional``: the group is short, so its limits are drawn dashed. ``is_short``: the group
    deserves a warning. ``has_limits``: the group has limits. ``does_not_vary``: the limits rest on
    no variation. ``spread`` and ``is_screened``: see ``Limits``.
    """

    profile: Profile
    values: Floats
    limits: Band
    drawn: Band
    group_numbers: NDArray[np.intp]
    group_sizes: NDArray[np.intp]
    is_judged: Bools
    sides: NDArray[np.int8]
    causes: SpecialCauses
    point_types: NDArray[np.str_]
    variations: NDArray[np.str_]
    assurances: NDArray[np.str_]
    icon_positions: NDArray[np.intp]
    current_targets: Floats
    is_provisional: Bools
    is_short: Bools
    has_limits: Bools
    does_not_vary: Bools
    spread: Floats
    is_screened: Bools


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One stretch between recalculations; ``size`` counts as the profile says.

    ``cause`` and ``approved_by`` are those of the recalculation that starts it, else empty.
    """

    number: int
    starts_on: date
    ends_on: date
    size: int
    is_provisional: bool
    is_short: bool
    cause: str = ""
    approved_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartJudgement:
    """The judgement of one series. Arrays have one entry for each date.

    ``limits`` are for reckoning, ``drawn`` for drawing (cut off where no value can be).
    ``moving_ranges`` (NaN at the first point, beside gaps and across groups) and
    ``moving_range_limits`` are the lower chart of an XmR chart, NaN for other charts.
    ``icons_on`` dates the icons; None without any judged point. ``targets`` is NaN where there is
    none; ``current_target`` is None without one. ``notes`` are sentences for the reader.
    """

    chart: str
    profile: Profile
    dates: tuple[date, ...]
    values: Floats
    targets: Floats
    current_target: float | None
    limits: Band
    drawn: Band
    groups: tuple[Group, ...]
    group_numbers: NDArray[np.intp]
    is_judged: Bools
    is_ghosted: Bools
    is_provisional: Bools
    sides: NDArray[np.int8]
    outside: Bools
    trend: Bools
    two_of_three: Bools
    shift: Bools
    labels: tuple[Label, ...]
    directions: NDArray[np.int8]
    point_types: tuple[Variation, ...]
    variation: Variation
    variation_words: Words
    assurance: Assurance
    assurance_words: Words
    icons_on: date | None
    moving_ranges: Floats
    moving_range_limits: Floats
    notes: tuple[str, ...]
