"""What an evaluation gives back: counts by period and group, in one fixed order.

A figure is never a float. What it looks like as a percentage, and whether it may be shown, is for
others: ``proportion`` and ``quotient`` are exact.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from alongside.analytics.indicators import Indicator
from alongside.analytics.measuring import Kind, Rate
from alongside.analytics.periods import Every, periods_between
from alongside.kernel.canonical import JSON, canonical_bytes
from alongside.kernel.proportion import Proportion
from alongside.kernel.refusals import Refusal

Group = str | int | bool | None
Amount = int | Decimal


@dataclass(frozen=True, slots=True)
class FigureKey:
    """Which figure: the first day of its period (None: not known, or all is one period) and its
    groups in the order of the indicator's ``by`` (None: not known)."""

    period: date | None = None
    groups: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """Of ``denominator`` cases ``numerator``; ``excluded`` by rule, ``missing`` for want of data and
    ``pending`` still open are outside both. ``value`` is a median in days, where there is one.
    """

    key: FigureKey
    kind: Kind
    numerator: Amount
    denominator: int
    excluded: int = 0
    missing: int = 0
    pending: int = 0
    value: Decimal | None = None
    per: int = 1

    @property
    def proportion(self) -> Proportion:
        """With pending cases among those left out. Raises Refusal when it is not a share."""
        if self.kind is not Kind.SHARE or not isinstance(self.numerator, int):
            raise Refusal(f"A {self.kind} is not a share of anything.")
        left_out = self.excluded + self.pending
        return Proportion(self.numerator, self.denominator, left_out, self.missing)

    @property
    def quotient(self) -> Fraction | None:
        """Numerator for each ``per`` of the denominator, exactly; None without a base."""
        if not self.denominator:
            return None
        return Fraction(self.numerator) * self.per / self.denominator


@dataclass(frozen=True, slots=True)
class FigureTable:
    """All figures of one indicator: tuples of one length, ordered by period and then by groups,
    each with what is not known last."""

    code: str
    kind: Kind
    every: Every
    by: tuple[str, ...]
    per: int
    keys: tuple[FigureKey, ...]
    numerator: tuple[Amount, ...]
    denominator: tuple[int, ...]
    excluded: tuple[int, ...]
    missing: tuple[int, ...]
    pending: tuple[int, ...]
    value: tuple[Decimal | None, ...]

    def __len__(self) -> int:
        return len(self.keys)

    def __iter__(self) -> Iterator[Figure]:
        for row, key in enumerate(self.keys):
            yield Figure(
                key,
                self.kind,
                self.numerator[row],
                self.denominator[row],
                self.excluded[row],
                self.missing[row],
                self.pending[row],
                self.value[row],
                self.per,
            )

    def figure(self, key: FigureKey) -> Figure:
        """The figure of that key; nought of nought ("no cases") where no row fell."""
        for figure in self:
            if figure.key == key:
                return figure
        return Figure(key, self.kind, 0, 0, per=self.per)

    def in_every_period(self, first: date, until: date) -> tuple[Figure, ...]:
        """Each group's figure for every period that touches ``first`` up to before ``until``, so
        that a month without cases is a gap that shows. Figures outside those periods are not in it.
        """
        found = {figure.key: figure for figure in self}
        groups = sorted({key.groups for key in self.keys}, key=group_order)
        keys = [
            FigureKey(period, group)
            for period in periods_between(first, until, every=self.every)
            for group in groups
        ]
        return tuple(found.get(key) or Figure(key, self.kind, 0, 0, per=self.per) for key in keys)

    def as_json(self) -> dict[str, JSON]:
        """Names and plain values; a decimal is text."""
        return {
            "code": self.code,
            "kind": self.kind.value,
            "every": self.every.value,
            "by": list(self.by),
            "per": self.per,
            "period": [None if k.period is None else k.period.isoformat() for k in self.keys],
            "groups": [list(key.groups) for key in self.keys],
            "numerator": [_plain(amount) for amount in self.numerator],
            "denominator": list(self.denominator),
            "excluded": list(self.excluded),
            "missing": list(self.missing),
            "pending": list(self.pending),
            "value": [None if value is None else str(value) for value in self.value],
        }


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of one evaluation, one table for each indicator in the order asked for.

    ``snapshot`` is the digest of the facts they rest on: from the same facts come the same bytes.
    """

    as_at: datetime
    snapshot: str
    tables: tuple[FigureTable, ...]

    def of(self, indicator: Indicator) -> FigureTable:
        """Raises Refusal when it was not among those evaluated."""
        for table in self.tables:
            if (table.code, table.every, table.by) == named(indicator):
                return table
        raise Refusal(f"“{indicator.code}” was not evaluated in that cut.")

    def as_bytes(self) -> bytes:
        """Canonical JSON, equal for equal figures."""
        return canonical_bytes(
            {
                "as_at": self.as_at.isoformat(),
                "snapshot": self.snapshot,
                "tables": [table.as_json() for table in self.tables],
            }
        )


def named(indicator: Indicator) -> tuple[str, Every, tuple[str, ...]]:
    """What tells one table of figures from another."""
    return (indicator.code, indicator.every, indicator.by)


def per_of(indicator: Indicator) -> int:
    """To how many people a rate is; 1 for every other kind."""
    return indicator.measure.per if isinstance(indicator.measure, Rate) else 1


def group_order(groups: tuple[Group, ...]) -> tuple[tuple[bool, int, str], ...]:
    """Sorts groups by number or by letter, with what is not known last."""
    return tuple(
        (group is None, int(group), "")
        if isinstance(group, int)
        else (group is None, 0, group or "")
        for group in groups
    )


def _plain(amount: Amount) -> JSON:
    return str(amount) if isinstance(amount, Decimal) else amount
