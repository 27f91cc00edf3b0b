"""The manifest of a snapshot: which files it is made of, so that it can be found, checked and read
again for as long as a pack refers to it.

A manifest says also which columns each table had, so that an old snapshot stays readable after its
table has gained some.
"""

import json
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Self
from zoneinfo import ZoneInfo

from alongside.analytics.facts import Kind
from alongside.kernel.canonical import JSON, canonical_bytes
from alongside.kernel.refusals import Refusal

LONDON = ZoneInfo("Europe/London")
FORMAT = 1
MANIFESTS = "manifests"

Schema = tuple[tuple[str, Kind], ...]
"""Names and kinds of a table's columns, without the area."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file: the rows of one table and area on one day; ``digest`` is the SHA-256 of its bytes."""

    table: str
    area: str
    on: date
    digest: str
    rows: int
    size: int
    columns: Schema
    key: str

    @staticmethod
    def day_of(as_at: datetime) -> date:
        """The London day of the instant. Raises Refusal when it has no time zone."""
        if as_at.tzinfo is None:
            raise Refusal("Give the instant of the snapshot with its time zone.", field="as_at")
        return as_at.astimezone(LONDON).date()

    @property
    def path(self) -> Path:
        """Inside the snapshots' folder: table, area, day, content."""
        return Path(self.table, self.area, self.on.isoformat(), f"{self.digest}.parquet")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The facts as they stood at ``as_at``. Equal snapshots have equal digests."""

    as_at: datetime
    parts: tuple[Part, ...]

    def __post_init__(self) -> None:
        Part.day_of(self.as_at)
        if not self.parts:
            raise Refusal("A snapshot needs at least one table.")
        ordered = sorted(self.parts, key=lambda part: (part.table, part.area))
        twice = [k for k, n in Counter((p.table, p.area) for p in ordered).items() if n > 1]
        if twice:
            raise Refusal(f"“{twice[0][0]}” was offered twice for {twice[0][1]}. Offer it once.")
        if len({(part.table, part.columns, part.key) for part in ordered}) != len(self.tables):
            raise Refusal("A table must have the same columns in every area of a snapshot.")
        object.__setattr__(self, "parts", tuple(ordered))
        object.__setattr__(self, "as_at", self.as_at.astimezone(UTC))

    @property
    def on(self) -> date:
        """The London day of the snapshot: statutory days are counted up to it."""
        return Part.day_of(self.as_at)

    @property
    def tables(self) -> tuple[str, ...]:
        return tuple(sorted({part.table for part in self.parts}))

    @property
    def areas(self) -> tuple[str, ...]:
        return tuple(sorted({part.area for part in self.parts}))

    @property
    def digest(self) -> str:
        """SHA-256 of the manifest: the name by which a frozen pack refers to the snapshot."""
        return sha256(self.as_bytes()).hexdigest()

    @property
    def manifest_path(self) -> Path:
        return self.path_of_manifest(self.digest)

    @staticmethod
    def path_of_manifest(digest: str) -> Path:
        """Raises Refusal when it could not be a digest."""
        if len(digest) != 64 or set(digest) - set("0123456789abcdef"):
            raise Refusal("A snapshot is named by 64 digits and letters from a to f.")
        return Path(MANIFESTS, f"{digest}.json")

    def only(self, *areas: str) -> "Snapshot":
        """The same snapshot, of those areas alone."""
        return Snapshot(self.as_at, tuple(part for part in self.parts if part.area in areas))

    def parts_of(self, table: str) -> tuple[Part, ...]:
        """One for each area. Raises Refusal when the snapshot has no such table."""
        found = tuple(part for part in self.parts if part.table == table)
        if not found:
            raise Refusal(f"The snapshot of {self.on} has no fact table “{table}”.")
        return found

    def as_bytes(self) -> bytes:
        """The manifest: canonical JSON, which ``from_bytes`` reads back."""
        return canonical_bytes(
            {
                "format": FORMAT,
                "as_at": self.as_at.isoformat(),
                "parts": [_as_json(part) for part in self.parts],
            }
        )

    @classmethod
    def from_bytes(cls, manifest: bytes) -> Self:
        """Raises Refusal when they are not a manifest that this version reads."""
        try:
            fields = json.loads(manifest)
            if fields["format"] != FORMAT:
                raise Refusal(f"That manifest is of format {fields['format']}, not {FORMAT}.")
            as_at = datetime.fromisoformat(fields["as_at"])
            return cls(as_at, tuple(_from_json(part) for part in fields["parts"]))
        except (ValueError, KeyError, TypeError) as problem:
            raise Refusal("That is not the manifest of a snapshot.") from problem


def _as_json(part: Part) -> dict[str, JSON]:
    return {
        "table": part.table,
        "area": part.area,
        "on": part.on.isoformat(),
        "digest": part.digest,
        "rows": part.rows,
        "size": part.size,
        "columns": [[name, kind.value] for name, kind in part.columns],
        "key": part.key,
    }


def _from_json(fields: dict[str, Any]) -> Part:
    columns = tuple((name, Kind(kind)) for name, kind in fields["columns"])
    on = date.fromisoformat(fields["on"])
    return Part(**{**fields, "columns": columns, "on": on})
