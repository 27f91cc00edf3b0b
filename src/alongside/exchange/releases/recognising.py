"""Which area a row speaks of, from its codes and its name.

A name that is written differently is matched by its code. A code that nobody knows stays unknown. A
code and a name that belong to two authorities are a doubt, and the name decides: people write names
and programs swap codes.
"""

from dataclasses import dataclass

from alongside.exchange.releases.authorities import (
    ENGLAND,
    REGIONS,
    Authority,
    authority_of,
    named,
    region_of,
)
from alongside.exchange.releases.frames import AUTHORITY, ENGLAND_LEVEL, REGION, Area
from alongside.exchange.releases.model import DoubtKind

LEVEL_WORDS = {"local authority": AUTHORITY, "regional": REGION, "national": ENGLAND_LEVEL}


@dataclass(frozen=True, slots=True)
class Published:
    """What a row says of its area. Any code may be ""."""

    level: str
    ons_code: str
    dfe_code: str
    name: str
    region_code: str
    region_name: str

    @property
    def code(self) -> str:
        return self.ons_code or self.dfe_code


def recognise(row: Published) -> Area:
    """The area, or one with the code "" and the fault in words."""
    if row.level == ENGLAND_LEVEL:
        return Area(ENGLAND_LEVEL, ENGLAND, "England", "", ENGLAND, "England")
    if row.level == REGION:
        return _region(row)
    return _authority(row)


def _region(row: Published) -> Area:
    code = region_of(row.region_code, row.region_name)
    published = row.region_code or row.region_name
    if code not in REGIONS:
        fault = f"the region “{row.region_name}” ({row.region_code or 'no code'}) is not known."
        kind = DoubtKind.AREA_UNKNOWN
        return Area(REGION, "", row.region_name, "", published, row.region_name, fault, kind)
    return Area(REGION, code, REGIONS[code], code, published, row.region_name)


def _authority(row: Published) -> Area:
    by_code = authority_of(row.ons_code) or authority_of(row.dfe_code)
    by_name = named(row.name)
    if by_code is None:
        return _without_code(row, by_name)
    other = authority_of(row.dfe_code) if row.ons_code else None
    if other and other != by_code:
        return _placed(row, by_code, f"DfE’s code {row.dfe_code} is that of {other.name}.")
    if by_name and by_code not in by_name:
        fault = (
            f"the code {row.code} is that of {by_code.name}, so the name was followed; figures "
            "that were joined by code may be the other’s."
        )
        return _placed(row, by_name[0], fault)
    return _placed(row, by_code)


def _without_code(row: Published, by_name: tuple[Authority, ...]) -> Area:
    if not row.code and len(by_name) == 1:
        return _placed(row, by_name[0])
    what = f"the code {row.code} is not known" if row.code else "there is no code"
    hint = f", though {row.name} is a name of {by_name[0].code}" if by_name else ""
    fault, kind = f"{what}{hint}, so the area was left open.", DoubtKind.AREA_UNKNOWN
    return Area(AUTHORITY, "", row.name, "", row.code, row.name, fault, kind)


def _placed(row: Published, authority: Authority, fault: str = "") -> Area:
    kind = DoubtKind.CODE_AND_NAME_DISAGREE if fault else ""
    return Area(
        AUTHORITY,
        authority.code,
        authority.name,
        authority.region_code,
        row.code,
        row.name,
        fault,
        kind,
    )
