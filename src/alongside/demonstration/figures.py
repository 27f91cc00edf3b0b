"""Published figures with their source, entered by the data analyst after they were published."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from alongside.demonstration import content
from alongside.demonstration.stage import Moment, Stage
from alongside.kernel.dates import add_months
from alongside.measures.codes import Better
from alongside.measures.operations import NewFigure, SeriesDetails, create_series, enter_figure

ANALYST = "analyst"


def begin_series(stage: Stage, *, at: datetime) -> None:
    actor = stage.actor(ANALYST, at)
    for facts in content.read("series")["series"]:
        series = create_series(
            actor=actor,
            at=at,
            details=SeriesDetails(
                title=facts["title"],
                unit=facts["unit"],
                source=facts["source"],
                counts_what=facts["counts_what"],
                counted_by=facts["counted_by"],
                publisher=facts["publisher"],
                every_months=facts["every_months"],
                better=Better(facts["better"]),
            ),
        )
        stage.remember("series", facts["key"], series.ref)


def published() -> list[dict[str, Any]]:
    """Every figure with its series and the day on which it was entered."""
    return [
        {
            **row,
            "series": facts["key"],
            "months_long": facts["months_long"],
            "is_of_part": facts["months_long"] < facts["every_months"],
        }
        for facts in content.read("series")["series"]
        for row in content.figures(facts["figures"])
    ]


def enter(stage: Stage, moment: Moment) -> None:
    facts = moment.facts
    period_from = date.fromisoformat(f"{facts['from']}-01")
    enter_figure(
        actor=moment.actor,
        at=moment.at,
        series_ref=stage.ref("series", facts["series"]),
        new=NewFigure(
            period_from=period_from,
            period_until=add_months(period_from, facts["months_long"]),
            value=Decimal(facts["value"]) if "value" in facts else None,
            numerator=_whole(facts.get("numerator")),
            denominator=_whole(facts.get("denominator")),
            is_shorter_meant=facts["is_of_part"],
        ),
    )


def _whole(text: str | None) -> int | None:
    return int(text) if text else None
