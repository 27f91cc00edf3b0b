"""An operator's import at the machine: the file's area is found or made in the same transaction.

The area is the one that is named; or the one whose name the document's council gives; or, for a file that
names no council, the only area there is.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from alongside.kernel.actor import Actor
from alongside.kernel.refusals import Refusal
from alongside.people.models import LocalArea
from alongside.people.operations import create_area
from alongside.people.queries import all_areas, area_by_slug
from alongside.plan.transfer.importing import ImportChoice, import_incoming
from alongside.plan.transfer.incoming import Incoming, read_file
from alongside.plan.transfer.report import ImportReport, ImportResult

_PREFIXES = ("the ", "royal borough of ", "london borough of ", "city of ", "county of ")
_ENDINGS = (
    " metropolitan borough council", " metropolitan district council", " city council", " county council",
    " borough council", " district council", " combined authority", " council",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Operator:
    """Who acts before there is an area, and then in it."""

    anywhere: Actor
    in_area: Callable[[LocalArea], Actor]


@dataclass(frozen=True, slots=True)
class OperatorReport:
    """``made_area`` when the area was made for this import, and stays."""

    report: ImportReport
    area_slug: str
    area_name: str
    made_area: bool


class _UndoneError(Exception):
    """Undoes the area that was made for an import that changed nothing."""


def import_for_operator(
    *,
    operator: Operator,
    at: datetime,
    path: Path,
    area: str = "",
    choice: ImportChoice | None = None,
) -> OperatorReport:
    """All of it or nothing: no area is left behind by a file that is refused or only tried."""
    incoming = read_file(path, name=path.name)
    found: OperatorReport | None = None
    try:
        with transaction.atomic():
            place, made = _area(operator, at, incoming, area)
            report = import_incoming(
                actor=operator.in_area(place),
                at=at,
                incoming=incoming,
                choice=choice or ImportChoice(),
            )
            is_done = report.result in (ImportResult.IMPORTED, ImportResult.UPDATED)
            found = OperatorReport(report, place.slug, place.name, made and is_done)
            if not is_done:
                raise _UndoneError
    except _UndoneError:
        pass
    if found is None:
        raise Refusal("The file was not imported.")
    return found


def area_name_of(local_authority: str) -> str:
    """The area's short name from the council's full name.

    >>> area_name_of("City of York Council"), area_name_of("London Borough of Brent Council")
    ('York', 'Brent')
    """
    name = " ".join(local_authority.split())
    for ending in _ENDINGS:
        if name.casefold().endswith(ending):
            name = name[: -len(ending)]
            break
    for prefix in _PREFIXES:
        if name.casefold().startswith(prefix):
            name = name[len(prefix) :]
    return name


def _area(
    operator: Operator, at: datetime, incoming: Incoming, slug: str
) -> tuple[LocalArea, bool]:
    if slug:
        named = area_by_slug(slug)
        if named is None:
            raise Refusal(f"There is no local area “{slug}”. See: alongside area list.")
        return named, False
    if incoming.local_authority:
        return _area_of_council(operator, at, incoming.local_authority)
    areas = all_areas()
    if len(areas) != 1:
        raise Refusal(
            "The file does not name its council. Say which local area it belongs to with --area."
        )
    return areas[0], False


def _area_of_council(operator: Operator, at: datetime, council: str) -> tuple[LocalArea, bool]:
    name = area_name_of(council)
    slug = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40].strip("-")
    for area in all_areas():
        if area.slug == slug or area.name.casefold() in (name.casefold(), council.casefold()):
            return area, False
    made = create_area(actor=operator.anywhere, at=at, slug=slug, name=name, short_name=name[:60])
    return made, True
