"""Makes small releases in DfE's shape, good ones and faulty ones."""

import csv
import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from alongside.exchange.releases.authorities import REGIONS, authorities

KEYS = (
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name",
    "region_code", "region_name", "new_la_code", "old_la_code", "la_name", "breakdown_topic",
    "breakdown",
)  # fmt: skip
RESIDENTIAL = (*KEYS, "Res_3851", "Res_52", "Res_tot")
ALL = "All residential placements"
Row = dict[str, str]

REQUESTS = (
    *KEYS, "requests_received_in_year", "requests_rya", "requests_decided_to_assess",
    "requests_decided_not_to_assess", "requests_decision_not_made", "requests_withdrawn",
    "request_assess_pc", "request_not_assess_pc", "request_outstanding_pc",
    "request_withdrawn_pc", "request_outcome_six_weeks", "request_outcome_over_6_weeks",
    "request_outcome_six_weeks_pc", "request_outcome_over_6_weeks_pc",
    "mediation_related_request", "tribunal_related_request", "tribunal_after_mediation_request",
)  # fmt: skip


def row(place: str, period: str = "202425", *, topic: str = ALL, value: str = "", **of: str) -> Row:
    """A row of England, a region (by code) or an authority (by code)."""
    found = {
        "time_period": period,
        "time_identifier": "Academic year" if len(period) == 6 else "Calendar year",
        "breakdown_topic": topic,
        "breakdown": value or topic,
    }
    if place == "England":
        found["geographic_level"] = "National"
    elif place in REGIONS:
        found |= {"geographic_level": "Regional", "region_code": place}
        found["region_name"] = REGIONS[place]
    else:
        one = authorities()[place]
        found |= {"geographic_level": "Local authority", "new_la_code": one.code}
        found |= {"old_la_code": one.dfe_code, "la_name": one.name}
        found |= {"region_code": one.region_code, "region_name": REGIONS[one.region_code]}
    return found | of


def placed(place: str, part: int, rest: int, **of: str) -> Row:
    """A row of residential placements that adds up."""
    counts = {"Res_3851": str(part), "Res_52": str(rest), "Res_tot": str(part + rest)}
    return row(place, **(counts | of))


def requested(place: str, period: str = "2024", **of: str) -> Row:
    """A row of requests that adds up: 100 received, 60 agreed, 30 refused, 6 open, 4 withdrawn."""
    counts = dict(zip(REQUESTS[12:], _HUNDRED, strict=True))
    topic = "All requests for EHC needs assessments"
    return row(place, period, topic=topic, **(counts | of))


_HUNDRED = (
    "100", "0", "60", "30", "6", "4", "60", "30", "6", "4", "81", "9", "90", "10", "5", "2", "1",
)  # fmt: skip


def text(columns: Iterable[str], rows: Iterable[Mapping[str, str]]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, tuple(columns), restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def residential(rows: Iterable[Row]) -> str:
    return text(RESIDENTIAL, rows)


def requests(rows: Iterable[Row]) -> str:
    return text(REQUESTS, rows)


def folder(path: Path, files: Mapping[str, str | bytes]) -> Path:
    path.mkdir(exist_ok=True)
    for name, content in files.items():
        (path / name).write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def zipped(path: Path, files: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def region_codes(code: str) -> list[str]:
    """The authorities of a region that exist today."""
    return [a.code for a in authorities().values() if a.region_code == code and not a.ended_on]
