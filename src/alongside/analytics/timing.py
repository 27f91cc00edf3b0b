"""Measures of time: finished within so many days, and the median days that it took.

Times are whole days between two London days. Open cases are counted by what the snapshot's day says
of them: late once their limit has passed, before that not yet due, and never in silence left out.
"""

from dataclasses import dataclass, field
from typing import Literal, Unpack

import ibis

from alongside.analytics.facts import AS_AT
from alongside.analytics.judging import About, Judged, kept, part_of
from alongside.analytics.measuring import Kind
from alongside.kernel.refusals import Refusal

Cohort = Literal["started", "finished"]
Early = Literal["counted", "left until due"]


class Reading(About, total=False):
    """Further readings of ``within``.

    ``early="left until due"`` keeps early finishers pending until their limit has passed, since
    their slower peers cannot be counted yet; "counted" (the default) counts them at once, which
    makes recent periods look better than they will. ``median=True`` adds the median days of the
    finished cases in the base.
    """

    early: Early
    median: bool


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """See ``within`` and ``median_days``; ``limit`` in days is None where there is none."""

    kind: Kind
    from_: str
    to: str
    cohort: Cohort
    limit: int | None = None
    about: About = field(default_factory=About)
    early: Early = "counted"
    median: bool = False

    def __post_init__(self) -> None:
        if self.limit is not None and self.limit < 0:
            raise Refusal("The limit must be a whole number of days, 0 or more.", field="days")
        if self.cohort == "finished" and self.early != "counted":
            raise Refusal("Among finished cases there is nobody to wait for: leave out “early”.")

    @property
    def columns(self) -> tuple[str, ...]:
        return (self.from_, self.to)

    def judged(self, rows: ibis.Table) -> Judged:
        return self._of_finished(rows) if self.cohort == "finished" else self._of_started(rows)

    def _of_finished(self, rows: ibis.Table) -> Judged:
        finished = rows[self.to]
        days = finished.delta(rows[self.from_], unit="day")
        return Judged(
            part=self._part(rows, days, None),
            kept=self._kept(rows, finished <= rows[AS_AT]),
            on=finished,
            amount=days if self.median else None,
        )

    def _of_started(self, rows: ibis.Table) -> Judged:
        started, as_at = rows[self.from_], rows[AS_AT]
        finished = ibis.cases((rows[self.to] <= as_at, rows[self.to]))
        days = finished.delta(started, unit="day")
        pending = self._pending(days, as_at.delta(started, unit="day"))
        return Judged(
            part=self._part(rows, days, pending),
            kept=self._kept(rows, started.isnull() | (started <= as_at)),
            on=started,
            amount=days if self.median else None,
        )

    def _part(self, rows: ibis.Table, days: ibis.Value, pending: ibis.Value | None) -> ibis.Value:
        return part_of(
            rows,
            self.about,
            met=ibis.literal(True) if self.limit is None else days <= self.limit,
            missing=rows[self.from_].isnull() | (days < 0).fill_null(False),
            pending=pending,
        )

    def _kept(self, rows: ibis.Table, in_cohort: ibis.Value) -> ibis.Value:
        about = kept(rows, self.about)
        return in_cohort if about is None else in_cohort & about

    def _pending(self, days: ibis.Value, waited: ibis.Value) -> ibis.Value:
        if self.limit is None:
            return days.isnull()
        not_due = waited <= self.limit
        return not_due if self.early == "left until due" else days.isnull() & not_due


def within(
    days: int, *, from_: str, to: str, cohort: Cohort = "started", **about: Unpack[Reading]
) -> Times:
    """Finished within ``days``: ``to - from_ <= days``, as it stood on the snapshot's day.

    Of the cases *started* in a period (dated by ``from_``) one that never finished is late once its
    limit has passed, from the day after its last day; before that it is pending. Of the cases
    *finished* (dated by ``to``), open ones are not what it is about. A finish after the snapshot's
    day has not happened, a start after it is no case yet; an empty start, or a finish before its
    start, is missing.

    >>> within(42, from_="asked_on", to="received_on", left_out=_.withdrawn)
    """
    early, median = about.get("early", "counted"), about.get("median", False)
    return Times(Kind.SHARE, from_, to, cohort, days, about, early, median)


def median_days(
    *, from_: str, to: str, cohort: Cohort = "finished", **about: Unpack[About]
) -> Times:
    """The median of ``to - from_`` in days over finished cases; two middle ones are averaged.

    Numerator and denominator both count the cases it was taken of. Of cases *started*, open ones are
    pending, so that the median flatters: use ``stats.survival`` for a wait that is still going on.

    >>> median_days(from_="requested_on", to="issued_on")
    """
    return Times(Kind.MEDIAN, from_, to, cohort, about=about, median=True)
