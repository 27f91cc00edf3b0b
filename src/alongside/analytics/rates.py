"""The base of a rate: a population by year and group, put beside events by period and group."""

from collections.abc import Sequence
from datetime import date

import ibis

from alongside.analytics.measuring import Rate


def with_population(
    counted: ibis.Table, population: ibis.Table, measure: Rate, *, by: Sequence[str]
) -> ibis.Table:
    """The events of each period and group, with the population of the year in which the period
    begins as denominator.

    A group that has a base but no events gets a row of none; events without a base are missing.
    """
    bases = _bases(_periods(counted), population, measure, by=by)
    axes = ["period", *by]
    beside = counted.outer_join(bases, axes, rname="{name}_of_base")
    base = beside.base
    has_base = base.notnull()
    met = beside.numerator.fill_null(0)
    return beside.select(
        **{name: beside[name].coalesce(beside[f"{name}_of_base"]) for name in axes},
        numerator=ibis.ifelse(has_base, met, 0),
        denominator=base.fill_null(0),
        excluded=beside.excluded.fill_null(0),
        missing=beside.missing.fill_null(0) + ibis.ifelse(has_base, 0, met),
        pending=beside.pending.fill_null(0),
    )


def population_of(
    population: ibis.Table, measure: Rate, *, by: Sequence[str], period: date | None
) -> ibis.Table:
    """The population's rows of every group that are the base of that period."""
    rows = _people(population, measure, by=by)
    return rows.filter(ibis.literal(False) if period is None else rows.year == period.year)


def _people(population: ibis.Table, measure: Rate, *, by: Sequence[str]) -> ibis.Table:
    """With ``year`` and ``people``; people of a group that is not known are nobody's base."""
    rows = population.mutate(
        year=population[measure.population_on].year(), people=population[measure.population]
    )
    return rows.filter(rows.year.notnull(), *(rows[name].notnull() for name in by))


def _periods(counted: ibis.Table) -> ibis.Table:
    periods = counted.filter(counted.period.notnull()).select("period").distinct()
    return periods.mutate(year=periods.period.year())


def _bases(
    periods: ibis.Table, population: ibis.Table, measure: Rate, *, by: Sequence[str]
) -> ibis.Table:
    rows = _people(population, measure, by=by)
    totals = rows.aggregate(
        by=["year", *by], base=rows.people.sum(), unknown=rows.count(where=rows.people.isnull())
    )
    whole = totals.filter(totals.unknown == 0).drop("unknown")
    return periods.inner_join(whole, "year").select("period", "base", *by)
