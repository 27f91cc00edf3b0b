"""Published figures for tests, brought in by the operation that brings in real ones."""

from datetime import UTC, date, datetime

from alongside.config.operator import operator_anywhere
from alongside.exchange.releases.authorities import authorities
from alongside.measures.operations.published import record_published
from alongside.measures.releasing import NewNeighbour, NewPublished, NewRelease
from alongside.measures.rules.figures import percentage
from tests.plan.factories import Place

AT = datetime(2025, 6, 2, 8, 0, tzinfo=UTC)
CODE = "plans_issued_within_20_weeks_including_exceptions"
YORK, LEEDS, DORSET, YORKSHIRE, ENGLAND = (
    "E06000014", "E08000035", "E06000059", "E12000003", "E92000001",
)  # fmt: skip
Shares = dict[str, tuple[int, int] | str]
BESIDE: Shares = {
    YORK: (121, 192),
    LEEDS: (300, 500),
    DORSET: "confidential",
    YORKSHIRE: (3502, 5398),
    ENGLAND: (35470, 61269),
}


def in_york(place: Place) -> None:
    place.area.dfe_code = "816"
    place.area.save()


def every_authority(**others: tuple[int, int]) -> Shares:
    """The same for all of them but York and those that are named."""
    found: Shares = dict.fromkeys(authorities(), (50, 100))
    return found | BESIDE | {DORSET: (60, 100)} | dict(others)


def publish(
    shares: Shares, *, year: int = 2021, code: str = CODE, doubt: str = "", title: str = "EHC plans"
) -> None:
    figures = [_figure(area, told, year, code, doubt) for area, told in shares.items()]
    neighbours = (
        NewNeighbour(YORK, LEEDS, 1, "2021-04"),
        NewNeighbour(YORK, DORSET, 2, "2021-04"),
    )
    record_published(
        actor=operator_anywhere(),
        at=AT,
        new=NewRelease(
            kind="ehc_plans",
            title=f"{title} {year}",
            publisher="Department for Education",
            licence="Open Government Licence v3.0",
            period_words=str(year),
            published_order=year * 10000 + 117,
            digest=f"{year}{title}{code}".ljust(64, "0")[:64],
            kept_as={},
            doubts=(),
            figures=tuple(figures),
            neighbours=neighbours,
        ),
    )


def _figure(
    area: str, told: tuple[int, int] | str, year: int, code: str, doubt: str
) -> NewPublished:
    top, base = (None, None) if isinstance(told, str) else told
    return NewPublished(
        code=code,
        area_code=area,
        period_from=date(year, 1, 1),
        period_until=date(year + 1, 1, 1),
        value=None if top is None or base is None else percentage(top, base),
        numerator=top,
        denominator=base,
        missing=told if isinstance(told, str) else "",
        doubt=doubt,
    )
