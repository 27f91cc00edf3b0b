"""Charts to test with: York's published share within twenty weeks, and invented series."""

from datetime import date
from math import sqrt

from alongside.documents.charts.cohort import (
    CohortChart,
    CohortCurve,
    CurveStep,
    cohort_curves,
)
from alongside.documents.charts.comparison import Compared, ComparisonChart, comparison_bars
from alongside.documents.charts.control import control_chart
from alongside.documents.charts.control_values import (
    ControlChart,
    ControlPoint,
    DatedWords,
    Milestone,
)
from alongside.documents.charts.funnel import FunnelArea, FunnelChart, FunnelLimits, funnel_plot
from alongside.documents.charts.palette import Meaning
from alongside.documents.charts.yearly import YearLine, YearlyChart, YearPoint, yearly_lines

SHARES = (88.7, 74.7, 63.0, 88.2, 96.3, 64.8, 98.5)
BASES = (150, 154, 192, 102, 187, 236, 335)
HOSTILE = (
    "<script>alert(1)</script>",
    "</text></svg><script>alert(1)</script>",
    '" onload="alert(1)',
    "{{ value }} &amp; ]]> datum.x",
    "bell\x07 and \ufffe and one\ntwo",
    "x" * 400,
    "smile 🙂 محمد \u202eturned",
)


def york(**changes):
    mean = sum(s * b for s, b in zip(SHARES, BASES, strict=True)) / sum(BASES)
    points = []
    for place, (share, base) in enumerate(zip(SHARES, BASES, strict=True)):
        half = 3 * sqrt(mean * (100 - mean) / base)
        is_low, is_high = share < mean - half, share > mean + half
        meaning = (
            Meaning.CONCERN_LOW
            if is_low
            else Meaning.IMPROVEMENT_HIGH
            if is_high
            else Meaning.COMMON_CAUSE
        )
        year = 2019 + place
        points.append(
            ControlPoint(
                on=date(year, 1, 1),
                label=str(year),
                period=f"The year {year}",
                value=share,
                base=f"{round(share * base / 100)} of {base} plans",
                meaning=meaning,
                centre=mean,
                lower=mean - half,
                upper=min(100.0, mean + half),
                is_provisional=True,
                target=95.0,
            )
        )
    given = {"title": "York", "kind": "p", "unit": "% of new plans", "points": tuple(points)}
    return ControlChart(**(given | changes))


def month(place):
    return date(2019 + (8 + place) // 12, (8 + place) % 12 + 1, 1)


def monthly(words="Something", seed=0):
    points = []
    for place in range(24):
        middle = 42.0 if place < 12 else 68.0
        value = None if place == 5 else middle + (place * 7 + seed) % 11 - 5
        points.append(
            ControlPoint(
                on=month(place),
                label=month(place).strftime("%b %Y"),
                value=value,
                base="" if value is None else words,
                centre=middle,
                lower=middle - 14,
                upper=middle + 14,
                group=int(place >= 12),
                is_ghosted=place == 3,
                target=90.0,
                stretched_target=98.0,
            )
        )
    return ControlChart(
        title=words,
        kind="xmr",
        unit="%",
        points=tuple(points),
        milestones=(
            Milestone(on=month(2), value=50.0),
            Milestone(on=month(20), value=90.0, words=words),
        ),
        recalculations=(DatedWords(on=month(12), words=words),),
        annotations=(DatedWords(on=month(4), words=words),),
    )


def funnel(words="York", areas=153):
    average = 52.0
    found = [
        FunnelArea(
            name=words if n == 0 else f"Area {n}",
            base=40.0 + (n * 97) % 1500,
            value=(n * 31) % 95 + 3.0,
            kind="own" if n == 0 else "neighbour" if n <= 10 else "other",
            place="Within the limits",
        )
        for n in range(areas)
    ]
    limits = []
    for base in range(20, 1601, 40):
        half = sqrt(average * (100 - average) / base)
        limits.append(
            FunnelLimits(
                base=base,
                lower_998=average - 3.09 * half,
                lower_95=average - 1.96 * half,
                upper_95=average + 1.96 * half,
                upper_998=average + 3.09 * half,
            )
        )
    return FunnelChart(
        title=words,
        unit="% of new plans",
        base_words="New plans",
        average=average,
        average_words="England",
        areas=tuple(found),
        limits=tuple(limits),
    )


def comparison(words="York"):
    return ComparisonChart(
        title=words,
        unit="%",
        target=95.0,
        bars=(
            Compared(name="England", value=52.3, lower=52.0, upper=52.6, kind="country"),
            Compared(name=words, value=98.5, lower=96.6, upper=99.4, kind="own", base="330 of 335"),
            Compared(name="Yorkshire and The Humber", value=60.4, kind="region"),
            Compared(name="Hidden", value=None, kind="neighbour", base="Fewer than 5 plans"),
            Compared(name="Poole", value=71.4, lower=64.0, upper=75.0, kind="neighbour"),
        ),
    )


def cohort(words="Started in 2023"):
    steps = tuple(
        CurveStep(day=30 + n * 6, percent=n * 2.5, lower=max(0.0, n * 2.5 - 6), upper=n * 2.5)
        for n in range(1, 40)
    )
    short = tuple(step for step in steps if step.day <= 90)
    return CohortChart(
        title=words,
        curves=(
            CohortCurve(name=words, base="187 requests", steps=steps, until=290),
            CohortCurve(name="Started in 2025", base="90 requests", steps=short, until=100),
        ),
    )


def yearly(words="York"):
    """Seven years; the neighbours have no figure for the last one."""
    together = tuple(
        YearPoint(value=50.0 - n, lower=48.0 - n, upper=52.0 - n, base=words) for n in range(6)
    )
    return YearlyChart(
        title=words,
        unit="%",
        years=tuple(str(2019 + n) for n in range(7)),
        lines=(
            YearLine(
                name=words,
                points=tuple(
                    YearPoint(value=share, lower=share - 3, upper=min(100.0, share + 3), base=words)
                    for share in SHARES
                ),
            ),
            YearLine(
                name="Neighbours together",
                points=(*together, YearPoint(value=None, base="not available")),
            ),
        ),
        notes=(*("",) * 6, words),
    )


def every_chart(words="York"):
    """One of each kind, with the words in every place that takes some."""
    return (
        control_chart(york(title=words)),
        control_chart(monthly(words)),
        funnel_plot(funnel(words)),
        comparison_bars(comparison(words)),
        cohort_curves(cohort(words)),
        yearly_lines(yearly(words)),
    )
