"""How a chart is to be judged: settings shared by one series and by many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from numpy.typing import ArrayLike

from alongside.kernel.refusals import Refusal
from alongside.stats.charts.dated import Period
from alongside.stats.charts.profiles import Profile, WhenBoth, profile_with
from alongside.stats.charts.recalculation import Recalculation

Chart = Literal["xmr", "p", "u", "c", "g", "t"]
CHARTS = ("xmr", "p", "u", "c", "g", "t")
Direction = Literal["increase", "decrease", "neutral"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """The rules and the scale.

    ``profile`` with ``screening``, ``run_points`` and ``when_both`` (None: as the profile has
    them): see ``profiles``. ``fix_after``: limits rest on the first so many points of a group. ``laney``: p
    and u charts allow for overdispersion. ``multiplier``: values, limits and target of p and u
    charts are shares times this (None: 100 for p, 1 for u). ``gaps_break_runs``: a missing point
    ends a run. ``lowest``, ``highest``: where no value can be, for drawing only (None: 0 and the
    multiplier for p, 0 for u, c, g and t, nothing for XmR).
    """

    profile: Literal["nhsr", "mdc"] = "mdc"
    screening: bool | None = None
    run_points: int | None = None
    when_both: WhenBoth | None = None
    fix_after: int | None = None
    laney: bool = False
    multiplier: float | None = None
    gaps_break_runs: bool = True
    lowest: float | None = None
    highest: float | None = None

    @property
    def rules(self) -> Profile:
        """The profile in full."""
        return profile_with(
            self.profile,
            screening=self.screening,
            run_points=self.run_points,
            when_both=self.when_both,
        )

    def scale(self, chart: str) -> float:
        """What shares are multiplied by; 1 for charts of plain values."""
        if self.multiplier is None:
            return 100.0 if chart == "p" else 1.0
        if chart not in ("p", "u"):
            raise Refusal("Only p and u charts have a multiplier.", field="multiplier")
        if not 0 < self.multiplier < float("inf"):
            raise Refusal("The multiplier must be a number above 0.", field="multiplier")
        return float(self.multiplier)

    def bounds(self, chart: str) -> tuple[float | None, float | None]:
        """Lowest and highest value that a drawing shows a limit at."""
        lowest = 0.0 if self.lowest is None and chart != "xmr" else self.lowest
        highest = self.scale(chart) if self.highest is None and chart == "p" else self.highest
        if lowest is not None and highest is not None and lowest >= highest:
            raise Refusal("The lowest value must be below the highest.", field="lowest")
        return lowest, highest


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartOptions(Method):
    """Settings for one dated series.

    ``direction``: which way is better. ``target``: one number, or one for each date (None where
    there is none): the last one given is the current one. ``recalculations``: where limits start
    afresh, and why. ``ghosts``: dates drawn but left out of every calculation. ``period``: insert
    a gap wherever a period has no figure (None: take the dates as they are). ``frozen_until``: the
    limits of the stretch in which that date lies rest on its points up to it.
    """

    direction: Direction = "neutral"
    target: float | Sequence[float | None] | None = None
    recalculations: Sequence[Recalculation] = ()
    ghosts: Sequence[date | str] = ()
    period: Period | None = None
    frozen_until: date | str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ManyOptions(Method):
    """Settings for a table of series.

    ``direction``: one for all, or a list of one for each series. ``targets``: one number, one for
    each series (series,), or one for each point (series, points). ``starts`` and ``ghosts``: marks
    of shape (points,) or (series, points), as for ``segments_of``; marks of ``starts`` must come
    from recorded recalculations. ``loose``: marks of points that are judged and move no limits.
    """

    direction: Direction | Sequence[Direction] = "neutral"
    targets: ArrayLike | None = None
    starts: ArrayLike | None = None
    ghosts: ArrayLike | None = None
    loose: ArrayLike | None = None
