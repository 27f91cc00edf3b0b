"""York's measures: defined by the analyst, promised as the action plan has them, and tied to its lines."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from alongside.demonstration import content
from alongside.demonstration.stage import Stage
from alongside.kernel.actor import Actor
from alongside.measures.codes import (
    Accountability,
    Better,
    Change,
    Comparator,
    Kind,
    Level,
    Origin,
    Release,
)
from alongside.measures.operations import (
    NewBasis,
    activate_target,
    annotate,
    define_measure,
    set_target,
    start_series,
    tell_story,
)
from alongside.measures.rules.definitions import Definition
from alongside.measures.rules.targets import Promise
from alongside.plan.operations import link_measure

CONTENT = "measures"
ANALYST, OFFICER = "analyst", "head-of-send"


def define(stage: Stage, *, at: datetime) -> None:
    """Every measure with its series and its targets; a target that is not settled stays a draft."""
    actor = stage.actor(ANALYST, at)
    for facts in content.read(CONTENT)["measures"]:
        measure = define_measure(actor=actor, at=at, new=_definition(stage, facts))
        stage.remember("measure", facts["code"], measure.ref)
        adopted = stage.ref("series", facts["adopts"]) if "adopts" in facts else ""
        series = start_series(
            actor=actor,
            at=at,
            measure_ref=measure.ref,
            new=_basis(facts),
            existing=adopted,
        )
        stage.remember("series of", facts["code"], series.ref)
        for level in Level:
            promised = facts["target" if level is Level.CORE else "stretched"]
            if promised:
                _promise(actor, at, measure.ref, level, promised)


def tie(stage: Stage, *, at: datetime) -> None:
    """The measures of success in the action plan are counted by these series from now on."""
    actor = stage.actor(OFFICER, at)
    for facts in content.read(CONTENT)["measures"]:
        if facts["line"] and "adopts" not in facts:
            row = stage.line(facts["line"]).measures.get(reference=facts["code"])
            link_measure(
                actor=actor,
                at=at,
                measure_ref=row.ref,
                expected_version=row.version,
                series_ref=stage.ref("series of", facts["code"]),
            )


def tell(stage: Stage, *, at: datetime, facts: dict[str, Any]) -> None:
    tell_story(
        actor=stage.actor(facts["by"], at),
        at=at,
        measure_ref=stage.ref("measure", facts["code"]),
        text=facts["text"],
        partners=facts["partners"],
    )


def note(stage: Stage, *, at: datetime, facts: dict[str, Any]) -> None:
    annotate(
        actor=stage.actor(facts["by"], at),
        at=at,
        measure_ref=stage.ref("measure", facts["code"]),
        on=date.fromisoformat(facts["day"]),
        text=facts["text"],
    )


def _basis(facts: dict[str, Any]) -> NewBasis:
    """Entered by hand, unless the content says which of the rooms' indicators counts it."""
    counted_as = facts.get("counted_as", "")
    origin = Origin.COMPUTED if counted_as else Origin.ENTERED
    return NewBasis(source=facts["source"], origin=origin, counted_as=counted_as)


def _definition(stage: Stage, facts: dict[str, Any]) -> Definition:
    low, high = facts["plausible"]
    return Definition(
        code=facts["code"],
        title=facts["title"],
        question=facts["question"],
        kind=Kind(facts["kind"]),
        accountability=Accountability(facts["accountability"]),
        unit=facts["unit"],
        source=facts["source"],
        owner=stage.post(facts["owner"]).ref,
        better=Better(facts["better"]),
        numerator_words=facts["numerator"],
        denominator_words=facts["denominator"],
        left_out_words=facts["left_out"],
        every_months=facts["months"],
        looks_back_months=facts.get("looks_back"),
        plausible_from=Decimal(low) if low else None,
        plausible_until=Decimal(high) if high else None,
        release=Release(facts["release"]),
        review_on=date(2023, 1, 31),
        published_code=facts.get("published_code", ""),
    )


def _promise(
    actor: Actor, at: datetime, measure_ref: str, level: Level, facts: dict[str, Any]
) -> None:
    made = set_target(
        actor=actor,
        at=at,
        measure_ref=measure_ref,
        new=Promise(
            level=level,
            value=Decimal(facts["value"]),
            comparator=Comparator(facts["comparator"]),
            change=Change(facts["change"]) if facts["change"] else None,
            by_on=date.fromisoformat(facts["by"]) if facts["by"] else None,
            expected_sample=facts["sample"],
        ),
    )
    if facts["change"]:
        activate_target(actor=actor, at=at, target_ref=made.ref)
