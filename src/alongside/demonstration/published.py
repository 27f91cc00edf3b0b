"""A few published figures of York and of those beside it, brought in as an import brings them.

York's own series end with what was published by the day of the demonstration. What came out later is
held too, to show more years, and every such figure says that it was published later.
"""

import hashlib
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from alongside.demonstration import content
from alongside.demonstration.stage import LOADER
from alongside.kernel.actor import system_actor
from alongside.kernel.canonical import canonical_bytes
from alongside.measures import perms
from alongside.measures.operations.published import record_published
from alongside.measures.releasing import NewNeighbour, NewPublished, NewRelease
from alongside.measures.rules.figures import percentage
from alongside.web import clock

CONTENT = "published"


def releases() -> list[dict[str, Any]]:
    """In the order in which they came out."""
    found: list[dict[str, Any]] = content.read(CONTENT)["releases"]
    return found


def bring_in(facts: Mapping[str, Any], *, at: datetime) -> None:
    """One release, and with the first of them York's statistical neighbours."""
    actor = system_actor(name=LOADER, area_id=0, area_slug="", permissions=(perms.IMPORT,))
    is_first = facts is releases()[0]
    new = NewRelease(
        kind=facts["kind"],
        title=facts["title"],
        publisher=facts["publisher"],
        licence=facts["licence"],
        period_words=facts["period_words"],
        published_order=facts["published_order"],
        digest=hashlib.sha256(canonical_bytes(dict(facts))).hexdigest(),
        kept_as={"made_from": facts["published_file"], "file": facts["published_name"]},
        doubts=(),
        figures=tuple(figures_of(facts)),
        neighbours=tuple(_neighbours()) if is_first else (),
        imported_at=clock.real(at) if facts["later"] else at,
    )
    record_published(actor=actor, at=at, new=new)


def figures_of(facts: Mapping[str, Any]) -> Iterator[NewPublished]:
    for code, areas in facts["figures"].items():
        for area_code, years in areas.items():
            for year, cell in years.items():
                yield _figure((code, area_code), int(year), cell, facts["later"])


def _figure(what: tuple[str, str], year: int, cell: Any, later: str) -> NewPublished:
    """``cell`` is a pair, a number, or the words that say why there is none; in doubt, it is ``of``
    an object that says the doubt.
    """
    doubts = [later]
    if isinstance(cell, dict):
        doubts.append(cell["doubt"])
        cell = cell["of"]
    numerator, denominator, value = None, None, None
    if isinstance(cell, list):
        numerator, denominator = cell
        value = percentage(numerator, denominator)
    elif isinstance(cell, int):
        value = Decimal(cell)
    return NewPublished(
        code=what[0],
        area_code=what[1],
        period_from=date(year, 1, 1),
        period_until=date(year + 1, 1, 1),
        value=value,
        numerator=numerator,
        denominator=denominator,
        missing=cell if isinstance(cell, str) else "",
        doubt=" ".join(filter(None, doubts)),
    )


def _neighbours() -> Iterator[NewNeighbour]:
    facts = content.read(CONTENT)["neighbours"]
    for rank, code in enumerate(facts["codes"], start=1):
        yield NewNeighbour(facts["area"], code, rank, facts["edition"])
